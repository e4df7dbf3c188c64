"""How long clicks have brought nothing, hour by hour: for what stops within a day."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlalchemy import select as core_select
from sqlmodel import Session

from domain.money import Rates
from domain.watching.running import Silence
from domain.words import Level
from storage.tables import AccountRow, PerformanceTable, PlatformCampaignRow, table

LATE = timedelta(hours=3)
"""How late platforms are with the results of an hour."""
BACK = timedelta(days=2)


def of_client(session: Session, client_key: str, currency: str, rates: Rates, now: datetime) -> dict[str, Silence]:
    """By campaign, the silence since its last hour with a result; nothing for campaigns that no platform tells by the
    hour, or whose newest hour had one."""
    rows, listed, account = table(PerformanceTable).c, table(PlatformCampaignRow).c, table(AccountRow).c
    parts = (listed.campaign_key, account.timezone, rows.day, rows.element, rows.currency)
    chosen = (
        core_select(*parts, func.sum(rows.spend_micros), func.sum(rows.conversions_micros))
        .select_from(table(PlatformCampaignRow))
        .join(table(AccountRow), account.id == listed.account)
        .join(table(PerformanceTable), (rows.account == listed.account) & (rows.entity_id == listed.entity_id))
        .where(account.client_key == client_key, listed.campaign_key.is_not(None))
        .where(rows.level == Level.CAMPAIGN.value, rows.breakdown == "hour", rows.day >= (now - BACK).date())
        .group_by(*parts)
    )
    hours: dict[str, list[tuple[datetime, int, int]]] = {}
    for key, zone, day, hour, unit, spend, results in session.connection().execute(chosen):
        begins = _instant(day, int(hour), zone)
        if begins + timedelta(hours=1) + LATE <= now:
            cost = rates.convert(int(spend or 0), unit, currency, day) or 0
            hours.setdefault(key, []).append((begins, cost, int(results or 0)))
    found = {key: _silence(sorted(told)) for key, told in hours.items()}
    return {key: silence for key, silence in found.items() if silence is not None}


def _silence(hours: list[tuple[datetime, int, int]]) -> Silence | None:
    last = max((n for n, (*_, results) in enumerate(hours) if results), default=-1)
    quiet = hours[last + 1 :]
    return Silence(quiet[0][0], sum(cost for _, cost, _ in quiet)) if quiet else None


def _instant(day: date, hour: int, zone: str) -> datetime:
    return datetime.combine(day, time(hour), ZoneInfo(zone or "UTC")).astimezone(UTC)
