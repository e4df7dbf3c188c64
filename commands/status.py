"""`status`: the honest picture of one campaign over a window."""

from commands.campaigns import choose
from commands.context import Args, Context, Reply
from commands.figures import snapshot
from commands.period import SHORTCUTS, spell
from templates.cards.listing import period_buttons
from templates.cards.status import status_card


def run(ctx: Context, args: Args) -> Reply:
    """The card, with Share where the place allows it and buttons for other periods."""
    period = args.options.get("period")
    chosen = choose(ctx, args.words, "status", f"period:{period}" if period else "")
    if isinstance(chosen, Reply):
        return chosen
    picture = snapshot(ctx, chosen, period)
    key = chosen.campaign.key
    share = f"status {key} period:{spell(picture.window)}" if ctx.may_share else None
    started = chosen.campaign.start <= ctx.today(chosen.client)
    periods = [p for p in SHORTCUTS if started or p != "all"]
    buttons = period_buttons(ctx.speech, [(p, f"status {key} period:{p}") for p in periods])
    return Reply(status_card(picture, chosen.view, ctx.speech, ctx.now, share, buttons=buttons))
