"""Accounts at platforms and CRMs: whose they are, when they are polled, how fresh they are."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, delete, func, literal, null, or_, true, update
from sqlmodel import Session, col, select

from domain.entities import SourceAccount
from domain.errors import InvalidInput
from domain.facts import AccountBudget, AccountInfo, AccountState, Freshness
from domain.words import Remedy, Source
from storage.db import flat
from storage.db.claiming import touched
from storage.db.tables import AccountRow, ContactRow, ObservationRow, SyncRunRow, table
from storage.directory import changes
from storage.directory.changes import Via

IMPORT_PREFIX = "import:"
LEASE_S = 30.0
"""How long an account is somebody's without a word: whoever reads it renews that, so that a crash costs no more."""
_ACCOUNT = table(AccountRow)
# Put together once: every poll asks it several times.
_CLAIMED = update(_ACCOUNT).where(_ACCOUNT.c.id == bindparam("claimed"), _ACCOUNT.c.fence == bindparam("by_fence"))
_UNSYNCED = {"synchronize_session": False}


@dataclass(frozen=True, slots=True)
class Progress:
    """When what is not read at every poll was last read of an account, by business time; None: never yet.

    `described`: name, currency, time zone; `matched`: its campaigns looked through for those that ours ask for; `whole`
    and `deep`: its look-back, and beyond. `status` is the state that it was in, `doubts` how many empty answers.
    """

    described: datetime | None = None
    matched: datetime | None = None
    whole: datetime | None = None
    hours: datetime | None = None
    segments: datetime | None = None
    deep: datetime | None = None
    status: str = ""
    doubts: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """An account that is ours until its lease ends. `fence` grows with every claim: the newest is believed.

    `done` is what was read of it before, when it was claimed.
    """

    account: SourceAccount
    fence: int
    done: Progress = field(default_factory=Progress)

    @property
    def id(self) -> int:
        """The account's."""
        return self.account.id


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
        budget=None if row.budget_micros is None else AccountBudget(row.budget_micros, row.budget_spent_micros or 0),
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
    """Create or change an account (found by our id, else by source and theirs); returns it with our id. It is due at
    once.

    Where rows were imported before the account was known, it takes over the place that the import made.
    InvalidInput (code `account_bound`) when it belongs to another client.
    """
    row = session.get(AccountRow, account.id) if account.id else None
    row = row or _row(session, account.source, account.account_id)
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
    if before and name(before) != name(saved):
        changes.rename(session, "account", name(before), name(saved), saved.client_key)
    if before and dict(before.options) != dict(saved.options):
        # Its contacts name their campaigns elsewhere from now on: what they named before is none of it.
        forgotten = update(ContactRow).where(col(ContactRow.account) == saved.id).values(earlier_utm="")
        session.execute(forgotten, execution_options=_UNSYNCED)
    old = flat.account(before) if before else None
    changes.record(session, ("account", name(saved)), old, flat.account(saved), (actor, at, via))
    return saved


def call(session: Session, account: int, name: str) -> None:
    """Keep what an account is called until it says so itself."""
    session.execute(
        update(AccountRow).where(col(AccountRow.id) == account).values(name=name), execution_options=_UNSYNCED
    )


def titles(session: Session, client_key: str) -> dict[int, str]:
    """What the client's accounts are called, by our ids; "" where nobody has said."""
    chosen = select(AccountRow.id, AccountRow.name).where(AccountRow.client_key == client_key)
    return {one: called for one, called in session.exec(chosen) if one is not None}


def name(account: SourceAccount) -> str:
    """How the account is called in logs and plans: `meta:act_123`."""
    return f"{account.source}:{account.account_id}"


def remove(session: Session, account: int, actor: str, at: datetime, via: Via = Via.SLACK) -> bool:
    """Delete an account with its rows; False when there is none."""
    row = session.get(AccountRow, account)
    if row is None:
        return False
    gone, whose = name(entity(row)), row.client_key
    forget_observed(session, col(AccountRow.id) == account)
    session.delete(row)
    session.flush()
    session.expire_all()
    changes.forget(session, ("account", gone), (actor, at, via), whose)
    return True


