"""What is stored of an account, as an export of its platform is compared with it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeVar
from zoneinfo import ZoneInfo

from domain.entities import Client, SourceAccount
from domain.facts import PerformanceRow, PlatformCampaign
from domain.names import fold
from domain.reconcile import Known, Numbers, Place, Row, Stored, numbers_of, reconcile, summed
from domain.window import Window
from storage import Session
from storage.directory import campaigns
from storage.facts import compared, sync

T = TypeVar("T")
JUST_NOW = timedelta(hours=1)
"""A day that was asked for so lately is as the platform has it now."""
NAMED = "name:"
"""Before what a campaign is called, in a file that has no ids."""


def owner(
    session: Session, accounts: Sequence[SourceAccount], spoken: Collection[PlatformCampaign]
) -> SourceAccount | None:
    """The account that lists most of these campaigns; None where none lists any."""
    ids, names = {one.entity_id for one in spoken}, {fold(one.name) for one in spoken}
    found = Counter[int]()
    for account in accounts:
        listed = campaigns.listed(session, account.id)
        found[account.id] = sum(one.entity_id in ids or fold(one.name) in names for one, _ in listed)
    best = max(accounts, key=lambda account: found[account.id], default=None)
    return best if best is not None and found[best.id] else None


def their_ids(session: Session, account: SourceAccount, spoken: Collection[PlatformCampaign]) -> dict[str, str]:
    """One file has ids, another only names: where exactly one listed campaign has the name, it is the same one."""
    by_name: dict[str, list[str]] = {}
    listed = [one for one, _ in campaigns.listed(session, account.id)]
    for one in listed:
        by_name.setdefault(fold(one.name), []).append(one.entity_id)
    known = {one.entity_id for one in listed}
    names = Counter(fold(one.name) for one in spoken)
    found: dict[str, str] = {}
    for one in spoken:
        same = by_name.get(fold(one.name), [])
        both_have_ids = not one.entity_id.startswith(NAMED) and not any(it.startswith(NAMED) for it in same)
        if one.entity_id not in known and len(same) == 1 and names[fold(one.name)] == 1 and not both_have_ids:
            found[one.entity_id] = same[0]
    return found


def reconciled(
    session: Session,
    client: Client,
    account: SourceAccount | None,
    rows: Collection[PerformanceRow],
    spoken: Collection[PlatformCampaign],
    now: datetime,
) -> list[Row]:
    """Every number of an export beside ours. `account` None: it is not connected; `spoken` are the file's campaigns."""
    days = [row.day for row in rows]
    window = Window(min(days), max(days))
    currency = next(iter(rows)).currency
    ids = their_ids(session, account, spoken) if account else {}
    names = {ids.get(one.entity_id, one.entity_id): one.name for one in spoken}
    theirs = summed(row._replace(entity_id=ids.get(row.entity_id, row.entity_id)) for row in rows)
    if account is None:
        return reconcile(theirs, names, currency, Stored({}, connected=False))
    stored, listed = _stored(session, client, account, window, now)
    return reconcile(theirs, listed | names, currency, stored)


def _stored(
    session: Session, client: Client, account: SourceAccount, window: Window, now: datetime
) -> tuple[Stored, dict[str, str]]:
    """What is stored, and what each listed campaign is called."""
    mine = {one.key for one in campaigns.of_client(session, client.key)}
    zone = account.timezone or client.timezone
    told = list(compared.days(session, account.id, window))
    days = _by_campaign(summed(one.counted for one in told))
    own = _by_campaign(summed(one.own for one in told))
    earlier = _by_campaign(_earlier(compared.learnt(session, account.id, window), _begin(window.end, zone)))
    currencies = {one.counted.entity_id: one.counted.currency for one in told}
    found, names, gone = {}, {}, compared.removed(session, account.id)
    for listed, key in campaigns.listed(session, account.id):
        names[listed.entity_id] = listed.name
        found[listed.entity_id] = Known(
            days=days.get(listed.entity_id, {}),
            own=own.get(listed.entity_id, {}),
            earlier=earlier.get(listed.entity_id, {}),
            adopted=key in mine,
            removed=listed.entity_id in gone,
            currency=currencies.get(listed.entity_id, listed.currency),
        )
    read, fresh = (sync.asked_after(session, account.id, zone, since) for since in (None, now - JUST_NOW))
    return Stored(found, read, fresh), names


def _begin(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def _by_campaign(by_place: Mapping[Place, T]) -> dict[str, dict[date, T]]:
    found: defaultdict[str, dict[date, T]] = defaultdict(dict)
    for (entity, day), told in by_place.items():
        found[entity][day] = told
    return dict(found)


def _earlier(learnt: Iterable[tuple[datetime, PerformanceRow]], since: datetime) -> dict[Place, list[Numbers]]:
    """By campaign and day what was said of it from `since` on, when the file's last day had begun, the oldest first:
    its elements as they stood then, and at each instant after."""
    found: defaultdict[Place, list[Numbers]] = defaultdict(list)
    standing: defaultdict[Place, dict[tuple[str, str], dict[str, Decimal]]] = defaultdict(dict)
    at: dict[Place, datetime] = {}
    for instant, row in learnt:
        place = (row.entity_id, row.day)
        if place in at and (at[place] == instant or instant <= since):
            found[place].pop()
        standing[place][row.breakdown, row.element] = numbers_of(row)
        found[place].append(_added(standing[place].values()))
        at[place] = instant
    return dict(found)


def _added(parts: Iterable[Mapping[str, Decimal]]) -> Numbers:
    some = list(parts)
    return {
        name: sum((part[name] for part in some), Decimal(0)) for name in some[0] if all(name in one for one in some)
    }
