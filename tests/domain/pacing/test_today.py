"""The ceiling of a day: what an interruption about today's spend waits for."""

from datetime import date, timedelta

import numpy as np
import pytest

from domain.money import MICRO, Money
from domain.pacing.curve import USUAL
from domain.pacing.outlook import outlook
from domain.pacing.pace import pace
from domain.pacing.today import ceilings
from domain.window import Window
from tests.simulate.budgets_flights import HEALTHY, Kind, flights

START = date(2026, 11, 1)
FLIGHT = Window(START, START + timedelta(days=29))


@pytest.mark.parametrize("kind", [Kind(), Kind(history=0), Kind(shape="overdelivery")], ids=["usual", "new", "bursts"])
def test_a_healthy_flight_seldom_meets_its_ceiling_and_a_day_of_four_times_the_usual_mostly_does(kind: Kind) -> None:
    drawn = flights(np.random.default_rng(42), 600, kind, 3)
    healthy = np.isin(drawn.share, HEALTHY)
    met, found = [], []
    for known in range(2, 30, 2):
        ledger = drawn.ledger(known)
        limit = ceilings(ledger, outlook(ledger, USUAL))[healthy, 0]
        today = drawn.spend[healthy, known - drawn.first]
        met.append(np.mean(today > limit))
        found.append(np.mean(4 * today > limit))
    assert np.mean(met) * 30 <= 0.05
    assert np.mean(found) >= 0.85


def ceiling(days: int, daily: int = 100) -> Money | None:
    spent = {START + timedelta(days=n): daily * MICRO for n in range(days)}
    return pace(Money.of(3000, "EUR"), FLIGHT, spent, START + timedelta(days=days)).ceiling


def test_a_steady_flight_may_cost_a_bit_more_than_twice_its_day() -> None:
    found = ceiling(12)
    assert found is not None
    assert 200 <= found.amount <= 260


def test_a_flight_that_is_far_behind_may_catch_up_with_twice_its_plan() -> None:
    found = ceiling(12, 20)
    assert found is not None
    assert 199 <= found.amount <= 201


def test_there_is_no_ceiling_before_the_first_day_is_over_nor_after_the_last() -> None:
    assert ceiling(0) is None
    assert ceiling(30) is None
    assert ceiling(29) is not None
