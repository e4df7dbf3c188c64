"""An export beside what is stored: what is equal, and the cause of every difference."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.reconcile import Cause, Known, Numbers, Place, Row, Stored, are_equal, reconcile

FIRST = date(2026, 11, 1)
DAYS = tuple(FIRST + timedelta(days=n) for n in range(10))
NAMES = {"1": "Otoño"}
DAY = {"spend": Decimal(50), "impressions": Decimal(1000), "clicks": Decimal(40), "conversions": Decimal(4)}
KNOWN = Known(days=dict.fromkeys(DAYS, DAY), currency="EUR")
STORED = Stored({"1": KNOWN}, frozenset(DAYS), frozenset(DAYS))
Change = Callable[[date, Numbers], Numbers]


def export(change: Change = lambda _day, told: told) -> dict[Place, Numbers]:
    return {("1", day): change(day, DAY) for day in DAYS}


def causes(found: list[Row]) -> dict[Cause | None, int]:
    told: dict[Cause | None, int] = {}
    for row in found:
        told[row.cause] = told.get(row.cause, 0) + 1
    return told


def compared(stored: Stored = STORED, change: Change = lambda _day, told: told, currency: str = "EUR") -> list[Row]:
    return reconcile(export(change), NAMES, currency, stored)


def only(day: date, **numbers: int) -> Change:
    """Other numbers on one day."""
    other = {name: Decimal(value) for name, value in numbers.items()}
    return lambda one, told: {**told, **other} if one == day else told


def test_what_is_equal_has_no_cause() -> None:
    found = compared()
    assert causes(found) == {None: 40}
    assert found[0] == Row(FIRST, "Otoño", "spend", Decimal(50), Decimal(50), None, Decimal(50), "EUR", "EUR")


@pytest.mark.parametrize(
    ("theirs", "ours", "measure", "same"),
    [
        ("1000", "1000.99", "spend", True),
        ("1000", "1001.5", "spend", False),
        ("0.10", "0.104", "spend", True),
        ("3", "4", "clicks", False),
        ("0.33", "0.333", "conversions", True),
    ],
)
def test_a_thousandth_and_what_is_rounded_away_are_no_difference(
    theirs: str, ours: str, measure: str, *, same: bool
) -> None:
    assert are_equal(Decimal(theirs), Decimal(ours), measure) is same


def test_one_odd_number_is_not_explained_away() -> None:
    assert causes(compared(change=only(DAYS[3], spend=71))) == {None: 39, Cause.UNEXPLAINED: 1}
    assert causes(compared(change=only(DAYS[3], conversions=9))) == {None: 39, Cause.UNEXPLAINED: 1}


def test_what_was_said_of_the_day_before_is_restated() -> None:
    earlier = replace(KNOWN, earlier={DAYS[3]: [{**DAY, "conversions": Decimal(1)}]})
    found = compared(replace(STORED, campaigns={"1": earlier}), only(DAYS[3], conversions=1))
    assert causes(found) == {None: 39, Cause.RESTATED: 1}


def test_what_lies_between_two_readings_was_said_between_them() -> None:
    earlier = replace(KNOWN, earlier={DAYS[3]: [{**DAY, "conversions": Decimal(1)}, DAY]})
    found = compared(replace(STORED, campaigns={"1": earlier}), only(DAYS[3], conversions=3))
    assert causes(found) == {None: 39, Cause.RESTATED: 1}


def test_what_was_read_without_a_column_is_not_read_yet() -> None:
    less = {name: value for name, value in DAY.items() if name != "clicks"}
    found = compared(replace(STORED, campaigns={"1": Known(days=dict.fromkeys(DAYS, less), currency="EUR")}))
    assert causes(found) == {None: 30, Cause.NOT_READ_YET: 10}


def test_a_day_that_was_not_asked_for_lately_may_have_been_restated_within_reason() -> None:
    old = replace(STORED, fresh=frozenset(DAYS[5:]))
    assert causes(compared(old, only(DAYS[0], conversions=5))) == {None: 39, Cause.RESTATED: 1}
    assert causes(compared(old, only(DAYS[0], spend=500))) == {None: 39, Cause.UNEXPLAINED: 1}


def test_a_day_that_is_not_over_or_was_never_read_is_not_read_yet() -> None:
    some = replace(KNOWN, days=dict.fromkeys(DAYS[:9], DAY) | {DAYS[8]: {**DAY, "spend": Decimal(12)}})
    found = compared(Stored({"1": some}, frozenset(DAYS[:8]), frozenset(DAYS[:8])))
    assert causes(found) == {None: 35, Cause.NOT_READ_YET: 5}
    assert [row.ours for row in found if row.day == DAYS[9]] == [None] * 4


@pytest.mark.parametrize(
    ("stored", "cause"),
    [
        (Stored({}, connected=False), Cause.NOT_CONNECTED),
        (replace(STORED, campaigns={"1": replace(KNOWN, adopted=False)}), Cause.NOT_ADOPTED),
        (replace(STORED, campaigns={}), Cause.NEVER_SEEN),
    ],
)
def test_what_we_do_not_count_says_why(stored: Stored, cause: Cause) -> None:
    found = compared(stored)
    assert causes(found) == {cause: 40}
    assert {row.ours for row in found} == {None}


def test_programs_read_of_a_campaign_that_was_never_there_that_nobody_has_adopted_it() -> None:
    """It was called "removed at the platform", which had never had it."""
    assert Cause.NEVER_SEEN.code == "not_adopted"
    assert all(cause.code == cause.value for cause in Cause if cause is not Cause.NEVER_SEEN)


def test_a_removed_campaign_of_which_the_file_does_not_speak_is_told_of() -> None:
    gone = replace(STORED, campaigns={"1": KNOWN, "2": replace(KNOWN, removed=True), "3": KNOWN})
    found = compared(gone)
    assert causes(found) == {None: 40, Cause.REMOVED: 40}
    assert {row.campaign for row in found if row.cause} == {"2"}


def test_a_removed_campaign_stays_as_it_was_when_it_was_last_listed() -> None:
    gone = replace(STORED, campaigns={"1": replace(KNOWN, removed=True)})
    assert causes(compared(gone, only(DAYS[9], spend=71))) == {None: 39, Cause.REMOVED: 1}


def test_another_currency_concerns_the_money_alone() -> None:
    assert causes(compared(currency="USD")) == {None: 30, Cause.CURRENCY: 10}


def half(_day: date, told: Numbers) -> Numbers:
    return {**told, "conversions": told["conversions"] / 2}


def test_fewer_results_day_after_day_for_the_same_effort_are_another_attribution() -> None:
    assert causes(compared(change=half)) == {None: 30, Cause.ATTRIBUTION: 10}


def test_another_setting_changes_few_days_where_results_are_few() -> None:
    """Of one result a day a tenth is lost: on one day in ten nothing is left."""
    many = tuple(FIRST + timedelta(days=n) for n in range(60))
    one = {**DAY, "conversions": Decimal(1)}
    stored = Stored({"1": replace(KNOWN, days=dict.fromkeys(many, one))}, frozenset(many), frozenset(many))
    theirs = {("1", day): {**one, "conversions": Decimal(day.day % 10 != 0)} for day in many}
    assert causes(reconcile(theirs, NAMES, "EUR", stored)) == {None: 234, Cause.ATTRIBUTION: 6}


def test_whole_days_that_are_lost_are_no_setting() -> None:
    """Forty results a day, and none on three of sixty: no setting that counts most of the others does that."""
    many = tuple(FIRST + timedelta(days=n) for n in range(60))
    full = {**DAY, "conversions": Decimal(40)}
    stored = Stored({"1": replace(KNOWN, days=dict.fromkeys(many, full))}, frozenset(many), frozenset(many))
    lost = {many[7], many[20], many[41]}
    theirs = {("1", day): {**full, "conversions": Decimal(0 if day in lost else 40)} for day in many}
    assert causes(reconcile(theirs, NAMES, "EUR", stored)) == {None: 237, Cause.UNEXPLAINED: 3}


def test_what_the_platform_says_and_a_client_counts_otherwise_is_the_definition() -> None:
    without = {name: value for name, value in DAY.items() if name != "conversions"}
    for counted in ({**DAY, "conversions": Decimal(7)}, without):
        own = replace(KNOWN, days=dict.fromkeys(DAYS, counted), own=KNOWN.days)
        assert causes(compared(replace(STORED, campaigns={"1": own}))) == {None: 30, Cause.DEFINITION: 10}


def test_a_column_that_counts_nothing_of_it_counts_something_else() -> None:
    def none(_day: date, told: Numbers) -> Numbers:
        return {**told, "conversions": Decimal(0)}

    assert causes(compared(change=none)) == {None: 30, Cause.DEFINITION: 10}


def test_what_one_day_has_too_much_and_its_neighbour_lacks_is_another_time_zone() -> None:
    def shifted(day: date, told: Numbers) -> Numbers:
        by = Decimal("1.1") if day.day % 2 else Decimal("0.9")
        return {name: value * by for name, value in told.items()}

    assert causes(compared(change=shifted)) == {Cause.TIME_ZONE: 40}


def test_a_shift_of_one_measure_is_no_time_zone_where_another_grows() -> None:
    """70 € for 67 €, 55 € for 57 € and 5,000 impressions for 1,000 were all called another time zone."""

    def odd(day: date, told: Numbers) -> Numbers:
        by = Decimal("1.1") if day.day % 2 else Decimal("0.9")
        return {**told, "spend": told["spend"] * by, "impressions": told["impressions"] * 5}

    assert causes(compared(change=odd)) == {None: 20, Cause.UNEXPLAINED: 20}


def test_more_effort_day_after_day_is_no_time_zone() -> None:
    def more(_day: date, told: Numbers) -> Numbers:
        return {**told, "spend": told["spend"] * 2}

    assert causes(compared(change=more)) == {None: 30, Cause.UNEXPLAINED: 10}


def test_a_day_that_the_export_leaves_out_is_a_zero_where_we_have_something() -> None:
    theirs = {place: told for place, told in export().items() if place[1] != DAYS[4]}
    found = [row for row in reconcile(theirs, NAMES, "EUR", STORED) if row.day == DAYS[4]]
    assert [(row.theirs, row.cause) for row in found] == [(Decimal(0), Cause.UNEXPLAINED)] * 4
