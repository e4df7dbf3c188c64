"""Proposed goals: the median of one's own weeks, else the newest trustworthy figure of the industry."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.entities import Comparator, Goal
from domain.kpi import Totals
from domain.money import Rates
from domain.proposals import Benchmark, Market, from_history, from_industry, industries, weeks_before
from domain.words import Objective, Origin, Source
from storage.facts import benchmarks

TODAY = date(2026, 11, 16)
EURO = Rates({"USD": {TODAY - timedelta(days=3): Decimal("0.9")}})
GOOGLE = (Source.GOOGLE_ADS,)
TABLE = benchmarks.load()


def week(spend: int, leads: int | None) -> Totals:
    micros = None if leads is None else leads * 10**6
    return Totals("EUR", 10_000, 500, spend * 10**6, conversions=micros, leads=micros)


def weeks(*totals: Totals) -> list:
    return list(zip(weeks_before(TODAY), totals, strict=False))


def row(**changed: object) -> Benchmark:
    told = {"values": {"cpl": Decimal(50)}, "confidence": "high", "period": "2025-04..2026-03", "industry": "ALL"}
    given = {**told, **changed}
    return Benchmark(Source.GOOGLE_ADS, "search", region="US", origin="a report", **given)  # type: ignore[arg-type]


def test_the_weeks_are_whole_ones_before_today() -> None:
    found = weeks_before(TODAY)
    assert (found[0].start, found[0].end) == (date(2026, 11, 9), date(2026, 11, 15))
    assert len(found) == 13
    assert all(one.days == 7 for one in found)


def test_the_median_week_is_proposed_with_its_weeks_and_origin() -> None:
    found = from_history(weeks(week(100, 4), week(90, 3), week(1000, 10), week(80, 4), week(100, 5)), Objective.LEADS)
    cpl = next(one for one in found if one.goal.kpi == "cpl")
    assert cpl.goal == Goal("cpl", Comparator.LE, Decimal(25), "EUR", Origin.OWN_HISTORY)
    assert cpl.weeks == 5
    assert cpl.window is not None
    assert (cpl.window.start, cpl.window.end) == (date(2026, 10, 12), date(2026, 11, 15))
    cvr = next(one for one in found if one.goal.kpi == "cvr")
    assert (cvr.goal.comparator, cvr.goal.target) == (Comparator.GE, Decimal("0.008"))


def test_only_ratios_are_proposed_and_only_from_four_weeks_that_say_something() -> None:
    some = [week(100, 4)] * 3 + [week(100, 0), week(100, None)]
    assert {one.goal.kpi for one in from_history(weeks(*some), Objective.LEADS)} == {"ctr", "cpc"}
    assert from_history([], Objective.LEADS) == []
    assert "leads" not in {one.goal.kpi for one in from_history(weeks(*[week(100, 4)] * 5), Objective.LEADS)}


def test_dollars_are_converted_at_the_newest_rate_which_is_named() -> None:
    [one] = from_industry([row()], Market(GOOGLE, Objective.LEADS), "EUR", EURO, TODAY)
    assert one.goal == Goal("cpl", Comparator.LE, Decimal(45), "EUR", Origin.INDUSTRY)
    assert one.dollars == 50
    assert one.rate is not None
    assert one.rate.published == TODAY - timedelta(days=3)
    assert from_industry([row()], Market(GOOGLE, Objective.LEADS), "EUR", Rates({}), TODAY) == []
    [plain] = from_industry([row()], Market(GOOGLE, Objective.LEADS), "USD", Rates({}), TODAY)
    assert (plain.goal.target, plain.goal.currency, plain.rate) == (Decimal(50), "USD", None)


@pytest.mark.parametrize(
    ("table", "industry", "value"),
    [
        ([row(), row(period="2024-04..2025-03", values={"cpl": Decimal(9)})], "", 50),
        ([row(), row(industry="Travel", period="2021", values={"cpl": Decimal(9)})], "travel", 9),
        ([row(), row(industry="Travel", confidence="low", values={"cpl": Decimal(9)})], "Travel", 50),
        ([row(), row(industry="Travel", values={"ctr": Decimal("0.05")})], "Travel", 50),
    ],
)
def test_the_industrys_newest_trustworthy_figure_wins_else_that_of_all(table, industry: str, value: int) -> None:
    found = from_industry(table, Market(GOOGLE, Objective.LEADS, industry), "USD", Rates({}), TODAY)
    assert next(one.goal.target for one in found if one.goal.kpi == "cpl") == value


def test_a_doubtful_row_is_never_proposed() -> None:
    assert from_industry([row(confidence="low")], Market(GOOGLE, Objective.LEADS), "USD", Rates({}), TODAY) == []
    assert "Restaurants & Food" not in industries(TABLE, GOOGLE)
    assert "Real Estate" in industries(TABLE, GOOGLE)


def test_meta_has_rows_of_its_own_by_what_the_campaign_is_for() -> None:
    leads = from_industry(TABLE, Market((Source.META,), Objective.LEADS), "USD", Rates({}), TODAY)
    assert {one.goal.kpi: str(one.goal.target) for one in leads} == {
        "cpl": "27.66",
        "ctr": "0.0259",
        "cvr": "0.0878",
        "cpc": "1.92",
    }
    traffic = from_industry(TABLE, Market((Source.META,), Objective.TRAFFIC), "USD", Rates({}), TODAY)
    assert {one.goal.kpi: str(one.goal.target) for one in traffic} == {"ctr": "0.0171", "cpc": "0.7"}
