"""What is to be said, as it stands: every question about deliveries. What changes them is in `outbox`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    ScalarSelect,
    Select,
    SQLColumnExpression,
    and_,
    bindparam,
    false,
    func,
    or_,
)
from sqlalchemy import select as core_select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from domain.destination import Destination, Reach
from domain.words import Audience
from storage.db.tables import DeliveryRow, table

REPLACED = "replaced"
"""Why a draft was skipped that nobody decided on before the next one came."""
DOUBTFUL = timedelta(hours=1)
"""After how long people are shown that it is not known whether something arrived."""
Lane = tuple[str, bool]
"""A channel and whether it is about edits there, which have a pace of their own."""
_THREAD, _EDITED = aliased(DeliveryRow), aliased(DeliveryRow)
"""What a delivery belongs to. The sender asks all the time: to name them anew would be a tenth of its work."""


class Status(StrEnum):
    """Where a delivery stands."""

    INTENDED = "intended"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"
    HELD = "held"


GONE = frozenset({Status.FAILED, Status.SKIPPED})
"""What never arrives."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to one place. `payload` is the message as plain data.

    `thread_of` is the delivery whose message starts the thread, `edits` the one whose message is replaced: both by
    our ids, because Slack's `ts` is not known when the intent is written.
    """

    id: int
    occasion: str
    to: Destination
    kind: str
    audience: str
    client_key: str | None
    payload: Mapping[str, Any]
    status: Status
    ts: str | None
    thread_of: int | None
    edits: int | None
    attempts: int
    next_attempt_at: datetime | None
    error: str | None
    created_at: datetime


def _delivery(row: DeliveryRow) -> Delivery:
    return Delivery(
        row.id or 0,
        row.occasion,
        Destination(row.workspace_id, Reach(row.reach), row.channel),
        row.kind,
        row.audience,
        row.client_key,
        row.payload,
        Status(row.status),
        row.ts,
        row.thread_of,
        row.edits,
        row.attempts,
        row.next_attempt_at,
        row.error,
        row.created_at,
    )


def get(session: Session, delivery_id: int) -> Delivery | None:
    """The delivery of that id."""
    return _one(session, col(DeliveryRow.id) == delivery_id)


def by_occasion(session: Session, occasion: str) -> Delivery | None:
    """The delivery of that occasion."""
    return _one(session, col(DeliveryRow.occasion) == occasion)


def by_message(session: Session, channel: str, ts: str) -> Delivery | None:
    """The delivery that became this message; an edit is not one."""
    same = (col(DeliveryRow.channel) == channel, col(DeliveryRow.ts) == ts, col(DeliveryRow.edits).is_(None))
    return _one(session, *same)


def campaign_of(session: Session, address: str, ts: str) -> str:
    """The key of the one campaign that the message there speaks of, also where it is an edit that had to be said anew;
    "" where it speaks of several, of none, or is none of ours."""
    same = (col(DeliveryRow.channel) == address, col(DeliveryRow.ts) == ts)
    payload = session.exec(select(DeliveryRow.payload).where(*same).order_by(col(DeliveryRow.id))).first() or {}
    return "" if payload.get("several") else str(payload.get("campaign", ""))


def of_kind(
    session: Session, kind: str, since: datetime, until: datetime | None = None, address: str | None = None
) -> list[Delivery]:
    """What was written down of a kind since that instant, oldest first, edits left out: `until` another one, and for
    one `address`, where they are given."""
    same = [col(DeliveryRow.kind) == kind, col(DeliveryRow.created_at) >= since, col(DeliveryRow.edits).is_(None)]
    same += [col(DeliveryRow.created_at) <= until] if until else []
    same += [col(DeliveryRow.channel) == address] if address else []
    return [_delivery(row) for row in session.exec(select(DeliveryRow).where(*same).order_by(col(DeliveryRow.id)))]


def standing(session: Session, delivery_id: int) -> Mapping[str, Any] | None:
    """What a message says once all is sent: its newest edit, else itself; None where there is none."""
    same = or_(col(DeliveryRow.id) == delivery_id, col(DeliveryRow.edits) == delivery_id)
    newest = select(DeliveryRow.payload).where(same).order_by(col(DeliveryRow.id).desc())
    return session.exec(newest).first()


def versions(session: Session, delivery_id: int) -> list[Mapping[str, Any]]:
    """What a message has said so far: itself, then each of its edits."""
    same = or_(col(DeliveryRow.id) == delivery_id, col(DeliveryRow.edits) == delivery_id)
    return list(session.exec(select(DeliveryRow.payload).where(same).order_by(col(DeliveryRow.id))))


def _one(session: Session, *conditions: ColumnElement[bool]) -> Delivery | None:
    row = session.exec(select(DeliveryRow).where(*conditions).execution_options(populate_existing=True)).first()
    return _delivery(row) if row else None


def status_of(delivery_id: SQLColumnExpression[int | None]) -> ScalarSelect[str]:
    """What became of the delivery whose id stands in another table's column, as a column of that table's query."""
    return select(DeliveryRow.status).where(col(DeliveryRow.id) == delivery_id).scalar_subquery()


def many(session: Session, ids: list[int]) -> list[Delivery]:
    """The deliveries of those ids, oldest first."""
    chosen = select(DeliveryRow).where(col(DeliveryRow.id).in_(ids)).order_by(col(DeliveryRow.id))
    return [_delivery(row) for row in session.exec(chosen.execution_options(populate_existing=True))]


def is_in(*statuses: Status) -> ColumnElement[bool]:
    """The condition that a delivery stands in one of these."""
    return col(DeliveryRow.status).in_([status.value for status in statuses])


def waits_in(session: Session, lanes: Collection[Lane], machine_now: datetime) -> bool:
    """Whether anything could be sent now if only these lanes were free."""
    return session.exec(sendable(machine_now).where(in_lanes(lanes)).limit(1)).first() is not None


def in_lanes(lanes: Collection[Lane]) -> ColumnElement[bool]:
    """The condition that a delivery belongs to one of these lanes."""
    edits = col(DeliveryRow.edits)
    return or_(
        false(),
        *(
            and_(col(DeliveryRow.channel) == channel, edits.is_not(None) if is_edit else edits.is_(None))
            for channel, is_edit in lanes
        ),
    )


def sendable(machine_now: datetime | BindParameter[Any]) -> SelectOfScalar[Any]:
    """The ids of what could leave now: ripe, and what it belongs to was sent."""
    ripe = or_(col(DeliveryRow.next_attempt_at).is_(None), col(DeliveryRow.next_attempt_at) <= machine_now)
    return (
        select(DeliveryRow.id)
        .outerjoin(_THREAD, col(_THREAD.id) == col(DeliveryRow.thread_of))
        .outerjoin(_EDITED, col(_EDITED.id) == col(DeliveryRow.edits))
        .where(is_in(Status.INTENDED), ripe)
        .where(or_(col(DeliveryRow.thread_of).is_(None), col(_THREAD.status) == Status.SENT.value))
        .where(or_(col(DeliveryRow.edits).is_(None), col(_EDITED.status) == Status.SENT.value))
    )


def sent_to_client(session: Session, client_key: str) -> list[datetime]:
    """When something that the client itself reads was written down that has arrived, oldest first."""
    row = DeliveryRow
    mine = (row.client_key == client_key, row.audience == Audience.CLIENT.value, is_in(Status.SENT))
    return list(session.exec(select(row.created_at).where(*mine, col(row.edits).is_(None)).order_by(col(row.id))))


def all_held(session: Session) -> list[Delivery]:
    """What waits for a person before it goes into any channel, oldest first."""
    chosen = select(DeliveryRow.id).where(is_in(Status.HELD)).order_by(col(DeliveryRow.id))
    return many(session, [i for i in session.exec(chosen).all() if i is not None])


def held_because(session: Session, error: str) -> list[Delivery]:
    """What waits for one reason, oldest first."""
    chosen = select(DeliveryRow.id).where(is_in(Status.HELD), col(DeliveryRow.error) == error)
    found = [i for i in session.exec(chosen).all() if i is not None]
    return many(session, found) if found else []


def held(session: Session, channel: str) -> list[Delivery]:
    """What waits for a person before it goes into a channel, oldest first."""
    chosen = select(DeliveryRow.id).where(is_in(Status.HELD), DeliveryRow.channel == channel)
    return many(session, [i for i in session.exec(chosen).all() if i is not None])


def pending(session: Session, machine_now: datetime) -> int:
    """How many deliveries could be sent now or are being sent: zero means that all has been said.

    What waits for a person is not counted, nor what belongs to a message that does.
    """
    return sum(session.connection().execute(_pending(), {"now": machine_now}).one())


@cache
def _pending() -> Select[Any]:
    """Put together once: it is asked every few seconds, and takes longer to put together than to answer."""
    ready = sendable(bindparam("now", type_=table(DeliveryRow).c.next_attempt_at.type)).subquery()
    under_way = core_select(func.count(col(DeliveryRow.id))).where(is_in(Status.CLAIMED, Status.SENDING))
    return core_select(core_select(func.count()).select_from(ready).scalar_subquery(), under_way.scalar_subquery())


def places(session: Session, machine_now: datetime) -> int:
    """In how many channels something could be sent now, of each of which one message leaves at a time."""
    return int(session.connection().execute(_places(), {"now": machine_now}).scalar_one())


@cache
def _places() -> Select[Any]:
    now = bindparam("now", type_=table(DeliveryRow).c.next_attempt_at.type)
    channel = col(DeliveryRow.channel)
    return core_select(func.count(channel.distinct())).where(col(DeliveryRow.id).in_(sendable(now)))


def first_ready(session: Session, machine_now: datetime) -> str | None:
    """The oldest delivery that could be sent now, with its attempt; None: none could."""
    ready = select(DeliveryRow.id, DeliveryRow.attempts).where(col(DeliveryRow.id).in_(sendable(machine_now)))
    found = session.exec(ready.order_by(col(DeliveryRow.id)).limit(1)).first()
    return f"{found[0]}:{found[1]}" if found else None


def to_look_up(session: Session, machine_now: datetime) -> list[Delivery]:
    """What may or may not have arrived and is due to be looked for, oldest first."""
    due = select(DeliveryRow.id).where(is_in(Status.UNKNOWN), col(DeliveryRow.next_attempt_at) <= machine_now)
    return many(session, [i for i in session.exec(due).all() if i is not None])


def unknown(session: Session, before: datetime) -> list[Delivery]:
    """What was written down before an instant and may or may not have arrived, oldest first. No edits or questions."""
    alone = (col(DeliveryRow.edits).is_(None), DeliveryRow.kind != "arrival")
    found = select(DeliveryRow.id).where(is_in(Status.UNKNOWN), col(DeliveryRow.created_at) < before, *alone)
    return many(session, [i for i in session.exec(found).all() if i is not None])


def sent_before(session: Session, delivery: Delivery) -> str | None:
    """The `ts` of the newest message in its place that had arrived before the delivery was written down."""
    same = (col(DeliveryRow.channel) == delivery.to.address, col(DeliveryRow.edits).is_(None), is_in(Status.SENT))
    earlier = (col(DeliveryRow.settled_at) < delivery.created_at, col(DeliveryRow.ts).is_not(None))
    return session.exec(select(func.max(DeliveryRow.ts)).where(*same, *earlier)).one()


def superseded(session: Session, delivery: Delivery) -> bool:
    """Whether a newer edit of the same message exists, so that this one would bring back what is old."""
    newer = (col(DeliveryRow.edits) == delivery.edits, col(DeliveryRow.id) > delivery.id)
    alive = is_in(Status.INTENDED, Status.CLAIMED, Status.SENDING, Status.SENT)
    return delivery.edits is not None and _one(session, *newer, alive) is not None


def last_sent(session: Session, channel: str | None = None) -> int:
    """The newest delivery that arrived (in a channel, or anywhere); 0 before the first."""
    newest = select(func.max(DeliveryRow.id)).where(is_in(Status.SENT))
    found = session.exec(newest if channel is None else newest.where(DeliveryRow.channel == channel)).one()
    return found or 0


def anchor(session: Session, delivery_id: int) -> str | None:
    """The `ts` of the message as which a delivery stands: its own, or that of an edit which had to be said anew."""
    same = or_(col(DeliveryRow.id) == delivery_id, col(DeliveryRow.edits) == delivery_id)
    known = select(DeliveryRow.ts).where(same, is_in(Status.SENT), col(DeliveryRow.ts).is_not(None))
    return session.exec(known.order_by(col(DeliveryRow.id))).first()
