"""Which days stand beside which."""

from datetime import date

import pytest

from domain.comparison import Aligned, aligned, before, is_of_months, is_rolling, year_before
from domain.window import Window


def days(text):
    """`1001-1031`, of 2026 where no year is named: `20240201-0229`."""
    first, last = text.split("-")
    year = int(first[:-4] or 2026)
    start = date(year, int(first[-4:-2]), int(first[-2:]))
    return Window(start, date(int(last[:-4] or year), int(last[-4:-2]), int(last[-2:])))


@pytest.mark.parametrize(
    ("asked", "previous", "a_year_ago"),
    [
        ("1001-1031", "0901-0930", "20251001-1031"),
        ("1101-1115", "1001-1015", "20251101-1115"),
        ("0301-0331", "0201-0228", "20250301-0331"),
        ("0301-0330", "0201-0228", "20250301-0330"),
        ("20240201-0229", "20240101-0131", "20230201-0228"),
        ("20240201-0215", "20240101-0115", "20230201-0215"),
        ("0101-0131", "20251201-1231", "20250101-0131"),
        ("0101-1130", "20250101-1130", "20250101-1130"),
        ("0701-0930", "0401-0630", "20250701-0930"),
        ("0101-0331", "20251001-1231", "20250101-0331"),
        ("1109-1115", "1102-1108", "20251110-1116"),
    ],
)
def test_a_month_stands_beside_the_one_before_and_that_of_the_year_before(asked, previous, a_year_ago):
    assert before(days(asked)) == days(previous)
    assert year_before(days(asked)) == days(a_year_ago)


def test_what_people_call_a_month():
    assert all(is_of_months(days(text)) for text in ("1001-1031", "1101-1104", "0701-0930", "0101-1231"))
    assert not any(is_of_months(days(text)) for text in ("1002-1031", "1001-1115", "1109-1115"))


@pytest.mark.parametrize(
    ("asked", "today", "rolling"),
    [
        ("1201-1207", "1208", True),
        ("1201-1207", "1207", False),
        ("1201-1207", "1220", False),
        ("1101-1130", "1201", False),
    ],
)
def test_the_last_seven_days_are_no_month_on_the_eighth(asked, today, rolling):
    assert is_rolling(days(asked), days(f"{today}-{today}").start) is rolling


def test_flights_are_compared_on_common_days_else_day_by_day_from_their_first():
    assert aligned(days("1001-1115"), days("1101-1120")) == (days("1101-1115"), days("1101-1115"), Aligned.TOGETHER)
    autumn, spring = days("1001-1115"), days("0301-0531")
    assert aligned(autumn, spring) == (autumn, days("0301-0415"), Aligned.BY_DAY)
    assert aligned(spring, autumn) == (days("0301-0415"), autumn, Aligned.BY_DAY)
