"""Accounts at platforms and CRMs: whose they are, when they are polled, how fresh they are."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, case, func, literal, null, or_, true, update
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from domain.entities import SourceAccount
from domain.errors import InvalidInput
from domain.facts import AccountInfo, AccountState, Freshness
from domain.words import Remedy, Source
from storage.db import flat
from storage.db.tables import AccountRow, table
from storage.directory import changes
from storage.directory.changes import Via

IMPORT_PREFIX = "import:"


def entity(row: AccountRow) -> SourceAccount:
    """The account as the domain knows it."""
    return SourceAccount(
        row.client_key,
        Source(row.source),
        row.account_id,
        row.credential,
        dict(row.options),
        row.id or 0,
        row.currency,
        row.timezone,
    )


def everyone(session: Session) -> list[SourceAccount]:
    """All accounts, in the order they were declared."""
    return [entity(row) for row in session.exec(select(AccountRow).order_by(col(AccountRow.id)))]


def of_client(session: Session, key: str) -> list[SourceAccount]:
    """The client's accounts, in the order they were declared."""
    chosen = select(AccountRow).where(AccountRow.client_key == key).order_by(col(AccountRow.id))
    return [entity(row) for row in session.exec(chosen)]


def get(session: Session, account: int) -> SourceAccount | None:
    """The account of our id."""
    row = session.get(AccountRow, account)
    return entity(row) if row else None


def find(session: Session, source: Source, account_id: str) -> SourceAccount | None:
    """The account of their id."""
    row = _row(session, source, account_id)
    return entity(row) if row else None


def _row(session: Session, source: Source, account_id: str) -> AccountRow | None:
    chosen = select(AccountRow).where(AccountRow.source == source.value, AccountRow.account_id == account_id)
    return session.exec(chosen).first()


def save(session: Session, account: SourceAccount, actor: str, at: datetime, via: Via = Via.SLACK) -> SourceAccount:
    """Create or change an account (found by source and their id); returns it with our id. It is due at once.

    Where rows were imported before the account was known, it takes over the place that the import made.
    InvalidInput (code `account_bound`) when it belongs to another client.
    """
    row = _row(session, account.source, account.account_id)
    before = entity(row) if row else None
    if before and before.client_key != account.client_key:
        raise InvalidInput("account_bound", "account", account.account_id, before.client_key)
    row = row or _row(session, account.source, IMPORT_PREFIX + account.client_key)
    if row is None:
        row = AccountRow(client_key=account.client_key, source=account.source.value, account_id="", options={})
    row.account_id, row.credential, row.options = account.account_id, account.credential, dict(account.options)
    row.currency, row.timezone = account.currency or row.currency, account.timezone or row.timezone
    if row.next_due is None and account.source is not Source.CSV and not account.account_id.startswith(IMPORT_PREFIX):
        row.next_due = at
    session.add(row)
    session.flush()
    saved = entity(row)
    old = flat.account(before) if before else None
    changes.record(session, ("account", name(saved)), old, flat.account(saved), (actor, at, via))
    return saved


def name(account: SourceAccount) -> str:
    """How the account is called in logs and plans: `meta:act_123`."""
    return f"{account.source}:{account.account_id}"


def remove(session: Session, account: int, actor: str, at: datetime, via: Via = Via.SLACK) -> bool:
    """Delete an account with its rows; False when there is none."""
    row = session.get(AccountRow, account)
    if row is None:
        return False
    gone = name(entity(row))
    session.delete(row)
    session.flush()
    session.expire_all()
    changes.forget(session, ("account", gone), (actor, at, via))
    return True


def for_import(session: Session, client_key: str, source: Source, actor: str, at: datetime) -> SourceAccount:
    """Where a file's rows go: the client's only account of that source, else a place that waits for one.

    InvalidInput (code `which_account`) when the client has several.
    """
    known = [a for a in of_client(session, client_key) if a.source is source]
    if len(known) > 1:
        raise InvalidInput("which_account", "account", source, known[0].account_id)
    return (
        known[0] if known else save(session, SourceAccount(client_key, source, IMPORT_PREFIX + client_key), actor, at)
    )


def _free(machine_now: datetime) -> ColumnElement[bool]:
    return or_(col(AccountRow.lease_until).is_(None), col(AccountRow.lease_until) < machine_now)


def due(
    session: Session, now: datetime, machine_now: datetime, lease_s: float = 900, limit: int = 20
) -> list[SourceAccount]:
    """Claim up to `limit` accounts that are due at the business instant `now` and leased to nobody.

    The lease runs on the machine's clock; `postpone` gives it back. Two processes never get the same account.
    """
    free, ready = _free(machine_now), col(AccountRow.next_due) <= now
    chosen = select(AccountRow.id).where(ready, free).order_by(col(AccountRow.next_due), col(AccountRow.id))
    until = machine_now + timedelta(seconds=lease_s)
    claimed = []
    for account in session.exec(chosen.limit(limit)).all():
        claim = update(AccountRow).where(col(AccountRow.id) == account, ready, free).values(lease_until=until)
        if changes.touched(session.execute(claim, execution_options={"synchronize_session": False})) == 1:
            claimed.append(account)
    session.expire_all()
    rows = (session.get(AccountRow, account) for account in claimed)
    return [entity(row) for row in rows if row]


