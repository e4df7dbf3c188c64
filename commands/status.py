"""`status`: the honest picture of one campaign over a window."""

from datetime import date

from commands import totals
from commands.campaigns import Chosen, choices, choose, running
from commands.context import Args, Context, Reply
from commands.figures import kpi_of, snapshot
from commands.incidents import open_of
from commands.period import SHORTCUTS, check, spell
from domain.audience import Urgency, seen_spend, shown, urgency
from domain.comparison import is_of_months, is_rolling
from domain.period import usual_window
from domain.snapshot import Snapshot
from domain.words import Audience
from insights import late
from insights.compare import beside
from insights.happened import with_events
from insights.status import statuses
from templates.cards.asked import with_kpi
from templates.cards.compare import with_beside
from templates.cards.listing import period_buttons
from templates.cards.picker import with_others
from templates.cards.since import since_shown
from templates.cards.status import status_card
from templates.message import Message

MOST_COMPARED = 20
"""Campaigns looked at to find the one that needs attention; beyond these the person is asked."""


def run(ctx: Context, args: Args) -> Reply:
    """The card, with Share where the place allows it and buttons for other periods.

    `kpi:` is said first. Where several campaigns are meant by saying none, the one that needs most attention, and the
    others to pick.
    """
    period = args.options.get("period")
    check(period, ctx.now.date())
    taken_apart = totals.run(ctx, args)
    if taken_apart is not None:
        return taken_apart
    kpi = kpi_of(args)
    since = "since:shown" if "since" in args.options else ""
    more = " ".join(filter(None, (period and f"period:{period}", kpi and f"kpi:{kpi}", since)))
    chosen = choose(ctx, args.words, "status", more)
    if isinstance(chosen, Chosen):
        picture = snapshot(ctx, chosen, period)
        return Reply(_card(ctx, chosen, picture, kpi, period, since=bool(since)))
    some = running(ctx)
    if args.words or not 1 < len(some) <= MOST_COMPARED:
        return chosen
    found = statuses(ctx.session, [(it.campaign, it.client) for it in some], ctx.now, period)
    view = ctx.view or Audience.INTERNAL
    first, neediest = min(zip(found, some, strict=True), key=lambda pair: _first(pair[0], view))
    others = choices([it for it in some if it is not neediest], lambda key: f"status {key} {more}".strip())
    urgent = view is Audience.INTERNAL and not shown(first, view).is_fine
    return Reply(with_others(ctx.speech, _card(ctx, neediest, first, kpi, period), others, "status", neediest=urgent))


def _first(picture: Snapshot, view: Audience) -> tuple[Urgency, int]:
    """What needs most attention, else what cost most."""
    return urgency(picture, view), -seen_spend(picture.campaign, view, picture.totals.spend)


def _card(
    ctx: Context, chosen: Chosen, picture: Snapshot, asked: str, period: str | None = None, *, since: bool = False
) -> Message:
    """`asked`: the KPI that is said first. `period` as it was typed: beside a month stand the ones before. `since`:
    with what has moved since these days were first shown, which the agency may ask."""
    key, client = chosen.campaign.key, chosen.client
    also = f" kpi:{asked}" if asked else ""
    shown_since = " since:shown" if since else ""
    share = f"status {key} period:{spell(picture.window)}{also}{shown_since}" if ctx.may_share else None
    started = chosen.campaign.start <= ctx.today(chosen.client)
    periods = [p for p in SHORTCUTS if started or p != "all"]
    buttons = period_buttons(ctx.speech, [(p, f"status {key} period:{p}{also}") for p in periods])
    trouble = open_of(ctx, chosen.client, chosen.campaign)
    notes = []
    if since and chosen.view is Audience.INTERNAL:
        notes.append(since_shown(ctx.speech, client, late.since_shown(ctx.session, picture, ctx.now)))
    before = None
    if period and _is_months(picture, ctx.today(client)):
        before = beside(ctx.session, [picture], [(chosen.campaign, client)], ctx.now, chosen.view)
    card = status_card(
        with_events(ctx.session, picture),
        chosen.view,
        ctx.speech,
        ctx.now,
        share,
        buttons=buttons,
        open_now=trouble,
        notes=notes,
        kpi=asked,
        compared=not (before and before.is_told),
        owner=None if ctx.sharing or chosen.view is not Audience.INTERNAL else chosen.campaign.owner,
    )
    card = with_beside(card, ctx.speech, before) if before else card
    return with_kpi(card, asked, picture, chosen.view, ctx.speech, ctx.now) if asked else card


def _is_months(picture: Snapshot, today: date) -> bool:
    """Whether months stand beside it: not beside the days that are shown when nobody says which, so that what is shared
    by its dates is what was seen."""
    window = picture.window
    usual = is_rolling(window, today) or window == usual_window(picture.campaign, today)
    return is_of_months(window) and not usual
