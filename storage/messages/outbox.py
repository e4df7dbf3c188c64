"""What is to be said, and what became of it: the intent first, the outcome after.

intended -> sending -> sent, or failed, or back to intended; held -> intended or skipped;
a sending whose lease ran out is unknown: whether it arrived is asked, never guessed. Edits are simply repeated.

Whoever claimed a delivery writes down its outcome with `attempt`, the claimed `attempts`: once the lease has run out
and somebody else decided, that number is taken no more, and nothing is written.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, not_, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.db.tables import DeliveryRow
from storage.db.upserting import insert_once
from storage.directory import changes

REPLACED = "replaced"
"""Why a draft was skipped that nobody decided on before the next one came."""


Lane = tuple[str, bool]
"""A channel and whether it is about edits there, which have a pace of their own."""


class Status(StrEnum):
    """Where a delivery stands."""

    INTENDED = "intended"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to one place. `payload` is the message as plain data.

    `thread_of` is the delivery whose message starts the thread, `edits` the one whose message is replaced: both by
    our ids, because Slack's `ts` is not known when the intent is written.
    """

    id: int
    occasion: str
    channel: str
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
        row.channel,
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


def intend(
    session: Session,
    occasion: str,
    channel: str,
    kind: str,
    payload: Mapping[str, Any],
    *,
    at: datetime,
    audience: str = "internal",
    client_key: str | None = None,
    thread_of: int | None = None,
    edits: int | None = None,
    held: bool = False,
) -> Delivery | None:
    """Write down what is to be said (`held`: not until `release`); None when this occasion was already said."""
    values: dict[str, Any] = {
        "occasion": occasion,
        "channel": channel,
        "kind": kind,
        "audience": audience,
        "client_key": client_key,
        "payload": dict(payload),
        "status": (Status.HELD if held else Status.INTENDED).value,
        "thread_of": thread_of,
        "edits": edits,
        "attempts": 0,
        "created_at": at,
    }
    return by_occasion(session, occasion) if insert_once(session, DeliveryRow, values, "occasion") else None


def get(session: Session, delivery_id: int) -> Delivery | None:
    """The delivery of that id."""
    return _one(session, col(DeliveryRow.id) == delivery_id)


def by_occasion(session: Session, occasion: str) -> Delivery | None:
    """The delivery of that occasion."""
    return _one(session, col(DeliveryRow.occasion) == occasion)


def said_since(session: Session, beginning: str, instant: datetime | None) -> bool:
    """Whether anything whose occasion begins so was written down after the instant (None: ever)."""
    alike = col(DeliveryRow.occasion).startswith(beginning, autoescape=True)
    later = () if instant is None else (col(DeliveryRow.created_at) > instant,)
    return _one(session, alike, *later) is not None


def by_message(session: Session, channel: str, ts: str) -> Delivery | None:
    """The delivery that became this message; an edit is not one."""
    same = (col(DeliveryRow.channel) == channel, col(DeliveryRow.ts) == ts, col(DeliveryRow.edits).is_(None))
    return _one(session, *same)


def of_kind(session: Session, kind: str, since: datetime) -> list[Delivery]:
    """What was written down of a kind since that instant, oldest first, edits left out."""
    same = (col(DeliveryRow.kind) == kind, col(DeliveryRow.created_at) >= since, col(DeliveryRow.edits).is_(None))
    return [_delivery(row) for row in session.exec(select(DeliveryRow).where(*same).order_by(col(DeliveryRow.id)))]


def standing(session: Session, delivery_id: int) -> Mapping[str, Any] | None:
    """What a message says once all is sent: its newest edit, else itself; None where there is none."""
    same = or_(col(DeliveryRow.id) == delivery_id, col(DeliveryRow.edits) == delivery_id)
    newest = select(DeliveryRow.payload).where(same).order_by(col(DeliveryRow.id).desc())
    return session.exec(newest).first()


def _one(session: Session, *conditions: ColumnElement[bool]) -> Delivery | None:
    row = session.exec(select(DeliveryRow).where(*conditions).execution_options(populate_existing=True)).first()
    return _delivery(row) if row else None


def _many(session: Session, ids: list[int]) -> list[Delivery]:
    chosen = select(DeliveryRow).where(col(DeliveryRow.id).in_(ids)).order_by(col(DeliveryRow.id))
    return [_delivery(row) for row in session.exec(chosen.execution_options(populate_existing=True))]


def _move(session: Session, *conditions: ColumnElement[bool], **values: Any) -> int:
    change = update(DeliveryRow).where(*conditions).values(**values)
    return changes.touched(session.execute(change, execution_options={"synchronize_session": False}))


def _is(*statuses: Status) -> ColumnElement[bool]:
    return col(DeliveryRow.status).in_([status.value for status in statuses])


