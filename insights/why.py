"""Why a campaign's KPI moved: what is stored of two windows, and the story that it tells."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from domain import kpi as kpis
from domain.campaign_data import CampaignData, Scope, counted_by_crm, provisional_from, sums_of
from domain.diagnosis.asking import Question
from domain.diagnosis.funnel import FIELDS, FROM_LEADS, LATE, WHOLE, powers
from domain.diagnosis.slices import METRICS, Slice, crosses
from domain.diagnosis.story import Asked, Story, tell
from domain.entities import Campaign, Client
from domain.incidents.conditions import Condition
from domain.kpi import Totals
from domain.money import MICRO
from domain.rules.registry import question
from domain.window import Window, local_day
from domain.words import Claim, Objective
from insights import troubles
from insights.arrivals import with_arrivals
from storage import Session
from storage.alerts import alerts
from storage.alerts.alerts import Alert
from storage.facts import figures
from storage.facts.segments import segments

BEFORE = 28
"""Days before the change that the days since are compared with."""
WEEK = 7
USUAL = {Objective.LEADS: "cpl", Objective.SALES: "roas", Objective.TRAFFIC: "cpc", Objective.AWARENESS: "cpm"}
"""What is asked about a campaign without a goal that has a chain."""
SETTLED = 0.95
"""Share of the results from which on what is still to come is not worth a word."""
LEAST_ARRIVED = 0.2
"""What is taken to have arrived at least: beyond five times what is known, one would only be guessing."""


def why(
    session: Session,
    campaign: Campaign,
    client: Client,
    kpi: str,
    today: date,
    since: date | None = None,
    arrived: float | None = None,
    *,
    counted: bool = True,
) -> Story:
    """Why the KPI moved: the days since (the last week where that is not told) against the four weeks before.

    Its values are those that are counted by now. `arrived` is the share of the days' results that should be known (by
    what was learnt, where it is not told): for what moved they are taken for so much more, but where a CRM counts them,
    which is not the platforms' to delay.
    `counted`: the platforms count as they should; else no part of what they count says anything.
    """
    yesterday = today - timedelta(days=1)
    start = min(since or today - timedelta(days=WEEK), yesterday)
    before, after = Window.trailing(start - timedelta(days=1), BEFORE), Window(start, yesterday)
    scope = Scope(campaign, client, Window(before.start, yesterday), today)
    (data,) = with_arrivals(session, [scope], figures.facts(session, [scope]))
    of_crm = counted_by_crm(kpi, data)
    if of_crm or result_of(kpi) not in LATE:
        arrived = 1.0
    arrived = min(1.0, max(_arrived(data, after, today) if arrived is None else arrived, LEAST_ARRIVED))
    old, new = sums_of(data, before), sums_of(data, after)
    slices = segments(session, campaign.key, before, after, client.currency, data.rates)
    results, of_clicks = _results(kpi, slices), _counted(kpi)
    late = [_with_late_part(one, result_of(kpi), arrived) for one in slices]
    asked = Asked(kpi, client.currency, before, after, results, of_crm)
    value = (_value(kpi, old, before), _value(kpi, new, after))
    sums = (_sums(old, kpi), _sums(with_late(new, kpi, arrived), kpi))
    awaited = _value(kpi, with_late(new, kpi, arrived), after) if arrived < SETTLED else None
    told = tell(asked, value, sums, crosses(late, results) if counted and of_clicks != "downloads" else (), awaited)
    claim = Claim.CRM if of_crm else Claim.PLATFORM if data.has_crm and kpis.is_claimed(kpis.get(kpi)) else None
    return replace(told, arrived=arrived, claim=claim, counted=of_clicks)


def answer(session: Session, campaign: Campaign, client: Client, asked: Question, now: datetime) -> Story | Alert:
    """The story of a KPI; of one that rests on a count which an open alert knows to be broken, that alert."""
    today, opened = local_day(now, client.timezone), troubles.of_campaign(session, campaign, client, now)
    broken = {row.finding.breaks: row for row in reversed(opened) if row.finding.breaks}
    kpi = asked.kpi or usual_kpi(campaign)
    counted = Claim.PLATFORM not in broken
    story = why(session, campaign, client, kpi, today, asked.since, asked.arrived, counted=counted)
    known = broken.get(story.claim or Claim.PLATFORM)
    return known if known and kpis.is_claimed(kpis.get(kpi)) else story


def standing_question(
    session: Session, campaign: Campaign, client: Client, now: datetime, kpi: str | None = None
) -> Question | Alert:
    """What is open says which KPI and since when, or, where none explains it, is the answer itself; else the KPI asked
    about, else the campaign's own. What follows from something else is asked about where nothing leads. What fires
    comes first, then what has a KPI, then what matters most; what is only watched last."""
    mine = alerts.open_alerts(session, campaign.key)
    if kpi is None:
        opened = troubles.of_campaign(session, campaign, client, now)
        mine = opened or mine

    def rank(row: Alert) -> tuple[bool, bool, tuple[bool, bool, float]]:
        return row.state.standing is Condition.FIRING, question(row.finding) is not None, troubles.urgency(row)

    for row in sorted(mine, key=rank, reverse=True):
        standing = question(row.finding)
        if standing and standing.kpi and kpi in {None, standing.kpi}:
            return standing
        if standing is None and kpi is None and row.state.is_open:
            return row
    return Question(kpi or usual_kpi(campaign))


def usual_kpi(campaign: Campaign) -> str:
    """The KPI of its first goal, else what it is for."""
    promised = (goal.kpi for goal in campaign.goals if powers(goal.kpi))
    return next(promised, USUAL[campaign.objective])


def result_of(kpi: str) -> str:
    """The field of `Totals` that arrives late: what a cost is for, what a rate or a sum counts."""
    row = kpis.get(kpi)
    return row.denominator if row.numerator == "spend" else row.numerator


def _arrived(data: CampaignData, days: Window, today: date) -> float:
    """The share of the days' results that should be known, by how they were learnt to arrive."""
    since = provisional_from(data)
    shares = [1.0 if since is None or day < since else data.arrival.at((today - day).days)[0] for day in days]
    return sum(shares) / len(shares)


