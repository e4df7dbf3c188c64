"""A total is a goal of the flight: so far, what comes and what is needed a day, and whether and when it is reached."""

from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from domain.course import Course, course
from domain.window import Window

FLIGHT = Window(date(2026, 10, 1), date(2026, 12, 9))
DAY = timedelta(days=1)


def led(target: int, *came: int, flight: Window = FLIGHT) -> Course:
    """So many results on each day from the first on."""
    by_day = {flight.start + n * DAY: Decimal(number) for n, number in enumerate(came)}
    return course(Decimal(target), by_day, flight, flight.start + (len(came) - 1) * DAY)


def test_what_was_reached_stays_reached_whatever_the_last_week_brings() -> None:
    """“12 leads by now, where the goal (leads ≥ 300) asks for 14”, of a campaign that had 374."""
    found = led(300, *([10] * 37), *([2] * 7))
    assert (found.so_far, found.reached_on, found.met) == (384, FLIGHT.start + 29 * DAY, True)
    assert found.needed is None


def test_before_that_what_must_come_a_day_is_held_against_what_comes() -> None:
    found = led(500, *([8] * 50))
    assert found.comes is not None
    assert (found.so_far, found.needed, round(found.comes)) == (400, 5, 8)
    assert found.met is True
    assert found.share == Decimal("0.8")
    assert round(found.share_of_time, 2) == Decimal("0.71")


def test_a_total_that_cannot_be_reached_any_more_is_missed_with_its_range() -> None:
    found = led(1_000, *([8] * 50))
    assert found.met is False
    assert found.low is not None
    assert found.high is not None
    assert found.projected is not None
    assert 500 < found.low < found.projected < found.high < 640
    assert found.low > found.so_far


def test_nothing_is_said_of_the_end_in_the_first_days() -> None:
    assert (led(300, 1, 2, 0).met, led(300, 1, 2, 0).projected) == (None, None)
    assert led(300, *([4] * 9)).projected is not None


def test_at_the_end_it_was_reached_or_not() -> None:
    days = FLIGHT.days
    assert (led(700, *([10] * days)).met, led(701, *([10] * days)).met) == (True, False)
    assert led(701, *([10] * days)).has_ended


def test_what_is_still_to_come_counts_for_the_end_and_not_for_what_has_come() -> None:
    by_day = {FLIGHT.start + n * DAY: Decimal(8 if n < 45 else 4) for n in range(50)}
    late = {FLIGHT.start + n * DAY: 0.5 for n in range(45, 50)}
    until = FLIGHT.start + 49 * DAY
    plain = course(Decimal(530), by_day, FLIGHT, until)
    waits = course(Decimal(530), by_day, FLIGHT, until, late)
    assert plain.so_far == waits.so_far == 380
    assert plain.projected is not None
    assert waits.projected is not None
    assert waits.projected > plain.projected + 15


def test_the_range_holds_the_end_in_about_four_cases_of_five() -> None:
    rng, held, number = np.random.default_rng(11), 0, 400
    for _ in range(number):
        rate, gone = float(np.exp(rng.uniform(np.log(0.7), np.log(20)))), int(rng.integers(14, 60))
        came = rng.poisson(rate, FLIGHT.days)
        found = led(int(rate * FLIGHT.days * 1.2) + 1, *came[:gone].tolist())
        assert found.low is not None
        assert found.high is not None
        held += found.low <= Decimal(int(came.sum())) <= found.high
    assert 0.72 < held / number < 0.93
