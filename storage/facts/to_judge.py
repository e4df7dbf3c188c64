"""Which clients were read since they were judged: rows, so that the next life of a process takes them up at once."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, bindparam, delete, or_, update
from sqlmodel import Session, col, select

from storage.db.claiming import pause_after
from storage.db.tables import ToJudgeRow, table
from storage.db.upserting import insert_or_update

_UNSYNCED = {"synchronize_session": False}


def mark(session: Session, client_key: str, machine_now: datetime, *, news: bool = True) -> None:
    """Something of the client was read, or could not be; without `news` it is what was known before."""
    values = {"client_key": client_key, "reads": 1, "since": machine_now, "attempts": 0, "news": news}
    again = {"reads": col(ToJudgeRow.reads) + 1, **({"news": True} if news else {})}
    insert_or_update(session, ToJudgeRow, values, "client_key", again)


def waiting(session: Session, machine_now: datetime) -> list[str]:
    """The clients to be judged now, longest waiting first; those of whom it failed only after their pause."""
    chosen = select(ToJudgeRow.client_key).where(_ripe(machine_now))
    return list(session.exec(chosen.order_by(col(ToJudgeRow.since), col(ToJudgeRow.client_key))))


def without_news(session: Session, machine_now: datetime) -> dict[str, int]:
    """Those of them of whom nothing new was read, each with what `judged` wants."""
    chosen = select(ToJudgeRow.client_key, ToJudgeRow.reads).where(_ripe(machine_now), col(ToJudgeRow.news).is_(False))
    return dict(session.exec(chosen).all())


def _ripe(machine_now: datetime) -> ColumnElement[bool]:
    return or_(col(ToJudgeRow.not_before).is_(None), col(ToJudgeRow.not_before) <= machine_now)


def fresh(session: Session) -> set[str]:
    """The clients that wait to be judged and with whom nothing went wrong yet."""
    return set(session.exec(select(ToJudgeRow.client_key).where(ToJudgeRow.attempts == 0)))


def reads(session: Session, client_key: str) -> int | None:
    """How often the client was read since it was judged: what `judged` wants back. None where there is nothing."""
    return session.exec(select(ToJudgeRow.reads).where(ToJudgeRow.client_key == client_key)).first()


def judged(session: Session, seen: Mapping[str, int]) -> None:
    """The clients were judged by what so many reads had brought; what was read meanwhile is judged again."""
    mine = table(ToJudgeRow).c
    done = (mine.client_key == bindparam("client"), mine.reads == bindparam("seen"))
    session.connection().execute(
        delete(table(ToJudgeRow)).where(*done), [{"client": key, "seen": reads} for key, reads in seen.items()]
    )


def failed(session: Session, client_key: str, machine_now: datetime) -> timedelta:
    """It could not be judged: again after ten seconds, then twice as long each time, at most half an hour."""
    attempts = session.exec(select(ToJudgeRow.attempts).where(ToJudgeRow.client_key == client_key)).first() or 0
    pause = pause_after(attempts)
    later = update(ToJudgeRow).where(col(ToJudgeRow.client_key) == client_key)
    session.execute(later.values(attempts=attempts + 1, not_before=machine_now + pause), execution_options=_UNSYNCED)
    return pause
