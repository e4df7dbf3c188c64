"""What the hour brings without any new reading: late edits, interrupts that waited, digests, questions.

One client after the other, for one that cannot be told must not keep the others waiting.
"""

from collections.abc import Sequence
from datetime import date, datetime

from domain.window import local_day
from notifiers import alert_notifications, followup, pauses
from notifiers.delivery.pipeline import Decision
from storage import Session
from storage.alerts import actions, alerts
from storage.directory import clients
from storage.facts import late


def everybody(session: Session) -> list[str]:
    """The keys of all clients."""
    return [client.key for client in clients.everyone(session)]


def waiting(session: Session, now: datetime, admins: Sequence[str] = ()) -> set[str]:
    """The keys of those of whom anything may be due; a handful of questions, however many clients there are."""
    known = clients.everyone(session)
    found = {
        one.client.key
        for one in alert_notifications.desks(session, known, now, admins)
        if alert_notifications.is_due(one, now) or any(followup.may_be_unanswered(row, now) for row in one.rows)
    }
    last = max((local_day(now, client.timezone) for client in known), default=date.min)
    checks = {one.client_key for one in actions.due_checks(session, last)}
    return found | {*behind(session), *late.marked(session)} | checks | pauses.over(session, now)


def of_client(session: Session, key: str, now: datetime, admins: Sequence[str] = ()) -> list[Decision]:
    """What is due of one client, digests apart: they belong to a person."""
    client = clients.get(session, key)
    if client is None:
        return []
    told = alert_notifications.tell(session, client, now, admins)
    return [*told, *followup.of_client(session, client, now, admins), *pauses.tell(session, client, now, admins)]


def behind(session: Session) -> list[str]:
    """The clients of the messages that show less than is known: somebody pressed a button."""
    return list(dict.fromkeys(row.subject.client for row in alerts.touched(session)))


def catch_up(session: Session, key: str, now: datetime, admins: Sequence[str] = ()) -> list[Decision]:
    """Only the messages of one client."""
    client = clients.get(session, key)
    return alert_notifications.tell(session, client, now, admins) if client else []
