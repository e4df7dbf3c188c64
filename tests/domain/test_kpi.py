"""The catalogue, row by row, and readings from sums."""

from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidInput
from domain.facts import CrmDay, DaySums
from domain.kpi import CATALOGUE, FOR_OBJECTIVE, Direction, Kpi, Reading, Totals, Undefined, Unit, get, read, total
from domain.money import MICRO, Rates
from domain.names import fold
from domain.words import Claim, Objective, Source
from tests.domain.example import ad_day, crm_day

DAY = date(2026, 11, 2)
EUROS = Rates({})
RATES = Rates({"USD": {DAY: Decimal("0.90"), DAY + timedelta(days=1): Decimal("0.50")}})
EVERY = pytest.mark.parametrize("kpi", CATALOGUE.values(), ids=CATALOGUE)
FULL = total([ad_day(DAY, downloads_micros=10 * MICRO)], [crm_day(DAY)], EUROS, "EUR", has_crm=True)
FULL = replace(FULL, expected_spend=125 * MICRO)


def test_the_catalogue_has_the_keys_that_are_promised() -> None:
    promised = (
        "impressions, clicks, ctr, cpc, cpm, spend, conversions, cvr, cpa, leads, cpl, "
        "downloads, cost_per_download, revenue, roas, mqls, "
        "cost_per_mql, lead_to_mql, sqls, cost_per_sql, mql_to_sql, new_customers, cost_per_customer, "
        "lead_to_customer, sql_to_customer, pace"
    )
    assert ", ".join(CATALOGUE) == promised


@EVERY
def test_a_kpi_has_a_name_in_each_language_and_sums_to_be_made_of(kpi: Kpi) -> None:
    known = {field.name for field in fields(Totals)}
    assert all(name.strip() == name and name for name in kpi.names)
    assert kpi.numerator in known
    assert kpi.denominator in known | {""}
    assert kpi.additive == (kpi.denominator == "")
    assert kpi.per >= 1
    assert not kpi.crm_only or kpi.from_crm


UNCOUNTED = dict.fromkeys(("downloads", "cost_per_download"), Undefined.NOT_COUNTED)
SPEECHLESS = replace(
    ad_day(DAY), impressions=None, clicks=None, conversions_micros=None, value_micros=None, leads_micros=None
)


@EVERY
def test_what_a_source_does_not_say_is_undefined_and_never_zero_or_a_part_of_the_sum(kpi: Kpi) -> None:
    rows = [ad_day(DAY), SPEECHLESS]
    for days in (rows, rows[::-1], rows[1:]):
        found = read(kpi.key, replace(total(days, [], EUROS, "EUR", has_crm=False), expected_spend=125 * MICRO))
        if kpi.key in {"spend", "pace"}:
            assert found.value is not None
        else:
            assert (found.value, found.why) == (
                None,
                Undefined.NO_SOURCE if kpi.crm_only else UNCOUNTED.get(kpi.key, Undefined.NOT_SAID),
            )


def test_downloads_of_days_of_which_some_were_not_read_by_action_are_no_sum() -> None:
    told, silent = ad_day(DAY, downloads_micros=4 * MICRO), ad_day(DAY)
    for days, why in (([told, silent], Undefined.NOT_SAID), ([silent], Undefined.NOT_COUNTED), ([told], None)):
        sums = total(days, [], EUROS, "EUR", has_crm=True)
        assert [read(key, sums).why for key in UNCOUNTED] == [why, why]


def test_a_crm_speaks_where_a_platform_does_not() -> None:
    sums = total([SPEECHLESS], [crm_day(DAY)], EUROS, "EUR", has_crm=True)
    assert read("cpl", sums).value is not None
    assert read("roas", sums).value is not None
    assert read("cvr", sums).why is Undefined.NOT_SAID
    silent = total([SPEECHLESS], [], EUROS, "EUR", has_crm=True, crm_answered=False)
    assert read("leads", silent).why is Undefined.NO_DATA


@EVERY
def test_a_kpi_is_found_by_its_key_and_by_its_names_in_any_case(kpi: Kpi) -> None:
    for typed in (kpi.key, kpi.key.upper(), kpi.key.replace("_", "-"), f" {kpi.key} ", *kpi.names):
        assert get(typed) is kpi
        assert get(fold(typed)) is kpi


@EVERY
def test_what_costs_money_goes_down_and_what_pays_goes_up(kpi: Kpi) -> None:
    cost = kpi.unit is Unit.MONEY and not kpi.additive
    assert (kpi.direction is Direction.DOWN) == cost


def test_an_unknown_kpi_is_refused_and_the_known_ones_are_told() -> None:
    with pytest.raises(InvalidInput) as caught:
        get("virality")
    assert caught.value.code == "kpi"
    assert caught.value.example.split(", ") == list(CATALOGUE)


