"""Verdicts on a pace: what may and may not change them."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.pacing.curve import USUAL, Curve, Shape
from domain.pacing.judgement import SURE, SURE_ALONE, PaceJudgement, PaceVerdict, judge_all, judge_pace
from domain.pacing.outlook import HISTORY, Ledger, outlook, shares_of
from tests.simulate.budgets import KINDS, MAIN, UNSEEN, measure
from tests.simulate.budgets_flights import Kind, flights

DAYS = 30
WEEKS = 8


def some(seed: int, *, history: int = WEEKS, known: int = 5, number: int = 7) -> Ledger:
    """Flights with a month ahead of which so many days are over."""
    return flights(np.random.default_rng(seed), number, Kind(history=history), 2).ledger(known)


def numbers(found: PaceJudgement) -> list[float]:
    daily = 0.0 if found.daily is None else found.daily
    return [found.spent, found.expected, found.projected, found.low, found.high, daily]


seeds = st.integers(0, 10_000)
few = settings(max_examples=15, deadline=None)


@given(seeds, st.sampled_from([1e-6, 0.01, 19.5, 1e6, 1e9]))
@few
def test_the_unit_of_money_changes_no_verdict(seed: int, factor: float) -> None:
    ledger = some(seed)
    other = replace(ledger, spend=ledger.spend * factor, budgets=ledger.budgets * factor)
    for one, two in zip(judge_all(ledger, USUAL), judge_all(other, USUAL), strict=True):
        assert one.verdict is two.verdict
        assert (one.under, one.over) == (pytest.approx(two.under, abs=1e-6), pytest.approx(two.over, abs=1e-6))
        assert [amount * factor for amount in numbers(one)] == pytest.approx(numbers(two), rel=1e-6)


@given(seeds, st.integers(0, 12))
@few
def test_what_is_not_over_yet_cannot_be_known(seed: int, known: int) -> None:
    ledger = some(seed, known=known)
    blind = ledger.spend.copy()
    blind[:, known - ledger.first :] = np.nan
    assert judge_all(replace(ledger, spend=blind), USUAL) == judge_all(ledger, USUAL)


@given(seeds)
@few
def test_a_flight_is_judged_alike_alone_and_among_others_whatever_their_order(seed: int) -> None:
    ledger = some(seed)
    order = np.random.default_rng(seed).permutation(len(ledger.budgets))
    mixed = replace(ledger, spend=ledger.spend[order], budgets=ledger.budgets[order], known=ledger.known[order])
    together = judge_all(ledger, USUAL)
    apart = judge_all(mixed, USUAL)
    for place, one in zip(order, apart, strict=True):
        assert numbers(one) == pytest.approx(numbers(together[place]), rel=1e-9)
    alone = replace(ledger, spend=ledger.spend[:1], budgets=ledger.budgets[:1], known=ledger.known[:1])
    assert numbers(judge_pace(alone, USUAL)[0]) == pytest.approx(numbers(together[0]), rel=1e-9)


@given(seeds, st.floats(1.01, 2.0))
@few
def test_without_history_more_spend_on_every_day_never_makes_over_less_likely(seed: int, factor: float) -> None:
    ledger = some(seed, history=0)
    more = judge_all(replace(ledger, spend=ledger.spend * factor), USUAL)
    for less, found in zip(judge_all(ledger, USUAL), more, strict=True):
        assert found.over >= less.over - 1e-6
        assert found.under <= less.under + 1e-6
        assert found.projected > less.projected


@given(seeds, st.sampled_from(list(Shape)[:4]), st.integers(0, DAYS))
@example(3873, Shape.EVEN, 29)
@few
def test_the_range_is_in_order_and_starts_at_what_is_spent(seed: int, shape: Shape, known: int) -> None:
    for found in judge_all(some(seed, known=known), Curve(shape)):
        assert 0 <= found.spent <= found.low <= found.projected <= found.high
        assert 0 <= found.under <= 1
        assert 0 <= found.over <= 1
        assert found.under + found.over <= 1 + 1e-9
        assert 0 <= found.probability <= 1


def test_the_surer_the_later() -> None:
    spread = [np.mean([one.high - one.low for one in judge_all(some(4, known=n), USUAL)]) for n in (3, 10, 20, 29)]
    assert spread == sorted(spread, reverse=True)


def test_when_all_days_are_over_the_end_is_what_was_spent() -> None:
    ledger = some(3, known=DAYS)
    for found, ends in zip(judge_all(ledger, USUAL), np.nansum(ledger.spend[:, -DAYS:], axis=1), strict=True):
        assert found.low == found.projected == found.high == found.spent == pytest.approx(ends)
        assert found.daily is None
        assert found.under in {0, 1}


def flat(daily: float, *, known: int = 5, before: float | None = None, budget: float = 3000.0) -> PaceJudgement:
    spend = np.full((1, HISTORY + DAYS), np.nan)
    spend[:, HISTORY : HISTORY + known] = daily
    if before is not None:
        spend[:, :HISTORY] = before
    return judge_all(Ledger(spend, -HISTORY, DAYS, 0, np.array([known]), np.array([budget])), USUAL)[0]


def test_a_steady_flight_lands_where_its_days_lead() -> None:
    for daily, verdict in ((100, PaceVerdict.ON), (75, PaceVerdict.UNDER), (130, PaceVerdict.OVER)):
        for before in (None, daily, 100):
            found = flat(daily, before=before)
            assert found.verdict is verdict
            assert found.projected == pytest.approx(daily * DAYS, rel=0.03)


def test_days_that_cost_nothing_lead_nowhere() -> None:
    for before in (None, 0.0, 100.0):
        found = flat(0.0, before=before)
        assert (found.verdict, found.daily) == (PaceVerdict.UNDER, pytest.approx(120))
        assert found.low == 0
        assert found.projected < 30


def test_weeks_that_cost_nothing_say_nothing_against_a_flight_that_runs() -> None:
    assert flat(100.0, before=0.0).verdict is PaceVerdict.ON


def test_nothing_known_is_said_to_be_on_pace_and_projects_nothing() -> None:
    found = flat(np.nan)
    assert (found.verdict, found.told, found.spent) == (PaceVerdict.ON, False, 0)
    assert np.isnan([found.projected, found.low, found.high]).all()
    assert found.daily == pytest.approx(100, rel=0.01)


def test_history_alone_projects_but_judges_nothing() -> None:
    found = flat(np.nan, known=0, before=200.0)
    assert (found.verdict, found.told) == (PaceVerdict.ON, False)
    assert found.projected > 4000


def test_one_stray_day_moves_the_projection_little() -> None:
    spend = np.full((2, HISTORY + DAYS), 100.0)
    spend[1, HISTORY + 2] = 260.0
    ledger = Ledger(spend, -HISTORY, DAYS, 0, np.array([5, 5]), np.array([3000.0, 3000.0]))
    calm, stray = judge_all(ledger, USUAL)
    assert stray.projected - calm.projected == pytest.approx(160, abs=60)


def test_weekends_off_are_learnt_and_not_taken_for_a_stop() -> None:
    weights = np.where(np.arange(HISTORY + DAYS) % 7 < 5, 1.4, 0.0)
    ledger = Ledger((100 * weights)[None, :], -HISTORY, DAYS, 0, np.array([7]), np.array([3080.0]))
    assert shares_of(ledger, USUAL)[0, 5:7].sum() < 0.005
    found = judge_all(ledger, USUAL)[0]
    assert found.verdict is PaceVerdict.ON
    assert found.projected == pytest.approx(3080, rel=0.03)


def test_what_is_told_need_not_be_learnt() -> None:
    drawn = flights(np.random.default_rng(1), 7, Kind(), 0)
    ahead = outlook(drawn.ledger(5), USUAL, (drawn.season, drawn.noise))
    assert ahead.usual[:, :7] == pytest.approx(
        drawn.season.weights * DAYS / drawn.season.at(np.arange(DAYS)).sum(1)[:, None]
    )


def test_on_flights_with_a_known_truth_it_does_what_it_promises() -> None:
    found = measure([77], KINDS[MAIN], 40)
    ours, peers = found["ours"], found["peers"]
    assert ours.false <= 0.10 < peers.false
    assert ours.missed <= 0.08
    assert ours.error <= 0.055 < peers.error
    assert 0.75 <= ours.held <= 0.88


@pytest.mark.parametrize("told", [True, False], ids=["with days before", "without"])
def test_who_is_told_of_waits_to_be_surer_where_no_day_before_is_known(told: bool) -> None:
    ledger = some(5, history=WEEKS if told else 0, number=400, known=4)
    border = SURE if told else SURE_ALONE
    found = judge_all(ledger, USUAL)
    assert {one.verdict is not PaceVerdict.ON for one in found if max(one.under, one.over) >= border} == {True}
    assert {one.verdict is not PaceVerdict.ON for one in found if max(one.under, one.over) < border} == {False}
    assert any(SURE <= max(one.under, one.over) < SURE_ALONE for one in found)


def test_of_budgets_that_may_end_anywhere_about_as_many_are_missed_as_are_told_of_wrongly() -> None:
    ours = measure([78], [replace(kind, anywhere=True) for kind in UNSEEN], 50)["ours"]
    assert ours.false <= 0.12
    assert ours.missed <= 0.13
