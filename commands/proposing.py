"""`target propose`: goals that a campaign could start from, out of its own weeks or its industry. Internal."""

from dataclasses import replace

from commands.campaigns import Chosen, choose
from commands.context import Context, Reply
from commands.vocabulary import words_for
from domain.access import Action
from domain.kpi import Totals
from domain.names import fold
from domain.proposals import DAYS, Market, Proposal, from_history, from_industry, industries, weeks_before
from domain.snapshot import Scope, totals_of
from domain.window import Window
from domain.words import Audience, Source
from storage.facts import benchmarks, figures, fx
from templates.cards.denied import internal_only
from templates.cards.proposals import Offer, proposals_card

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
    table = benchmarks.load(ctx.benchmarks)
    sources = _platforms(chosen)
    known = industries(table, sources)
    meant = next((one for one in known if fold(one) == fold(industry)), _within(industry, known))
    own = from_history(_weeks(ctx, chosen), chosen.campaign.objective)
    market = Market(sources, chosen.campaign.objective, meant)
    today, currency = ctx.today(chosen.client), chosen.client.currency
    rates = fx.rates(ctx.session, ("USD", currency), today)
    of_industry = from_industry(table, market, currency, rates, today)
    offer = Offer(chosen.campaign, _together(own, of_industry, wanted=bool(industry)), meant or industry, known)
    may = ctx.check(Action.CHANGE, chosen.client).allowed
    return Reply(proposals_card(ctx.speech, offer, may_change=may))


def _within(typed: str, known: list[str]) -> str:
    """The only industry with all the words typed; else none."""
    words = fold(typed).split()
    fitting = [one for one in known if words and all(word in fold(one) for word in words)]
    return fitting[0] if len(fitting) == 1 else ""


def _platforms(chosen: Chosen) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(m.source for m in chosen.campaign.matches if not m.source.is_crm))


def _weeks(ctx: Context, chosen: Chosen) -> list[tuple[Window, Totals]]:
    today = ctx.today(chosen.client)
    weeks = weeks_before(today)
    whole = Window.trailing(weeks[0].end, DAYS)
    (data,) = figures.facts(ctx.session, [Scope(chosen.campaign, chosen.client, whole, today)])
    return [(week, totals_of(replace(data, window=week))) for week in weeks]


def _together(own: list[Proposal], of_industry: list[Proposal], *, wanted: bool) -> list[Proposal]:
    """The account's own first; an industry fills the gaps, unless it was asked for."""
    mine = {one.goal.kpi for one in own}
    return own + [one for one in of_industry if wanted or one.goal.kpi not in mine]
