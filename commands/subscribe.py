"""`subscribe`: send the status to this channel regularly: `subscribe [campaign] mon 09:00`."""

import re

from commands.campaigns import by_key, choose
from commands.context import Args, Context, Reply
from commands.refusals import refuse
from commands.vocabulary import pattern, words_for
from domain.access import Action, Denied
from domain.entities import Channel, Client, Subscription
from domain.errors import InvalidInput
from domain.names import fold
from domain.schedule import EXAMPLE, Every, next_run
from domain.words import Approval, Audience
from storage.directory import schedule
from templates.cards.subscribe import Subscribed, subscribed_card, subscriptions_card

WHAT = "status"
_TIMED = re.compile(r"(?:^|\s)(?P<every>[^\W\d]+\s+\d{1,2}[:.h]\d\d)\s*$")
_CLOCK = re.compile(r"\d[:.h]\d|\d\s*[ap]\.?m\b")
_HOUR = re.compile(r"(?:^|\s)(?P<day>[^\W\d]+)\s+(?P<hour>\d{1,2})\s?h?\s*$")
_EVERY_DAY = re.compile(rf"\b{pattern(words_for(lambda one: one.every_day))}\b")
_BESIDE = frozenset(words_for(lambda one: one.beside))
_WEEKLY = frozenset(words_for(lambda one: one.weekly))


def split(words: str) -> tuple[str, Every | None]:
    """The campaign as typed and the schedule; a day alone means nine o'clock. InvalidInput for a bad schedule."""
    typed = _EVERY_DAY.sub("daily", fold(words)).split()
    kept = [word for word in typed if word not in _BESIDE | _WEEKLY]
    weekly = any(word in _WEEKLY for word in typed)
    rest = " ".join(kept)
    found = _TIMED.search(rest)
    if found:
        return rest[: found.start()].strip(), Every.parse(found["every"])
    hour = _HOUR.search(rest)
    if hour and _day(hour["day"]):
        return rest[: hour.start()].strip(), Every.parse(f"{hour['day']} {hour['hour']}:00")
    if _CLOCK.search(rest):
        raise InvalidInput("every", "every", words, EXAMPLE)
    day = _day(kept[-1]) if kept else None
    if day:
        return " ".join(kept[:-1]), day
    return rest, Every.parse(EXAMPLE) if weekly else None


def _day(word: str) -> Every | None:
    try:
        return Every.parse(f"{word} 09:00")
    except InvalidInput:
        return None


def run(ctx: Context, args: Args) -> Reply:
    """Subscribe, or show what this channel receives."""
    channel, client = ctx.channel, ctx.bound_client
    if channel is None or client is None:
        return refuse(ctx, Denied.UNBOUND)
    access = ctx.check(Action.CHANGE, client)
    if not access.allowed:
        return refuse(ctx, access.reason, client)
    name, every = split(args.words)
    if not name and every is None:
        return Reply(subscriptions_card(ctx.speech, standing(ctx, channel, client), channel))
    return _subscribe(ctx, name, every or Every.parse(EXAMPLE), channel, client)


def _subscribe(ctx: Context, name: str, every: Every, channel: Channel, client: Client) -> Reply:
    keys: tuple[str, ...] = ()
    if name:
        chosen = choose(ctx, name, "subscribe", every.spell())
        if isinstance(chosen, Reply):
            return chosen
        keys = (chosen.campaign.key,)
    due = next_run(every, client.timezone, ctx.now, schedule.rests(ctx.session, client.key, ctx.now))
    wanted = Subscription(channel.slack_id, WHAT, every.spell(), keys)
    same = next((s for s in schedule.of_channel(ctx.session, channel.slack_id) if _same(s, wanted)), None)
    made = same or schedule.subscribe(ctx.session, wanted, due, ctx.actor.user_id, ctx.now)
    drafted = channel.audience is Audience.CLIENT and channel.approval is Approval.DRAFT
    card = subscribed_card(ctx.speech, subscribed(ctx, made, client), drafted=drafted, again=same is not None)
    return Reply(card, done=same is None)


def _same(one: Subscription, other: Subscription) -> bool:
    return (one.what, one.every, one.campaigns) == (other.what, other.every, other.campaigns)


def standing(ctx: Context, channel: Channel, client: Client) -> list[Subscribed]:
    """What the channel receives, with the next run of each."""
    return [subscribed(ctx, s, client) for s in schedule.of_channel(ctx.session, channel.slack_id)]


def subscribed(ctx: Context, one: Subscription, client: Client) -> Subscribed:
    """The subscription with its next run and the names of its campaigns."""
    every = Every.parse(one.every)
    rests = schedule.rests(ctx.session, client.key, ctx.now)
    due = schedule.upcoming(ctx.session, one.id) or next_run(every, client.timezone, ctx.now, rests)
    names = [it.campaign.name for key in one.campaigns if (it := by_key(ctx, key))]
    return Subscribed(one.id, every, due, client.timezone, tuple(names))
