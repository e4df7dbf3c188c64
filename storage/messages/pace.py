"""How fast may be sent: rests of channels and of the whole sender, in rows, so that two processes keep one pace.

Slack takes about one message a second for a channel; whatever it asks to wait for holds for every process, and for the
next life of each. All by the machine's clock.
"""

from datetime import datetime, timedelta

from sqlalchemy import case, delete
from sqlmodel import Session, col, select

from storage.db.tables import RestRow
from storage.db.upserting import insert_or_update
from storage.messages.deliveries import Lane

EVERYTHING = "*"
_EDITS = ":edits"


def rest(session: Session, lane: Lane, until: datetime) -> None:
    """Nothing more in the lane before that instant; a longer rest already agreed on stays."""
    longer = case((col(RestRow.until) < until, until), else_=col(RestRow.until))
    insert_or_update(session, RestRow, {"lane": _key(lane), "until": until, "seconds": 0.0}, "lane", {"until": longer})


def resting(session: Session, machine_now: datetime) -> dict[Lane, float]:
    """The lanes that may have nothing now, and for how many seconds."""
    chosen = select(RestRow.lane, RestRow.until).where(col(RestRow.until) > machine_now, RestRow.lane != EVERYTHING)
    return {_lane(key): (until - machine_now).total_seconds() for key, until in session.exec(chosen)}


def is_paused(session: Session, machine_now: datetime) -> bool:
    """Whether nothing at all may be sent now."""
    chosen = select(RestRow.lane).where(RestRow.lane == EVERYTHING, col(RestRow.until) > machine_now)
    return session.exec(chosen).first() is not None


def pause(session: Session, machine_now: datetime, first_s: float, longest_s: float) -> None:
    """Send nothing for a while: at first so long, then twice as long each time, until something gets through."""
    before = session.exec(select(RestRow.seconds).where(RestRow.lane == EVERYTHING)).first()
    seconds = first_s if before is None else min(longest_s, before * 2)
    values = {"lane": EVERYTHING, "until": machine_now + timedelta(seconds=seconds), "seconds": seconds}
    insert_or_update(session, RestRow, values, "lane", {name: values[name] for name in ("until", "seconds")})


def resume(session: Session) -> None:
    """Something got through: the next pause is a first one again."""
    session.execute(delete(RestRow).where(col(RestRow.lane) == EVERYTHING))


def _key(lane: Lane) -> str:
    address, is_edit = lane
    return address + _EDITS if is_edit else address


def _lane(key: str) -> Lane:
    return key.removesuffix(_EDITS), key.endswith(_EDITS)
