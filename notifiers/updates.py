"""Status updates: each channel's own, on its schedule, in its client's time zone and language."""

from collections.abc import Sequence
from datetime import date, datetime

from domain.audience import praised, urgency
from domain.comparison import Comparison, is_of_months
from domain.destination import channel as to_channel
from domain.entities import Campaign, Channel, Client, Subscription, is_paused
from domain.schedule import EVERY_DAY, Calendar, Every, is_timely, next_run, occasion, reported
from domain.snapshot import Snapshot
from domain.window import local_day
from domain.words import Audience
from insights.compare import beside
from insights.happened import with_events
from insights.status import statuses
from notifiers.delivery.kinds import Kind
from notifiers.delivery.pipeline import Decision, deliver, miss
from notifiers.delivery.policy import DeliveryReason, Notice
from storage import Session
from storage.directory import campaigns, channels, clients, schedule
from storage.directory.schedule import Due
from templates.cards.update import update_message
from templates.message import Message


def say(session: Session, due: Due, now: datetime, admins: Sequence[str] = ()) -> list[Decision]:
    """Write down one update that is due; nothing when another process has it or its channel was let go meanwhile."""
    subscription = due.subscription
    channel = channels.get(session, subscription.channel)
    client = clients.get(session, channel.client_key) if channel else None
    if channel is None or client is None:
        return []
    every, calendar = Every.parse(subscription.every), schedule.calendar(session, client.key, due.next_due)
    if not schedule.claim(session, subscription.id, due.next_due, next_run(every, client.timezone, now, calendar)):
        return []
    due_at = all_due(every, client.timezone, due.next_due, now, calendar)
    if every.may_rest and calendar.rests(local_day(due.next_due, client.timezone)):
        due_at = due_at[1:]  # it was due before that day was known to be free
    if not due_at:
        return []
    days = list(dict.fromkeys(local_day(at, client.timezone) for at in due_at))
    missed = [_missed(session, subscription, channel, day, DeliveryReason.MISSED, now) for day in days[:-1]]
    if not is_timely(every, days[-1], local_day(now, client.timezone)):
        return [*missed, _missed(session, subscription, channel, days[-1], DeliveryReason.TOO_LATE, now)]
    notice = compose(session, subscription, channel, client, now, days[-1], calendar)
    if notice:
        return [*missed, deliver(session, notice, now, admins)]
    if paused(session, channel, client, now):
        return [*missed, _missed(session, subscription, channel, days[-1], DeliveryReason.PAUSED, now)]
    return [*missed, Decision(DeliveryReason.NOTHING_TO_SAY)]


def all_due(every: Every, zone: str, due: datetime, now: datetime, calendar: Calendar) -> list[datetime]:
    """Every due instant from `due` on that is not after `now`: after a long sleep only the last of them is said."""
    found = [due]
    while (following := next_run(every, zone, found[-1], calendar)) <= now:
        found.append(following)
    return found


def _missed(
    session: Session, subscription: Subscription, channel: Channel, day: date, why: DeliveryReason, now: datetime
) -> Decision:
    """That an update was not sent is kept, with the reason."""
    name = _occasion(subscription, day)
    return miss(session, name, Kind.STATUS, to_channel(channel.slack_id), channel.client_key, why, now)


def _occasion(subscription: Subscription, day: date) -> str:
    return occasion(subscription.what, subscription.channel, day, schedule.scope(subscription) or "all")


def compose(
    session: Session,
    subscription: Subscription,
    channel: Channel,
    client: Client,
    now: datetime,
    day: date,
    calendar: Calendar = EVERY_DAY,
) -> Notice | None:
    """The update of the due date `day`, in the channel's view and language; None when no campaign is running."""
    told = snapshots(session, subscription, channel, client, now, day, calendar)
    if not told:
        return None
    view, scope = _view(channel), schedule.scope(subscription) or "all"
    if view is Audience.INTERNAL:
        drawn = min(told, key=lambda one: urgency(one, view))  # the one whose chart the update has
        told = [with_events(session, one) if one is drawn else one for one in told]
    return Notice(
        occasion=_occasion(subscription, day),
        kind=Kind.STATUS,
        client_key=client.key,
        to=to_channel(channel.slack_id),
        audience=view,
        message=message_of(session, subscription, told, channel, now),
        campaign=told[0].campaign.key,
        several=len(told) > 1,
        tells=tuple(one.campaign.key for one in told),
        praises=tuple(one for snapshot in told for one in praised(snapshot, view)),
        series=f"{subscription.what}:{channel.slack_id}:{scope}",
    )


def paused(session: Session, channel: Channel, client: Client, now: datetime) -> list[Client | Campaign]:
    """Of what the channel is sent no updates today: of the client at all, or of some of its campaigns. The agency's own
    channels are sent all."""
    if _view(channel) is Audience.INTERNAL:
        return []
    today = local_day(now, client.timezone)
    some: list[Client | Campaign] = [client, *campaigns.of_client(session, client.key)]
    return [one for one in some if is_paused(one, today)]


def message_of(
    session: Session, subscription: Subscription, told: Sequence[Snapshot], channel: Channel, now: datetime
) -> Message:
    """The update in the channel's view and language; a month stands beside the month before it and the year before."""
    view, locale = _view(channel), channel.locale or told[0].client.locale
    before = _before(session, subscription, told, view, now) if Every.parse(subscription.every).is_monthly else None
    return update_message(told, view, locale, now, before)


def _before(
    session: Session, subscription: Subscription, told: Sequence[Snapshot], view: Audience, now: datetime
) -> Comparison | None:
    whole, client = sorted(told, key=lambda one: one.window.days, reverse=True), told[0].client
    if not is_of_months(whole[0].window):
        return None
    theirs = [one for one in campaigns.of_client(session, client.key) if one.is_seen_by(view)]
    known = [one for one in theirs if not subscription.campaigns or one.key in subscription.campaigns]
    told_of, window, today = {one.campaign.key for one in told}, whole[0].window, local_day(now, client.timezone)
    # What a pause leaves out of the month is no part of the months before it either.
    rests = {one.key for one in known if view is not Audience.INTERNAL and is_paused(one, today)}
    alike = [one for one in known if one.key in told_of or (one.end < window.start and one.key not in rests)]
    found = beside(session, whole, [(one, client) for one in alike], now, view)
    return found if found and found.is_told else None


def snapshots(
    session: Session,
    subscription: Subscription,
    channel: Channel,
    client: Client,
    now: datetime,
    day: date,
    calendar: Calendar = EVERY_DAY,
    *,
    paused_too: bool = False,
) -> list[Snapshot]:
    """What the update of the due date `day` tells: each of its campaigns over the days of the subscription's rhythm.

    Empty where no campaign is to be told of. `paused_too`: as if nothing were paused.
    """
    resting = set() if paused_too else {one.key for one in paused(session, channel, client, now)}
    if client.key in resting:
        return []
    seen = [one for one in campaigns.of_client(session, client.key) if one.is_seen_by(_view(channel))]
    theirs = [one for one in seen if one.key not in resting]
    told = Every.parse(subscription.every).window(day, calendar)
    chosen = reported(subscription, theirs, told, local_day(now, client.timezone))
    return statuses(session, [(campaign, client) for campaign in chosen], now, told=told) if chosen else []


def _view(channel: Channel) -> Audience:
    return Audience.INTERNAL if channel.audience is Audience.INTERNAL else Audience.CLIENT
