"""`chart`: spend per day and the goal's KPI below it, as a picture."""

from commands.campaigns import choose
from commands.context import Args, Context, Reply
from commands.figures import kpi_of, snapshot
from commands.period import check, spell
from insights.happened import with_events
from templates.cards.chart import chart_card


def run(ctx: Context, args: Args) -> Reply:
    """The chart with its finding; `kpi:` is what is drawn below spend."""
    period = args.options.get("period")
    check(period, ctx.now.date())
    kpi = kpi_of(args)
    of = f" kpi:{kpi}" if kpi else ""
    chosen = choose(ctx, args.words, "chart", f"{f'period:{period}' if period else ''}{of}".strip())
    if isinstance(chosen, Reply):
        return chosen
    picture = with_events(ctx.session, snapshot(ctx, chosen, period))
    share = f"chart {chosen.campaign.key} period:{spell(picture.window)}{of}" if ctx.may_share else None
    return Reply(chart_card(picture, chosen.view, ctx.speech, ctx.now, share, kpi=kpi))
