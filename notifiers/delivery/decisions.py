"""What people decide about what waits: drafts, organisations that read along, messages that may not have arrived.

Whether somebody may decide is asked by whoever calls; each function says whether it was the first to decide.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from notifiers.delivery.policy import DeliveryReason
from storage import Session
from storage.messages import deliveries, outbox
from storage.messages.deliveries import Delivery, Status

TEAMS = "confirm_teams"
"""Why a delivery is held until somebody confirms who reads there."""


def approve(session: Session, delivery_id: int, payload: Mapping[str, Any] | None = None) -> bool:
    """Let a draft go, with another payload if given."""
    found = deliveries.get(session, delivery_id)
    return found is not None and found.status is Status.HELD and outbox.release(session, delivery_id, payload)


def reword(session: Session, delivery_id: int, payload: Mapping[str, Any]) -> bool:
    """Give a draft that still waits other words; False where somebody has decided on it."""
    return outbox.reword(session, delivery_id, payload)


def refuse(session: Session, delivery_id: int) -> bool:
    """Never send a draft."""
    return outbox.skip(session, delivery_id)


def confirmed(session: Session, channel: str, client_key: str) -> int:
    """Let go what waited in a client's channel for its organisations; how many that was."""
    waiting = [one for one in deliveries.held(session, channel) if one.error == TEAMS and one.client_key == client_key]
    return sum(outbox.release(session, one.id) for one in waiting)


def arrived(session: Session, delivery_id: int, at: datetime) -> bool:
    """A person has seen it: nobody knows its `ts`."""
    return outbox.settle_found(session, delivery_id, None, at)


def again(session: Session, delivery_id: int, at: datetime) -> bool:
    """A person has not found it: it is sent again, as it would stand by now."""
    return outbox.resend(session, delivery_id, at)


def let_go(session: Session, channel: str) -> list[Delivery]:
    """The channel is unlinked: what waited for a word before it went there, and is never said."""
    waiting = deliveries.held(session, channel)
    return [one for one in waiting if outbox.skip(session, one.id, DeliveryReason.UNBOUND)]
