"""`subscribe`: send the status to this channel regularly: `subscribe [campaign] mon 09:00`; `subscribe test`."""

from commands import sendtest
from commands.campaigns import by_key, choose, known
from commands.context import Args, Context, MessageRef, Reply
from commands.refusals import refuse
from commands.rhythm import split
from commands.vocabulary import named
from domain.access import Action, Denied
from domain.entities import Channel, Client, Subscription
from domain.names import fold
from domain.schedule import Every, next_run
from domain.words import Audience
from notifiers import updates
from storage.directory import schedule
from storage.messages import deliveries
from templates.cards.pause import Subject
from templates.cards.subscribe import Subscribed, subscribed_card, subscriptions_card, when_card

WHAT = "status"
_TEST = frozenset(named(lambda one: one.parts, "test"))


def is_name(ctx: Context, words: str) -> bool:
    """Whether all of some words stand in the name or the key of one campaign that may be seen here."""
    parts = words.split()
    known_as = [fold(f"{it.campaign.key} {it.campaign.name}").replace("-", " ").split() for it in known(ctx)]
    return bool(parts) and any(all(part in name for part in parts) for name in known_as)


def run(ctx: Context, args: Args) -> Reply:
    """Subscribe, or show what this channel receives."""
    channel, client = ctx.channel, ctx.bound_client
    if channel is None or client is None:
        return refuse(ctx, Denied.UNBOUND)
    access = ctx.check(Action.CHANGE, client)
    if not access.allowed:
        return refuse(ctx, access.reason, client)
    if fold(args.words) in _TEST:
        return _test(ctx, channel, client)
    name, every = split(args.words, lambda typed: is_name(ctx, typed))
    if not name:
        return _subscribe(ctx, (), every, channel, client) if every else _shown(ctx, channel, client)
    chosen = choose(ctx, name, "subscribe", every.spell() if every else "")
    if isinstance(chosen, Reply):
        return chosen
    if every is None:
        return Reply(when_card(ctx.speech, chosen.campaign), done=False)
    return _subscribe(ctx, (chosen.campaign.key,), every, channel, client)


def _shown(ctx: Context, channel: Channel, client: Client) -> Reply:
    resting = [Subject.of(client, one) for one in updates.paused(ctx.session, channel, client, ctx.now)]
    return Reply(subscriptions_card(ctx.speech, standing(ctx, channel, client), channel, resting))


def _test(ctx: Context, channel: Channel, client: Client) -> Reply:
    """A test to oneself of the one subscription that stands; of several, a button each."""
    theirs = schedule.of_channel(ctx.session, channel.slack_id)
    if len(theirs) != 1:
        return _shown(ctx, channel, client)
    seen = deliveries.last_sent(ctx.session, ctx.actor.user_id)
    return sendtest.send(ctx, str(theirs[0].id), MessageRef(ts=f"typed-{seen}"))


def _subscribe(ctx: Context, keys: tuple[str, ...], every: Every, channel: Channel, client: Client) -> Reply:
    due = next_run(every, client.timezone, ctx.now, schedule.calendar(ctx.session, client.key, ctx.now))
    wanted = Subscription(channel.slack_id, WHAT, every.spell(), keys)
    same = next((s for s in schedule.of_channel(ctx.session, channel.slack_id) if _same(s, wanted)), None)
    before = None if same else schedule.find(ctx.session, wanted)
    made = same or schedule.subscribe(ctx.session, wanted, due, ctx.actor.user_id, ctx.now)
    read = channel.approval if channel.audience is Audience.CLIENT else None
    instead = Every.parse(before.every) if before else None
    card = subscribed_card(ctx.speech, subscribed(ctx, made, client), read, again=same is not None, instead=instead)
    return Reply(card, done=same is None)


def _same(one: Subscription, other: Subscription) -> bool:
    return (one.what, one.every, one.campaigns) == (other.what, other.every, other.campaigns)


def standing(ctx: Context, channel: Channel, client: Client) -> list[Subscribed]:
    """What the channel receives, with the next run of each."""
    return [subscribed(ctx, s, client) for s in schedule.of_channel(ctx.session, channel.slack_id)]


def subscribed(ctx: Context, one: Subscription, client: Client) -> Subscribed:
    """The subscription with its next run and the names of its campaigns."""
    every = Every.parse(one.every)
    calendar = schedule.calendar(ctx.session, client.key, ctx.now)
    due = schedule.upcoming(ctx.session, one.id) or next_run(every, client.timezone, ctx.now, calendar)
    names = [it.campaign.name for key in one.campaigns if (it := by_key(ctx, key))]
    return Subscribed(one.id, every, due, client.timezone, tuple(names))
