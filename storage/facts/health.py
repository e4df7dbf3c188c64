"""How each account answers, and what each lists: the facts that are judged before any number is."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, CompoundSelect, Executable, Select, bindparam, exists, func
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from domain.facts import HOUR
from domain.rules.inhibition import Sources
from domain.rules.inputs import STILL, Health, Listed
from domain.window import local_day
from domain.words import Level, Remedy, Source
from storage.db.chunks import chunks
from storage.db.tables import (
    AccountRow,
    CampaignRow,
    LoadRow,
    MatchRow,
    PerformanceTable,
    PlatformCampaignRow,
    SyncRunRow,
    table,
)
from storage.directory import accounts
from storage.facts import coverage

WEEK = timedelta(days=7)


class Spent(NamedTuple):
    """What a campaign spent in the last week, the day since which it spends, and what it has spent since; in micros."""

    lately: int
    since: date | None
    whole: int


_NOTHING = Spent(0, None, 0)
_CRMS = [source.value for source in Source if source.is_crm]
_CLIENTS: BindParameter[Any] = bindparam("clients", expanding=True)
HABIT = timedelta(days=56)
"""Over which is learnt how long an account rests."""
YOUNG, WEEKEND = 14, 4
"""Until it has reported for two weeks, an account may be one that rests at weekends."""


def of_client(session: Session, client_key: str) -> list[Health]:
    """Every account of the client that is polled, in the order declared."""
    found = session.connection().execute(_of_client(), {"client": client_key})
    return [_health(session, row) for row in found if not row.account_id.startswith(accounts.IMPORT_PREFIX)]


_KNOWN = ("id", "source", "account_id", "name", "status", "status_since", "last_success", "error", "remedy", "given")


@cache
def _of_client() -> Select[Any]:
    """Each account with the newest day that has a row, with when anything last changed in what it says of its
    campaigns, and with whether one of these is on."""
    account, rows, load, listed = (table(one).c for one in (AccountRow, PerformanceTable, LoadRow, PlatformCampaignRow))
    mine = (rows.account == account.id, rows.level == Level.CAMPAIGN.value)
    of_each = table(AccountRow)  # said, for a question inside another takes its own account otherwise
    newest, last = (
        core_select(func.max(one)).where(*mine).correlate(of_each).scalar_subquery() for one in (rows.day, rows.load)
    )
    changed = core_select(load.as_of).where(load.id == last).correlate(of_each).scalar_subquery()
    on = exists().where(listed.account == account.id, listed.status == "enabled")
    asked = core_select(
        *(account[name] for name in _KNOWN), newest.label("newest"), changed.label("changed"), on.label("on")
    )
    return asked.where(account.client_key == bindparam("client")).order_by(account.id)


_ANSWER = (
    *("id", "name", "source", "status", "status_since", "error", "remedy", "given"),
    *("currency", "timezone", "imported_at"),
)


def answers(session: Session, clients: Collection[str]) -> list[tuple[str, tuple[Any, ...], datetime | None]]:
    """Every account of these clients: whose it is, what is known of it and of how it answers, and its last answer."""
    account = table(AccountRow).c
    asked = core_select(account.client_key, account.last_success, *(account[name] for name in _ANSWER))
    return [
        (key, tuple(rest), heard)
        for some in chunks(clients)
        for key, heard, *rest in session.execute(asked.where(account.client_key.in_(some)).order_by(account.id))
    ]


def _health(session: Session, row: Any) -> Health:
    # Only where nothing moves does it matter how long the account usually rests.
    still = row.newest and row.changed and row.last_success and row.last_success - row.changed >= STILL
    return Health(
        id=row.id,
        source=Source(row.source),
        account_id=row.account_id,
        name=row.name,
        status=row.status,
        status_since=row.status_since,
        last_success=row.last_success,
        error=row.error,
        remedy=Remedy(row.remedy) if row.remedy else None,
        given=row.given,
        newest=row.newest,
        changed=row.changed,
        is_on=bool(row.on),
        rests=_rests(session, row.id, row.newest) if still else 1,
    )


def _rests(session: Session, account: int, newest: date) -> int:
    """After how many days it has spent again at the latest."""
    rows = PerformanceTable
    mine = (rows.account == account, rows.level == Level.CAMPAIGN.value, rows.spend_micros > 0)
    chosen = select(col(rows.day)).where(*mine, col(rows.day) > newest - HABIT).distinct().order_by(col(rows.day))
    days = session.exec(chosen).all()
    longest = max(((later - day).days for day, later in pairwise(days)), default=1)
    return max(longest, WEEKEND) if len(days) < YOUNG else longest


def claimed(session: Session, client_key: str) -> dict[str, list[Listed]]:
    """By campaign, the platform campaigns that it claims."""
    listed, account = PlatformCampaignRow, AccountRow
    chosen = select(listed, account.source).join(account, col(account.id) == col(listed.account))
    mine = chosen.where(account.client_key == client_key, col(listed.campaign_key).is_not(None))
    found: dict[str, list[Listed]] = {}
    for row, source in session.exec(mine.order_by(col(listed.account), col(listed.entity_id))):
        found.setdefault(row.campaign_key or "", []).append(_listed(row, source, _NOTHING))
    return found


def unclaimed(session: Session, client_key: str, today: date) -> list[Listed]:
    """The platform campaigns of the client that nobody claims and nobody has left aside, with what they spent in the
    seven days before today, and since when."""
    listed, account = PlatformCampaignRow, AccountRow
    chosen = select(listed, account.source).join(account, col(account.id) == col(listed.account))
    free = session.exec(
        chosen.where(
            account.client_key == client_key, col(listed.campaign_key).is_(None), col(listed.ignored).is_(False)
        ).order_by(col(listed.account), col(listed.entity_id))
    ).all()
    spent = {number: _spent(session, number, today) for number in {row.account for row, _ in free}}
    old = {number: _before(session, number, spent[number].keys()) for number in spent if spent[number]}
    return [
        replace(
            _listed(row, source, spent[row.account].get(row.entity_id, _NOTHING)),
            before=row.entity_id in old.get(row.account, ()),
        )
        for row, source in free
    ]


def _before(session: Session, account: int, entities: Iterable[str]) -> set[str]:
    """Those that had spent by the day on which the account was first read; all of them where it never was."""
    run, rows = SyncRunRow, PerformanceTable
    first = session.exec(select(func.min(run.started_at)).where(run.account == account, run.status == "ok")).one()
    if first is None:
        return set(entities)
    zone = session.exec(select(AccountRow.timezone).where(AccountRow.id == account)).one()
    day = local_day(coverage.instant(first), zone or "UTC")
    chosen = select(col(rows.entity_id)).where(
        rows.account == account,
        col(rows.entity_id).in_(list(entities)),
        rows.level == Level.CAMPAIGN.value,
        rows.spend_micros > 0,
        col(rows.day) <= day,
    )
    return set(session.exec(chosen.distinct()))


def _spent(session: Session, account: int, today: date) -> dict[str, Spent]:
    """By campaign that is nobody's and has spent in the last week: that, since when it spends, and all since then."""
    rows, listed = table(PerformanceTable).c, table(PlatformCampaignRow).c
    paid = (rows.account == account, rows.level == Level.CAMPAIGN.value, rows.spend_micros > 0, rows.breakdown != HOUR)
    free = core_select(listed.entity_id).where(
        listed.account == account, listed.campaign_key.is_(None), listed.ignored.is_(False)
    )
    lately = core_select(rows.entity_id).where(*paid, rows.day.between(today - WEEK, today), rows.entity_id.in_(free))
    each = (rows.entity_id, rows.breakdown, rows.day)
    chosen = (
        core_select(*each, func.sum(rows.spend_micros))
        .where(*paid, rows.entity_id.in_(lately), rows.day <= today)
        .group_by(*each)
        .order_by(rows.entity_id, rows.breakdown, rows.day.desc())
    )
    found: dict[str, Spent] = {}
    for (entity, _), days in groupby(session.execute(chosen), key=lambda row: (row[0], row[1])):
        # The same spend by device and by network is the same spend, and networks are not known as far back.
        told = _stretch([(row[2], int(row[3])) for row in days], today)
        found[entity] = max(found.get(entity, _NOTHING), told, key=lambda one: one.whole)
    return found