def postpone(session: Session, account: int, next_due: datetime, not_before: datetime | None = None) -> None:
    """Give the lease back; due again at `next_due`. `not_before`, machine time: the vendor said so."""
    told = {"next_due": next_due, "lease_until": None, "not_before": not_before}
    session.execute(update(AccountRow).where(col(AccountRow.id) == account).values(**told))


# Against the clock of the database's machine: a vendor's rate limit knows nothing of business time.
_RESTS = col(AccountRow.not_before) > func.now()


def hurry(session: Session, client_key: str | None, source: Source | None, now: datetime) -> int:
    """Make accounts due now; returns how many. Accounts that live from imports have nothing to poll.

    Those whose vendor asked to be left alone for a while stay as they are: asking on prolongs the wait.
    """
    soon = update(AccountRow).where(*_polled(client_key, source), _RESTS.is_not(true())).values(next_due=now)
    return changes.touched(session.execute(soon, execution_options={"synchronize_session": False}))


def resting(session: Session, client_key: str | None = None, source: Source | None = None) -> list[SourceAccount]:
    """The accounts that `hurry` leaves alone because their vendor asked for it."""
    chosen = select(AccountRow).where(*_polled(client_key, source), _RESTS).order_by(col(AccountRow.id))
    return [entity(row) for row in session.exec(chosen)]


def _polled(client_key: str | None, source: Source | None) -> list[ColumnElement[bool]]:
    chosen: list[ColumnElement[bool]] = [col(AccountRow.next_due).is_not(None)]
    if client_key is not None:
        chosen.append(col(AccountRow.client_key) == client_key)
    if source is not None:
        chosen.append(col(AccountRow.source) == source.value)
    return chosen


def next_due(session: Session) -> datetime | None:
    """The earliest instant at which an account is due."""
    return session.exec(
        select(AccountRow.next_due).where(col(AccountRow.next_due).is_not(None)).order_by(col(AccountRow.next_due))
    ).first()


def clients_due(session: Session, now: datetime) -> set[str]:
    """The clients with accounts that are due at the business instant `now`, or being read."""
    chosen = select(AccountRow.client_key).where(col(AccountRow.next_due) <= now).distinct()
    return set(session.exec(chosen))


def freshness(session: Session, client_key: str) -> list[Freshness]:
    """How old each account's data is; an import counts where the account was never polled."""
    chosen = select(AccountRow).where(AccountRow.client_key == client_key).order_by(col(AccountRow.id))
    return [fresh(row) for row in session.exec(chosen)]


def freshness_of(session: Session, clients: Collection[str]) -> list[tuple[str, int, Freshness]]:
    """Of every account of these clients, in the order declared: the client, our id, and how old its data is."""
    row = AccountRow
    told = (row.source, row.account_id, row.last_success, row.imported_at, row.provisional_from, row.error, row.remedy)
    # Columns rather than objects: these are read for every answer, and an object would be kept from before.
    chosen = core_select(*(col(one) for one in (row.client_key, row.id, *told)))
    rows = session.execute(chosen.where(col(row.client_key).in_(clients)).order_by(col(row.id)))
    return [(client, number, _fresh(*rest)) for client, number, *rest in rows]


def fresh(row: AccountRow) -> Freshness:
    """How old the account's data is."""
    said = (row.last_success, row.imported_at, row.provisional_from, row.error, row.remedy)
    return _fresh(row.source, row.account_id, *said)


def _fresh(
    source: str,
    account_id: str,
    last_success: datetime | None,
    imported_at: datetime | None,
    provisional_from: date | None,
    error: str | None,
    remedy: str | None,
) -> Freshness:
    age = last_success or imported_at
    return Freshness(Source(source), account_id, age, provisional_from, error, Remedy(remedy) if remedy else None)


def describe(session: Session, account: int, info: AccountInfo, at: datetime) -> None:
    """Keep what the source says of its account: name, currency, time zone and state."""
    told = {"name": info.name, "currency": info.currency, "timezone": info.timezone}
    session.execute(update(AccountRow).where(col(AccountRow.id) == account).values(**told))
    note_state(session, account, info.state, at)


def note_state(session: Session, account: int, state: AccountState, at: datetime) -> None:
    """Keep whether the account may deliver, and since when that is so. What a source does not say changes nothing.

    What was never seen to be different is so since nobody knows when.
    """
    row = table(AccountRow).c
    since = case((row.status == "", null()), else_=literal(at, row.status_since.type))
    if state is not AccountState.UNSAID:
        changed = (row.id == account, row.status != state.value)
        session.execute(update(AccountRow).where(*changed).values(status=state.value, status_since=since))
