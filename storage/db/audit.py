"""Who did what to which thing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from storage.db.tables import AuditRow


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit log."""

    at: datetime
    actor: str
    what: str
    subject: str
    detail: Mapping[str, Any]


def note(session: Session, actor: str, what: str, subject: str, detail: Mapping[str, Any], at: datetime) -> None:
    """Write a line; `detail` is plain data, never a secret."""
    session.add(AuditRow(at=at, actor=actor, what=what, subject=subject, detail=dict(detail)))
    session.flush()


def about(session: Session, subjects: Collection[str], since: datetime) -> list[Entry]:
    """The lines about any of the subjects from that instant on, oldest first."""
    mine = (col(AuditRow.subject).in_(list(subjects)), col(AuditRow.at) >= since)
    rows = session.exec(select(AuditRow).where(*mine).order_by(col(AuditRow.id)))
    return [Entry(r.at, r.actor, r.what, r.subject, r.detail) for r in rows]


def recent(session: Session, n: int = 50) -> list[Entry]:
    """The newest `n` lines, newest first."""
    rows = session.exec(select(AuditRow).order_by(col(AuditRow.id).desc()).limit(n))
    return [Entry(r.at, r.actor, r.what, r.subject, r.detail) for r in rows]
