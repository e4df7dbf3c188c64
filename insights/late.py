"""Months that a client has read and that have moved since: results that came when nobody looked any more."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

from domain.entities import Campaign, Client
from domain.late import Moved
from domain.money import MICRO
from domain.window import Window, local_day
from domain.words import Objective
from storage import Session
from storage.directory import campaigns
from storage.facts import late
from storage.messages import deliveries

REACH = timedelta(days=90)
"""How far back it is looked: what the platforms are read of anew now and then."""
READ_FOR = timedelta(days=31)
"""How long after its end people still read of a month."""
MATTERS = Decimal("0.05")
"""How far a month must have moved to be told of."""


def moved_months(session: Session, client: Client, now: datetime) -> list[Moved]:
    """The client's, by campaign and month: those that are over, that somebody of the client has read, and that have
    moved by more than 5 % since their days were settled."""
    today = local_day(now, client.timezone)
    months = [one for one in _months(today - REACH, today) if _was_read(session, client, one)]
    if not months:
        return []
    known = late.days(session, client.key, Window(months[0].start, months[-1].end))
    found = []
    for campaign in campaigns.of_client(session, client.key):
        for month in months:
            told = _compared(campaign, month, known.get(campaign.key, {}), today)
            if told is not None and abs(told.change) > MATTERS:
                found.append(told)
    return found


def _months(first: date, today: date) -> Iterator[Window]:
    """The calendar months from that of `first` on that are over."""
    start = first.replace(day=1)
    while (following := (start + timedelta(days=31)).replace(day=1)) <= today:
        yield Window(start, following - timedelta(days=1))
        start = following


def _was_read(session: Session, client: Client, month: Window) -> bool:
    days = Window(month.start, month.end + READ_FOR)
    sent = deliveries.sent_to_client(session, client.key)
    return any(local_day(at, client.timezone) in days for at in sent)


def _compared(campaign: Campaign, month: Window, days: late.Days, today: date) -> Moved | None:
    """None where nothing was counted before, or not by everybody. Days that are still read anyway are as they are."""
    kpi = "leads" if campaign.objective is Objective.LEADS and not campaign.asks_crm else "conversions"
    before = now = 0
    for day, (settled, present) in days.items():
        if day not in month:
            continue
        was, is_now = (getattr(one, kpi) for one in (settled if day + late.SETTLED <= today else present, present))
        if was is None or is_now is None:
            return None
        before, now = before + was, now + is_now
    return Moved(campaign, month, kpi, Decimal(before) / MICRO, Decimal(now) / MICRO) if before else None