@pytest.mark.parametrize("objective", Objective)
def test_each_objective_chooses_five_kpis_of_the_catalogue(objective: Objective) -> None:
    chosen = FOR_OBJECTIVE[objective]
    assert len(set(chosen)) == 5
    assert set(chosen) <= CATALOGUE.keys() - {"pace"}


@pytest.mark.parametrize(
    ("key", "value", "currency", "claim"),
    [
        ("impressions", "1000", None, Claim.PLATFORM),
        ("clicks", "50", None, Claim.PLATFORM),
        ("ctr", "0.05", None, Claim.PLATFORM),
        ("cpc", "2", "EUR", Claim.PLATFORM),
        ("cpm", "100", "EUR", Claim.PLATFORM),
        ("spend", "100", "EUR", Claim.PLATFORM),
        ("conversions", "5", None, Claim.PLATFORM),
        ("cvr", "0.1", None, Claim.PLATFORM),
        ("cpa", "20", "EUR", Claim.PLATFORM),
        ("leads", "4", None, Claim.CRM),
        ("cpl", "25", "EUR", Claim.CRM),
        ("downloads", "10", None, Claim.PLATFORM),
        ("cost_per_download", "10", "EUR", Claim.PLATFORM),
        ("revenue", "300", "EUR", Claim.CRM),
        ("roas", "3", None, Claim.CRM),
        ("mqls", "2", None, Claim.CRM),
        ("cost_per_mql", "50", "EUR", Claim.CRM),
        ("lead_to_mql", "0.5", None, Claim.CRM),
        ("sqls", "1", None, Claim.CRM),
        ("cost_per_sql", "100", "EUR", Claim.CRM),
        ("mql_to_sql", "0.5", None, Claim.CRM),
        ("sql_to_customer", "1", None, Claim.CRM),
        ("new_customers", "1", None, Claim.CRM),
        ("cost_per_customer", "100", "EUR", Claim.CRM),
        ("lead_to_customer", "0.25", None, Claim.CRM),
        ("pace", "0.8", None, Claim.PLATFORM),
    ],
)
def test_each_formula_gives_what_one_gets_by_hand(key: str, value: str, currency: str | None, claim: Claim) -> None:
    reading = read(key, FULL)
    assert (reading.value, reading.currency, reading.claim, reading.why) == (Decimal(value), currency, claim, None)
    assert reading.kpi == key


def test_without_a_crm_the_platforms_claims_stand_and_say_so() -> None:
    totals = total([ad_day(DAY, leads_micros=8 * MICRO)], [], EUROS, "EUR", has_crm=False)
    assert read("leads", totals) == Reading("leads", Decimal(8), Decimal(8), None, None, Claim.PLATFORM)
    assert read("roas", totals).value == 2
    for key in ("mqls", "cost_per_sql", "mql_to_sql", "new_customers", "cost_per_customer", "lead_to_customer"):
        assert read(key, totals).why is Undefined.NO_SOURCE


def test_fractional_conversions_stay_fractions() -> None:
    totals = total([ad_day(DAY, conversions_micros=2_500_000)], [], EUROS, "EUR", has_crm=False)
    assert read("conversions", totals).value == Decimal("2.5")
    assert read("cpa", totals).value == 40


@EVERY
def test_no_rows_are_no_data_and_never_zero(kpi: Kpi) -> None:
    for answered in (True, False):
        nothing = total([], [], EUROS, "EUR", has_crm=not answered, crm_answered=answered)
        reading = read(kpi.key, nothing)
        assert reading.value is None
        assert reading.why in {Undefined.NO_DATA, Undefined.NO_SOURCE, Undefined.NOT_COUNTED}


def test_why_nothing_is_known_can_be_that_nothing_has_begun() -> None:
    assert read("spend", Totals("EUR", silence=Undefined.NOT_STARTED)).why is Undefined.NOT_STARTED


CRM_KEYS = [key for key, kpi in CATALOGUE.items() if kpi.from_crm]


@pytest.mark.parametrize("key", CRM_KEYS)
def test_a_crm_that_has_not_answered_leaves_its_kpis_undefined_though_the_platforms_claim_some(key: str) -> None:
    silent = total([ad_day(DAY)], [], EUROS, "EUR", has_crm=True, crm_answered=False)
    reading = read(key, silent)
    assert (reading.value, reading.why, reading.claim) == (None, Undefined.NO_DATA, Claim.CRM)
    assert read("spend", silent).value == 100


def test_a_crm_that_answered_and_counts_nothing_says_an_honest_zero() -> None:
    totals = total([ad_day(DAY)], [], EUROS, "EUR", has_crm=True)
    assert [read(key, totals).value for key in ("leads", "revenue", "new_customers", "roas")] == [0, 0, 0, 0]
    assert read("cpl", totals).why is Undefined.NO_DENOMINATOR
    assert (read("cpl", totals).numerator, read("cpl", totals).denominator) == (100, 0)


