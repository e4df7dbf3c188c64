"""What each channel receives, and when next: due work is rows, the scheduler is a metronome."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, update
from sqlmodel import Session, col, select

from domain.entities import Subscription
from domain.schedule import SETTLES, Calendar, Every, next_run
from domain.window import local_day
from storage.db import flat
from storage.db.claiming import pause_after, touched
from storage.db.tables import AccountRow, ChannelRow, ClientRow, SubscriptionRow
from storage.directory import calendars, changes, quiet_hours
from storage.directory.changes import Via

_UNSYNCED = {"synchronize_session": False}
MOST_TO_SETTLE = 14
"""What is said of a month is said in the month after it."""
_NOTHING_WRONG: dict[str, Any] = {"waits_since": None, "failures": 0, "not_before": None}


@dataclass(frozen=True, slots=True)
class Due:
    """A subscription, the instant (UTC) at which it is due, and since when (machine) it waits for what comes first."""

    subscription: Subscription
    next_due: datetime
    waits_since: datetime | None = None


def _subscription(row: SubscriptionRow) -> Subscription:
    return Subscription(row.channel, row.what, row.every, tuple(row.campaigns), row.id or 0)


def scope(subscription: Subscription) -> str:
    """What makes two subscriptions of a channel the same thing: their campaigns, whatever the order."""
    return ",".join(sorted(set(subscription.campaigns)))


def name(subscription: Subscription) -> str:
    """How it is called in logs and plans: `C0ACME:status:acme-otono`."""
    return f"{subscription.channel}:{subscription.what}:{scope(subscription) or '*'}"


def _find(session: Session, like: Subscription) -> SubscriptionRow | None:
    return session.exec(
        select(SubscriptionRow).where(
            SubscriptionRow.channel == like.channel,
            SubscriptionRow.what == like.what,
            SubscriptionRow.scope == scope(like),
        )
    ).first()


def find(session: Session, like: Subscription) -> Subscription | None:
    """The stored subscription of the same channel, thing and campaigns, whatever its time."""
    row = _find(session, like)
    return _subscription(row) if row else None


def subscribe(
    session: Session, subscription: Subscription, next_due: datetime, actor: str, at: datetime, via: Via = Via.SLACK
) -> Subscription:
    """Subscribe a channel; the same thing again only changes its time. Returns it with its id."""
    row = _find(session, subscription)
    before = _subscription(row) if row else None
    row = row or SubscriptionRow(
        channel=subscription.channel, what=subscription.what, scope=scope(subscription), every="", campaigns=[]
    )
    row.every, row.campaigns = subscription.every, changes.keep(subscription.campaigns)
    _move(row, next_due)
    session.add(row)
    session.flush()
    old = flat.subscription(before) if before else None
    what = ("subscription", name(subscription))
    changes.record(session, what, old, flat.subscription(subscription), (actor, at, via))
    return _subscription(row)


def _move(row: SubscriptionRow, next_due: datetime) -> None:
    """Another time is waited for anew: what the old one waited for, and how often it failed, is over."""
    if row.next_due != next_due:
        row.next_due = next_due
        row.sqlmodel_update(_NOTHING_WRONG)


def calendar(session: Session, client_key: str, at: datetime) -> Calendar:
    """When the client's people rest, and after how many days the last of its platforms restates a day no more."""
    row = session.get(ClientRow, client_key)
    wishes = quiet_hours.quiet(row.quiet if row else {})
    holidays = calendars.holidays_of(wishes.region, range(at.year - 1, at.year + 2))
    return Calendar(holidays, wishes.weekends, _settles(session, client_key))


def _settles(session: Session, client_key: str) -> int:
    """By what each account said when it was read last; the usual number of days where none has said anything."""
    theirs = session.exec(select(AccountRow).where(AccountRow.client_key == client_key))
    said = [(row.last_success, row.provisional_from, row.timezone or "UTC") for row in theirs]
    days = [(local_day(read, zone) - since).days for read, since, zone in said if read and since]
    return min(max(days, default=SETTLES), MOST_TO_SETTLE)


def retime(session: Session, client_key: str, timezone: str, at: datetime) -> None:
    """Say anew, by the wall clock of `timezone`, when a client's subscriptions are due; what is due already stays."""
    chosen = select(SubscriptionRow).join(ChannelRow, col(ChannelRow.slack_id) == col(SubscriptionRow.channel))
    known = calendar(session, client_key, at)
    for row in session.exec(chosen.where(ChannelRow.client_key == client_key, col(SubscriptionRow.next_due) > at)):
        _move(row, next_run(Every.parse(row.every), timezone, at, known))
        session.add(row)
    session.flush()