def forget_observed(session: Session, *whose: ColumnElement[bool]) -> None:
    """Delete what was observed of these accounts, which are about to go: no foreign key does it, for rows are written
    by the million."""
    theirs = select(AccountRow.id).where(*whose)
    session.execute(delete(ObservationRow).where(col(ObservationRow.account).in_(theirs)), execution_options=_UNSYNCED)


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
    session: Session,
    now: datetime,
    machine_now: datetime,
    lease_s: float = LEASE_S,
    limit: int = 20,
    without: Collection[int] = (),
) -> list[Claim]:
    """Claim up to `limit` accounts that are due at the business instant `now` and leased to nobody.

    The lease runs on the machine's clock; `settle` gives it back. Two processes never get the same account, and
    neither waits for what the other is about to claim. `without`: what the claimer itself is still reading, however
    late it is with renewing its leases.
    """
    ready = (col(AccountRow.next_due) <= now, _free(machine_now), col(AccountRow.id).not_in(without))
    oldest = select(AccountRow.id).where(*ready).order_by(col(AccountRow.next_due), col(AccountRow.id))
    found = session.exec(oldest.limit(limit).with_for_update(key_share=True, skip_locked=True)).all()
    return _claim(session, [one for one in found if one is not None], machine_now + timedelta(seconds=lease_s))


def claim(session: Session, account: int, machine_now: datetime, lease_s: float = LEASE_S) -> Claim | None:
    """Claim that account, due or not; None while somebody else has it."""
    free = select(AccountRow.id).where(AccountRow.id == account, _free(machine_now))
    found = session.exec(free.with_for_update(key_share=True, skip_locked=True)).first()
    claimed = _claim(session, [found], machine_now + timedelta(seconds=lease_s)) if found is not None else []
    return claimed[0] if claimed else None


def _claim(session: Session, ids: list[int], until: datetime) -> list[Claim]:
    if not ids:
        return []
    mine = col(AccountRow.id).in_(ids)
    taken = {"lease_until": until, "fence": AccountRow.fence + 1}
    session.execute(update(AccountRow).where(mine).values(**taken), execution_options=_UNSYNCED)
    rows = session.exec(select(AccountRow).where(mine).execution_options(populate_existing=True))
    claims = {row.id: Claim(entity(row), row.fence, _progress(row)) for row in rows}
    return [claims[one] for one in ids]


def _progress(row: AccountRow) -> Progress:
    read = (row.described_at, row.matched_at, row.whole_at, row.hours_at, row.segments_at, row.deep_at)
    return Progress(*read, row.status, row.empty_answers)


def holds(session: Session, claimed: Claim, lease_until: datetime) -> bool:
    """Keep the account until a later instant of the machine's clock; False where it was claimed again since, or is
    gone: what the older claim brings must not be kept."""
    return _settle(session, claimed, {"lease_until": lease_until})


def renew(session: Session, claimed: Claim, lease_until: datetime) -> None:
    """Whoever reads the account lives: its lease, where there still is one, ends at that later instant.

    Waits for nobody: what is locked is being written by its reader, and gets no other one meanwhile.
    """
    held = (col(AccountRow.id) == claimed.id, col(AccountRow.lease_until).is_not(None))
    chosen = select(AccountRow.id).where(*held).with_for_update(key_share=True, skip_locked=True)
    if session.exec(chosen).first() is not None:
        _settle(session, claimed, {"lease_until": lease_until})


def release(session: Session, claims: Collection[Claim]) -> None:
    """Give back accounts that were claimed and not read: they are as due as they were."""
    for one in claims:
        _settle(session, one, {"lease_until": None})


def settle(
    session: Session,
    claimed: Claim,
    next_due: datetime,
    not_before: datetime | None = None,
    lease_until: datetime | None = None,
    answered: datetime | None = None,
) -> bool:
    """Due again at `next_due`; the lease is given back, or kept until `lease_until` where more is still to be read.

    `not_before`, machine time: the vendor said so. `answered`: it is fresh as of then, and what was wrong is over.
    False as for `holds`.
    """
    values: dict[str, Any] = {"next_due": next_due, "lease_until": lease_until, "not_before": not_before}
    good = {"last_success": answered, "error": None, "remedy": None, "given": ""} if answered else {}
    return _settle(session, claimed, values | good)


