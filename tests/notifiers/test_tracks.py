"""The chart of what is broken: the days as they came, and the range in which they usually lie."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from domain.incidents.conditions import State
from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.rule_kinds import RuleKind, Subject
from domain.money import Money
from domain.track import Track
from insights.tracks import DAYS, track
from storage import Engine, session
from storage.alerts import alerts
from templates.charts import alert_chart, native
from tests import kinds
from tests.notifiers.living import BEGIN, CLIENT, Life, campaign, instant

SINCE = BEGIN + timedelta(days=50)
NOW = instant(53)
FOUND = Finding(
    Subject("nord", "otono"), kinds.CONVERSIONS_STOPPED, Verdict.BREACH, Reason.NO_RESULTS, "x", since=SINCE
)


@pytest.fixture
def life(bare: Engine) -> Life:
    """Twelve results a day for fifty days, and none since."""
    with session(bare) as opened:
        made = Life(opened)
        made.plan("1", 50)
        made.plan("1", 10, results=0, first=50)
        made.begin(campaign("otono", "1"))
        made.poll(NOW, lookback=53)
        yield made


def drawn(life: Life, finding: Finding) -> Track | None:
    row = alerts.record(life.db, finding, State(), (), NOW)
    return track(life.db, CLIENT, campaign("otono", "1"), row, NOW)


def test_results_that_stopped_are_drawn_day_by_day_up_to_yesterday(life: Life) -> None:
    made = drawn(life, replace(FOUND, result="conversions"))
    assert made is not None
    assert (made.kpi, made.days, len(made.points)) == ("conversions", 1, DAYS)
    assert made.points[-1].day == NOW.date() - timedelta(days=1)
    assert [point.value for point in made.points if point.day >= SINCE] == [0, 0, 0]
    assert (made.points[-1].low, made.points[-1].high) == (11, 13)


def test_todays_spend_is_drawn_where_it_is_todays_that_is_wrong(life: Life) -> None:
    made = drawn(life, replace(FOUND, trouble=kinds.SPEND_ABOVE_PLAN, since=NOW.date()))
    assert made is not None
    assert (made.kpi, made.currency) == ("spend", "EUR")
    assert made.points[-1].day == NOW.date()
    assert made.points[-1].value == Decimal(90)
    assert made.points[-2].value == Decimal(240)


def test_todays_spend_is_not_drawn_where_it_is_yesterdays_that_was_wrong(life: Life) -> None:
    """An alert about Dec 2 said "from €340.68 on Nov 6 to €47.66 on Dec 3", at nine in the morning of that day."""
    day = NOW.date() - timedelta(days=1)
    numbers = Numbers(spend=Money.of(900, "EUR"), plan=Money.of(240, "EUR"), first=day, last=day)
    about = replace(FOUND, trouble=kinds.SPEND_ABOVE_PLAN, since=day, numbers=numbers)
    made = drawn(life, about)
    assert made is not None
    assert made.points[-1].day == day
    assert not made.so_far
    chart = alert_chart(made, about, "en")
    assert chart is not None
    assert chart.alt.endswith("to €240 on Sep 24.")


def test_today_is_drawn_as_what_it_is_so_far(life: Life) -> None:
    about = replace(FOUND, trouble=kinds.SPEND_ABOVE_PLAN, since=NOW.date())
    made = drawn(life, about)
    assert made is not None
    assert made.so_far
    chart = alert_chart(made, about, "en")
    assert chart is not None
    assert chart.alt.endswith("to €240 on Sep 24. Sep 25 is not over yet: €90 so far.")
    assert (chart.provisional, chart.provisional_label) == (1, "not over yet")
    (twin,) = native(chart)
    (line,) = twin["chart"]["series"]
    assert line["data"][-1]["label"].endswith("24"), "nothing in it could say that a day is not over"


@pytest.mark.parametrize("trouble", [kinds.CONVERSIONS_STOPPED, kinds.SPEND_STOPPED, kinds.BUDGET, kinds.OFF_TARGET])
def test_a_day_that_was_not_over_at_the_account_when_it_answered_is_not_drawn(life: Life, trouble: RuleKind) -> None:
    row = alerts.record(life.db, replace(FOUND, trouble=trouble, detail="cpa"), State(), (), NOW)
    day, early = NOW.date(), NOW + timedelta(hours=16)  # past midnight, and nobody has read since the evening
    assert early.date() == day + timedelta(days=1)
    made = track(life.db, CLIENT, campaign("otono", "1"), row, early)
    assert made is not None
    assert made.points[-1].day == day - timedelta(days=1)


def test_what_runs_over_its_budget_is_drawn_beside_the_plan_and_not_beside_what_it_usually_costs(life: Life) -> None:
    """170 € a day lay within "what was to be expected" of a budget of 100 € a day."""
    cheap = replace(campaign("otono", "1"), budget=Money.of(100 * 150, "EUR"))
    row = alerts.record(life.db, replace(FOUND, trouble=kinds.BUDGET), State(), (), NOW)
    made = track(life.db, CLIENT, cheap, row, NOW)
    assert made is not None
    assert made.planned
    assert all(point.high is not None and point.value is not None and point.value > point.high for point in made.points)
    assert all(90 <= (point.low or 0) <= (point.high or 0) <= 140 for point in made.points)


def test_what_the_platforms_count_is_drawn_though_a_crm_counts_too(life: Life) -> None:
    """Bars of five leads stood under "no leads": they were the CRM's."""
    made = drawn(life, replace(FOUND, result="conversions", because=Reason.NOT_COUNTED))
    assert made is not None
    assert [point.value for point in made.points if point.day >= SINCE] == [0, 0, 0]


def test_an_account_and_a_missed_goal_have_no_such_chart(life: Life) -> None:
    assert drawn(life, replace(FOUND, trouble=kinds.OFF_TARGET)) is None
    assert drawn(life, replace(FOUND, trouble=kinds.STALE_DATA)) is None
    row = alerts.record(life.db, FOUND, State(), (), NOW)
    assert track(life.db, CLIENT, None, row, NOW) is None
