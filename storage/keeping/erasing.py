"""Everything of a client goes; of the audit log the codes stay, and lead to a tombstone."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, or_, select
from sqlmodel import Session

from domain.entities import Client
from storage.db import audit
from storage.keeping.belongings import Belongings, tables
from storage.messages import archive


@dataclass(frozen=True, slots=True)
class Erasure:
    """What goes: rows by table, and how many things of the audit log become tombstones."""

    rows: dict[str, int]
    tombstones: int


def look(session: Session, client: Client) -> Erasure:
    """What would go, and nothing else."""
    mine = Belongings.of(session, client)
    connection = session.connection()
    rows = {
        of.name: connection.execute(select(func.count()).select_from(of).where(mine.condition(of))).scalar_one()
        for of in tables()
    }
    rows[archive.TABLE.name] += len(mine.spoken_of(session))
    return Erasure(rows, len(mine.subjects(session)))


def erase(session: Session, client: Client, actor: str, at: datetime) -> Erasure:
    """Delete all of it, messages included that name the client beside others; the deletion itself is noted."""
    found = look(session, client)
    mine = Belongings.of(session, client)
    audit.note(session, actor, "client.erased", client.key, {"rows": sum(found.rows.values())}, at)
    buried = mine.subjects(session)
    spoken = mine.spoken_of(session)
    connection = session.connection()
    for of in reversed(tables()):
        if of is archive.TABLE:
            archive.erase(session, or_(mine.condition(of), of.c.id.in_(spoken)))
        else:
            connection.execute(delete(of).where(mine.condition(of)))
    audit.bury(session, buried)
    session.expire_all()
    return Erasure(found.rows, len(buried))
