"""When an update is due: wall-clock time of the client's zone, through both clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.entities import Campaign, Subscription
from domain.errors import InvalidInput
from domain.money import Money
from domain.schedule import Calendar, Every, days_of, is_timely, next_run, occasion, reported
from domain.window import Window
from domain.words import Objective

MADRID = "Europe/Madrid"
NINE = time(9)
NAMES = {
    0: ("mon", "monday", "lun", "lunes", "dl", "dilluns", "Lunes", "LUNES"),
    1: ("tue", "tuesday", "mar", "martes", "dt", "dimarts"),
    2: ("wed", "wednesday", "mie", "mié", "miercoles", "miércoles", "Mie\u0301rcoles", "dc", "dimecres"),
    3: ("thu", "thursday", "jue", "jueves", "dj", "dijous"),
    4: ("fri", "friday", "vie", "viernes", "dv", "divendres"),
    5: ("sat", "saturday", "sab", "sáb", "sabado", "sábado", "ds", "dissabte"),
    6: ("sun", "sunday", "dom", "domingo", "dg", "diumenge"),
}


@pytest.mark.parametrize(("weekday", "name"), [(day, name) for day, names in NAMES.items() for name in names])
def test_a_day_is_read_in_three_languages(weekday: int, name: str) -> None:
    assert Every.parse(f"{name} 09:00") == Every((weekday,), NINE)


@pytest.mark.parametrize(
    ("typed", "days"),
    [("daily", 7), ("diario", 7), ("diari", 7), ("weekdays", 5), ("laborables", 5), ("feiners", 5)],
)
def test_every_day_and_every_working_day_are_read(typed: str, days: int) -> None:
    assert Every.parse(f" {typed}  8.30 ") == Every(tuple(range(days)), time(8, 30))


@pytest.mark.parametrize("clock", ["9:05", "09:05", "9.05", "9h05"])
def test_a_time_is_read_as_people_write_it(clock: str) -> None:
    assert Every.parse(f"mon {clock}").at == time(9, 5)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "mon",
        "09:00",
        "mon 9",
        "mon 24:00",
        "mon 09:60",
        "someday 09:00",
        "mon 009:00",
        "mon tue 09:00",
        "mon 09:00 x",
    ],
)
def test_a_schedule_that_cannot_be_read_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        Every.parse(typed)
    assert caught.value.code == "every"
    assert Every.parse(caught.value.example)


LONG_WEEKEND = Calendar({date(2026, 12, 7), date(2026, 12, 8)}, weekends=True)
INSTANTS = st.integers(0, 6 * 366 * 24 * 60).map(lambda n: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=n))
everies = st.builds(
    Every,
    st.one_of(st.integers(0, 6).map(lambda n: (n,)), st.just(tuple(range(7))), st.just(tuple(range(5)))),
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
)


@given(everies)
def test_what_is_spelt_is_read_back(every: Every) -> None:
    assert Every.parse(every.spell()) == every


def flown(key: str, start: date, end: date) -> Campaign:
    return Campaign(key, "acme", key, Objective.LEADS, start, end, Money.of(1, "EUR"), "U0MAYA")


def madrid(*parts: int, fold: int = 0) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo(MADRID), fold=fold)


@pytest.mark.parametrize(
    ("every", "after", "due"),
    [
        ("mon 09:00", madrid(2026, 11, 1, 12, 0), madrid(2026, 11, 2, 9, 0)),
        ("mon 09:00", madrid(2026, 11, 2, 8, 59), madrid(2026, 11, 2, 9, 0)),
        ("mon 09:00", madrid(2026, 11, 2, 9, 0), madrid(2026, 11, 9, 9, 0)),
        ("mon 09:00", madrid(2026, 11, 2, 9, 1), madrid(2026, 11, 9, 9, 0)),
        ("daily 08:30", madrid(2026, 11, 6, 8, 30), madrid(2026, 11, 7, 8, 30)),
        ("weekdays 09:00", madrid(2026, 11, 6, 9, 0), madrid(2026, 11, 9, 9, 0)),
        ("weekdays 09:00", madrid(2026, 11, 5, 9, 0), madrid(2026, 11, 6, 9, 0)),
        ("sun 00:00", madrid(2026, 11, 7, 23, 59), madrid(2026, 11, 8, 0, 0)),
        ("thu 09:00", madrid(2026, 12, 31, 10, 0), madrid(2027, 1, 7, 9, 0)),
        ("mon 09:00", madrid(2026, 3, 23, 9, 0), madrid(2026, 3, 30, 9, 0)),
        ("mon 09:00", madrid(2026, 10, 19, 9, 0), madrid(2026, 10, 26, 9, 0)),
        ("daily 02:30", madrid(2026, 3, 28, 12, 0), madrid(2026, 3, 29, 3, 30)),
        ("daily 02:30", madrid(2026, 3, 29, 3, 30), madrid(2026, 3, 30, 2, 30)),
        ("daily 02:30", madrid(2026, 10, 24, 12, 0), madrid(2026, 10, 25, 2, 30)),
        ("daily 02:30", madrid(2026, 10, 25, 2, 30), madrid(2026, 10, 26, 2, 30)),
        ("daily 02:30", madrid(2026, 10, 25, 2, 10, fold=1), madrid(2026, 10, 26, 2, 30)),
    ],
)
def test_the_next_run_keeps_the_wall_clock_through_clock_changes(every: str, after: datetime, due: datetime) -> None:
    found = next_run(Every.parse(every), MADRID, after.astimezone(UTC))
    assert found == due.astimezone(UTC)
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    ("every", "due"),
    [
        ("daily 08:30", madrid(2026, 12, 9, 8, 30)),
        ("diari 08:30", madrid(2026, 12, 9, 8, 30)),
        ("weekdays 08:30", madrid(2026, 12, 9, 8, 30)),
        ("always 08:30", madrid(2026, 12, 5, 8, 30)),
        ("siempre 08:30", madrid(2026, 12, 5, 8, 30)),
        ("sat 08:30", madrid(2026, 12, 5, 8, 30)),
        ("mon 08:30", madrid(2026, 12, 9, 8, 30)),
        ("thu 08:30", madrid(2026, 12, 10, 8, 30)),
    ],
)
def test_what_comes_every_day_stays_away_while_people_rest_and_what_comes_once_a_week_comes_after(
    every: str, due: datetime
) -> None:
    friday = madrid(2026, 12, 4, 9, 0)
    assert next_run(Every.parse(every), MADRID, friday, LONG_WEEKEND) == due.astimezone(UTC)


def test_what_was_put_off_comes_once_and_the_next_week_as_ever() -> None:
    monday = Every.parse("mon 08:30")
    runs = [madrid(2026, 11, 30, 8, 30)]
    for _ in range(2):
        runs.append(next_run(monday, MADRID, runs[-1], LONG_WEEKEND).astimezone(ZoneInfo(MADRID)))
    assert [run.day for run in runs] == [30, 9, 14]
    assert monday.meant(date(2026, 12, 9)) == date(2026, 12, 7)


@pytest.mark.parametrize(
    ("every", "after", "due"),
    [
        ("monthly 09:00", madrid(2026, 11, 16, 9, 0), madrid(2026, 12, 1, 9, 0)),
        ("mensual 09:00", madrid(2026, 12, 1, 9, 0), madrid(2027, 1, 4, 9, 0)),
        ("monthly 09:00", madrid(2026, 12, 31, 9, 0), madrid(2027, 1, 4, 9, 0)),
        ("monthly 09:00", madrid(2027, 1, 4, 8, 59), madrid(2027, 1, 4, 9, 0)),
        ("settled 09:00", madrid(2026, 11, 16, 9, 0), madrid(2026, 12, 4, 9, 0)),
        ("consolidat 09:00", madrid(2026, 12, 4, 9, 0), madrid(2027, 1, 4, 9, 0)),
    ],
)
def test_once_a_month_is_its_first_day_of_work_or_the_first_on_which_the_month_before_is_final(
    every: str, after: datetime, due: datetime
) -> None:
    known = Calendar({date(2027, 1, 1), *LONG_WEEKEND.holidays}, weekends=True)
    assert next_run(Every.parse(every), MADRID, after.astimezone(UTC), known) == due.astimezone(UTC)


@pytest.mark.parametrize(
    ("every", "due", "told"),
    [
        ("mon 09:00", date(2026, 11, 16), (date(2026, 11, 9), date(2026, 11, 15))),
        ("mon 09:00", date(2026, 12, 9), (date(2026, 11, 30), date(2026, 12, 6))),
        ("fri 09:00", date(2026, 11, 20), (date(2026, 11, 13), date(2026, 11, 19))),
        ("monthly 09:00", date(2026, 12, 1), (date(2026, 11, 1), date(2026, 11, 30))),
        ("settled 09:00", date(2027, 1, 4), (date(2026, 12, 1), date(2026, 12, 31))),
        ("daily 09:00", date(2026, 11, 18), (date(2026, 11, 17), date(2026, 11, 17))),
        ("daily 09:00", date(2026, 11, 16), (date(2026, 11, 13), date(2026, 11, 15))),
        ("weekdays 09:00", date(2026, 12, 9), (date(2026, 12, 4), date(2026, 12, 8))),
        ("always 09:00", date(2026, 11, 16), (date(2026, 11, 15), date(2026, 11, 15))),
    ],
)
def test_the_days_of_an_update_follow_its_rhythm(every: str, due: date, told: tuple[date, date]) -> None:
    assert Every.parse(every).window(due, LONG_WEEKEND) == Window(*told)


def test_a_campaign_is_told_of_on_the_days_of_its_flight() -> None:
    one, november = (
        flown("otono", date(2026, 11, 10), date(2026, 12, 20)),
        Window(date(2026, 11, 1), date(2026, 11, 30)),
    )
    assert days_of(one, november, date(2026, 12, 1)) == Window(date(2026, 11, 10), date(2026, 11, 30))
    ended = flown("otono", date(2026, 10, 1), date(2026, 11, 12))
    assert days_of(ended, november, date(2026, 12, 1)) == Window(date(2026, 11, 1), date(2026, 11, 12))
    week = Window(date(2026, 11, 9), date(2026, 11, 15))
    assert days_of(ended, week, date(2026, 11, 16)) == Window(date(2026, 10, 1), date(2026, 11, 12))


@pytest.mark.parametrize(("today", "timely"), [(date(2026, 12, 31), True), (date(2027, 1, 1), False)])
def test_a_month_is_told_of_in_the_month_after_it(today: date, timely: bool) -> None:
    assert is_timely(Every.parse("monthly 09:00"), date(2026, 12, 1), today) is timely


def test_an_hour_differs_by_an_hour_in_utc_between_winter_and_summer() -> None:
    nine = Every.parse("daily 09:00")
    assert next_run(nine, MADRID, datetime(2026, 3, 28, tzinfo=UTC)).hour == 8
    assert next_run(nine, MADRID, datetime(2026, 3, 29, tzinfo=UTC)).hour == 7


def exists(local: datetime) -> bool:
    return local.astimezone(UTC).astimezone(local.tzinfo).replace(fold=0) == local


@given(
    everies,
    st.sampled_from([MADRID, "America/Mexico_City", "America/Santiago", "Asia/Kolkata", "UTC", "Australia/Lord_Howe"]),
    INSTANTS,
)
def test_a_run_is_in_the_future_within_eight_days_and_at_its_wall_clock_time(
    every: Every, zone: str, after: datetime
) -> None:
    due = next_run(every, zone, after)
    local = due.astimezone(ZoneInfo(zone))
    planned = datetime.combine(local.date(), every.at, ZoneInfo(zone))
    assert after < due <= after + timedelta(days=8)
    if exists(planned):
        assert (local.weekday() in every.weekdays, local.time()) == (True, every.at)
    else:
        assert timedelta(0) < local.replace(tzinfo=None) - planned.replace(tzinfo=None) <= timedelta(hours=1)


@given(everies, INSTANTS)
def test_runs_follow_one_another_and_no_day_has_two(every: Every, after: datetime) -> None:
    runs = [after]
    for _ in range(10):
        runs.append(next_run(every, MADRID, runs[-1]))
    days = [run.astimezone(ZoneInfo(MADRID)).date() for run in runs[1:]]
    assert len(set(days)) == 10
    gaps = {(later - earlier).days for earlier, later in pairwise(days)}
    assert gaps <= ({7} if len(every.weekdays) == 1 else {1} if len(every.weekdays) == 7 else {1, 3})


@pytest.mark.parametrize(
    ("day", "more", "key"),
    [
        (date(2026, 11, 16), (), "status:C0ACME:2026-W47-1"),
        (date(2026, 11, 22), ("acme-otono", 3), "status:C0ACME:2026-W47-7:acme-otono:3"),
        (date(2027, 1, 1), (), "status:C0ACME:2026-W53-5"),
    ],
)
def test_an_occasion_is_named_by_its_due_date(day: date, more: tuple[object, ...], key: str) -> None:
    assert occasion("status", "C0ACME", day, *more) == key


@pytest.mark.parametrize(
    ("day", "named", "keys"),
    [
        (date(2026, 9, 30), (), []),
        (date(2026, 10, 1), (), ["otono"]),
        (date(2026, 11, 1), (), ["otono", "invierno"]),
        (date(2026, 11, 1), ("invierno", "gone"), ["invierno"]),
        (date(2026, 12, 7), (), ["otono", "invierno"]),
        (date(2026, 12, 8), (), ["invierno"]),
    ],
)
def test_an_update_speaks_of_its_campaigns_from_their_start_until_a_week_after_their_end(
    day: date, named: tuple[str, ...], keys: list[str]
) -> None:
    both = [
        flown("otono", date(2026, 10, 1), date(2026, 11, 30)),
        flown("invierno", date(2026, 10, 20), date(2027, 1, 31)),
    ]
    told = Every.parse("daily 09:00").window(day)
    assert [c.key for c in reported(Subscription("C0ACME", "status", "daily 09:00", named), both, told, day)] == keys


def test_a_monthly_update_speaks_of_the_campaigns_of_the_month_that_is_over() -> None:
    ran, began = (
        flown("otono", date(2026, 10, 1), date(2026, 11, 2)),
        flown("nadal", date(2026, 12, 1), date(2027, 1, 6)),
    )
    november = Window(date(2026, 11, 1), date(2026, 11, 30))
    wanted = Subscription("C0ACME", "status", "monthly 09:00")
    assert reported(wanted, [ran, began], november, date(2026, 12, 1)) == [ran]
