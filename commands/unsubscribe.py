"""`unsubscribe`: stop sending the status to this channel: one of several, one campaign's, or all of it."""

from commands.campaigns import choose
from commands.context import Args, Context, Reply
from commands.refusals import refuse
from commands.subscribe import subscribed
from commands.vocabulary import words_for
from domain.access import Action, Denied
from domain.entities import Channel, Client, Subscription
from domain.names import fold
from storage.directory import schedule
from templates.cards.subscribe import stop_card, unsubscribed_card

_ALL = frozenset(words_for(lambda one: one.everything))


def run(ctx: Context, args: Args) -> Reply:
    """End what was named; asking which where several stand and none was named; saying so when there was none."""
    channel, client = ctx.channel, ctx.bound_client
    if channel is None or client is None:
        return refuse(ctx, Denied.UNBOUND)
    access = ctx.check(Action.CHANGE, client)
    if not access.allowed:
        return refuse(ctx, access.reason, client)
    meant = _meant(ctx, args.words, channel, client)
    if isinstance(meant, Reply):
        return meant
    told = [subscribed(ctx, one, client) for one in meant]
    ended = [one for one in told if schedule.unsubscribe(ctx.session, one.id, ctx.actor.user_id, ctx.now)]
    return Reply(unsubscribed_card(ctx.speech, ended), done=bool(ended))


def _meant(ctx: Context, words: str, channel: Channel, client: Client) -> list[Subscription] | Reply:
    standing = schedule.of_channel(ctx.session, channel.slack_id)
    if words.startswith("#"):
        return [one for one in standing if words == f"#{one.id}"]
    if fold(words) in _ALL:
        return standing
    if words:
        chosen = choose(ctx, words, "unsubscribe")
        return chosen if isinstance(chosen, Reply) else [s for s in standing if chosen.campaign.key in s.campaigns]
    if len(standing) > 1:
        return Reply(stop_card(ctx.speech, [subscribed(ctx, one, client) for one in standing], channel), done=False)
    return standing