def _stretch(days: Sequence[tuple[date, int]], today: date) -> Spent:
    """Of days with spend, the newest first: what was spent within a week of today, and since the last week without."""
    first, whole = today, 0
    for day, spend in days:
        if first - day > WEEK:
            break
        first, whole = day, whole + spend
    return Spent(sum(spend for day, spend in days if day >= today - WEEK), first if whole else None, whole)


def _listed(row: PlatformCampaignRow, source: str, spent: Spent) -> Listed:
    return Listed(
        account=row.account,
        source=Source(source),
        entity_id=row.entity_id,
        name=row.name,
        status=row.status,
        status_since=row.status_since,
        currency=row.currency,
        spend_micros=spent.lately,
        since=spent.since,
        whole_micros=spent.whole,
    )


def sources(session: Session, clients: Collection[str]) -> Sources:
    """What these clients' campaigns draw on, and which of their accounts are CRMs."""
    drawn = {key: frozenset(ids) for key, ids in drawn_by_campaign(session, clients).items()}
    account = AccountRow
    crms = [
        number
        for some in chunks(clients)
        for number in session.exec(
            select(account.id).where(col(account.client_key).in_(some), col(account.source).in_(_CRMS))
        )
    ]
    return Sources(drawn, frozenset(number for number in crms if number))


def drawn_by_campaign(session: Session, clients: Collection[str]) -> dict[str, set[int]]:
    """By campaign, the accounts that it draws on: where it claims something, and the CRMs whose records it asks for."""
    return _by_campaign(session, _drawn(), clients)


def crms_by_campaign(session: Session, clients: Collection[str]) -> dict[str, set[int]]:
    """By campaign, the CRMs whose records it asks for."""
    return _by_campaign(session, _asked(), clients)


def _by_campaign(session: Session, asked: Executable, clients: Collection[str]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for some in chunks(clients):
        for key, number in session.connection().execute(asked, {"clients": some}):
            found.setdefault(key, set()).add(number)
    return found


@cache
def _drawn() -> CompoundSelect[Any]:
    """What is claimed and what is asked for in one question, put together once."""
    listed, account = (table(one).c for one in (PlatformCampaignRow, AccountRow))
    claims = core_select(listed.campaign_key, listed.account).where(
        account.id == listed.account, listed.campaign_key.is_not(None), account.client_key.in_(_CLIENTS)
    )
    return claims.union(_asked())


@cache
def _asked() -> Select[Any]:
    account, run, match = (table(one).c for one in (AccountRow, CampaignRow, MatchRow))
    return core_select(match.campaign_key, account.id).where(
        run.key == match.campaign_key, account.source == match.source, account.client_key == run.client_key,
        account.source.in_(_CRMS), account.client_key.in_(_CLIENTS),
    )  # fmt: skip
