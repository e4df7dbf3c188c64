"""A goal is judged on whole days with enough behind them, and what is missing is never taken for zero."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.entities import Campaign, Client, Comparator, Goal
from domain.facts import CrmDay, DaySums, Freshness
from domain.money import Money, Rates
from domain.rules import (
    TOLERANCE,
    WINDOW_DAYS,
    Kind,
    Reason,
    Verdict,
    evaluate,
    is_old,
    judged_window,
    last_reading,
    shortfall,
)
from domain.snapshot import CampaignData
from domain.window import Window
from domain.words import Objective, Source

TODAY = date(2026, 11, 16)
START, END = date(2026, 10, 1), date(2026, 12, 15)
CLIENT = Client("acme", "Clínica Acme", "es", "Europe/Madrid", "EUR")
CAMPAIGN = Campaign("acme-otono", "acme", "Otoño", Objective.LEADS, START, END, Money.of(12_000, "EUR"))
FRESH = Freshness(Source.GOOGLE_ADS, "123", datetime(2026, 11, 16, 6, 0, tzinfo=UTC))
CPL = Goal("cpl", Comparator.LT, Decimal(25), "EUR")
ROAS = Goal("roas", Comparator.GE, Decimal(3))
LEADS = Goal("leads", Comparator.GE, Decimal(300))
CTR = Goal("ctr", Comparator.GT, Decimal("0.02"))


def sums(day: date, spend: int = 100, leads: int = 5, value: int = 400, clicks: int = 80) -> DaySums:
    """One day's sums; money in euros."""
    micro = 10**6
    return DaySums(day, Source.GOOGLE_ADS, "EUR", 4_000, clicks, spend * micro, 0, value * micro, leads * micro)


def data(goal: Goal, today: date = TODAY, **more: object) -> CampaignData:
    """Every day of the judged window with the same sums, unless told otherwise."""
    campaign = replace(CAMPAIGN, goals=(goal,))
    window = judged_window(campaign, goal, today)
    rows = tuple(sums(day) for day in window)
    plain = CampaignData(campaign, CLIENT, window, window.previous(), rows, (), False, (FRESH,), Rates({}), rows)
    return replace(plain, **more)


def judged(goal: Goal, spend: int = 100, leads: int = 5, value: int = 400, clicks: int = 80) -> Verdict:
    plain = data(goal)
    return evaluate(goal, replace(plain, days=tuple(sums(d, spend, leads, value, clicks) for d in plain.window)), TODAY)


def test_ratios_are_judged_over_the_last_seven_complete_days() -> None:
    assert judged_window(CAMPAIGN, CPL, TODAY) == Window(date(2026, 11, 9), date(2026, 11, 15))
    assert judged_window(CAMPAIGN, CPL, date(2026, 10, 4)) == Window(START, date(2026, 10, 3))


def test_counts_are_judged_over_the_flight_so_far_and_no_further_than_its_end() -> None:
    assert judged_window(CAMPAIGN, LEADS, TODAY) == Window(START, date(2026, 11, 15))
    assert judged_window(CAMPAIGN, LEADS, date(2027, 1, 10)) == Window(START, END)


def test_a_met_goal_is_ok() -> None:
    found = judged(CPL)
    assert (found.kind, found.reason, found.gap) == (Kind.OK, Reason.MET, None)
    assert found.reading is not None
    assert found.reading.value == 20


def test_a_missed_goal_says_how_far_off_and_what_it_costs() -> None:
    found = judged(CPL, spend=200)
    assert (found.kind, found.reason) == (Kind.BREACH, Reason.MISSED)
    assert found.gap == Decimal("0.6")
    assert found.money_at_risk == Money.of(525, "EUR")


def test_a_goal_missed_by_a_hair_is_let_be() -> None:
    found = judged(Goal("cpl", Comparator.LT, Decimal("18.5"), "EUR"))
    assert (found.kind, found.reason) == (Kind.OK, Reason.WITHIN_TOLERANCE)


def test_spend_without_a_single_result_is_a_miss_that_costs_all_of_it() -> None:
    found = judged(CPL, leads=0)
    assert (found.kind, found.reason, found.gap) == (Kind.BREACH, Reason.NO_RESULTS, None)
    assert found.money_at_risk == Money.of(700, "EUR")


