"""What is read beside the numbers of each day: hours, networks and placements, ad groups and ads."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from bot.logs import log
from connectors.port import AdSource
from domain.entities import SourceAccount
from domain.errors import Problem
from domain.facts import HOUR, PerformanceRow, Segments
from domain.window import Window, local_day
from storage import Session
from storage.facts import listing, performance

HOURS_BACK = 2
"""Days before today whose hours are read again: by then they hardly change."""
HOURS_FIRST = 15
"""Days before today whose hours are read at first: two weeks tell one weekday from another."""
HOURS_KEPT = 63
"""Days whose hours are kept: nine weeks show what a Tuesday at noon is like."""
EVERY = timedelta(hours=6)
"""Details explain, in the morning or when somebody asks; each time costs requests of a daily allowance."""
NEVER = datetime.min.replace(tzinfo=UTC)
_log = log("details")
Keep = Callable[[Session], int]
Found = TypeVar("Found")


@dataclass(slots=True)
class Details:
    """Reads details. Trouble with them is written down and leaves the numbers of the day alone."""

    _hours: dict[int, datetime] = field(default_factory=dict)
    _segments: dict[int, datetime] = field(default_factory=dict)

    def is_due(self, account: int, now: datetime) -> bool:
        """Whether the hours of an account are due."""
        return now - self._hours.get(account, NEVER) >= EVERY

    async def fetch(
        self, account: SourceAccount, source: AdSource, window: Window, now: datetime, newest: date | None
    ) -> Keep:
        """Now and then the hours of the last days, and the segments, once a day back to the start of `window`.

        `newest` is the last day whose hours are known; it is needed where they are due.
        """
        today = local_day(now, account.timezone or "UTC")
        recent = _recent(window, today, newest) if self.is_due(account.id, now) else None
        hours = await _tried(account, source.hours(account, recent)) if recent else None
        wider = self._wider(account, source, window, now, today)
        found = await _tried(account, source.segments(account, wider)) if wider else None

        def keep(session: Session) -> int:
            rows = 0
            if recent and hours is not None:
                rows += keep_hours(session, account.id, hours, now, recent)
                self._hours[account.id] = now
            if wider and found is not None:
                rows += keep_segments(session, account.id, found, now, wider)
                self._segments[account.id] = now
            return rows

        return keep

    def forget(self, account: int) -> None:
        """What was noted of an account while it was being kept went back with the transaction."""
        self._hours.pop(account, None)
        self._segments.pop(account, None)

    def _wider(
        self, account: SourceAccount, source: AdSource, window: Window, now: datetime, today: date
    ) -> Window | None:
        """The days whose segments are due; None where they were read not long ago."""
        before = self._segments.get(account.id)
        if before is None or local_day(before, account.timezone or "UTC") < today:
            return window
        if now - before < EVERY:
            return None
        return Window(max(window.start, today - timedelta(days=source.provisional_days)), today)


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


def keep_hours(session: Session, account: int, rows: list[PerformanceRow], now: datetime, window: Window) -> int:
    """Write the hours and let go of those that nobody needs any more; returns how many rows were given."""
    if rows:
        performance.upsert(session, account, rows, now, window=window, details=True)
    performance.drop_before(session, account, HOUR, window.end - timedelta(days=HOURS_KEPT))
    return len(rows)


def keep_segments(session: Session, account: int, found: Segments, now: datetime, window: Window) -> int:
    """Write the rows and the names; returns how many rows were given."""
    listing.list_elements(session, account, found.elements)
    if found.rows:
        performance.upsert(session, account, found.rows, now, window=window, details=True)
    return len(found.rows)
