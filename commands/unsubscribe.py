"""`unsubscribe`: stop sending the status to this channel, all of it or one campaign's."""

from commands.campaigns import choose
from commands.context import Args, Context, Reply
from commands.refusals import refuse
from domain.access import Action, Denied
from storage import schedule
from templates.cards.subscribe import unsubscribed_card


def run(ctx: Context, args: Args) -> Reply:
    """End the channel's subscriptions; saying so when there was none."""
    channel, client = ctx.channel, ctx.bound_client
    if channel is None or client is None:
        return refuse(ctx, Denied.UNBOUND)
    access = ctx.check(Action.CHANGE, client)
    if not access.allowed:
        return refuse(ctx, access.reason, client)
    ending = schedule.of_channel(ctx.session, channel.slack_id)
    if args.words:
        chosen = choose(ctx, args.words, "unsubscribe")
        if isinstance(chosen, Reply):
            return chosen
        ending = [s for s in ending if chosen.campaign.key in s.campaigns]
    ended = sum(schedule.unsubscribe(ctx.session, s.id, ctx.actor.user_id, ctx.now) for s in ending)
    return Reply(unsubscribed_card(ctx.speech, ended), done=ended > 0)