def claim(
    session: Session, machine_now: datetime, lease_s: float = 60, limit: int = 20, resting: Collection[Lane] = ()
) -> list[Delivery]:
    """Claim up to `limit` deliveries to be sent now, oldest first; nobody else gets them while the lease lasts.

    One of a channel at a time, and none of the lanes that are `resting`. What belongs to another message (a reply,
    an edit) waits until that one was sent, and fails if it never will be.
    """
    _fail_orphans(session, machine_now)
    busy = select(DeliveryRow.channel).where(_is(Status.SENDING))
    chosen = _sendable(machine_now).where(col(DeliveryRow.channel).not_in(busy), not_(_in_lanes(resting)))
    first = func.min(DeliveryRow.id)
    oldest = select(first).where(col(DeliveryRow.id).in_(chosen)).group_by(col(DeliveryRow.channel))
    found = sorted(i for i in session.exec(oldest).all() if i is not None)[:limit]
    taken = {
        "status": Status.SENDING.value,
        "lease_until": machine_now + timedelta(seconds=lease_s),
        "attempts": DeliveryRow.attempts + 1,
    }
    return _many(session, [i for i in found if _move(session, col(DeliveryRow.id) == i, _is(Status.INTENDED), **taken)])


def _in_lanes(lanes: Collection[Lane]) -> ColumnElement[bool]:
    edits = col(DeliveryRow.edits)
    return or_(
        false(),
        *(
            and_(col(DeliveryRow.channel) == channel, edits.is_not(None) if is_edit else edits.is_(None))
            for channel, is_edit in lanes
        ),
    )


def waits_in(session: Session, lanes: Collection[Lane], machine_now: datetime) -> bool:
    """Whether anything could be sent now if only these lanes were free."""
    return session.exec(_sendable(machine_now).where(_in_lanes(lanes)).limit(1)).first() is not None


def put_off(session: Session, lane: Lane, until: datetime) -> int:
    """Nothing of the lane before that instant of the machine's clock; how many deliveries wait for it."""
    early = or_(col(DeliveryRow.next_attempt_at).is_(None), col(DeliveryRow.next_attempt_at) < until)
    return _move(session, _is(Status.INTENDED), _in_lanes([lane]), early, next_attempt_at=until)


def renew(session: Session, delivery_id: int, attempt: int, lease_until: datetime) -> bool:
    """Keep what was claimed until a later instant; False when it is not ours any more and must not be sent."""
    return _move(session, *_ours(delivery_id, attempt), lease_until=lease_until) == 1


def _ours(delivery_id: int, attempt: int | None, *alive: Status) -> tuple[ColumnElement[bool], ...]:
    """The delivery; with `attempt` only while that claim of it stands."""
    this = col(DeliveryRow.id) == delivery_id
    if attempt is None:
        return (this,)
    return this, _is(*(alive or (Status.SENDING,))), col(DeliveryRow.attempts) == attempt


def _sendable(machine_now: datetime) -> SelectOfScalar[Any]:
    ripe = or_(col(DeliveryRow.next_attempt_at).is_(None), col(DeliveryRow.next_attempt_at) <= machine_now)
    thread, edited = aliased(DeliveryRow), aliased(DeliveryRow)
    return (
        select(DeliveryRow.id)
        .outerjoin(thread, col(thread.id) == col(DeliveryRow.thread_of))
        .outerjoin(edited, col(edited.id) == col(DeliveryRow.edits))
        .where(_is(Status.INTENDED), ripe)
        .where(or_(col(DeliveryRow.thread_of).is_(None), col(thread.status) == Status.SENT.value))
        .where(or_(col(DeliveryRow.edits).is_(None), col(edited.status) == Status.SENT.value))
    )


def _fail_orphans(session: Session, machine_now: datetime) -> None:
    lost = select(DeliveryRow.id).where(_is(Status.FAILED, Status.SKIPPED))
    orphan = or_(col(DeliveryRow.thread_of).in_(lost), col(DeliveryRow.edits).in_(lost))
    told = {"status": Status.FAILED.value, "error": "parent_not_sent", "settled_at": machine_now}
    _move(session, _is(Status.INTENDED), orphan, **told)


def settle_sent(
    session: Session, delivery_id: int, ts: str | None, at: datetime, *, attempt: int | None = None
) -> bool:
    """It arrived as the message `ts` (None where a person says so and nobody knows its `ts`).

    Who claimed it and knows that it arrived is believed also after the lease, while nobody has decided otherwise.
    """
    sent = {"status": Status.SENT.value, "ts": ts, "settled_at": at, "lease_until": None, "error": None}
    return _move(session, *_ours(delivery_id, attempt, Status.SENDING, Status.UNKNOWN), **sent) == 1


def settle_failed(session: Session, delivery_id: int, error: str, at: datetime, *, attempt: int | None = None) -> bool:
    """It cannot be said; `error` is a code."""
    failed = {"status": Status.FAILED.value, "error": error, "settled_at": at, "lease_until": None}
    return _move(session, *_ours(delivery_id, attempt), **failed) == 1


