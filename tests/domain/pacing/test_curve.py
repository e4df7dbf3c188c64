"""Curves: how people write them, and the share that each day gets."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidInput
from domain.pacing.curve import USUAL, Curve, Shape
from domain.pacing.plans import plan, tilt

FLAT = np.ones((1, 30))
WEEKLY = np.tile([1.4, 1.2, 1.2, 1.2, 1.0, 0.5, 0.5], 5)[None, :30]


def shares(curve: Curve, usual: np.ndarray = FLAT) -> np.ndarray:
    return plan(curve, usual)[0]


@pytest.mark.parametrize("word", ["even", "weekday", "front", "back"])
def test_a_curve_is_read_by_its_name_and_spelled_the_same(word: str) -> None:
    assert Curve.parse(f" {word.upper()} ").spell() == word


@pytest.mark.parametrize("text", ["40 30 20 10", "40%, 30%, 20%, 10%", "40;30;20;10"])
def test_weights_of_ones_own_are_read_however_they_are_parted(text: str) -> None:
    assert Curve.parse(text) == Curve(Shape.OWN, (40.0, 30.0, 20.0, 10.0))
    assert Curve.parse(Curve.parse(text).spell()) == Curve.parse(text)


@pytest.mark.parametrize("text", ["", "own", "fast", "40", "0 0 0", "-1 2", "nan 1", "inf 1", "1e10 1", "40 x"])
def test_what_is_no_curve_is_refused_with_a_right_example(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        Curve.parse(text)
    assert (refused.value.code, refused.value.example) == ("curve", "weekday")


def test_a_flight_that_says_nothing_is_planned_by_weekday() -> None:
    assert USUAL.shape is Shape.WEEKDAY
    assert shares(USUAL, WEEKLY) == pytest.approx(WEEKLY[0] / WEEKLY.sum())


def test_an_even_plan_knows_no_weekdays() -> None:
    assert shares(Curve(Shape.EVEN), WEEKLY) == pytest.approx(1 / 30)


def test_front_and_back_are_straight_lines_from_one_and_a_half_days_to_half_a_day() -> None:
    front, back = shares(Curve(Shape.FRONT)) * 30, shares(Curve(Shape.BACK)) * 30
    assert (front[0], front[-1]) == (pytest.approx(1.5), pytest.approx(0.5))
    assert front == pytest.approx(back[::-1])
    assert np.diff(front) == pytest.approx(-1 / 29)


def test_weights_by_week_hold_for_each_week_and_are_spread_over_its_days_as_usual() -> None:
    found = shares(Curve.parse("40 30 15 10 5"), WEEKLY)
    weeks = [found[start : start + 7].sum() for start in range(0, 30, 7)]
    assert weeks == pytest.approx([0.40, 0.30, 0.15, 0.10, 0.05])
    assert found[:7] / found[0] == pytest.approx(WEEKLY[0, :7] / WEEKLY[0, 0])


def test_weights_by_day_are_the_plan_itself() -> None:
    weights = tuple(float(n % 4) for n in range(30))
    assert shares(Curve.own(weights), WEEKLY) == pytest.approx(np.array(weights) / sum(weights))


@pytest.mark.parametrize(("count", "fits"), [(30, True), (5, True), (4, False), (29, False)])
def test_weights_fit_a_flight_by_its_days_or_its_weeks(count: int, *, fits: bool) -> None:
    assert Curve.own((1.0,) * count).fits(30) is fits
    assert USUAL.fits(30)


curves = st.one_of(
    st.sampled_from([Curve(Shape.EVEN), USUAL, Curve(Shape.FRONT), Curve(Shape.BACK)]),
    st.lists(st.integers(0, 100), min_size=2, max_size=40).filter(any).map(lambda w: Curve.own(tuple(map(float, w)))),
)


@given(curves, st.integers(1, 120))
def test_every_plan_adds_up_to_the_budget_whatever_the_flights_length(curve: Curve, days: int) -> None:
    found = plan(curve, np.ones((2, days)))
    assert found.sum(axis=1) == pytest.approx(1)
    assert (found >= 0).all()
    assert tilt(curve, days).shape == (days,)
