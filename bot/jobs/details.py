"""What is read beside the numbers of each day: hours, networks and placements, ad groups and ads."""

from collections.abc import Awaitable
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.jobs import windows
from bot.jobs.brought import Brought, Keep
from bot.logs import log
from connectors.port import AdSource
from domain.entities import SourceAccount
from domain.errors import Problem
from domain.facts import HOUR, PerformanceRow, Segments
from domain.window import Window, local_day
from storage import Session
from storage.directory import accounts
from storage.directory.accounts import Progress
from storage.facts import listing, performance

HOURS_BACK = 2
"""Days before today whose hours are read again: by then they hardly change."""
HOURS_FIRST = 15
"""Days before today whose hours are read at first: two weeks tell one weekday from another."""
HOURS_KEPT = 63
"""Days whose hours are kept: nine weeks show what a Tuesday at noon is like."""
EVERY = timedelta(hours=6)
"""Details explain, in the morning or when somebody asks; each time costs requests of a daily allowance."""
BEFORE_PEOPLE = (time(7), time(18))
"""When hours are read at the latest, by the account's clock: what broke in the night is known first thing, and what
broke by day while people may still be told."""
NEVER = datetime.min.replace(tzinfo=UTC)
_log = log("details")
Found = TypeVar("Found")


def hours_due(done: Progress, now: datetime, timezone: str) -> bool:
    """Whether the hours of an account are due: six hours after the last time, or before people come or leave."""
    last, local = done.hours or NEVER, now.astimezone(ZoneInfo(timezone or "UTC"))
    marks = (datetime.combine(local.date(), mark, local.tzinfo) for mark in BEFORE_PEOPLE)
    return now - last >= EVERY or any(last < mark <= local for mark in marks)


async def fetch(
    account: SourceAccount, source: AdSource, window: Window, now: datetime, done: Progress, newest: date | None
) -> Keep:
    """Now and then the hours of the last days, and the segments, once a day back to the start of `window`.

    `newest` is the last day whose hours are known; it is needed where they are due. Trouble with details is written
    down and leaves the numbers of the day alone.
    """
    today = local_day(now, account.timezone or "UTC")
    recent = _recent(window, today, newest) if hours_due(done, now, account.timezone) else None
    hours = await _tried(account, source.hours(account, recent)) if recent else None
    wider = _wider(account, source, window, now, done)
    found = await _tried(account, source.segments(account, wider)) if wider else None

    def keep(session: Session) -> Brought:
        brought = Brought()
        if recent and hours is not None:
            brought = keep_hours(session, account.id, hours, now, recent)
            accounts.note_read(session, account.id, now, hours=True)
        if wider and found is not None:
            brought = brought.and_also(keep_segments(session, account.id, found, now, wider))
            accounts.note_read(session, account.id, now, segments=True)
        return brought

    return keep


def _wider(account: SourceAccount, source: AdSource, window: Window, now: datetime, done: Progress) -> Window | None:
    """The days whose segments are due; None where they were read not long ago."""
    zone = account.timezone or "UTC"
    if done.segments is None or local_day(done.segments, zone) < local_day(now, zone):
        return window
    if now - done.segments < EVERY:
        return None
    return windows.newest(window, source.descriptor)


def _recent(window: Window, today: date, newest: date | None) -> Window:
    """The last days, and before them what is missing."""
    first, usual = today - timedelta(days=HOURS_FIRST), today - timedelta(days=HOURS_BACK)
    return Window(max(window.start, first, min(usual, newest or first)), today)


async def _tried(account: SourceAccount, fetching: Awaitable[Found]) -> Found | None:
    """What came, or None: the next poll asks again."""
    try:
        return await fetching
    except Problem as problem:
        _log.warning("details failed", source=account.source, account=account.id, detail=problem.detail)
        return None


def keep_hours(session: Session, account: int, rows: list[PerformanceRow], now: datetime, window: Window) -> Brought:
    """Write the hours and let go of those that nobody needs any more."""
    is_news = bool(rows) and performance.upsert(session, account, rows, now, window=window, details=True).written
    performance.drop_before(session, account, HOUR, window.end - timedelta(days=HOURS_KEPT))
    return Brought(len(rows), is_news)


def keep_segments(session: Session, account: int, found: Segments, now: datetime, window: Window) -> Brought:
    """Write the rows and the names. They are news to nobody: what is judged is read of campaigns and their hours."""
    listing.list_elements(session, account, found.elements)
    if found.rows:
        performance.upsert(session, account, found.rows, now, window=window, details=True)
    return Brought(len(found.rows))
