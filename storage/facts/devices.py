"""A campaign's results by device and day, as they stand."""

from collections import defaultdict

import numpy as np
from sqlalchemy import func
from sqlalchemy import select as core_select
from sqlmodel import Session

from domain.evidence import Grid, Segment
from domain.facts import DEVICE
from domain.money import Rates
from domain.window import Window
from domain.words import Level
from storage.db.asof import AsOf
from storage.db.tables import ObservationRow, PerformanceTable, PlatformCampaignRow, table
from storage.facts import as_known

_COUNTED = ("spend_micros", "impressions", "clicks", "conversions_micros", "value_micros", "leads_micros")
_MONEY = frozenset({"spend_micros", "value_micros"})


def devices(
    session: Session, campaign_key: str, days: Window, currency: str, rates: Rates, at: AsOf | None = None
) -> tuple[Segment, ...]:
    """One segment for each device; money in `currency`. A day without a row is 0, one without a rate NaN.

    `at`: as they stood at that instant in the past, or at each account's own.
    """
    told = table(PerformanceTable if at is None else ObservationRow)
    rows, listed = told.c, table(PlatformCampaignRow).c
    chosen = (
        core_select(rows.element, rows.day, rows.currency, *(func.sum(rows[name]) for name in _COUNTED))
        .select_from(table(PlatformCampaignRow))
        .join(told, (rows.account == listed.account) & (rows.entity_id == listed.entity_id))
        .where(listed.campaign_key == campaign_key, rows.level == Level.CAMPAIGN.value, rows.breakdown == DEVICE)
        .where(rows.day.between(days.start, days.end))
        .group_by(rows.element, rows.day, rows.currency)
    )
    if at is not None:
        chosen = chosen.where(rows.id.in_(as_known.newest([campaign_key], days, at, DEVICE)))
    grids: defaultdict[str, dict[str, Grid]] = defaultdict(lambda: {name: np.zeros(days.days) for name in _COUNTED})
    for element, day, unit, *sums in session.connection().execute(chosen):
        place = (day - days.start).days
        for name, amount in zip(_COUNTED, sums, strict=True):
            ours = rates.convert(int(amount), unit, currency, day) if name in _MONEY and amount is not None else amount
            grids[element][name][place] += np.nan if ours is None else float(ours)
    everyday = tuple(days)
    return tuple(Segment("device", one, one, everyday, currency, **grids[one]) for one in sorted(grids))
