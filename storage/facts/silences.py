"""How long clicks have brought nothing, hour by hour: for what stops within a day."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, bindparam, func
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from domain.money import Rates
from domain.rules.inputs import LATE, Silence
from domain.words import Level
from storage.db.tables import AccountRow, LoadRow, PerformanceTable, PlatformCampaignRow, table

BACK = timedelta(days=2)


def of_client(session: Session, client_key: str, currency: str, rates: Rates, now: datetime) -> dict[str, Silence]:
    """By campaign, the silence since its last hour with a result; nothing for campaigns that no platform tells by the
    hour, or whose newest hour had one.

    An hour counts once it was read `LATE` after its end: hours are read but now and then, and what was read sooner
    lacks the results that came after.
    """
    told = session.connection().execute(_BY_HOUR, {"client": client_key, "since": (now - BACK).date()}).all()
    read = _read(session, {(row[1], row[-1]) for row in told})
    hours: dict[str, list[tuple[datetime, int, int]]] = {}
    for key, number, zone, day, hour, unit, spend, results, _ in told:
        begins = _instant(day, int(hour), zone)
        # Where nobody says what counts, nothing has stopped.
        if results is not None and begins + timedelta(hours=1) + LATE <= read[number]:
            cost = rates.convert(int(spend or 0), unit, currency, day) or 0
            hours.setdefault(key, []).append((begins, cost, int(results)))
    found = {key: _silence(sorted(mine)) for key, mine in hours.items()}
    return {key: silence for key, silence in found.items() if silence is not None}


def _by_hour() -> Select[Any]:
    rows, listed, account = table(PerformanceTable).c, table(PlatformCampaignRow).c, table(AccountRow).c
    parts = (listed.campaign_key, listed.account, account.timezone, rows.day, rows.element, rows.currency)
    sums = (func.sum(rows.spend_micros), func.sum(rows.conversions_micros), func.max(rows.load))
    return (
        core_select(*parts, *sums)
        .select_from(table(PlatformCampaignRow))
        .join(table(AccountRow), account.id == listed.account)
        .join(table(PerformanceTable), (rows.account == listed.account) & (rows.entity_id == listed.entity_id))
        .where(account.client_key == bindparam("client"), listed.campaign_key.is_not(None))
        .where(rows.level == Level.CAMPAIGN.value, rows.breakdown == "hour", rows.day >= bindparam("since"))
        .group_by(*parts)
    )


_BY_HOUR = _by_hour()


def _read(session: Session, loads: set[tuple[int, int]]) -> dict[int, datetime]:
    """By account, when its hours were last read: whatever runs, something among them has changed since."""
    newest: dict[int, int] = {}
    for account, load in loads:
        newest[account] = max(load, newest.get(account, 0))
    chosen = select(LoadRow.account, LoadRow.as_of).where(col(LoadRow.id).in_(newest.values()))
    return dict(session.exec(chosen).all())


def _silence(hours: list[tuple[datetime, int, int]]) -> Silence | None:
    last = max((n for n, (*_, results) in enumerate(hours) if results), default=-1)
    quiet = hours[last + 1 :]
    return Silence(quiet[0][0], sum(cost for _, cost, _ in quiet)) if quiet else None


def _instant(day: date, hour: int, zone: str) -> datetime:
    return datetime.combine(day, time(hour), ZoneInfo(zone or "UTC")).astimezone(UTC)
