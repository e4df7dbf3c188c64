"""A total is judged on its flight: an alert where it will not be reached, and none for one poor week."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from domain.campaign_data import CampaignData
from domain.entities import Comparator, Goal
from domain.facts import DaySums, Freshness
from domain.incidents.finding import Finding, Reason, Verdict
from domain.incidents.rule_kinds import Tier
from domain.money import MICRO, Rates
from domain.rules.off_target import RULE, off_target
from domain.window import Window
from domain.words import Source
from tests.domain.rules.scene import BEGIN, CLIENT, World, campaign

DAY = timedelta(days=1)


def found(target: int, came: list[float]) -> Finding:
    """What the morning says of "conversions >= target" where so many came on each day, all of them at once."""
    goal = Goal("conversions", Comparator.GE, Decimal(target))
    world, now = World([100.0] * len(came), came), BEGIN + len(came) * DAY
    view = world.view(now, goal)
    rows = tuple(
        DaySums(BEGIN + n * DAY, Source.GOOGLE_ADS, "EUR", 1000, 50, 100 * MICRO, round(one * MICRO), 0, 0)
        for n, one in enumerate(came)
    )
    flown = Window(BEGIN, now - DAY)
    fresh = (Freshness(Source.GOOGLE_ADS, "1", view.now),)
    data = CampaignData(
        campaign(goal), CLIENT, flown, flown.previous(), rows, (), has_crm=False, freshness=fresh, rates=Rates({}),
        flight_days=rows,
    )  # fmt: skip
    return off_target(replace(view, flown=data), goal)


def test_a_total_that_the_flight_has_is_never_off_target() -> None:
    """“12 leads by now, where the goal (leads ≥ 300) asks for 14”: the goal had been passed the month before."""
    now = found(300, [10.0] * 40 + [0.5] * 10)
    assert (now.signal, now.because) == (Verdict.FINE, Reason.MET)


def test_one_poor_week_of_a_flight_that_will_make_it_tells_nothing() -> None:
    now = found(800, [10.0] * 60 + [4.0] * 7)
    assert now.signal is Verdict.FINE


def test_a_total_that_will_not_be_reached_is_told_with_what_is_needed_and_what_comes() -> None:
    now = found(1_500, [6.0] * 60)
    assert (now.signal, now.tier, now.since) == (Verdict.BREACH, Tier.INTERRUPT, BEGIN)
    numbers = now.numbers
    assert (numbers.seen, numbers.value, numbers.target) == (360, 360, 1_500)
    assert numbers.needed is not None
    assert round(numbers.needed, 1) == Decimal("12.7")
    assert numbers.comes is not None
    assert round(numbers.comes) == 6
    assert numbers.least is not None
    assert numbers.most is not None
    assert 700 < numbers.least < 900 < numbers.most < 1_100
    assert numbers.at_risk is not None
    assert 2_000 * MICRO < numbers.at_risk.micros < 3_000 * MICRO


def test_nothing_is_told_in_the_first_days() -> None:
    assert found(1_500, [2.0] * 4).signal is Verdict.TOO_FEW


def test_two_goals_that_are_missed_for_want_of_the_same_results_are_one_line() -> None:
    total = found(1_500, [6.0] * 60)
    cost = replace(total, detail="cpa", since=BEGIN + 40 * DAY)
    assert RULE.alike(total, cost)
    assert not RULE.alike(total, replace(cost, result="clicks"))
