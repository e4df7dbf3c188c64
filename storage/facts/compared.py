"""Days as they are stored and as they were learnt, campaign by campaign of one account."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select as core_select
from sqlmodel import Session

from domain.facts import DEVICE, PerformanceRow, Running
from domain.window import Window
from domain.words import Level
from storage.db.tables import ObservationRow, PerformanceTable, PlatformCampaignRow, table
from storage.directory.spending import one_family
from storage.facts import actions

_KEY = ("entity_id", "day", "breakdown", "element", "currency")
_SUMS = ("impressions", "clicks", "spend_micros", "conversions_micros", "value_micros", "leads_micros")


class Told(NamedTuple):
    """A row as its client counts it, and as its platform does of its own accord."""

    counted: PerformanceRow
    own: PerformanceRow


def days(session: Session, account: int, window: Window) -> Iterator[Told]:
    """The rows of the account's campaigns, of each day in one breakdown."""
    kept = table(PerformanceTable).c
    chosen = core_select(*(kept[name] for name in (*_KEY, *_SUMS)), kept.actions).where(
        kept.account == account,
        kept.level == Level.CAMPAIGN.value,
        kept.day.between(window.start, window.end),
        one_family(),
    )
    for row in session.execute(chosen):
        yield _told(row)


def learnt(session: Session, account: int, window: Window) -> Iterator[tuple[datetime, PerformanceRow]]:
    """All that the platform said of these days by device or in total, with when it was, the oldest first."""
    seen = table(ObservationRow).c
    chosen = (
        core_select(seen.as_of, *(seen[name] for name in (*_KEY, *_SUMS)), seen.actions)
        .where(seen.account == account, seen.level == Level.CAMPAIGN.value)
        .where(seen.day.between(window.start, window.end), seen.breakdown.in_(("", DEVICE)))
        .order_by(seen.as_of, seen.id)
    )
    for as_of, *row in session.execute(chosen):
        yield as_of, _told(row).own


def removed(session: Session, account: int) -> frozenset[str]:
    """The account's campaigns that its platform has removed."""
    listed = table(PlatformCampaignRow).c
    gone = core_select(listed.entity_id).where(listed.account == account, listed.status == Running.REMOVED.value)
    return frozenset(session.execute(gone).scalars())


def _told(row: Any) -> Told:
    entity, day, breakdown, element, currency, *sums, text = row
    counted = PerformanceRow(Level.CAMPAIGN, entity, day, breakdown, element, currency, *sums)
    if text is None:
        return Told(counted, counted)
    own, _ = actions.read(text)
    return Told(
        counted,
        counted._replace(conversions_micros=own.conversions, value_micros=own.value, leads_micros=own.leads),
    )
