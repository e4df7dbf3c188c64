"""What came in and which process answers it: its second coming does nothing, and it is worked on by one at a time.

A row belongs to the process that received it for as long as that process renews its lease; then whoever takes it over
first. The work of a row and its end are one transaction, which begins with `hold`: whoever lost the row meanwhile
changes nothing. All instants are the machine's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, update
from sqlmodel import Session, col, select

from storage.db.claiming import touched
from storage.db.tables import InboxRow
from storage.db.upserting import insert_once


@dataclass(frozen=True, slots=True)
class Received:
    """Something that came in and is not finished."""

    key: str
    kind: str
    payload: Mapping[str, Any]
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Claim:
    """A process by its name, and until when its word counts."""

    owner: str
    until: datetime


def receive(session: Session, key: str, kind: str, payload: Mapping[str, Any], at: datetime, claim: Claim) -> bool:
    """Write it down as the claimer's; False when it was seen before."""
    values = {"key": key, "kind": kind, "payload": dict(payload), "received_at": at}
    return insert_once(session, InboxRow, {**values, "owner": claim.owner, "lease_until": claim.until}, "key")


def hold(session: Session, key: str, owner: str) -> bool:
    """Lock the row for the rest of the transaction; False when it is finished or somebody else's by now."""
    return _change(session, *_open(), col(InboxRow.key) == key, col(InboxRow.owner) == owner, owner=owner) == 1


def finish(session: Session, key: str, owner: str, at: datetime) -> None:
    """It has been dealt with; nothing where somebody else answers it by now."""
    _change(session, col(InboxRow.key) == key, col(InboxRow.owner) == owner, finished_at=at)


def drop(session: Session, key: str) -> None:
    """Nothing was done with it: should it come again, it counts as new."""
    session.execute(delete(InboxRow).where(col(InboxRow.key) == key))


def renew(session: Session, claim: Claim) -> int:
    """The owner lives: what it has not finished is its own until then; returns how much that is."""
    return _change(session, *_open(), col(InboxRow.owner) == claim.owner, lease_until=claim.until)


def release(session: Session, owner: str) -> int:
    """The owner leaves: anybody may take over at once what it has not finished."""
    return _change(session, *_open(), col(InboxRow.owner) == owner, lease_until=None)


def take_over(session: Session, claim: Claim, at: datetime, limit: int) -> list[Received]:
    """Claim what processes left behind whose lease ran out before `at`, oldest first; never what is one's own."""
    left = or_(col(InboxRow.lease_until).is_(None), col(InboxRow.lease_until) < at)
    others = or_(col(InboxRow.owner).is_(None), col(InboxRow.owner) != claim.owner)
    chosen = select(InboxRow).where(*_open(), left, others).order_by(col(InboxRow.received_at)).limit(limit)
    found = [_received(row) for row in session.exec(chosen.with_for_update(skip_locked=True))]
    mine = {"owner": claim.owner, "lease_until": claim.until}
    return [row for row in found if _change(session, *_open(), left, others, col(InboxRow.key) == row.key, **mine)]


def left_behind(session: Session, at: datetime) -> str | None:
    """The oldest that is not finished and that nobody answers at that instant; None: none is."""
    left = or_(col(InboxRow.lease_until).is_(None), col(InboxRow.lease_until) < at)
    return session.exec(select(InboxRow.key).where(*_open(), left).order_by(col(InboxRow.received_at)).limit(1)).first()


def waiting(session: Session) -> dict[str, Mapping[str, Any]]:
    """By key, what is kept of all that is not finished; nobody else changes it before this transaction ends."""
    chosen = select(InboxRow.key, InboxRow.payload).where(*_open()).order_by(col(InboxRow.key))
    return dict(session.exec(chosen.with_for_update()).all())


def kept(session: Session) -> dict[str, Mapping[str, Any]]:
    """By key, what is kept of all that came in, finished or not."""
    return dict(session.exec(select(InboxRow.key, InboxRow.payload)).all())


def replace(session: Session, key: str, payload: Mapping[str, Any]) -> None:
    """Keep that instead."""
    session.execute(update(InboxRow).where(col(InboxRow.key) == key).values(payload=dict(payload)))


def forget(session: Session, before: datetime) -> int:
    """Drop what was finished before an instant; returns how many."""
    return touched(session.execute(delete(InboxRow).where(col(InboxRow.finished_at) < before)))


def _open() -> tuple[ColumnElement[bool]]:
    return (col(InboxRow.finished_at).is_(None),)


def _received(row: InboxRow) -> Received:
    return Received(row.key, row.kind, row.payload, row.received_at)


def _change(session: Session, *conditions: ColumnElement[bool], **values: Any) -> int:
    change = update(InboxRow).where(*conditions).values(**values)
    return touched(session.execute(change, execution_options={"synchronize_session": False}))
