"""What is judged of a series: it finds what changed, when, and is not led astray by what is late, small or missing."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.detection import filtering, lag
from domain.detection.known import Known, known
from domain.detection.levels import levels
from domain.detection.series import judge, replay
from domain.detection.setting import DEFAULT, Aim
from tests.domain.detection.made import CURVE, START, TARGET, falling, rows, steady, triangle

AIM = Aim(1 / TARGET)
FIELDS = ("probability", "since", "stopped", "level", "seen", "expected", "arrived")


def same(one: float, other: float) -> bool:
    return one == pytest.approx(other, rel=1e-9, abs=1e-12, nan_ok=True)


def test_a_healthy_account_is_hardly_ever_off_target() -> None:
    replayed = replay(triangle(steady(100, 12)), AIM)
    assert np.nanmax(replayed.probability[20:]) < 0.2


def test_a_halved_rate_is_found_and_dated() -> None:
    told = triangle(falling(100, 12, 5, at=80))
    last = judge(told, AIM, int(told.looks[-1]))
    assert last.probability > 0.98
    assert abs(last.since - (START + 80)) <= 2
    assert last.seen < last.expected
    assert last.level == pytest.approx(0.5, abs=0.12)


def test_trouble_from_the_beginning_dates_from_the_first_day() -> None:
    last = replay(triangle(np.zeros(30)), AIM).at(29)
    assert last.probability > 0.95
    assert last.since == START


def test_a_stop_is_told_from_a_fall() -> None:
    stopped = replay(triangle(falling(90, 10, 0, at=84)), AIM)
    fallen = replay(triangle(falling(90, 10, 4, at=84)), AIM)
    assert stopped.stopped[-1] > 0.95
    assert stopped.chance_of_so_few[-1] < 0.001
    assert fallen.stopped[-1] < 0.01


def test_what_is_late_is_not_missed() -> None:
    """The young days of a slow account show a fifth of their results, and that is as usual."""
    slow = np.minimum(1, np.arange(31) / 30 * 0.8 + 0.2)
    slow[0] = 0
    replayed = replay(triangle(steady(110, 12), curve=slow), AIM)
    assert np.nanmax(replayed.probability[60:]) < 0.2
    assert replayed.arrived[-1] < 0.5


def test_the_lag_curve_is_learnt() -> None:
    curves = lag.learn(triangle(steady(120, 30)), DEFAULT)
    assert curves.complete[-1, 1:12] == pytest.approx(CURVE[1:], abs=0.03)
    assert (np.diff(curves.complete, axis=1) >= 0).all()
    assert curves.doubt[-1, 1] < curves.doubt[2, 1]


def test_the_lag_curve_starts_from_the_pool() -> None:
    curves = lag.learn(triangle(steady(1, 1)), DEFAULT)
    assert curves.complete[0, 1:] == pytest.approx(lag.pooled()[1:] / lag.pooled()[-1], abs=1e-6)


def test_a_pattern_of_weekdays_is_no_trouble() -> None:
    rng = np.random.default_rng(4)
    week = np.array([1.3, 1.3, 1.2, 1.1, 1.1, 0.5, 0.5])
    mean = 20 * week[np.arange(140) % 7]
    replayed = replay(triangle(rng.poisson(mean).astype(float)), AIM)
    assert np.nanmax(replayed.probability[70:]) < 0.25


def test_missing_days_are_neither_results_nor_a_breach() -> None:
    looks, days, seen, spent = rows(steady(90, 12), np.full(90, 450.0), CURVE)
    gap = (days >= START + 70) & (days < START + 78)
    told = known(looks[~gap], days[~gap], seen[~gap], spent[~gap])
    assert np.nanmax(replay(told, AIM).probability[20:]) < 0.2


def test_nothing_known_is_no_probability() -> None:
    empty = known(np.array([START]), np.array([START]), np.array([1.0]), np.array([1.0]))
    assert empty.looks.size == 0
    assert replay(empty, AIM).probability.size == 0
    free = triangle(np.zeros(5), np.zeros(5))
    assert np.isnan(replay(free, AIM).probability).all()


@pytest.mark.parametrize("goal", [TARGET, 30.0, 60.0])
def test_units_and_currencies_change_nothing(goal: float) -> None:
    told = triangle(falling(70, 12, 6, at=60))
    one, other = replay(told, Aim(1 / goal)), replay(replace(told, effort=told.effort * 117.3), Aim(1 / (goal * 117.3)))
    assert all(np.allclose(getattr(one, name), getattr(other, name), equal_nan=True) for name in FIELDS)


def test_the_order_of_rows_changes_nothing() -> None:
    parts = rows(falling(60, 8, 4, at=50), np.full(60, 450.0), CURVE)
    order = np.random.default_rng(3).permutation(parts[0].size)
    one, other = known(*parts), known(*(part[order] for part in parts))
    assert np.array_equal(replay(one, AIM).probability, replay(other, AIM).probability, equal_nan=True)


def test_later_looks_change_nothing_of_earlier_ones() -> None:
    whole = triangle(falling(80, 10, 3, at=60))
    for look in (START + 10, START + 55, START + 66):
        part, then = replay(whole.until(look), AIM), replay(whole, AIM)
        here = int(np.searchsorted(whole.looks, look))
        for name in FIELDS:
            assert np.allclose(getattr(part, name), getattr(then, name)[: here + 1], equal_nan=True), name


def test_a_single_look_is_judged_as_in_the_replay() -> None:
    whole = triangle(falling(80, 10, 3, at=60))
    replayed = replay(whole, AIM)
    for row in (0, 5, 40, 64, 79):
        one, other = judge(whole, AIM, int(whole.looks[row])), replayed.at(row)
        assert all(same(getattr(one, name), getattr(other, name)) for name in FIELDS)


def probability(results: np.ndarray, expected: np.ndarray) -> float:
    """At a fixed prior, lag curve and dispersion."""
    grid = levels(0.1, DEFAULT)
    shape = np.full((1, results.size), 20.0)
    found = filtering.run(filtering.likelihood(results[None], expected[None], shape, grid), grid, DEFAULT)
    return float(found.mass[0, grid.off].sum())


COUNTS = st.lists(st.integers(0, 30), min_size=2, max_size=40)


@settings(max_examples=150, deadline=None)
@given(COUNTS, st.floats(0.2, 20), st.integers(1, 10))
def test_fewer_results_on_the_newest_day_never_lower_the_probability(counts: list[int], due: float, less: int) -> None:
    results = np.array(counts, dtype=float)
    fewer = results.copy()
    fewer[-1] = max(0, fewer[-1] - less)
    expected = np.full(results.size, due)
    assert probability(fewer, expected) >= probability(results, expected) - 1e-9


@settings(max_examples=150, deadline=None)
@given(COUNTS, st.floats(0.2, 20), st.floats(1, 5))
def test_more_spent_for_nothing_never_lowers_the_probability(counts: list[int], due: float, more: float) -> None:
    results = np.array([*counts, 0], dtype=float)
    expected = np.full(results.size, due)
    dearer = expected.copy()
    dearer[-1] *= more
    assert probability(results, dearer) >= probability(results, expected) - 1e-9


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 60), st.integers(0, 20), st.floats(1, 10))
def test_a_day_of_which_nothing_is_known_never_makes_a_breach(size: int, seed: int, rate: float) -> None:
    """Without evidence the probability moves no further than the base rate allows."""
    results = np.random.default_rng(seed).poisson(rate * 1.2, size).astype(float)
    expected = np.full(size, rate)
    blind = np.append(results, np.nan), np.append(expected, np.nan)
    before = probability(results, expected)
    moved = probability(*blind)
    assert moved <= before + DEFAULT.into_trouble + 1e-9
    assert moved <= max(before, 0.2)


def test_what_is_known_until_a_look_is_what_was_known_then() -> None:
    whole = triangle(steady(20, 5))
    part: Known = whole.until(START + 7)
    assert part.looks[-1] == START + 7
    assert part.days[-1] == START + 6
    assert np.array_equal(part.results, whole.results[:7, :7], equal_nan=True)
