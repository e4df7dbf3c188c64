"""`target propose`: goals that a campaign could start from, out of its own weeks or its industry. Internal."""

from commands.campaigns import choose
from commands.context import Context, Reply
from commands.vocabulary import words_for
from domain.access import Action
from domain.names import fold
from domain.words import Audience
from insights.proposals import proposals
from templates.cards.denied import internal_only
from templates.cards.proposals import proposals_card

_ASKED = frozenset(words_for(lambda one: one.propose))


def asked(words: str) -> str | None:
    """What stands beside `propose`, the first or the last word; None where something else was typed."""
    typed = words.split()
    if typed and fold(typed[0]) in _ASKED:
        return " ".join(typed[1:])
    return " ".join(typed[:-1]) if typed and fold(typed[-1]) in _ASKED else None


def propose(ctx: Context, name: str, industry: str) -> Reply:
    """The proposals for the campaign meant. Only where the agency is among itself."""
    if ctx.actor.is_external or ctx.view is Audience.CLIENT:
        return Reply(internal_only(ctx.speech), done=False)
    chosen = choose(ctx, name, "target", "propose" + (f' industry:"{industry}"' if industry else ""))
    if isinstance(chosen, Reply):
        return chosen
    offer = proposals(ctx.session, chosen.campaign, chosen.client, ctx.today(chosen.client), industry, ctx.benchmarks)
    may = ctx.check(Action.CHANGE, chosen.client).allowed
    return Reply(proposals_card(ctx.speech, offer, may_change=may))
