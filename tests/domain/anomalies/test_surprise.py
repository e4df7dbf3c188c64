"""Surprise: what it finds, what it leaves alone, and that it never looks ahead."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.anomalies import judge

HOUR = 3_600_000_000
SINCE = 738_000 * 24 * HOUR


def times(count: int, step: int = HOUR) -> np.ndarray:
    return SINCE + np.arange(count) * step


def alerts(values: np.ndarray, step: int = HOUR) -> list[int]:
    return np.flatnonzero(judge(times(len(values), step), np.asarray(values, float)).alert).tolist()


def busy(days: int, seed: int = 1, mean: float = 50) -> np.ndarray:
    hours = np.arange(24 * days)
    season = 1 + 0.5 * np.sin(hours / 24 * 2 * np.pi)
    return np.random.default_rng(seed).poisson(mean * season).astype(float)


@pytest.mark.parametrize(("factor", "hours"), [(0.0, 3), (0.4, 6), (2.0, 6)])
def test_a_break_of_hours_is_told_once_and_its_end_is_not(factor: float, hours: int) -> None:
    values = busy(40)
    start = 24 * 30 + 9
    values[start : start + hours] = np.round(values[start : start + hours] * factor)
    found = [at for at in alerts(values) if start - 20 <= at < start + 20]
    assert len(found) == 1
    assert start <= found[0] < start + hours


def test_a_level_that_stays_is_told_once_in_its_first_days() -> None:
    values = busy(40)
    values[24 * 30 :] = np.round(values[24 * 30 :] * 0.4)
    found = [at for at in alerts(values) if at >= 24 * 30]
    assert found[0] < 24 * 30 + 6
    assert not [at for at in found[1:] if at < 24 * 32]


def test_a_standstill_is_found_in_the_first_days_of_a_busy_series() -> None:
    values = busy(10)
    values[200:210] = 0
    assert alerts(values) == [200]


def test_a_slow_trend_is_no_surprise() -> None:
    noise = np.random.default_rng(5).normal(0, 3, 24 * 60)
    assert alerts(100 + np.arange(24 * 60) * 0.1 + noise) == []


def test_weekends_are_no_surprise_once_three_of_them_are_known() -> None:
    values = busy(70)
    weekend = np.repeat(np.arange(70) % 7 >= 5, 24)
    values[weekend] = np.round(values[weekend] * 0.6)
    assert len([at for at in alerts(values) if at >= 24 * 22]) <= 1


def test_a_constant_series_has_no_score_until_it_changes_by_more_than_a_few_percent() -> None:
    values = np.full(400, 5.0)
    assert judge(times(400), values).score.max() < 1e-6
    values[300] = 5.05
    assert alerts(values) == []
    values[300] = 8.0
    assert alerts(values) == [300]


def test_the_first_result_of_a_series_of_zeros_is_no_alert() -> None:
    values = np.zeros(500)
    values[300] = 1
    assert alerts(values) == []


def test_rare_events_do_not_cry() -> None:
    drawn = np.random.default_rng(2).poisson(0.05, (20, 24 * 60))
    assert sum(len(alerts(one)) for one in drawn) <= 20 * 2


def test_daily_series_are_judged_too() -> None:
    values = 100 * np.exp(np.random.default_rng(3).normal(0, 0.15, 120))
    values[100] = 0
    found = alerts(values, 24 * HOUR)
    assert 100 in found
    assert len(found) <= 3


def test_values_of_any_sign_are_judged() -> None:
    values = np.random.default_rng(4).normal(0, 1, 24 * 40)
    values[900:906] += 6
    assert [at for at in alerts(values) if 900 <= at < 906]


def test_missing_values_have_no_score_and_change_nothing() -> None:
    values = busy(30)
    whole = judge(times(len(values)), values)
    holes = np.concatenate([values, [np.nan] * 5])
    with_holes = judge(times(len(holes)), holes)
    assert np.array_equal(with_holes.score[:-5], whole.score)
    assert not with_holes.score[-5:].any()
    assert not with_holes.alert[-5:].any()


@pytest.mark.parametrize("count", [0, 1, 2, 12, 13, 30])
def test_short_series_are_answered(count: int) -> None:
    judged = judge(times(count), np.arange(count, dtype=float))
    assert len(judged.score) == count
    assert not judged.alert.any()


shapes = st.sampled_from(["counts", "prices", "signed", "rates"])


def drawn(shape: str, seed: int, count: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    match shape:
        case "counts":
            return rng.poisson(rng.uniform(0.2, 20), count).astype(float)
        case "prices":
            return np.exp(rng.normal(0, 0.3, count))
        case "rates":
            return rng.binomial(40, 0.05, count) / 40
        case _:
            return rng.normal(0, 1, count)


@settings(max_examples=20, deadline=None)
@given(shapes, st.integers(0, 10_000), st.integers(1, 900), st.sampled_from([HOUR, 6 * HOUR, 24 * HOUR, 5 * HOUR]))
def test_a_score_never_depends_on_a_later_row(shape: str, seed: int, kept: int, step: int) -> None:
    values = drawn(shape, seed, 900)
    whole, short = judge(times(900, step), values), judge(times(kept, step), values[:kept])
    assert np.array_equal(short.score, whole.score[:kept])
    assert np.array_equal(short.alert, whole.alert[:kept])


@settings(max_examples=12, deadline=None)
@given(shapes, st.integers(0, 10_000), st.sampled_from([0.01, 100.0, 7.3]))
def test_the_unit_does_not_change_a_verdict(shape: str, seed: int, unit: float) -> None:
    values = drawn(shape, seed, 900)
    one, other = judge(times(900), values), judge(times(900), values * unit)
    assert one.score == pytest.approx(other.score, abs=1e-6)


@settings(max_examples=12, deadline=None)
@given(shapes, st.integers(0, 10_000))
def test_the_order_of_the_rows_does_not_matter(shape: str, seed: int) -> None:
    values = drawn(shape, seed, 500)
    order = np.random.default_rng(seed).permutation(500)
    straight, mixed = judge(times(500), values), judge(times(500)[order], values[order])
    assert np.array_equal(straight.score[order], mixed.score)
    assert np.array_equal(straight.alert[order], mixed.alert)


@settings(max_examples=12, deadline=None)
@given(shapes, st.integers(0, 10_000))
def test_scores_lie_between_zero_and_one_and_alerts_are_above_the_middle(shape: str, seed: int) -> None:
    judged = judge(times(600), drawn(shape, seed, 600))
    assert ((judged.score >= 0) & (judged.score <= 1)).all()
    assert (judged.score[judged.alert] >= 0.5).all()


def test_a_long_series_is_judged_in_blocks_that_do_not_show() -> None:
    values = np.random.default_rng(6).poisson(8, 13_000).astype(float)
    whole, short = judge(times(13_000), values, block=10_000), judge(times(10_050), values[:10_050], block=10_000)
    assert np.array_equal(short.score, whole.score[:10_050])
    assert 0 < short.alert.sum() < 10_050 / 730 * 3
    at_once = judge(times(13_000), values, block=13_000)
    assert whole.score == pytest.approx(at_once.score, abs=0.05)
