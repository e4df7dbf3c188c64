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
from domain.schedule import Every, next_run, occasion, reported
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


INSTANTS = st.integers(0, 6 * 366 * 24 * 60).map(lambda n: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=n))
everies = st.builds(
    Every,
    st.one_of(st.integers(0, 6).map(lambda n: (n,)), st.just(tuple(range(7))), st.just(tuple(range(5)))),
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
)


@given(everies)
def test_what_is_spelt_is_read_back(every: Every) -> None:
    assert Every.parse(every.spell()) == every


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
    ],
)
def test_what_comes_every_day_stays_away_while_people_rest_unless_it_was_asked_for(every: str, due: datetime) -> None:
    free = {date(2026, 12, n) for n in (5, 6, 7, 8)}
    friday = madrid(2026, 12, 4, 9, 0)
    assert next_run(Every.parse(every), MADRID, friday, free.__contains__) == due.astimezone(UTC)


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
    def flown(key: str, start: date, end: date) -> Campaign:
        return Campaign(key, "acme", key, Objective.LEADS, start, end, Money.of(1, "EUR"), "U0MAYA")

    both = [
        flown("otono", date(2026, 10, 1), date(2026, 11, 30)),
        flown("invierno", date(2026, 10, 20), date(2027, 1, 31)),
    ]
    assert [c.key for c in reported(Subscription("C0ACME", "status", "mon 09:00", named), both, day)] == keys
