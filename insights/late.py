"""What has moved since people read of it: results that come late, or when nobody looks any more."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from domain.campaign_data import Scope, of_platforms, sums_of
from domain.entities import Campaign, Client
from domain.kpi import Totals, read
from domain.late import Moved, SinceShown
from domain.money import MICRO
from domain.snapshot import Snapshot
from domain.window import Window, local_day
from domain.words import Audience, Objective
from storage import Session
from storage.directory import campaigns
from storage.facts import coverage, figures, late
from storage.messages import deliveries

REACH = timedelta(days=90)
"""How far back it is looked: what the platforms are read of anew now and then."""
READ_FOR = timedelta(days=31)
"""How long after its end people still read of a month."""
MATTERS = Decimal("0.05")
"""How far a month must have moved to be told of."""
SHOWN = ("spend", "conversions", "leads", "revenue")
"""The sums that may move after they were shown."""


def moved_months(session: Session, client: Client, now: datetime) -> list[Moved]:
    """The client's, by campaign and month: those that are over, that somebody of the client has read, and that have
    moved by more than 5 % since their days were settled."""
    today = local_day(now, client.timezone)
    sent = [local_day(at, client.timezone) for at in deliveries.sent_to_client(session, client.key)]
    months = [one for one in _months(today - REACH, today) if _was_read(sent, one)]
    if not months:
        return []
    known = late.days(session, client.key, Window(months[0].start, months[-1].end))
    found = []
    for campaign in (one for one in campaigns.of_client(session, client.key) if one.is_seen_by(Audience.CLIENT)):
        for month in months:
            told = _compared(campaign, month, known.get(campaign.key, {}), today)
            if told is not None and abs(told.change) > MATTERS:
                found.append(told)
    return found


def since_shown(session: Session, picture: Snapshot, now: datetime) -> SinceShown | None:
    """What has moved of the platforms' sums since the morning after the picture's last day, when they were first whole;
    None where that is still to come."""
    data, client = picture.data, picture.client
    shown = coverage.midnight(data.window.end + timedelta(days=1), ZoneInfo(client.timezone)) + coverage.SETTLED
    if shown > now:
        return None
    scope = Scope(data.campaign, client, data.window, local_day(now, client.timezone))
    (known,) = figures.facts(session, [scope], at=shown)
    then, present = (sums_of(of_platforms(one), data.window) for one in (known, data))
    found = (_moved(data.campaign, data.window, kpi, then, present) for kpi in SHOWN)
    is_known = any(row.day in data.window for row in known.days)
    return SinceShown(shown, is_known, tuple(one for one in found if one is not None and is_known))


def _moved(campaign: Campaign, days: Window, kpi: str, then: Totals, now: Totals) -> Moved | None:
    """None where it is what it was, or where either is not known or was nothing."""
    before, after = read(kpi, then).value, read(kpi, now).value
    if not before or after is None or before == after:
        return None
    return Moved(campaign, days, kpi, before, after)


def _months(first: date, today: date) -> Iterator[Window]:
    """The calendar months from that of `first` on that are over."""
    start = first.replace(day=1)
    while (following := (start + timedelta(days=31)).replace(day=1)) <= today:
        yield Window(start, following - timedelta(days=1))
        start = following


def _was_read(sent: Sequence[date], month: Window) -> bool:
    days = Window(month.start, month.end + READ_FOR)
    return any(day in days for day in sent)


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
