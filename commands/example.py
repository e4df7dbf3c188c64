"""`alert test`: how an alert would look, shown to whoever asks and to nobody else."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from commands.campaigns import Chosen, choose
from commands.context import Args, Context, Reply
from commands.incidents import may
from commands.rulebook import setting_of
from commands.trying import attempt, lately
from domain.entities import Comparator, Goal
from domain.incident import Incident
from domain.incidents.conditions import Condition, State
from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.handling import Handling, Shown
from domain.incidents.rule_kinds import Subject, Tier
from domain.kpi import get
from domain.money import Money
from domain.rules import off_target
from domain.rules.series import is_judgeable, pair_of
from domain.track import Point, Track
from storage.directory import accounts
from templates.cards.alert import alert_card
from templates.cards.example import as_example

SINCE = timedelta(days=5)
WORSE = Decimal("1.5")
"""How far off the example is: half as much again as the goal."""
EFFORT, SEEN = 1_200, 30
SO_FAR = Decimal("0.15")
"""The share of a sum that its goal asks for by now."""
DRAWN = 35
_COSTS = frozenset({Comparator.LT, Comparator.LE})


def send(ctx: Context, args: Args) -> Reply:
    """The example, with the campaign's own goal and chart; the numbers are made up."""
    chosen = choose(ctx, args.words, "alert test")
    if isinstance(chosen, Reply):
        return chosen
    refused = may(ctx, chosen.client, chosen.campaign)
    if refused:
        return refused
    return Reply(as_example(ctx.speech, alert_card(_incident(ctx, chosen), ctx.speech, ctx.now)))


def _incident(ctx: Context, chosen: Chosen) -> Incident:
    finding = _finding(ctx, chosen)
    return Incident(
        client=chosen.client,
        finding=finding,
        state=State(Condition.FIRING, ctx.now, tier=Tier.INTERRUPT, fired_at=ctx.now),
        handling=Handling(),
        shown=Shown.FIRING,
        alert_id=0,
        campaign=chosen.campaign,
        owners=(ctx.actor.user_id,),
        freshness=tuple(accounts.freshness(ctx.session, chosen.client.key)),
        track=_track(ctx, chosen, finding),
    )


def _goal(chosen: Chosen) -> Goal:
    """The first goal that can be judged, else a usual one."""
    usual = Goal("cpl", Comparator.LT, Decimal(25), chosen.client.currency)
    return next((goal for goal in chosen.campaign.goals if is_judgeable(goal)), usual)


def _finding(ctx: Context, chosen: Chosen) -> Finding:
    goal, today = _goal(chosen), ctx.today(chosen.client)
    pair = pair_of(goal.kpi)
    made_up = example_numbers(goal, chosen.client.currency)
    numbers = replace(made_up, first=today - SINCE, last=today - timedelta(days=1))
    return Finding(
        subject=Subject(chosen.client.key, chosen.campaign.key),
        trouble=off_target.KIND,
        signal=Verdict.BREACH,
        because=Reason.MISSED,
        look=today.isoformat(),
        detail=goal.kpi,
        tier=Tier.INTERRUPT,
        probability=0.97,
        since=today - SINCE,
        since_sure=0.82,
        goal=goal,
        result=pair.named if pair else "",
        numbers=numbers,
    )


def example_numbers(goal: Goal, currency: str) -> Numbers:
    """A goal missed by half, with results and spend that come to that value, and to the goal with what it asks for.

    Of a sum the goal asks for a share by now; what costs nothing has no spend.
    """
    pair, kpi, money = pair_of(goal.kpi), get(goal.kpi), goal.currency or currency
    value = goal.target * WORSE if goal.comparator in _COSTS else goal.target / WORSE
    seen, spend = Decimal(SEEN * kpi.per), None
    if kpi.additive:
        seen = max(Decimal(1), (goal.target * SO_FAR / WORSE).to_integral_value())
    elif pair is not None and pair.effort == "spend":
        cost = goal.comparator in _COSTS
        spend = Money.of(value * SEEN if cost else EFFORT, money)
        seen = seen if cost else value * EFFORT
    expected = seen * WORSE
    at_risk = Money(round(spend.micros * (1 - 1 / WORSE)), money) if spend else None
    measured = None if kpi.additive else value
    base = None if kpi.additive or spend else seen * kpi.per / value
    return Numbers(value, goal.target, seen, expected, expected, spend, at_risk, measured=measured, base=base)


def _track(ctx: Context, chosen: Chosen, finding: Finding) -> Track | None:
    """The KPI as it really was, where there is anything to draw."""
    if finding.goal is None:
        return None
    found = attempt(ctx, chosen, finding.goal, setting_of(ctx, chosen.campaign.key, finding.rule), DRAWN)
    if found is None:
        return None
    mornings = [date.fromordinal(one.look) for one in found.found.mornings]
    points = tuple(Point(day - timedelta(days=1), lately(found, day.toordinal())) for day in mornings)
    return Track(get(finding.detail).key, chosen.client.currency, points, goal=finding.numbers.target)