def with_late(totals: Totals, kpi: str, arrived: float) -> Totals:
    """The sums with what is still to arrive."""
    field = result_of(kpi)
    known = getattr(totals, field) if field in LATE else None
    return totals if known is None else replace(totals, **{field: round(known / arrived)})


def _with_late_part(one: Slice, field: str, arrived: float) -> Slice:
    share = arrived if field in METRICS and field in LATE else 1.0
    return replace(one, after=(*one.after[:3], *(number / share for number in one.after[3:])))


def _is_of_leads(kpi: str) -> bool:
    return result_of(kpi) in FROM_LEADS


def _counted(kpi: str) -> str:
    """What comes of clicks, on the way to the KPI."""
    field = result_of(kpi)
    return "leads" if field in FROM_LEADS else "downloads" if field == "downloads" else "conversions"


def _results(kpi: str, slices: list[Slice]) -> str:
    """What the platforms count for the KPI: leads where they tell any, else conversions."""
    place = METRICS.index("leads")
    told = any(one.before[place] > 0 or one.after[place] > 0 for one in slices)
    return "leads" if told and _is_of_leads(kpi) else "conversions"


def _value(kpi: str, totals: Totals, days: Window) -> float | None:
    """The KPI's value; of a sum, its mean per day."""
    value = kpis.read(kpi, totals).value
    return None if value is None else float(value) / (days.days if kpis.get(kpi).additive else 1)


def _sums(totals: Totals, kpi: str) -> dict[str, float | None]:
    def plain(field: str) -> float | None:
        number = getattr(totals, field)
        return None if number is None else float(number) / (1 if field in WHOLE else MICRO)

    return {**{name: plain(name) for name in FIELDS}, "results": plain(_counted(kpi))}
