"""`chart`: spend per day and the goal's KPI below it, as a picture."""

from commands.campaigns import choose
from commands.context import Args, Context, Reply
from commands.figures import snapshot
from commands.period import check, spell
from insights.happened import with_events
from templates.cards.chart import chart_card


def run(ctx: Context, args: Args) -> Reply:
    """The chart with its finding."""
    period = args.options.get("period")
    check(period, ctx.now.date())
    chosen = choose(ctx, args.words, "chart", f"period:{period}" if period else "")
    if isinstance(chosen, Reply):
        return chosen
    picture = with_events(ctx.session, snapshot(ctx, chosen, period))
    share = f"chart {chosen.campaign.key} period:{spell(picture.window)}" if ctx.may_share else None
    return Reply(chart_card(picture, chosen.view, ctx.speech, ctx.now, share))
