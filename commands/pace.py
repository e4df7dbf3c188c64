"""`pace`: the budget spent, expected and projected. Internal."""

from commands.campaigns import choose
from commands.context import Args, Context, Reply
from insights.pace import pace
from templates.cards.pace import pace_card


def run(ctx: Context, args: Args) -> Reply:
    """The pace card."""
    chosen = choose(ctx, args.words, "pace")
    if isinstance(chosen, Reply):
        return chosen
    share = f"pace {chosen.campaign.key}" if ctx.may_share else None
    return Reply(pace_card(pace(ctx.session, chosen.campaign, chosen.client, ctx.now), ctx.speech, ctx.now, share))
