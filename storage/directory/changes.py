"""Which fields a change touched and from where, so that file and Slack never silently undo each other."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, insert, update
from sqlmodel import Session, col, select

from storage.db import audit
from storage.db.tables import FieldOriginRow

Plain = Mapping[str, Any]


_PLAIN = frozenset(
    {
        *("locale", "timezone", "currency", "managers", "show", "audience", "approval", "objective"),
        *("start", "end", "budget", "owner", "curve", "every", "hidden"),
        *("client_kpis", "paused_until"),
    }
)


class Via(StrEnum):
    """The door by which a change came."""

    SLACK = "slack"
    FILE = "file"


def record(
    session: Session,
    what: tuple[str, str],
    before: Plain | None,
    after: Plain,
    by: tuple[str, datetime, Via],
) -> list[str]:
    """Note the fields of `what` (kind, key) that differ, in the audit log too; returns their names, sorted.

    The log keeps old and new of what is a number, a date or a code, and of names and texts that they changed.
    """
    kind, key = what
    actor, at, via = by
    old = before or {}
    changed = sorted(f for f in {*old, *after} if old.get(f) != after.get(f) or (before is None and f in after))
    if not changed:
        return []
    # All at once: a form may bring ninety campaigns of a dozen fields each, and Slack waits three seconds for it.
    same = (col(FieldOriginRow.kind) == kind, col(FieldOriginRow.key) == key)
    session.execute(delete(FieldOriginRow).where(*same, col(FieldOriginRow.field).in_(changed)))
    told = {"kind": kind, "key": key, "origin": via.value, "actor": actor, "at": at}
    session.execute(insert(FieldOriginRow), [{**told, "field": field} for field in changed])
    verb = f"{kind}.created" if before is None else f"{kind}.changed"
    detail = {f: {"old": old.get(f), "new": after.get(f)} if _is_plain(f) else {} for f in changed}
    audit.note(session, actor, verb, key, {"via": via, "fields": detail}, at)
    return changed


def _is_plain(field: str) -> bool:
    """Whether a field holds numbers, dates, ids of people or codes: all others name something, or are text."""
    return field in _PLAIN or field.startswith(("goals.", "quiet.", "results."))


def origins(session: Session, kind: str, key: str) -> dict[str, Via]:
    """By field, where it was last changed."""
    rows = session.exec(select(FieldOriginRow).where(FieldOriginRow.kind == kind, FieldOriginRow.key == key))
    return {row.field: Via(row.origin) for row in rows}


def named(session: Session, kind: str, field: str, via: Via, since: datetime) -> dict[str, str]:
    """The keys of a kind whose field was last changed by that door since then, each with who did."""
    mine = (FieldOriginRow.kind == kind, FieldOriginRow.field == field, FieldOriginRow.origin == via.value)
    rows = session.exec(select(FieldOriginRow).where(*mine, col(FieldOriginRow.at) >= since))
    return {row.key: row.actor for row in rows}


def authors(session: Session, kind: str, key: str) -> dict[str, str]:
    """By field, who changed it last."""
    rows = session.exec(select(FieldOriginRow).where(FieldOriginRow.kind == kind, FieldOriginRow.key == key))
    return {row.field: row.actor for row in rows}


def forget(session: Session, what: tuple[str, str], by: tuple[str, datetime, Via], client_key: str) -> None:
    """Note that `what` (kind, key) of a client was removed."""
    kind, key = what
    actor, at, via = by
    session.execute(delete(FieldOriginRow).where(col(FieldOriginRow.kind) == kind, col(FieldOriginRow.key) == key))
    audit.note(session, actor, f"{kind}.removed", key, {"via": via}, at)
    audit.belonged(session, key, client_key)


def rename(session: Session, kind: str, old: str, new: str, client_key: str) -> None:
    """What was known of the fields of a client's thing is known under its new key, and nothing that was known there
    before."""
    of_kind = col(FieldOriginRow.kind) == kind
    session.execute(delete(FieldOriginRow).where(of_kind, col(FieldOriginRow.key) == new))
    session.execute(update(FieldOriginRow).where(of_kind, col(FieldOriginRow.key) == old).values(key=new))
    audit.belonged(session, old, client_key)


def keep(values: Iterable[str]) -> list[str]:
    """The values once each, in the order given: what a list column holds."""
    return list(dict.fromkeys(values))
