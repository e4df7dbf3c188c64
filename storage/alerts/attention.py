"""How often one person was interrupted on one day of theirs: one budget for all clients, kinds and goals."""

from datetime import date

from sqlalchemy import func
from sqlmodel import Session, select

from storage.db.tables import AttentionRow


def interrupts_told(session: Session, user: str, day: date) -> int:
    """How many incidents have interrupted the person on that day."""
    chosen = select(func.count()).where(AttentionRow.user == user, AttentionRow.day == day)
    return int(session.exec(chosen).one())


def note_interrupt(session: Session, user: str, day: date, alert_id: int, episode: int) -> None:
    """Count one; the same incident counts once a day."""
    session.merge(AttentionRow(user=user, day=day, alert=alert_id, episode=episode))
    session.flush()
