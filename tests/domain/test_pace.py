"""Spend against the budget, at the end of yesterday, in money."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.money import MICRO, Money
from domain.pacing.curve import Curve, Shape
from domain.pacing.pace import Pace, PaceVerdict, pace, planned_share, plans
from domain.window import Window

START = date(2026, 10, 1)
FLIGHT = Window(START, START + timedelta(days=9))
BUDGET = Money.of(1000, "EUR")
EVEN = Curve(Shape.EVEN)


def after(days: int, daily: int = 100, *, flight: Window = FLIGHT, budget: Money = BUDGET) -> Pace:
    """The pace after `days` days of `daily` euros each."""
    spent = {flight.start + timedelta(days=n): daily * MICRO for n in range(days)}
    return pace(budget, flight, spent, flight.start + timedelta(days=days))


@pytest.mark.parametrize(
    ("days", "daily", "verdict", "spent", "expected", "to_land"),
    [
        (5, 100, PaceVerdict.ON, 500, 500, "100"),
        (5, 92, PaceVerdict.ON, 460, 500, "108"),
        (5, 70, PaceVerdict.UNDER, 350, 500, "130"),
        (5, 108, PaceVerdict.ON, 540, 500, "92"),
        (5, 130, PaceVerdict.OVER, 650, 500, "70"),
        (5, 199, PaceVerdict.OVER, 995, 500, "1"),
        (1, 100, PaceVerdict.ON, 100, 100, "100"),
        (9, 100, PaceVerdict.ON, 900, 900, "100"),
        (3, 0, PaceVerdict.UNDER, 0, 300, "142.857142"),
    ],
)
def test_the_pace_says_where_the_spend_leads(
    days: int, daily: int, verdict: PaceVerdict, spent: int, expected: int, to_land: str
) -> None:
    found = after(days, daily)
    assert found.verdict is verdict
    assert (found.spent, found.expected) == (Money.of(spent, "EUR"), Money.of(expected, "EUR"))
    assert float(found.projected.amount) == pytest.approx(daily * 10, rel=0.03, abs=1)
    assert found.low is not None
    assert found.high is not None
    assert found.spent.micros <= found.low.micros <= found.projected.micros <= found.high.micros
    assert found.daily_to_land == Money.of(to_land, "EUR")
    assert found.ratio == Decimal(spent) / expected
    assert found.share_of_time == Decimal(days) / 10


@pytest.mark.parametrize(("days", "daily", "excess"), [(5, 199, None), (5, 200, None), (5, 201, 5), (10, 120, 200)])
def test_a_budget_that_is_used_up_leaves_nothing_for_a_day_and_says_by_how_much(
    days: int, daily: int, excess: int | None
) -> None:
    found = after(days, daily)
    assert (found.daily_to_land is None) is (found.spent.micros >= BUDGET.micros)
    assert found.excess == (None if excess is None else Money.of(excess, "EUR"))


def test_todays_partial_spend_does_not_count() -> None:
    today = START + timedelta(days=5)
    spent = {START + timedelta(days=n): 100 * MICRO for n in range(5)}
    without, partly = (pace(BUDGET, FLIGHT, some, today) for some in (spent, spent | {today: 7 * MICRO}))
    assert partly.spent == Money.of(500, "EUR")
    assert partly.projected == without.projected


def test_spend_outside_the_flight_does_not_count() -> None:
    spent = {START - timedelta(days=1): MICRO, START: 100 * MICRO, FLIGHT.end + timedelta(days=1): MICRO}
    assert pace(BUDGET, FLIGHT, spent, FLIGHT.end + timedelta(days=9)).spent == Money.of(100, "EUR")


@pytest.mark.parametrize("ahead", [0, 1, 400])
def test_before_a_whole_day_has_passed_it_has_not_started(ahead: int) -> None:
    found = pace(BUDGET, FLIGHT, {START: 5 * MICRO}, START - timedelta(days=ahead))
    assert found.verdict is PaceVerdict.NOT_STARTED
    assert (found.spent.micros, found.expected.micros, found.projected.micros) == (0, 0, 0)
    assert (found.ratio, found.share_of_time, found.low, found.high) == (None, 0, None, None)
    assert found.daily_to_land == Money.of(100, "EUR")


@pytest.mark.parametrize("later", [1, 2, 400])
def test_after_its_end_nothing_is_projected_beyond_what_was_spent(later: int) -> None:
    spent = dict.fromkeys(FLIGHT, 90 * MICRO)
    found = pace(BUDGET, FLIGHT, spent, FLIGHT.end + timedelta(days=later))
    assert found.verdict is PaceVerdict.ENDED
    assert found.spent == found.projected == Money.of(900, "EUR")
    assert (found.expected, found.share_of_time, found.daily_to_land) == (BUDGET, 1, None)


def test_the_last_day_is_still_running() -> None:
    spent = dict.fromkeys(FLIGHT, 100 * MICRO)
    found = pace(BUDGET, FLIGHT, spent, FLIGHT.end)
    assert (found.verdict, found.spent) == (PaceVerdict.ON, Money.of(900, "EUR"))


def test_without_any_spend_known_there_is_no_verdict() -> None:
    found = pace(BUDGET, FLIGHT, {}, START + timedelta(days=5))
    assert (found.verdict, found.low, found.ahead) == (PaceVerdict.NO_DATA, None, ())


def test_spend_known_of_today_only_is_no_spend_known() -> None:
    today = START + timedelta(days=5)
    assert pace(BUDGET, FLIGHT, {today: MICRO}, today).verdict is PaceVerdict.NO_DATA


def test_without_a_budget_there_is_no_ratio() -> None:
    found = after(5, budget=Money(0, "EUR"))
    assert (found.verdict, found.ratio, found.daily_to_land) == (PaceVerdict.NO_DATA, None, None)
    assert found.spent == Money.of(500, "EUR")


def test_a_flight_without_days_breaks_nothing() -> None:
    empty = Window(START, START - timedelta(days=1))
    found = pace(BUDGET, empty, {START: MICRO}, START + timedelta(days=3))
    assert (found.verdict, found.share_of_time, found.daily_to_land) == (PaceVerdict.NO_DATA, 0, None)
    assert found.expected.micros == 0


def test_the_projection_follows_a_budget_that_was_cut_a_week_ago() -> None:
    flight = Window(START, START + timedelta(days=19))
    spent = {START + timedelta(days=n): (200 if n < 3 else 10) * MICRO for n in range(10)}
    found = pace(BUDGET, flight, spent, START + timedelta(days=10))
    assert found.spent == Money.of(670, "EUR")
    assert float(found.projected.amount) == pytest.approx(670 + 10 * 10, rel=0.05)


def test_a_day_without_a_row_counts_as_a_usual_day_in_the_projection_but_not_as_spent() -> None:
    spent = {START + timedelta(days=n): 100 * MICRO for n in range(6) if n != 3}
    found = pace(BUDGET, FLIGHT, spent, START + timedelta(days=6))
    assert found.spent == Money.of(500, "EUR")
    assert float(found.projected.amount) == pytest.approx(1000, rel=0.03)
    assert found.daily_to_land is not None
    assert float(found.daily_to_land.amount) == pytest.approx(100, rel=0.02)


def test_the_weekdays_before_the_flight_shape_what_is_expected_of_it() -> None:
    weekend = {5: 10, 6: 10}
    spent = {START - timedelta(days=n): weekend.get((START - timedelta(days=n)).weekday(), 120) for n in range(1, 57)}
    before = {day: amount * MICRO for day, amount in spent.items()}
    saturday, monday = (
        planned_share(Curve(), FLIGHT, Window(day, day), before) for day in (date(2026, 10, 3), date(2026, 10, 5))
    )
    assert saturday < 0.3 * monday
    assert planned_share(EVEN, FLIGHT, Window(START, START), before) == pytest.approx(0.1)
    assert planned_share(Curve(), FLIGHT, FLIGHT, before) == pytest.approx(1)
    assert planned_share(Curve(), FLIGHT, FLIGHT.previous(), before) == 0


def test_the_plan_and_what_is_ahead_are_told_by_day() -> None:
    found = after(4)
    assert (len(found.plan), len(found.ahead)) == (10, 6)
    assert sum(day.micros for day in found.plan) == pytest.approx(BUDGET.micros, abs=10)
    assert found.spent.micros + sum(day.micros for day in found.ahead) == pytest.approx(found.projected.micros, abs=10)


flights = st.builds(
    lambda start, days: Window(start, start + timedelta(days=days - 1)),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(1, 200),
)


@given(flights, st.integers(0, 10**14), st.integers(-5, 210))
@settings(max_examples=50, deadline=None)
def test_the_expected_spend_grows_with_the_days_and_ends_at_the_budget(flight: Window, budget: int, day: int) -> None:
    money, today = Money(budget, "EUR"), flight.start + timedelta(days=day)
    found, next_day = (pace(money, flight, {}, when) for when in (today, today + timedelta(days=1)))
    assert 0 <= found.expected.micros <= next_day.expected.micros <= budget
    assert next_day.expected.micros - found.expected.micros <= budget // flight.days + 1
    assert 0 <= found.share_of_time <= 1
    if today > flight.end:
        assert found.expected == money


@given(flights, st.integers(1, 10**14), st.integers(0, 200), st.integers(0, 10**6))
@settings(max_examples=50, deadline=None)
def test_the_daily_amount_spends_the_rest_without_going_over(
    flight: Window, budget: int, days: int, daily: int
) -> None:
    found = after(min(days, flight.days - 1), daily, flight=flight, budget=Money(budget, "EUR"))
    left = flight.days - min(days, flight.days - 1)
    rest = budget - found.spent.micros
    assert (found.daily_to_land is None) is (rest <= 0)
    assert found.daily_to_land is None or 0 <= rest - found.daily_to_land.micros * left < left + 1 + budget / 10**12


def test_what_was_planned_for_a_day_stays_whatever_later_days_cost() -> None:
    """A day's plan was said to be 144 € on Monday and 146 € on Wednesday: weekdays had told more since."""
    flight, budget = Window(START, START + timedelta(days=41)), Money.of(4200, "EUR")
    spent = {day: (60 if day.weekday() >= 5 else 110) * MICRO for day in flight}
    days = Window(START, START + timedelta(days=20))
    known = plans(budget, days, flight, spent)
    for day in days:
        then = {one: micros for one, micros in spent.items() if one < day}
        assert known[day] == plans(budget, Window(day, day), flight, then)[day]
        if then:
            assert known[day] == pace(budget, flight, then, day).plan[(day - START).days]
    assert known[START] != pace(budget, flight, spent, days.end).plan[0]
    assert plans(Money(0, "EUR"), days, flight, spent) == {}
    assert plans(budget, Window(days.start - timedelta(days=9), days.start), flight, spent).keys() == {START}
