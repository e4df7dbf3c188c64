"""Campaigns' days, part by part: of each platform campaign that it claims, or of each device."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import case, func
from sqlalchemy import select as core_select
from sqlmodel import Session

from domain.facts import DEVICE, DaySums
from domain.window import Window
from domain.words import Level, Source
from storage.db.tables import AccountRow, PerformanceTable, PlatformCampaignRow, table
from storage.directory.spending import one_family
from storage.facts.figures import SUMS


class Named(NamedTuple):
    """A part of a campaign of ours: where it is, and what it is called there."""

    campaign_key: str
    source: Source
    name: str


def by_campaign(session: Session, keys: Collection[str], window: Window) -> dict[Named, tuple[DaySums, ...]]:
    """Of each platform campaign that these campaigns claim."""
    listed = table(PlatformCampaignRow).c
    return _parts(session, keys, window, listed.name, one_family())


def by_device(session: Session, keys: Collection[str], window: Window) -> dict[Named, tuple[DaySums, ...]]:
    """Of each device, as its platform calls it; platforms that are not read by device have none."""
    rows = table(PerformanceTable).c
    return _parts(session, keys, window, rows.element, rows.breakdown == DEVICE)


def _parts(
    session: Session, keys: Collection[str], window: Window, name: Any, kept: Any
) -> dict[Named, tuple[DaySums, ...]]:
    rows, listed, account = table(PerformanceTable).c, table(PlatformCampaignRow).c, table(AccountRow).c
    sums = [case((func.count(rows[one]) == func.count(), func.sum(rows[one]))) for one in SUMS]
    chosen = (
        core_select(listed.campaign_key, account.source, name, rows.day, rows.currency, *sums)
        .select_from(table(PlatformCampaignRow))
        .join(table(AccountRow), account.id == listed.account)
        .join(table(PerformanceTable), (rows.account == listed.account) & (rows.entity_id == listed.entity_id))
        .where(listed.campaign_key.in_(keys), rows.level == Level.CAMPAIGN.value, kept)
        .where(rows.day.between(window.start, window.end))
        .group_by(listed.campaign_key, account.source, name, rows.day, rows.currency)
        .order_by(listed.campaign_key, account.source, name, rows.day, rows.currency)
    )
    found: defaultdict[Named, list[DaySums]] = defaultdict(list)
    for key, source, called, day, currency, *numbers in session.connection().execute(chosen):
        told = (None if one is None else int(one) for one in numbers)
        found[Named(key, Source(source), called)].append(
            DaySums(day, Source(source), currency, *told)  # type: ignore[arg-type]
        )
    return {one: tuple(days) for one, days in found.items()}