def test_a_little_spend_without_results_says_nothing_yet() -> None:
    assert judged(CPL, spend=10, leads=0).reason is Reason.FEW_EVENTS


def test_a_return_is_judged_where_enough_was_bought() -> None:
    assert judged(ROAS, value=100).reason is Reason.MISSED
    assert judged(ROAS, value=100, clicks=10).reason is Reason.FEW_EVENTS
    assert judged(ROAS, spend=0).reason is Reason.UNDEFINED


def test_a_rate_needs_enough_to_divide_by() -> None:
    assert judged(Goal("cvr", Comparator.GT, Decimal("0.02")), clicks=20).reason is Reason.FEW_EVENTS
    assert judged(CTR, clicks=10).kind is Kind.BREACH
    lead_rate = Goal("lead_to_customer", Comparator.GT, Decimal("0.1"))
    crm = tuple(CrmDay(day, "EUR", 1, 0, 0) for day in data(lead_rate).window)
    found = evaluate(lead_rate, data(lead_rate, crm=crm, has_crm=True), TODAY)
    assert found.reason is Reason.FEW_EVENTS
    many = tuple(replace(day, leads=10) for day in crm)
    assert evaluate(lead_rate, data(lead_rate, crm=many, has_crm=True), TODAY).kind is Kind.BREACH


def test_a_count_is_judged_against_the_share_that_time_has_earned() -> None:
    found = evaluate(LEADS, data(LEADS), TODAY)
    assert found.target.target == Decimal(300) * 46 / 76
    assert found.kind is Kind.OK
    few = data(LEADS)
    thin = replace(few, days=tuple(replace(row, leads_micros=2 * 10**6) for row in few.days))
    assert evaluate(LEADS, thin, TODAY).kind is Kind.BREACH
    assert evaluate(LEADS, thin, TODAY).money_at_risk is None


def test_a_count_is_not_judged_early() -> None:
    early = date(2026, 10, 10)
    now = replace(FRESH, last_success=datetime(2026, 10, 10, 6, tzinfo=UTC))
    assert evaluate(LEADS, data(LEADS, early, freshness=(now,)), early).reason is Reason.EARLY
    assert evaluate(CPL, data(CPL, date(2026, 10, 5), freshness=(now,)), date(2026, 10, 5)).reason is Reason.EARLY


@pytest.mark.parametrize("goal", [CPL, LEADS])
@pytest.mark.parametrize("today", [START - timedelta(days=3), START, END + timedelta(days=2)])
def test_outside_its_flight_a_campaign_is_not_judged(goal: Goal, today: date) -> None:
    found = evaluate(goal, data(goal, today), today)
    assert (found.kind, found.reason) == (Kind.TOO_FEW, Reason.NOT_RUNNING)


@pytest.mark.parametrize("goal", [CPL, LEADS, ROAS, CTR])
def test_a_failed_poll_is_no_data_with_its_reason(goal: Goal) -> None:
    broken = replace(FRESH, error="reconnect_meta", source=Source.META)
    found = evaluate(goal, data(goal, freshness=(FRESH, broken)), TODAY)
    assert (found.kind, found.reason, found.failed) == (Kind.NO_DATA, Reason.SOURCE_FAILED, (broken,))


def test_days_that_nobody_has_read_are_missing_and_not_empty() -> None:
    silent = replace(FRESH, last_success=datetime(2026, 11, 14, 20, tzinfo=UTC))
    assert evaluate(CPL, data(CPL, freshness=(FRESH, silent)), TODAY).reason is Reason.STALE
    never = replace(FRESH, last_success=None)
    assert evaluate(CPL, data(CPL, freshness=(never,)), TODAY).reason is Reason.STALE
    late = replace(FRESH, last_success=datetime(2026, 11, 15, 22, 30, tzinfo=UTC))
    assert evaluate(CPL, data(CPL, freshness=(late,)), TODAY).kind is Kind.OK


def test_no_rows_are_no_data() -> None:
    assert evaluate(CPL, data(CPL, days=()), TODAY).reason is Reason.NO_ROWS


def test_a_goal_in_a_currency_without_a_rate_cannot_be_judged() -> None:
    dollars = replace(CPL, currency="USD")
    assert evaluate(dollars, data(dollars), TODAY).reason is Reason.UNDEFINED
    rates = Rates({"USD": {date(2026, 11, 1): Decimal("0.8")}})
    found = evaluate(dollars, data(dollars, rates=rates), TODAY)
    assert (found.target.target, found.target.currency, found.kind) == (20, "EUR", Kind.OK)


