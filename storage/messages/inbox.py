"""What came in, written down before it is answered: its second coming does nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from storage.db.tables import InboxRow
from storage.db.upserting import insert_once
from storage.directory import changes


@dataclass(frozen=True, slots=True)
class Received:
    """Something that came in and is not finished."""

    key: str
    kind: str
    payload: Mapping[str, Any]
    received_at: datetime


def receive(session: Session, key: str, kind: str, payload: Mapping[str, Any], at: datetime) -> bool:
    """Write it down; False when it was seen before."""
    values = {"key": key, "kind": kind, "payload": dict(payload), "received_at": at}
    return insert_once(session, InboxRow, values, "key")


def finish(session: Session, key: str, at: datetime) -> None:
    """It has been dealt with."""
    session.execute(update(InboxRow).where(col(InboxRow.key) == key).values(finished_at=at))


def drop(session: Session, key: str) -> None:
    """Nothing was done with it: should it come again, it counts as new."""
    session.execute(delete(InboxRow).where(col(InboxRow.key) == key))


def unfinished(session: Session) -> list[Received]:
    """What a crash left behind, oldest first."""
    chosen = select(InboxRow).where(col(InboxRow.finished_at).is_(None)).order_by(col(InboxRow.received_at))
    return [Received(r.key, r.kind, r.payload, r.received_at) for r in session.exec(chosen)]


def waiting(session: Session) -> dict[str, Mapping[str, Any]]:
    """By key, what is kept of all that is not finished."""
    chosen = select(InboxRow.key, InboxRow.payload).where(col(InboxRow.finished_at).is_(None))
    return dict(session.exec(chosen).all())


def replace(session: Session, key: str, payload: Mapping[str, Any]) -> None:
    """Keep that instead."""
    session.execute(update(InboxRow).where(col(InboxRow.key) == key).values(payload=dict(payload)))


def forget(session: Session, before: datetime) -> int:
    """Drop what was finished before an instant; returns how many."""
    return changes.touched(session.execute(delete(InboxRow).where(col(InboxRow.finished_at) < before)))
