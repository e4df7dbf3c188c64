"""How long what was judged stands: by what a client was judged last, and until when time alone changes nothing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from storage.db.chunks import chunks
from storage.db.tables import ValidityRow
from storage.db.upserting import insert_or_update

_UNSYNCED = {"synchronize_session": False}


@dataclass(frozen=True, slots=True)
class Validity:
    """`mark` tells what was declared and how the accounts answered; `until` is business time."""

    mark: str
    until: datetime


def keep(session: Session, client_key: str, validity: Validity | None) -> None:
    """Instead of what was kept of the client; None: the next reading is judged whatever it brings."""
    if validity is None:
        gone = delete(ValidityRow).where(col(ValidityRow.client_key) == client_key)
        session.execute(gone, execution_options=_UNSYNCED)
        return
    told = {"mark": validity.mark, "until": validity.until}
    insert_or_update(session, ValidityRow, {"client_key": client_key, **told}, "client_key", told)


def of(session: Session, clients: Collection[str]) -> dict[str, Validity]:
    """By client, of those of which something is kept."""
    row = ValidityRow
    asked = select(row.client_key, row.mark, row.until)
    return {
        key: Validity(mark, until)
        for some in chunks(clients)
        for key, mark, until in session.exec(asked.where(col(row.client_key).in_(some)))
    }
