"""`unsubscribe`: stop sending the status to this channel: one of several, one campaign's, or all of it."""

from collections.abc import Sequence

from commands.campaigns import Chosen, choose
from commands.context import Args, Context, Reply
from commands.refusals import refuse
from commands.subscribe import subscribed
from commands.vocabulary import words_for
from domain.access import Action, Denied
from domain.entities import Channel, Client, Subscription
from domain.names import fold
from storage.directory import schedule
from templates.cards.subscribe import left_out_card, stop_card, unsubscribed_card

_ALL = frozenset(words_for(lambda one: one.everything))


def run(ctx: Context, args: Args) -> Reply:
    """End what was named, or take the campaign that was named out of what speaks of several; asking which where several
    stand and none was named; saying so when there was none."""
    channel, client = ctx.channel, ctx.bound_client
    if channel is None or client is None:
        return refuse(ctx, Denied.UNBOUND)
    access = ctx.check(Action.CHANGE, client)
    if not access.allowed:
        return refuse(ctx, access.reason, client)
    standing, words = schedule.of_channel(ctx.session, channel.slack_id), args.words
    if words.startswith("#"):
        return _end(ctx, client, [one for one in standing if words == f"#{one.id}"])
    if words and fold(words) not in _ALL:
        chosen = choose(ctx, words, "unsubscribe")
        return chosen if isinstance(chosen, Reply) else _leave_out(ctx, chosen, channel, client, standing)
    if not words and len(standing) > 1:
        return Reply(stop_card(ctx.speech, [subscribed(ctx, one, client) for one in standing], channel), done=False)
    return _end(ctx, client, standing)


def _end(ctx: Context, client: Client, meant: Sequence[Subscription]) -> Reply:
    told = [subscribed(ctx, one, client) for one in meant]
    ended = [one for one in told if schedule.unsubscribe(ctx.session, one.id, ctx.actor.user_id, ctx.now)]
    return Reply(unsubscribed_card(ctx.speech, ended), done=bool(ended))


def _leave_out(
    ctx: Context, chosen: Chosen, channel: Channel, client: Client, standing: Sequence[Subscription]
) -> Reply:
    """One campaign less in each subscription that names it, and what the channel still receives."""
    key, by = chosen.campaign.key, ctx.actor.user_id
    meant = [one for one in standing if key in one.campaigns]
    for one in meant:
        schedule.leave_out(ctx.session, one.id, key, by, ctx.now)
    left = [subscribed(ctx, one, client) for one in schedule.of_channel(ctx.session, channel.slack_id)]
    return Reply(left_out_card(ctx.speech, chosen.campaign.name, left, channel, done=bool(meant)), done=bool(meant))
