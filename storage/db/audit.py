"""Who did what to which thing: ids and codes, no names and no text. It is added to and never changed.

The database itself refuses changes, and deletions but for what is older than the log's own retention.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select

from storage.db.claiming import touched
from storage.db.tables import AuditRetentionRow, AuditRow, AuditSubjectRow
from storage.db.upserting import insert_once

TOMBSTONE = "gone"
GONE_BY = "was"
REFUSED = "refused"
"""The code of something that somebody asked for and may not do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit log."""

    at: datetime
    actor: str
    what: str
    subject: str
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """What lines are about, by the number of its row; `owner` is the client whose it was, where it is gone by now."""

    number: int
    name: str
    owner: str | None


_CALLED = func.coalesce(col(AuditSubjectRow.was), col(AuditSubjectRow.name))
"""The name of what lines are about, gone or not."""


def note(session: Session, actor: str, what: str, subject: str, detail: Mapping[str, Any], at: datetime) -> int:
    """Write a line and return its number; `detail` holds numbers, dates, ids and codes: what names or quotes anything
    is not kept."""
    insert_once(session, AuditSubjectRow, {"name": subject}, "name")
    about_id = session.exec(select(AuditSubjectRow.id).where(AuditSubjectRow.name == subject)).one()
    row = AuditRow(at=at, actor=actor, what=what, subject=about_id or 0, detail=dict(detail))
    session.add(row)
    session.flush()
    return row.id or 0


def about(session: Session, subjects: Collection[str], since: datetime) -> list[Entry]:
    """The lines about any of the subjects from that instant on, oldest first; not about what had such a name before."""
    mine = (col(AuditSubjectRow.name).in_(list(subjects)), col(AuditRow.at) >= since)
    return _entries(session, select(AuditRow, _CALLED).where(*mine).order_by(col(AuditRow.id)))


def lines(session: Session, subjects: Collection[int]) -> list[Entry]:
    """All lines about subjects by their numbers, oldest first."""
    mine = col(AuditRow.subject).in_(list(subjects))
    return _entries(session, select(AuditRow, _CALLED).where(mine).order_by(col(AuditRow.id)))


def recent(session: Session, n: int = 50) -> list[Entry]:
    """The newest `n` lines, newest first."""
    newest = select(AuditRow, _CALLED).order_by(col(AuditRow.id).desc()).limit(n)
    return _entries(session, newest)


def _entries(session: Session, chosen: Any) -> list[Entry]:
    joined = chosen.join(AuditSubjectRow, col(AuditSubjectRow.id) == col(AuditRow.subject))
    return [Entry(row.at, row.actor, row.what, name, row.detail) for row, name in session.exec(joined)]


def bury(session: Session, subjects: Iterable[int]) -> int:
    """Let nothing lead back from the lines about these subjects, which stay; returns how many subjects there were."""
    found = 0
    for number in subjects:
        grave = update(AuditSubjectRow).where(col(AuditSubjectRow.id) == number)
        gone = {"name": f"{TOMBSTONE}:{number}", "was": None, "client_key": None}
        found += touched(session.execute(grave.values(gone)))
    return found


def subjects(session: Session) -> list[Subject]:
    """Everything that the log is about, in the order in which it was first heard of."""
    chosen = select(AuditSubjectRow.id, _CALLED, AuditSubjectRow.client_key).order_by(col(AuditSubjectRow.id))
    return [Subject(number or 0, name, owner) for number, name, owner in session.exec(chosen)]


def belonged(session: Session, thing: str, client_key: str) -> None:
    """Keep whose a thing was that is gone, and what is named after it: `acme-otono` and `acme-otono:off_target:cpl`.

    Their names are free from then on: what is said of the next thing of that name has a subject of its own.
    """
    name = col(AuditSubjectRow.name)
    alike = session.exec(
        select(AuditSubjectRow.id, name).where(
            name.contains(thing, autoescape=True), col(AuditSubjectRow.client_key).is_(None)
        )
    ).all()
    for number, one in alike:
        if thing in {one, *one.split(":")}:
            closed = {"name": f"{GONE_BY}:{number}", "was": one, "client_key": client_key}
            session.execute(update(AuditSubjectRow).where(col(AuditSubjectRow.id) == number).values(closed))


def forget(session: Session, before: datetime) -> int:
    """Delete what was written before that instant: the only way in which a line ends. Returns how many did."""
    session.merge(AuditRetentionRow(id=1, before=before))
    session.flush()
    old = session.exec(select(func.count()).select_from(AuditRow).where(col(AuditRow.at) < before)).one()
    session.execute(delete(AuditRow).where(col(AuditRow.at) < before))
    used = select(AuditRow.subject)
    session.execute(delete(AuditSubjectRow).where(col(AuditSubjectRow.id).not_in(used)))
    return old
