"""Windows of days, and the words for them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidInput
from domain.window import MOST_DAYS, Window, local_day, parse_period

TODAY = date(2026, 11, 1)
START = date(2026, 10, 12)
DAYS = st.dates(date(2001, 1, 1), date(2099, 12, 31))


@given(DAYS, st.integers(1, 400))
def test_a_trailing_window_has_its_days_and_the_previous_one_touches_it(end: date, days: int) -> None:
    window = Window.trailing(end, days)
    before = window.previous()
    assert (window.days, window.end, before.days) == (days, end, days)
    assert before.end + timedelta(days=1) == window.start
    assert len(list(window)) == days
    assert all(day in window and day not in before for day in window)
    assert list(window) == sorted(set(window))


def test_a_window_that_ends_before_it_starts_is_empty() -> None:
    backwards = Window(TODAY, TODAY - timedelta(days=3))
    assert (backwards.days, list(backwards)) == (0, [])
    assert TODAY not in backwards


@pytest.mark.parametrize(
    ("instant", "zone", "day"),
    [
        (datetime(2026, 11, 1, 23, 30, tzinfo=UTC), "Europe/Madrid", date(2026, 11, 2)),
        (datetime(2026, 7, 1, 22, 30, tzinfo=UTC), "Europe/Madrid", date(2026, 7, 2)),
        (datetime(2026, 11, 1, 5, 30, tzinfo=UTC), "America/Mexico_City", date(2026, 10, 31)),
        (datetime(2026, 11, 1, 12, 0, tzinfo=UTC), "UTC", date(2026, 11, 1)),
    ],
)
def test_a_day_is_a_day_of_the_clients_time_zone(instant: datetime, zone: str, day: date) -> None:
    assert local_day(instant, zone) == day


YESTERDAY = Window(date(2026, 10, 31), date(2026, 10, 31))
WEEK = Window(date(2026, 10, 25), date(2026, 10, 31))
MONTH = Window(date(2026, 10, 1), date(2026, 10, 31))
ALL = Window(START, date(2026, 10, 31))


@pytest.mark.parametrize(
    ("typed", "window"),
    [
        ("7d", WEEK),
        (" 7D ", WEEK),
        ("1d", YESTERDAY),
        ("0d", YESTERDAY),
        ("30d", Window(date(2026, 10, 2), date(2026, 10, 31))),
        *((word, YESTERDAY) for word in ("yesterday", "ayer", "ahir")),
        *((word, Window(TODAY, TODAY)) for word in ("today", "hoy", "avui", "Hoy")),
        *((word, WEEK) for word in ("week", "semana", "setmana")),
        *((word, MONTH) for word in ("month", "mes")),
        *((word, ALL) for word in ("all", "todo", "tot")),
        ("2026-10-01..2026-10-31", MONTH),
        ("2026-10-31..2026-10-31", YESTERDAY),
        ("2024-02-29..2024-03-01", Window(date(2024, 2, 29), date(2024, 3, 1))),
    ],
)
def test_a_period_is_read_in_three_languages(typed: str, window: Window) -> None:
    assert parse_period(typed, TODAY, START) == window


@pytest.mark.parametrize(
    "typed",
    ["", "d", "7", "1000d", "-7d", "someday", "2026-10-31..2026-10-01", "2026-02-30..2026-03-01",
     "2026-10-01..", "0001-01-01..2026-01-01", "0001-01-01..0001-01-02", "2010-01-01..2026-01-01",
     "7th quarter", "noveno trimestre", "third half of october", "tercera quincena de octubre"],
)  # fmt: skip
def test_a_period_that_cannot_be_read_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_period(typed, TODAY, START)
    assert caught.value.code == "period"
    assert parse_period(caught.value.example, TODAY)


@pytest.mark.parametrize("start", [None, TODAY + timedelta(days=1)])
def test_all_needs_a_start_that_has_come(start: date | None) -> None:
    with pytest.raises(InvalidInput):
        parse_period("all", TODAY, start)


def test_all_of_a_campaign_that_begins_today_is_today() -> None:
    assert parse_period("all", TODAY, TODAY) == Window(TODAY, TODAY)


def test_the_longest_period_is_accepted_and_a_day_more_is_not() -> None:
    first = TODAY - timedelta(days=MOST_DAYS - 1)
    assert parse_period(f"{first}..{TODAY}", TODAY).days == MOST_DAYS
    with pytest.raises(InvalidInput):
        parse_period(f"{first - timedelta(days=1)}..{TODAY}", TODAY)


@given(DAYS, st.sampled_from(["7d", "1d", "999d", "week", "month", "ayer", "hoy", "all"]))
def test_no_named_period_reaches_into_the_future_and_each_has_a_window_before(today: date, word: str) -> None:
    window = parse_period(word, today, today - timedelta(days=5))
    assert window.days >= 1
    assert window.end <= today
    assert window.previous().days == window.days
