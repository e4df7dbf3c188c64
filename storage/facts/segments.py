"""A campaign's numbers of two windows, cut every way its platforms cut them."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select as core_select
from sqlmodel import Session

from domain.diagnosis.slices import Slice
from domain.money import MICRO, Rates
from domain.window import Window
from domain.words import Level
from storage.db.tables import AccountRow, ElementRow, PerformanceTable, PlatformCampaignRow, table

HOUR = "hour"
_SUMS = ("impressions", "clicks", "spend_micros", "conversions_micros", "leads_micros", "value_micros")
_MONEY = frozenset({"spend_micros", "value_micros"})
_IN_MICROS = frozenset(name for name in _SUMS if name.endswith("_micros"))
UNKNOWN = float("nan")
Key = tuple[str, str, str, str]
Row = tuple[Key, date, str, tuple[int | None, ...]]


def segments(
    session: Session, campaign_key: str, before: Window, after: Window, currency: str, rates: Rates
) -> list[Slice]:
    """Every element of every level and breakdown, hours aside: sums of both windows, money in `currency`.

    Platforms are named by `domain.words.Source`, campaigns, ad groups and ads by name. NaN: not said, or no rate.
    """
    found: dict[Key, tuple[list[float], list[float]]] = {}
    nothing = [0.0] * len(_SUMS)
    for key, day, unit, numbers in _named(session, campaign_key, Window(before.start, after.end)):
        if day in before or day in after:
            sums = found.setdefault(key, (nothing.copy(), nothing.copy()))[int(day in after)]
            for place, (name, number) in enumerate(zip(_SUMS, numbers, strict=True)):
                sums[place] += _plain(name, number, unit, currency, day, rates)
    return [Slice(*key, tuple(old), tuple(new)) for key, (old, new) in sorted(found.items())]


def _plain(name: str, number: int | None, unit: str, currency: str, day: date, rates: Rates) -> float:
    """A number as it is, without micros."""
    if number is not None and name in _MONEY:
        number = rates.convert(int(number), unit, currency, day)
    if number is None:
        return UNKNOWN
    return float(number) / MICRO if name in _IN_MICROS else float(number)


def _named(session: Session, campaign_key: str, days: Window) -> Iterator[Row]:
    """The rows of the campaign and of its ad groups and ads, each with names that are its own."""
    rows, listed, account = table(PerformanceTable).c, table(PlatformCampaignRow).c, table(AccountRow).c
    inside = table(ElementRow).c
    told = (rows.breakdown, rows.element, rows.day, rows.currency, *(rows[name] for name in _SUMS))
    whole = (
        core_select(account.source, listed.entity_id, listed.name, rows.level, rows.entity_id, rows.entity_id, *told)
        .select_from(table(PlatformCampaignRow))
        .join(table(AccountRow), account.id == listed.account)
        .join(table(PerformanceTable), (rows.account == listed.account) & (rows.entity_id == listed.entity_id))
        .where(rows.level == Level.CAMPAIGN.value, rows.breakdown != HOUR)
    )
    parts = (
        core_select(account.source, listed.entity_id, listed.name, rows.level, inside.entity_id, inside.name, *told)
        .select_from(table(PlatformCampaignRow))
        .join(table(AccountRow), account.id == listed.account)
        .join(table(ElementRow), (inside.account == listed.account) & (inside.campaign_id == listed.entity_id))
        .join(
            table(PerformanceTable),
            (rows.account == inside.account) & (rows.entity_id == inside.entity_id) & (rows.level == inside.level),
        )
        .where(rows.breakdown == "", rows.level != Level.CAMPAIGN.value)
    )
    chosen = (listed.campaign_key == campaign_key, rows.day.between(days.start, days.end))
    read = [row for one in (whole, parts) for row in session.connection().execute(one.where(*chosen))]
    names = _names(read)
    for source, campaign, _, level, entity, _, breakdown, element, day, unit, *numbers in read:
        within = level != Level.CAMPAIGN.value
        dimension, label = (level, names[level, entity]) if within else (breakdown, element)
        yield (source, names[Level.CAMPAIGN.value, campaign], dimension, label), day, unit, tuple(numbers)


def _names(read: list[Any]) -> dict[tuple[str, str], str]:
    """A name for every entity, with its id where two have the same."""
    names = {(Level.CAMPAIGN.value, row[1]): row[2] for row in read}
    names |= {(row[3], row[4]): row[5] for row in read if row[3] != Level.CAMPAIGN.value}
    bearers: defaultdict[tuple[str, str], int] = defaultdict(int)
    for (level, _), name in names.items():
        bearers[level, name] += 1
    return {key: name if bearers[key[0], name] == 1 else f"{name} ({key[1]})" for key, name in names.items()}
