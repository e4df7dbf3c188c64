"""What is to be said, and what became of it: the intent first, the outcome after. Only `notifiers.delivery` writes it.

intended -> claimed -> sending -> sent, or failed, or back to intended; held -> intended or skipped. A claim whose
lease ran out goes back: nothing had left. A sending whose lease ran out is unknown: whether it arrived is looked up or
asked, never guessed. Edits are simply repeated.

Whoever claimed a delivery writes down its outcome with `attempt`, the claimed `attempts`: once the lease has run out
and somebody else decided, that number is taken no more, and nothing is written.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, not_, or_, update
from sqlmodel import Session, col, select

from domain.destination import Destination
from storage.db.claiming import touched
from storage.db.tables import DeliveryRow
from storage.db.upserting import insert_once
from storage.messages import deliveries
from storage.messages.deliveries import Delivery, Lane, Status, by_occasion, in_lanes, is_in, many, sendable


def intend(
    session: Session,
    occasion: str,
    to: Destination,
    kind: str,
    payload: Mapping[str, Any],
    *,
    at: datetime,
    audience: str = "internal",
    client_key: str | None = None,
    thread_of: int | None = None,
    edits: int | None = None,
    held: bool = False,
    skipped: str = "",
) -> Delivery | None:
    """Write down what is to be said (`held`: not until `release`); None when this occasion was already said.

    `skipped` is the code of why it is never sent: only that it was not is kept.
    """
    status = Status.SKIPPED if skipped else Status.HELD if held else Status.INTENDED
    values: dict[str, Any] = {
        "occasion": occasion,
        "channel": to.address,
        "reach": to.kind.value,
        "workspace_id": to.workspace,
        "kind": kind,
        "audience": audience,
        "client_key": client_key,
        "payload": dict(payload),
        "status": status.value,
        "error": skipped or None,
        "thread_of": thread_of,
        "edits": edits,
        "attempts": 0,
        "created_at": at,
    }
    return by_occasion(session, occasion) if insert_once(session, DeliveryRow, values, "occasion") else None


def _move(session: Session, *conditions: ColumnElement[bool], **values: Any) -> int:
    change = update(DeliveryRow).where(*conditions).values(**values)
    return touched(session.execute(change, execution_options={"synchronize_session": False}))


def claim(
    session: Session, machine_now: datetime, lease_s: float = 60, limit: int = 20, resting: Collection[Lane] = ()
) -> list[Delivery]:
    """Claim up to `limit` deliveries to be sent now, oldest first; nobody else gets them while the lease lasts.

    One of a channel at a time, and none of the lanes that are `resting`. What belongs to another message (a reply,
    an edit) waits until that one was sent.
    """
    busy = select(DeliveryRow.channel).where(is_in(Status.CLAIMED, Status.SENDING))
    chosen = sendable(machine_now).where(col(DeliveryRow.channel).not_in(busy), not_(in_lanes(resting)))
    first = func.min(DeliveryRow.id)
    oldest = select(first).where(col(DeliveryRow.id).in_(chosen)).group_by(col(DeliveryRow.channel))
    found = sorted(i for i in session.exec(oldest).all() if i is not None)[:limit]
    taken = {
        "status": Status.CLAIMED.value,
        "lease_until": machine_now + timedelta(seconds=lease_s),
        "attempts": DeliveryRow.attempts + 1,
    }
    return many(
        session, [i for i in found if _move(session, col(DeliveryRow.id) == i, is_in(Status.INTENDED), **taken)]
    )


def put_off(session: Session, lane: Lane, until: datetime) -> int:
    """Nothing of the lane before that instant of the machine's clock; how many deliveries wait for it."""
    early = or_(col(DeliveryRow.next_attempt_at).is_(None), col(DeliveryRow.next_attempt_at) < until)
    return _move(session, is_in(Status.INTENDED), in_lanes([lane]), early, next_attempt_at=until)


def begin(session: Session, delivery_id: int, attempt: int, lease_until: datetime) -> bool:
    """Write down that what was claimed leaves now; False when it is not ours any more and must not be sent."""
    leaving = {"status": Status.SENDING.value, "lease_until": lease_until}
    return _move(session, *_ours(delivery_id, attempt, Status.CLAIMED), **leaving) == 1


def _ours(delivery_id: int, attempt: int | None, *alive: Status) -> tuple[ColumnElement[bool], ...]:
    """The delivery; with `attempt` only while that claim of it stands."""
    this = col(DeliveryRow.id) == delivery_id
    if attempt is None:
        return (this,)
    alive = alive or (Status.CLAIMED, Status.SENDING)
    return this, is_in(*alive), col(DeliveryRow.attempts) == attempt


def fail_orphans(session: Session, at: datetime) -> None:
    """What belongs to a message that will never be sent fails at that business instant."""
    lost = select(DeliveryRow.id).where(is_in(Status.FAILED, Status.SKIPPED))
    orphan = or_(col(DeliveryRow.thread_of).in_(lost), col(DeliveryRow.edits).in_(lost))
    told = {"status": Status.FAILED.value, "error": "parent_not_sent", "settled_at": at}
    _move(session, is_in(Status.INTENDED), orphan, **told)


