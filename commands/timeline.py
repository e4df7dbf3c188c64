"""`timeline`: what happened to a campaign: its alerts' steps, what people did, goals and windows."""

from datetime import timedelta

from commands.campaigns import Chosen, choose
from commands.context import Args, Context, Reply
from commands.incidents import may
from domain.errors import InvalidInput
from domain.window import Window, parse_period
from domain.words import Audience
from insights.timeline import timeline
from templates.cards.denied import internal_only
from templates.cards.timeline import timeline_card

USUAL = timedelta(days=30)


def run(ctx: Context, args: Args) -> Reply:
    """The events of the last 30 days, or of the period typed."""
    words, typed = _split(ctx, args)
    chosen = choose(ctx, words, "timeline", f"period:{typed}" if typed else "")
    if isinstance(chosen, Reply):
        return chosen
    if chosen.view is Audience.CLIENT:
        return Reply(internal_only(ctx.speech), done=False)
    refused = may(ctx, chosen.client, chosen.campaign)
    if refused:
        return refused
    window = _window(ctx, chosen, typed)
    events = timeline(ctx.session, chosen.campaign, chosen.client, window)
    return Reply(timeline_card(ctx.speech, chosen.client, chosen.campaign, events, window, ctx.now))


def _split(ctx: Context, args: Args) -> tuple[str, str]:
    """The campaign, and the period, which may stand at the end as a word of its own."""
    typed = args.options.get("period", "")
    rest, _, last = args.words.rpartition(" ")
    if typed or not last or not ctx.clients:
        return args.words, typed
    try:
        parse_period(last, ctx.today(ctx.clients[0]))
    except InvalidInput:
        return args.words, ""
    return rest, last


def _window(ctx: Context, chosen: Chosen, typed: str) -> Window:
    """The days, with today where the period reaches up to yesterday: what happened is no number that is incomplete."""
    today = ctx.today(chosen.client)
    found = parse_period(typed, today, chosen.campaign.start) if typed else Window(today - USUAL, today)
    end = today if found.end == today - timedelta(days=1) and ".." not in typed else found.end
    return Window(found.start, end)
