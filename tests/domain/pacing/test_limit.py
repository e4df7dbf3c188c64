"""Where what an account itself may still spend ends, the flight leads no further."""

from datetime import date, timedelta

import pytest

from domain.money import MICRO, Money
from domain.pacing.limit import Limit, limited
from domain.pacing.pace import Pace, PaceVerdict, pace
from domain.window import Window
from domain.words import Source

START = date(2026, 10, 1)
FLIGHT = Window(START, START + timedelta(days=29))
DONE = 10
FIRST = START + timedelta(days=DONE)
META, GOOGLE = Source.META, Source.GOOGLE_ADS


def plain(daily: int = 100) -> Pace:
    """A third of thirty days gone, at so much a day of the hundred that are planned."""
    spent = {START + timedelta(days=n): daily * MICRO for n in range(DONE)}
    return pace(Money.of(3000, "EUR"), FLIGHT, spent, FIRST)


def left(source: Source, amount: int) -> Limit:
    return Limit(source, Money.of(amount, "EUR"))


def test_a_flight_leads_no_further_than_its_account_may_spend() -> None:
    found = limited(plain(), [left(META, 600)], {META: 1.0}, FIRST)
    assert (found.projected, found.low, found.high) == (Money.of(1600, "EUR"), None, None), "there is no range left"
    assert (found.verdict, found.probability) == (PaceVerdict.UNDER, 1.0)
    assert found.held is not None
    assert (found.held.source, found.held.left) == (META, Money.of(600, "EUR"))
    assert abs((found.held.day - FIRST).days - 6) <= 1
    assert found.spent.micros + sum(one.micros for one in found.ahead) == pytest.approx(found.projected.micros, abs=100)
    assert found.ahead[-1] == Money(0, "EUR")
    assert found.daily_to_land is None, "what the account may not spend lands nowhere"


def test_another_platform_goes_on() -> None:
    found = limited(plain(), [left(META, 300)], {META: 0.5, GOOGLE: 0.5}, FIRST)
    assert float(found.projected.amount) == pytest.approx(1000 + 300 + 1000, rel=0.05)
    assert found.held is not None
    assert found.held.source is META
    assert found.ahead[-1].micros == pytest.approx(50 * MICRO, rel=0.2)
    assert found.daily_to_land is not None


def test_what_is_not_reached_changes_nothing() -> None:
    for limits, shares in (
        ([left(META, 9000)], {META: 1.0}),
        ([left(META, 1)], {GOOGLE: 1.0}),
        ([], {META: 1.0}),
    ):
        assert limited(plain(), limits, shares, FIRST) == plain()
    ended = pace(Money.of(3000, "EUR"), FLIGHT, {START: 5 * MICRO}, FLIGHT.end + timedelta(days=3))
    assert limited(ended, [left(META, 1)], {META: 1.0}, FIRST) == ended


def test_an_overrun_that_the_account_forbids_is_none() -> None:
    fast = plain(150)
    assert fast.verdict is PaceVerdict.OVER
    held = limited(fast, [left(META, 1500)], {META: 1.0}, FIRST)
    assert (held.verdict, held.over) == (PaceVerdict.ON, 0.0)
    assert held.projected == Money.of(3000, "EUR")


def test_of_what_is_used_up_nothing_comes_from_the_first_day_on() -> None:
    found = limited(plain(), [left(META, 0)], {META: 1.0}, FIRST)
    assert found.projected == found.spent
    assert found.held is not None
    assert found.held.day == FIRST