def settle_sent(
    session: Session, delivery_id: int, ts: str | None, at: datetime, *, attempt: int | None = None
) -> bool:
    """It arrived as the message `ts` (None where nobody knows its `ts`).

    Who claimed it and knows that it arrived is believed also after the lease, while nobody has decided otherwise.
    """
    sent = {"status": Status.SENT.value, "ts": ts, "settled_at": at, "lease_until": None, "error": None}
    alive = (Status.CLAIMED, Status.SENDING, Status.UNKNOWN)
    return _move(session, *_ours(delivery_id, attempt, *alive), **sent) == 1


def settle_found(session: Session, delivery_id: int, ts: str | None, at: datetime) -> bool:
    """An unknown delivery did arrive, as the message `ts` (None where a person says so). True for who says so first."""
    sent = {"status": Status.SENT.value, "ts": ts, "settled_at": at, "next_attempt_at": None, "error": None}
    return _move(session, col(DeliveryRow.id) == delivery_id, is_in(Status.UNKNOWN), **sent) == 1


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


def readdress(session: Session, delivery_id: int, to: Destination, *, attempt: int) -> bool:
    """What could not be said there goes to another place instead, as a first attempt would; by its claimer alone."""
    there = {
        "status": Status.INTENDED.value,
        "channel": to.address,
        "reach": to.kind.value,
        "next_attempt_at": None,
        "lease_until": None,
    }
    return _move(session, *_ours(delivery_id, attempt), **there) == 1


def strand_expired(session: Session, machine_now: datetime) -> list[Delivery]:
    """Claims whose lease ran out go back, for nothing had left; of sendings the edits do, to be repeated, and the
    others become unknown and are returned."""
    late = col(DeliveryRow.lease_until) < machine_now
    expired = (is_in(Status.SENDING), late)
    again = {"status": Status.INTENDED.value, "lease_until": None}
    _move(session, is_in(Status.CLAIMED), late, **again)
    _move(session, *expired, col(DeliveryRow.edits).is_not(None), **again)
    found = [i for i in session.exec(select(DeliveryRow.id).where(*expired)).all() if i is not None]
    unknown = {"status": Status.UNKNOWN.value, "lease_until": None, "next_attempt_at": machine_now}
    return many(session, [i for i in found if _move(session, col(DeliveryRow.id) == i, *expired, **unknown)])


def release(session: Session, delivery_id: int, payload: Mapping[str, Any] | None = None) -> bool:
    """Let a held delivery go, or an unknown one again, with another payload if given. True for the first to say so."""
    freed: dict[str, Any] = {"status": Status.INTENDED.value, "next_attempt_at": None, "error": None}
    if payload is not None:
        freed["payload"] = dict(payload)
    return _move(session, col(DeliveryRow.id) == delivery_id, is_in(Status.HELD, Status.UNKNOWN), **freed) == 1


def reword(session: Session, delivery_id: int, payload: Mapping[str, Any]) -> bool:
    """Give what is held another payload; it stays held. False where it is not."""
    return _move(session, col(DeliveryRow.id) == delivery_id, is_in(Status.HELD), payload=dict(payload)) == 1


def looking(session: Session, delivery_id: int, machine_now: datetime, until: datetime) -> bool:
    """Take an unknown delivery that is due to be looked for; nobody else looks until then. True for one who asks."""
    due = (is_in(Status.UNKNOWN), col(DeliveryRow.next_attempt_at) <= machine_now)
    return _move(session, col(DeliveryRow.id) == delivery_id, *due, next_attempt_at=until) == 1


def look_again(session: Session, delivery_id: int, at: datetime | None, error: str) -> bool:
    """Look for an unknown delivery again at an instant of the machine's clock; None: a person is asked now."""
    unknown = (col(DeliveryRow.id) == delivery_id, is_in(Status.UNKNOWN))
    return _move(session, *unknown, next_attempt_at=at, error=error) == 1


def resend(session: Session, delivery_id: int, at: datetime) -> bool:
    """Send an unknown delivery again, as it would stand by now: what waits to edit it is done with it."""
    if not release(session, delivery_id, deliveries.standing(session, delivery_id)):
        return False
    done = {"status": Status.SENT.value, "settled_at": at}
    _move(session, col(DeliveryRow.edits) == delivery_id, is_in(Status.INTENDED), **done)
    return True


def skip(session: Session, delivery_id: int, error: str | None = None) -> bool:
    """Never send what is held or intended; `error` is the code of why. True for the first to say so."""
    waiting = is_in(Status.HELD, Status.INTENDED)
    return _move(session, col(DeliveryRow.id) == delivery_id, waiting, status=Status.SKIPPED.value, error=error) == 1


def hold(session: Session, delivery_id: int, error: str | None = None, *, attempt: int | None = None) -> bool:
    """Stop an intended or sending delivery until a person releases it; `error` is the code of why."""
    stopped = {"status": Status.HELD.value, "lease_until": None, "error": error}
    waiting = is_in(Status.INTENDED, Status.CLAIMED, Status.SENDING)
    return _move(session, *_ours(delivery_id, attempt), waiting, **stopped) == 1


def lose(session: Session, delivery_id: int, machine_now: datetime, *, attempt: int | None = None) -> bool:
    """The request left and no answer came: a sending becomes unknown, to be looked for. True for who says so first."""
    unknown = {"status": Status.UNKNOWN.value, "lease_until": None, "error": "unknown", "next_attempt_at": machine_now}
    return _move(session, *_ours(delivery_id, attempt), is_in(Status.SENDING), **unknown) == 1