def test_spend_in_a_currency_without_a_rate_is_undefined() -> None:
    plain = data(ROAS)
    foreign = tuple(replace(row, currency="CHF") for row in plain.days)
    assert evaluate(ROAS, replace(plain, days=foreign), TODAY).reason is Reason.UNDEFINED


def test_a_target_of_nothing_has_no_distance() -> None:
    assert shortfall(Goal("leads", Comparator.GT, Decimal(0)), Decimal(3)) is None
    assert judged(Goal("cpl", Comparator.LT, Decimal(0), "EUR"), leads=10).gap is None


goals = st.sampled_from([CPL, ROAS, LEADS, CTR, Goal("spend", Comparator.LE, Decimal(9_000), "EUR")])
amounts = st.integers(0, 3_000)


@given(goals, amounts, amounts, amounts, st.integers(0, 4_000))
def test_a_verdict_is_what_the_numbers_say(goal: Goal, spend: int, leads: int, value: int, clicks: int) -> None:
    found = judged(goal, spend, leads, value, clicks)
    reading = found.reading
    assert reading is not None
    if found.kind is Kind.BREACH and found.reason is Reason.MISSED:
        assert reading.value is not None
        assert not found.target.comparator.holds(reading.value, found.target.target)
        assert found.gap is None or found.gap >= TOLERANCE
    if found.reason is Reason.MET:
        assert reading.value is not None
        assert found.target.comparator.holds(reading.value, found.target.target)
    if found.kind is Kind.NO_DATA:
        assert reading.value is None
    if found.money_at_risk is not None:
        assert 0 <= found.money_at_risk.micros <= spend * 10**6 * WINDOW_DAYS
        assert found.money_at_risk.currency == "EUR"


@given(goals, amounts, st.integers(0, WINDOW_DAYS - 1))
def test_a_failing_source_never_makes_a_breach_of_what_is_missing(goal: Goal, spend: int, missing: int) -> None:
    plain = data(goal, freshness=(replace(FRESH, error="unreachable"),))
    rows = tuple(sums(day, spend) for day in list(plain.window)[missing:])
    assert evaluate(goal, replace(plain, days=rows), TODAY).kind is Kind.NO_DATA


def test_the_last_reading_is_judged_on_the_days_that_were_complete_when_every_source_had_answered() -> None:
    failed = replace(FRESH, error="timeout", last_success=datetime(2026, 11, 14, 6, 0, tzinfo=UTC))
    flown = Window(START, TODAY - timedelta(days=1))
    rows = tuple(sums(day, leads=5 if day < date(2026, 11, 14) else 1) for day in flown)
    missing = data(CPL, window=flown, days=rows, freshness=(FRESH, failed))
    assert evaluate(CPL, missing, TODAY).reason is Reason.SOURCE_FAILED
    found = last_reading(CPL, missing)
    assert found is not None
    before, verdict = found
    assert before.window == verdict.window == Window(date(2026, 11, 7), date(2026, 11, 13))
    assert verdict.reading is not None
    assert verdict.reading.value == 20
    assert [fresh.error for fresh in before.freshness] == [None, None]


def test_there_is_no_last_reading_where_a_source_never_answered() -> None:
    for freshness in ((), (FRESH, replace(FRESH, last_success=None))):
        assert last_reading(CPL, data(CPL, freshness=freshness)) is None


def test_the_last_reading_of_an_ended_campaign_is_that_of_its_last_days() -> None:
    late = replace(FRESH, last_success=datetime(2026, 12, 30, 6, 0, tzinfo=UTC))
    found = last_reading(CPL, data(CPL, END + timedelta(days=1), freshness=(late,)))
    assert found is not None
    assert found[1].window.end == END
    assert found[1].reading is not None


@pytest.mark.parametrize(("hours", "old"), [(0, False), (24, False), (25, True)])
def test_data_is_old_after_a_day(hours: int, *, old: bool) -> None:
    assert FRESH.last_success is not None
    assert is_old(data(CPL), FRESH.last_success + timedelta(hours=hours)) is old
    assert is_old(data(CPL, freshness=(replace(FRESH, last_success=None),)), FRESH.last_success)
