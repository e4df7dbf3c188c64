"""Goals that a campaign could start from, out of its own weeks or its industry."""

from dataclasses import replace
from datetime import date

from domain.campaign_data import Scope
from domain.entities import Campaign, Client
from domain.goal_lines import totals_of
from domain.kpi import Totals
from domain.names import fold
from domain.proposals import DAYS, Market, Offer, Proposal, from_history, from_industry, industries, weeks_before
from domain.window import Window
from domain.words import Source
from storage import Session
from storage.facts import benchmarks, figures, fx


def proposals(session: Session, campaign: Campaign, client: Client, today: date, industry: str, own: str = "") -> Offer:
    """What is proposed; an industry that is asked for by name adds what it reaches. `own`: the agency's own table."""
    table = benchmarks.load(own)
    sources = _platforms(campaign)
    known = industries(table, sources)
    meant = next((one for one in known if fold(one) == fold(industry)), _within(industry, known))
    mine = from_history(_weeks(session, campaign, client, today), campaign.objective)
    market = Market(sources, campaign.objective, meant)
    rates = fx.rates(session, ("USD", client.currency), today)
    of_industry = from_industry(table, market, client.currency, rates, today)
    return Offer(campaign, _together(mine, of_industry, wanted=bool(industry)), meant or industry, known)


def _within(typed: str, known: list[str]) -> str:
    """The only industry with all the words typed; else none."""
    words = fold(typed).split()
    fitting = [one for one in known if words and all(word in fold(one) for word in words)]
    return fitting[0] if len(fitting) == 1 else ""


def _platforms(campaign: Campaign) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(match.source for match in campaign.matches if not match.source.is_crm))


def _weeks(session: Session, campaign: Campaign, client: Client, today: date) -> list[tuple[Window, Totals]]:
    weeks = weeks_before(today)
    whole = Window.trailing(weeks[0].end, DAYS)
    (data,) = figures.facts(session, [Scope(campaign, client, whole, today)])
    return [(week, totals_of(replace(data, window=week))) for week in weeks]


def _together(own: list[Proposal], of_industry: list[Proposal], *, wanted: bool) -> list[Proposal]:
    """The account's own first; an industry fills the gaps, unless it was asked for."""
    mine = {one.goal.kpi for one in own}
    return own + [one for one in of_industry if wanted or one.goal.kpi not in mine]