def unsubscribe(session: Session, subscription_id: int, actor: str, at: datetime, via: Via = Via.SLACK) -> bool:
    """End a subscription; False when there is none of that id."""
    row = session.get(SubscriptionRow, subscription_id)
    if row is None:
        return False
    gone, channel = name(_subscription(row)), session.get(ChannelRow, row.channel)
    whose = channel.client_key if channel else ""
    session.delete(row)
    session.flush()
    changes.forget(session, ("subscription", gone), (actor, at, via), whose)
    return True


def leave_out(
    session: Session, subscription_id: int, campaign_key: str, actor: str, at: datetime
) -> Subscription | None:
    """Take a campaign out of a subscription of several, whose time stays; what remains of it.

    None where nothing does: it was of that campaign alone, or the channel receives the rest by another one, or there
    is none of that id.
    """
    row = session.get(SubscriptionRow, subscription_id)
    before = _subscription(row) if row else None
    if row is None or before is None:
        return None
    after = replace(before, campaigns=tuple(key for key in before.campaigns if key != campaign_key))
    if not after.campaigns or _find(session, after) is not None:
        unsubscribe(session, subscription_id, actor, at)
        return None
    row.campaigns, row.scope = changes.keep(after.campaigns), scope(after)
    session.add(row)
    session.flush()
    channel = session.get(ChannelRow, row.channel)
    whose, by = channel.client_key if channel else "", (actor, at, Via.SLACK)
    changes.forget(session, ("subscription", name(before)), by, whose)
    changes.record(session, ("subscription", name(after)), None, flat.subscription(after), by)
    return after


def of_channel(session: Session, channel: str) -> list[Subscription]:
    """The channel's subscriptions, in the order they were made."""
    return [s for s in everyone(session) if s.channel == channel]


def everyone(session: Session) -> list[Subscription]:
    """All subscriptions, in the order they were made."""
    return [_subscription(row) for row in session.exec(select(SubscriptionRow).order_by(col(SubscriptionRow.id)))]


def due(session: Session, now: datetime, machine_now: datetime, limit: int = 100) -> list[Due]:
    """What is due at the business instant `now`, longest due first, but not what failed and rests by the machine's
    clock. Claim each before acting."""
    rests = col(SubscriptionRow.not_before)
    chosen = (
        select(SubscriptionRow)
        .where(col(SubscriptionRow.next_due) <= now, or_(rests.is_(None), rests <= machine_now))
        .order_by(col(SubscriptionRow.next_due), col(SubscriptionRow.id))
        .limit(limit)
        .execution_options(populate_existing=True)
    )
    return [Due(_subscription(row), row.next_due, row.waits_since) for row in session.exec(chosen) if row.next_due]


def coming(session: Session, now: datetime, until: datetime) -> list[Due]:
    """What will be due after `now` and by `until`, the first first."""
    row = SubscriptionRow
    chosen = select(row).where(col(row.next_due) > now, col(row.next_due) <= until)
    found = session.exec(chosen.order_by(col(row.next_due), col(row.id)))
    return [Due(_subscription(one), one.next_due, one.waits_since) for one in found if one.next_due]


def upcoming(session: Session, subscription_id: int) -> datetime | None:
    """When a subscription is due next."""
    return session.exec(select(SubscriptionRow.next_due).where(SubscriptionRow.id == subscription_id)).first()


def claim(session: Session, subscription_id: int, expected_next_due: datetime, new_next_due: datetime) -> bool:
    """Move a due subscription on; True for exactly one of those who saw it due."""
    move = (
        update(SubscriptionRow)
        .where(col(SubscriptionRow.id) == subscription_id, col(SubscriptionRow.next_due) == expected_next_due)
        .values(next_due=new_next_due, **_NOTHING_WRONG)
    )
    return touched(session.execute(move, execution_options=_UNSYNCED)) == 1


def wait(session: Session, subscription_id: int, machine_now: datetime) -> None:
    """It waits for what comes first, from now on if it did not before."""
    unheard = (col(SubscriptionRow.id) == subscription_id, col(SubscriptionRow.waits_since).is_(None))
    begun = update(SubscriptionRow).where(*unheard).values(waits_since=machine_now)
    session.execute(begun, execution_options=_UNSYNCED)


def failed(session: Session, subscription_id: int, machine_now: datetime) -> timedelta:
    """It could not be composed: it rests for ten seconds, then for twice as long each time. For how long now."""
    before = session.exec(select(SubscriptionRow.failures).where(SubscriptionRow.id == subscription_id)).first() or 0
    pause = pause_after(before)
    later = update(SubscriptionRow).where(col(SubscriptionRow.id) == subscription_id)
    session.execute(later.values(failures=before + 1, not_before=machine_now + pause), execution_options=_UNSYNCED)
    return pause