@EVERY
def test_a_zero_denominator_is_undefined_and_keeps_its_parts(kpi: Kpi) -> None:
    if kpi.additive:
        assert read(kpi.key, replace(FULL, **{kpi.numerator: 0})).value == 0
        return
    reading = read(kpi.key, replace(FULL, **{kpi.denominator: 0}))
    assert (reading.value, reading.why, reading.denominator) == (None, Undefined.NO_DENOMINATOR, 0)
    assert reading.numerator is not None


def test_each_day_is_converted_at_its_own_rate() -> None:
    rows = [ad_day(DAY, currency="USD"), ad_day(DAY + timedelta(days=1), currency="USD"), ad_day(DAY)]
    totals = total(rows, [], RATES, "EUR", has_crm=False)
    assert read("spend", totals).value == 90 + 50 + 100
    assert read("revenue", totals).value == 180 + 100 + 200


def test_money_without_a_rate_is_undefined_while_counts_stand() -> None:
    totals = total([ad_day(DAY), ad_day(DAY, currency="COP")], [crm_day(DAY)], RATES, "EUR", has_crm=True)
    assert totals.spend is None
    assert {key for key in CATALOGUE if read(key, totals).why is Undefined.NO_RATE} == {
        *("spend", "cpc", "cpm", "cpa", "cpl", "roas", "cost_per_mql", "cost_per_sql", "cost_per_customer", "pace")
    }
    assert read("clicks", totals).value == 100
    assert read("revenue", totals).value == 300


def test_a_deal_in_a_currency_without_a_rate_takes_only_the_revenue_away() -> None:
    totals = total([ad_day(DAY)], [crm_day(DAY), crm_day(DAY, currency="COP")], RATES, "EUR", has_crm=True)
    assert {key for key in CATALOGUE if read(key, totals).why is Undefined.NO_RATE} == {"revenue", "roas"}
    assert read("cpl", totals).value == Decimal("12.5")


def test_a_currency_without_a_rate_does_no_harm_where_nothing_is_to_be_converted() -> None:
    idle = ad_day(DAY, currency="COP", spend_micros=0, value_micros=0)
    assert read("spend", total([ad_day(DAY), idle], [], RATES, "EUR", has_crm=False)).value == 100


counts, amounts = st.integers(0, 10**6), st.integers(0, 10**12)
days = st.dates(DAY, DAY + timedelta(days=20))
ads = st.builds(
    DaySums, days, st.sampled_from([Source.META, Source.CSV]), st.sampled_from(["EUR", "USD"]),
    counts, counts, amounts, amounts, amounts, amounts, amounts,
)  # fmt: skip
outcomes = st.builds(CrmDay, days, st.sampled_from(["EUR", "USD"]), counts, counts, amounts)


@given(st.lists(st.tuples(ads, st.integers(0, 2)), min_size=1), st.lists(st.tuples(outcomes, st.integers(0, 2))))
def test_a_reading_over_a_partition_equals_the_reading_over_the_whole(
    rows: list[tuple[DaySums, int]], won: list[tuple[CrmDay, int]]
) -> None:
    whole = total([row for row, _ in rows], [row for row, _ in won], RATES, "EUR", has_crm=True)
    parts = [
        total([r for r, n in rows if n == part], [r for r, n in won if n == part], RATES, "EUR", has_crm=True)
        for part in range(3)
    ]
    for key, kpi in CATALOGUE.items():
        if key == "pace":
            continue
        readings = [read(key, part) for part in parts]
        top = sum(reading.numerator or 0 for reading in readings)
        bottom = sum(reading.denominator or 0 for reading in readings)
        expected = top if kpi.additive else top / bottom if bottom else None
        assert read(key, whole).value == expected


def test_a_ratio_is_never_a_mean_of_ratios() -> None:
    small, large = ad_day(DAY, impressions=10, clicks=5), ad_day(DAY, impressions=990, clicks=5)
    assert read("ctr", total([small, large], [], EUROS, "EUR", has_crm=False)).value == Decimal("0.01")


def test_leads_may_be_the_platforms_though_a_crm_counts_them_too() -> None:
    rows, won = [ad_day(DAY, leads_micros=8 * MICRO)], [crm_day(DAY)]
    usual = total(rows, won, EUROS, "EUR", has_crm=True)
    theirs = total(rows, won, EUROS, "EUR", has_crm=True, by_crm=())
    assert (read("leads", theirs).value, read("leads", theirs).claim) == (8, Claim.PLATFORM)
    assert read("cpl", theirs).claim is Claim.PLATFORM
    for key in ("revenue", "new_customers", "lead_to_customer", "lead_to_mql"):
        assert read(key, theirs) == read(key, usual)
