"""What the bot's ticks do, for everybody and in one transaction: a test has no client to keep apart from another."""

from collections.abc import Sequence
from datetime import datetime

from notifiers import digest, due_notifications, updates
from notifiers.delivery.pipeline import Decision
from storage import Session
from storage.directory import schedule


def say(session: Session, now: datetime, admins: Sequence[str] = ()) -> list[Decision]:
    """Every update that is due."""
    due = schedule.due(session, now, now)
    return [decision for one in due for decision in updates.say(session, one, now, admins)]


def digests(session: Session, now: datetime, admins: Sequence[str] = ()) -> list[Decision]:
    """Every digest that is due and was not sent today."""
    waiting = digest.due(session, now, due_notifications.everybody(session), admins)
    return [one for person, theirs in waiting.items() for one in digest.say(session, person, theirs, now, admins)]


def attend(session: Session, now: datetime, admins: Sequence[str] = ()) -> list[Decision]:
    """What the hour brings of each client, then each person's digest."""
    everybody = due_notifications.everybody(session)
    told = [one for key in everybody for one in due_notifications.of_client(session, key, now, admins)]
    return [*told, *digests(session, now, admins)]
