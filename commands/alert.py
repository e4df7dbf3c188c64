"""`alert`: what is watched and what is open, and everything that can be done about it."""

from collections.abc import Callable, Mapping

from commands import example, planning, rules, trials
from commands.campaigns import Chosen, choose, known
from commands.context import Args, Context, Reply
from commands.incidents import Found, may, picture
from commands.refusals import refuse
from commands.vocabulary import meanings
from domain.access import Denied
from domain.incident import Incident, urgency
from domain.names import fold
from insights.rulebook import outline, watch
from insights.troubles import leading
from templates.cards.alerts import alerts_card

MOST_CAMPAIGNS = 20
_OF = meanings(lambda one: one.parts)
DO: Mapping[str, Callable[[Context, Args], Reply]] = {
    "add": rules.add,
    "edit": rules.edit,
    "remove": rules.remove,
    "mute": rules.mute,
    "unmute": rules.unmute,
    "test": example.send,
    "backtest": trials.run,
    "window": planning.run,
}


def run(ctx: Context, args: Args) -> Reply:
    """The part named by the first word; without one, the list. Without a client here there is nothing to list."""
    if not ctx.clients:
        reason = Denied.NOT_MANAGER if ctx.bound_client else None
        return refuse(ctx, reason, ctx.bound_client)
    first, _, rest = args.words.partition(" ")
    part = _OF.get(fold(first).strip(".,;:"))
    if part is not None and part in DO:
        return DO[part](ctx, Args(rest.strip(), args.options))
    return show(ctx, rest.strip() if part else args.words)


def show(ctx: Context, name: str) -> Reply:
    """What is open and what is watched: of the campaign named, else of all that run here."""
    if name:
        chosen = choose(ctx, name, "alert list")
        if isinstance(chosen, Reply):
            return chosen
        some = [chosen]
    else:
        some = known(ctx)
    refused = [may(ctx, it.client, it.campaign) for it in some]
    mine = [it for it, no in zip(some, refused, strict=True) if no is None]
    if some and not mine:
        return next(no for no in refused if no is not None)
    watched = [it for it in mine if name or it.campaign.start <= ctx.today(it.client) <= it.campaign.end]
    tell = watch if len(watched) == 1 else outline
    cards = [tell(ctx.session, it.client, it.campaign, ctx.now) for it in watched[:MOST_CAMPAIGNS]]
    beyond = len(watched) - len(cards)
    return Reply(alerts_card(ctx.speech, cards, open_incidents(ctx, mine, whole=not name), ctx.now, beyond))


def open_incidents(ctx: Context, some: list[Chosen], *, whole: bool) -> list[Incident]:
    """What is open of the campaigns, what interrupts first; of the `whole` client also what is of no campaign."""
    by_key = {it.campaign.key: it for it in some}
    found = []
    by_client = {it.client.key: it.client for it in some}
    for row in leading(ctx.session, by_client.values(), ctx.now):
        it = by_key.get(row.subject.campaign)
        if it or (whole and not row.subject.campaign):
            found.append(picture(ctx, Found(row, by_client[row.subject.client], it.campaign if it else None)))
    return sorted(found, key=urgency, reverse=True)
