"""What platforms had said of days and hours by an instant in the past, out of the observations."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Select, func
from sqlalchemy import select as core_select
from sqlmodel import Session

from domain.facts import DEVICE, DaySums
from domain.results import Counts
from domain.window import Window
from domain.words import Level, Source
from storage.db.asof import AsOf, by
from storage.db.tables import AccountRow, ObservationRow, PlatformCampaignRow, table
from storage.facts import actions
from storage.facts.downloads import Reader, readers

_SUMS = ("impressions", "clicks", "spend_micros", "conversions_micros", "value_micros", "leads_micros")
_ROW = ("account", "entity_id", "day", "breakdown", "element")


def newest(campaign_keys: Collection[str], days: Window, at: AsOf, *breakdowns: str) -> Select[Any]:
    """The ids of the last observations by then (of each account by its own instant), one for each row of these days,
    in these breakdowns; of totals, devices and what files broke down where none is named."""
    seen, listed = table(ObservationRow).c, table(PlatformCampaignRow).c
    mine = (seen.account == listed.account) & (seen.entity_id == listed.entity_id)
    chosen = (
        core_select(func.max(seen.id))
        .join_from(table(PlatformCampaignRow), table(ObservationRow), mine)
        .where(listed.campaign_key.in_(campaign_keys), seen.level == Level.CAMPAIGN.value)
        .where(seen.day.between(days.start, days.end), by(seen.account, seen.as_of, at))
        .group_by(*(seen[name] for name in _ROW))
    )
    whose = seen.breakdown.in_(breakdowns or ("", DEVICE))
    return chosen.where(whose if breakdowns else whose | (seen.origin == "import"))


def day_sums(
    session: Session,
    campaign_keys: Collection[str],
    days: Window,
    at: AsOf,
    downloads: Mapping[str, Counts] | None = None,
) -> dict[str, tuple[DaySums, ...]]:
    """By campaign, sums by day, source and currency, as they stood then; days that nobody spoke of are not there.

    With the `downloads` of those campaigns that say what one is.

    Of one entity and day one breakdown counts: the same spend by device and in total is the same spend.
    """
    if not days.days:
        return {}
    seen, listed, account = table(ObservationRow).c, table(PlatformCampaignRow).c, table(AccountRow).c
    mine = (seen.account == listed.account) & (seen.entity_id == listed.entity_id)
    chosen = (
        core_select(
            listed.campaign_key, account.source, seen.day, seen.currency, seen.account, seen.entity_id, seen.breakdown,
            *((seen.actions,) if downloads else ()),
            *(actions.as_counted(listed, seen, name) for name in _SUMS),
        )
        .join_from(table(PlatformCampaignRow), table(ObservationRow), mine)
        .join(table(AccountRow), account.id == seen.account)
        .where(listed.campaign_key.is_not(None), seen.id.in_(newest(campaign_keys, days, at)))
        .order_by(listed.campaign_key, seen.day, account.source, seen.currency)
    )  # fmt: skip
    told: defaultdict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in session.execute(chosen):
        told[row.campaign_key, row.day, row.source, row.currency, row.account, row.entity_id].append(row)
    sums: defaultdict[str, dict[tuple[Any, ...], list[Any]]] = defaultdict(dict)
    for (key, day, source, currency, *_), rows in told.items():
        sums[key].setdefault((day, source, currency), []).extend(_one_breakdown(rows))
    counting = readers(session, downloads or {})
    return {
        key: tuple(
            DaySums(day, Source(source), currency, *[*_added(rows), _downloads(rows, counting.get(key))])
            for (day, source, currency), rows in of_day.items()
        )
        for key, of_day in sums.items()
    }


def _one_breakdown(rows: list[Any]) -> list[Any]:
    """Totals where there are any, else devices, else the first by name; what went to zero counts last."""

    def rank(breakdown: str) -> tuple[bool, bool, bool, str]:
        holds = any(row[-len(_SUMS) + n] for row in rows if row.breakdown == breakdown for n in range(len(_SUMS)))
        return not holds, breakdown != "", breakdown != DEVICE, breakdown

    first = min({row.breakdown for row in rows}, key=rank)
    return [row for row in rows if row.breakdown == first]


def _downloads(rows: Iterable[Any], reader: Reader | None) -> int | None:
    if reader is None:
        return None
    told = [reader.count(row.account, row.actions, holds=any(row[-len(_SUMS) :])) for row in rows]
    return None if None in told else sum(one or 0 for one in told)


def _added(rows: Iterable[Any]) -> list[Any]:
    """The sums of columns; None where a row does not say: what the others say is not the sum."""
    columns = zip(*(row[-len(_SUMS) :] for row in rows), strict=True)
    return [None if None in column else sum(column) for column in map(tuple, columns)]