def _settle(session: Session, claimed: Claim, values: dict[str, Any]) -> bool:
    given = {"claimed": claimed.id, "by_fence": claimed.fence, **values}
    return touched(session.connection().execute(_CLAIMED, given)) == 1


# Against the clock of the database's machine: a vendor's rate limit knows nothing of business time.
_RESTS = col(AccountRow.not_before) > func.now()


def hurry(session: Session, client_key: str | None, source: Source | None, now: datetime) -> int:
    """Make accounts due now, for a deep reading too; returns how many. Those that live from imports are not polled.

    Those whose vendor asked to be left alone for a while stay as they are: asking on prolongs the wait.
    """
    soon = update(AccountRow).where(*_polled(client_key, source), _RESTS.is_not(true()))
    return touched(session.execute(soon.values(next_due=now, deep_at=None), execution_options=_UNSYNCED))


def read_back(session: Session, client_key: str, first: date, now: datetime) -> int:
    """Make the client's accounts due now that were never read as far back; returns how many."""
    run = SyncRunRow
    read = select(func.min(run.window_start)).where(run.account == AccountRow.id, run.status == "ok").scalar_subquery()
    late = (*_polled(client_key, None), _RESTS.is_not(true()), read > first, col(AccountRow.next_due) > now)
    return touched(session.execute(update(AccountRow).where(*late).values(next_due=now), execution_options=_UNSYNCED))


def polled(session: Session, client_key: str | None = None) -> list[SourceAccount]:
    """The accounts that are polled, in the order they were declared: all but those that live from imports."""
    chosen = select(AccountRow).where(*_polled(client_key, None)).order_by(col(AccountRow.id))
    return [entity(row) for row in session.exec(chosen)]


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


def first_due(session: Session, now: datetime, machine_now: datetime) -> int | None:
    """The account that is due for longest at the business instant `now` and that nobody is reading; None: none is."""
    chosen = select(AccountRow.id).where(col(AccountRow.next_due) <= now, _free(machine_now))
    return session.exec(chosen.order_by(col(AccountRow.next_due), col(AccountRow.id)).limit(1)).first()


def clients_due(session: Session, now: datetime) -> set[str]:
    """The clients with accounts that are due at the business instant `now`, or being read."""
    chosen = select(AccountRow.client_key).where(col(AccountRow.next_due) <= now).distinct()
    return set(session.exec(chosen))


def note_read(session: Session, account: int, at: datetime, **read: bool) -> None:
    """Keep that these parts of a `Progress` were read, in the transaction that keeps what was read."""
    if values := {f"{name}_at": at for name, done in read.items() if done}:
        session.execute(update(AccountRow).where(col(AccountRow.id) == account).values(**values))


def freshness(session: Session, client_key: str) -> list[Freshness]:
    """How old each account's data is; an import counts where the account was never polled."""
    chosen = select(AccountRow).where(AccountRow.client_key == client_key).order_by(col(AccountRow.id))
    return [fresh(row) for row in session.exec(chosen)]


def fresh(row: AccountRow) -> Freshness:
    """How old the account's data is."""
    said = (row.last_success, row.imported_at, row.provisional_from, row.error, row.remedy)
    return fresh_of(row.source, row.account_id, *said, row.timezone)


def fresh_of(
    source: str,
    account_id: str,
    last_success: datetime | None,
    imported_at: datetime | None,
    provisional_from: date | None,
    error: str | None,
    remedy: str | None,
    timezone: str,
) -> Freshness:
    """The same of its columns."""
    age, what = last_success or imported_at, Remedy(remedy) if remedy else None
    return Freshness(Source(source), account_id, age, provisional_from, error, what, timezone)


def describe(session: Session, account: int, info: AccountInfo, at: datetime, keeps_days: int | None = None) -> None:
    """Keep what the source says of its account, its state too, and how many days back it answers (None: for ever)."""
    amount, spent, until = info.budget or (None, None, None)
    told: dict[str, Any] = {"name": info.name, "currency": info.currency, "timezone": info.timezone, "described_at": at}
    told |= {"budget_micros": amount, "budget_spent_micros": spent, "budget_until": until, "keeps_days": keeps_days}
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