def retry(
    session: Session,
    delivery_id: int,
    next_attempt_at: datetime,
    error: str | None = None,
    *,
    attempt: int | None = None,
    counts: bool = True,
) -> bool:
    """It surely did not arrive: try again at an instant of the machine's clock.

    An attempt that does not count is taken back; its number is only ever used again by the next claim.
    """
    again: dict[str, Any] = {
        "status": Status.INTENDED.value,
        "next_attempt_at": next_attempt_at,
        "lease_until": None,
        "error": error,
    }
    if not counts:
        again["attempts"] = DeliveryRow.attempts - 1
    return _move(session, *_ours(delivery_id, attempt), **again) == 1


def readdress(session: Session, delivery_id: int, channel: str, *, attempt: int) -> bool:
    """What could not be said there goes to another place instead, as a first attempt would; by its claimer alone."""
    there = {"status": Status.INTENDED.value, "channel": channel, "next_attempt_at": None, "lease_until": None}
    return _move(session, *_ours(delivery_id, attempt), **there) == 1


def strand_expired(session: Session, machine_now: datetime) -> list[Delivery]:
    """Sendings whose lease ran out: edits go back to be repeated, the others become unknown and are returned."""
    expired = (_is(Status.SENDING), col(DeliveryRow.lease_until) < machine_now)
    again = {"status": Status.INTENDED.value, "lease_until": None}
    _move(session, *expired, col(DeliveryRow.edits).is_not(None), **again)
    found = [i for i in session.exec(select(DeliveryRow.id).where(*expired)).all() if i is not None]
    unknown = {"status": Status.UNKNOWN.value, "lease_until": None}
    return _many(session, [i for i in found if _move(session, col(DeliveryRow.id) == i, *expired, **unknown)])


def release(session: Session, delivery_id: int, payload: Mapping[str, Any] | None = None) -> bool:
    """Let a held delivery go, or an unknown one again, with another payload if given. True for the first to say so."""
    freed: dict[str, Any] = {"status": Status.INTENDED.value, "next_attempt_at": None}
    if payload is not None:
        freed["payload"] = dict(payload)
    return _move(session, col(DeliveryRow.id) == delivery_id, _is(Status.HELD, Status.UNKNOWN), **freed) == 1


def skip(session: Session, delivery_id: int, error: str | None = None) -> bool:
    """Never send what is held or intended; `error` is the code of why. True for the first to say so."""
    waiting = _is(Status.HELD, Status.INTENDED)
    return _move(session, col(DeliveryRow.id) == delivery_id, waiting, status=Status.SKIPPED.value, error=error) == 1


def hold(session: Session, delivery_id: int, error: str | None = None, *, attempt: int | None = None) -> bool:
    """Stop an intended or sending delivery until a person releases it; `error` is the code of why."""
    stopped = {"status": Status.HELD.value, "lease_until": None, "error": error}
    waiting = _is(Status.INTENDED, Status.SENDING)
    return _move(session, *_ours(delivery_id, attempt), waiting, **stopped) == 1


def held(session: Session, channel: str) -> list[Delivery]:
    """What waits for a person before it goes into a channel, oldest first."""
    chosen = select(DeliveryRow.id).where(_is(Status.HELD), DeliveryRow.channel == channel)
    return _many(session, [i for i in session.exec(chosen).all() if i is not None])


def pending(session: Session, machine_now: datetime) -> int:
    """How many deliveries could be sent now or are being sent: zero means that all has been said.

    What waits for a person is not counted, nor what belongs to a message that does.
    """
    ready = session.exec(select(func.count()).select_from(_sendable(machine_now).subquery())).one()
    return ready + session.exec(select(func.count()).select_from(DeliveryRow).where(_is(Status.SENDING))).one()


def lose(session: Session, delivery_id: int, error: str | None = None, *, attempt: int | None = None) -> bool:
    """The request left and no answer came: a sending becomes unknown. True for the first to say so."""
    unknown = {"status": Status.UNKNOWN.value, "lease_until": None, "error": error}
    return _move(session, *_ours(delivery_id, attempt), _is(Status.SENDING), **unknown) == 1


def superseded(session: Session, delivery: Delivery) -> bool:
    """Whether a newer edit of the same message exists, so that this one would bring back what is old."""
    newer = (col(DeliveryRow.edits) == delivery.edits, col(DeliveryRow.id) > delivery.id)
    alive = _is(Status.INTENDED, Status.SENDING, Status.SENT)
    return delivery.edits is not None and _one(session, *newer, alive) is not None


def last_sent(session: Session, channel: str | None = None) -> int:
    """The newest delivery that arrived (in a channel, or anywhere); 0 before the first."""
    newest = select(func.max(DeliveryRow.id)).where(_is(Status.SENT))
    found = session.exec(newest if channel is None else newest.where(DeliveryRow.channel == channel)).one()
    return found or 0


def anchor(session: Session, delivery_id: int) -> str | None:
    """The `ts` of the message as which a delivery stands: its own, or that of an edit which had to be said anew."""
    same = or_(col(DeliveryRow.id) == delivery_id, col(DeliveryRow.edits) == delivery_id)
    known = select(DeliveryRow.ts).where(same, _is(Status.SENT), col(DeliveryRow.ts).is_not(None))
    return session.exec(known.order_by(col(DeliveryRow.id))).first()
