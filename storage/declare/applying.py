"""Doing what a plan says."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from domain.entities import Subscription
from domain.money import OwnRates
from domain.schedule import Every, next_run
from storage.declare.document import Kind
from storage.declare.planning import Plan, Verb
from storage.directory import accounts, campaigns, channels, clients, schedule
from storage.directory.changes import Via
from storage.facts import fx


def apply(session: Session, plan: Plan, actor: str, at: datetime) -> int:
    """Write the plan's changes, in the session's one transaction; conflicts are left alone. Returns how many."""
    for change in plan.changes:
        if change.verb is Verb.REMOVE:
            _remove(session, change.kind, change.target, actor, at)
        else:
            _save(session, change.kind, change.target, actor, at)
    return len(plan.changes)


def _save(session: Session, kind: Kind, target: Any, actor: str, at: datetime) -> None:
    match kind:
        case Kind.RATE:
            fx.save_own(session, target)
        case Kind.CLIENT:
            clients.save(session, target, actor, at, Via.FILE)
        case Kind.CHANNEL:
            channels.bind(session, target, actor, at, Via.FILE)
        case Kind.ACCOUNT:
            accounts.save(session, target, actor, at, Via.FILE)
        case Kind.CAMPAIGN:
            campaigns.save(session, target, actor, at, Via.FILE)
        case Kind.SUBSCRIPTION:
            schedule.subscribe(session, target, _next(session, target, at), actor, at, Via.FILE)


def _next(session: Session, subscription: Subscription, at: datetime) -> datetime:
    channel = channels.get(session, subscription.channel)
    client = clients.get(session, channel.client_key) if channel else None
    every = Every.parse(subscription.every)
    if client is None:
        return next_run(every, "UTC", at)
    return next_run(every, client.timezone, at, schedule.calendar(session, client.key, at))


def _remove(session: Session, kind: Kind, target: Any, actor: str, at: datetime) -> None:
    match kind:
        case Kind.RATE:
            fx.save_own(session, OwnRates(target.currency))
        case Kind.CLIENT:
            clients.remove(session, target.key, actor, at, Via.FILE)
        case Kind.CHANNEL:
            channels.unbind(session, target.slack_id, actor, at, Via.FILE)
        case Kind.ACCOUNT:
            accounts.remove(session, target.id, actor, at, Via.FILE)
        case Kind.CAMPAIGN:
            campaigns.remove(session, target.key, actor, at, Via.FILE)
        case Kind.SUBSCRIPTION:
            schedule.unsubscribe(session, target.id, actor, at, Via.FILE)
