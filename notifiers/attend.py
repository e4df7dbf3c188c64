"""What the hour brings without any new reading: late edits, interrupts that waited, digests, questions."""

from collections.abc import Sequence
from datetime import datetime

from notifiers import digest, followup, telling
from notifiers.pipeline import Decision
from storage import Session, alerts, clients


def run(session: Session, now: datetime, admins: Sequence[str] = ()) -> list[Decision]:
    """Everything of everybody that is due at `now`."""
    told = [one for client in clients.everyone(session) for one in telling.tell(session, client, now, admins)]
    return [*told, *digest.run(session, now, admins), *followup.run(session, now, admins)]


def catch_up(session: Session, now: datetime, admins: Sequence[str] = ()) -> list[Decision]:
    """Only the messages that show less than is known: somebody pressed a button."""
    keys = dict.fromkeys(row.subject.client for row in alerts.touched(session))
    found = [client for key in keys if (client := clients.get(session, key))]
    return [one for client in found for one in telling.tell(session, client, now, admins)]


def is_behind(session: Session) -> bool:
    """Whether there is such a message."""
    return bool(alerts.touched(session))
