"""`pace`: the budget spent, expected and projected. Internal."""

from commands.campaigns import choose
from commands.context import Args, Context, Reply
from commands.figures import snapshot
from templates.cards.pace import pace_card


def run(ctx: Context, args: Args) -> Reply:
    """The pace card."""
    chosen = choose(ctx, args.words, "pace")
    if isinstance(chosen, Reply):
        return chosen
    share = f"pace {chosen.campaign.key}" if ctx.may_share else None
    return Reply(pace_card(snapshot(ctx, chosen), ctx.speech, ctx.now, share))
