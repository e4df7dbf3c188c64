"""`compare`: two campaigns, or one beside the month and the year before."""

from collections.abc import Sequence

from commands.campaigns import Chosen, choose, known
from commands.context import Args, Context, Reply
from commands.figures import snapshot
from commands.period import check, spell
from commands.vocabulary import words_for
from domain.audience import seen_kpis
from domain.comparison import Comparison
from domain.names import fold
from domain.window import Window, parse_period
from domain.words import Audience
from insights.compare import beside, two
from insights.names import find
from templates.cards.compare import compare_card
from templates.cards.errors import not_begun
from templates.cards.picker import nothing

MOST_WORDS = 12


def run(ctx: Context, args: Args) -> Reply:
    """The comparison; Share where the place allows it."""
    period = args.options.get("period")
    check(period, ctx.now.date())
    pair = _two(args.words, known(ctx))
    if pair:
        return _compared(ctx, *pair, period)
    chosen = choose(ctx, args.words, "compare", f"period:{period}" if period else "")
    if not isinstance(chosen, Chosen):
        return chosen
    picture = snapshot(ctx, chosen, period)
    found = beside(ctx.session, [picture], [(chosen.campaign, chosen.client)], ctx.now, chosen.view)
    share = f"compare {chosen.campaign.key} period:{spell(picture.window)}" if ctx.may_share else None
    return _said(ctx, found, chosen.view, share)


def _compared(ctx: Context, one: Chosen, other: Chosen, period: str | None) -> Reply:
    typed = _window(ctx, one, period) if period is not None else None
    found = two(ctx.session, (one.campaign, one.client), (other.campaign, other.client), ctx.now, typed)
    if found is None:
        today = (ctx.today(one.client), ctx.today(other.client))
        waiting = next(it for it, day in zip((one, other), today, strict=True) if it.campaign.start >= day)
        return Reply(not_begun(ctx.speech, waiting.campaign.name, waiting.campaign.start), done=False)
    line = f"compare {one.campaign.key} {other.campaign.key}" + (f" period:{spell(typed)}" if typed else "")
    seen = seen_kpis(one.campaign, one.view) & seen_kpis(other.campaign, other.view)
    return _said(ctx, found.among(seen), one.view, line if ctx.may_share else None)


def _said(ctx: Context, found: Comparison | None, view: Audience, share: str | None) -> Reply:
    if found is None:
        return Reply(nothing(ctx.speech), done=False)
    return Reply(compare_card(ctx.speech, found, view, share))


def _window(ctx: Context, one: Chosen, period: str) -> Window:
    return parse_period(period, ctx.today(one.client), one.campaign.start)


def _two(text: str, some: Sequence[Chosen]) -> tuple[Chosen, Chosen] | None:
    """The two campaigns that the words name, one after the other; None where they do not."""
    named = [(it.campaign.key, it.campaign.name) for it in some]
    between, typed = {fold(word) for word in words_for(lambda one: one.against)}, text.split()[:MOST_WORDS]
    for place in range(1, len(typed)):
        left, right = typed[:place], typed[place:]
        while right and fold(right[0]) in between:
            right = right[1:]
        while left and fold(left[-1]) in between:
            left = left[:-1]
        keys = [find(" ".join(part), named).key for part in (left, right) if part]
        if len(keys) > 1 and None not in keys and keys[0] != keys[1]:
            by = {it.campaign.key: it for it in some}
            return by[str(keys[0])], by[str(keys[1])]
    return None
