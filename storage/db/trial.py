"""A write on trial: whether the database takes any."""

from datetime import datetime

from sqlmodel import Session

from storage.db.tables import TrialRow
from storage.db.upserting import insert_or_update


def write(session: Session, at: datetime) -> None:
    """Write the instant of the machine's clock; raises what the database raises: a full disk, a lock."""
    insert_or_update(session, TrialRow, {"id": 1, "at": at}, "id", {"at": at})
