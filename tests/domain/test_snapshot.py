"""The honest picture of a campaign: verdict, lines, days, and what is not known."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from domain.campaign_data import CampaignData, crm_heard, spend_by_day
from domain.counted import result_kpi
from domain.entities import Comparator, Goal
from domain.facts import Freshness
from domain.goal_lines import target_in_window, totals_of
from domain.goals import parse
from domain.incidents.finding import Finding, Reason, Verdict
from domain.incidents.rule_kinds import RuleKind, Subject, Tier
from domain.kpi import FOR_OBJECTIVE, Undefined, read
from domain.money import MICRO, Money, Rate, Rates
from domain.origin import Exchange
from domain.pacing.pace import PaceVerdict
from domain.period import default_window, usual_window
from domain.snapshot import Snapshot, build
from domain.standing import Headline, Line
from domain.still import with_still
from domain.window import Window
from domain.words import Claim, Objective, Source
from tests.domain.example import (
    CAMPAIGN,
    CLIENT,
    END,
    FRESH,
    NOW,
    RATES,
    START,
    TODAY,
    WEEK,
    ad_day,
    data,
)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def line(snapshot: Snapshot, kpi: str) -> Line:
    """The line of one KPI."""
    return next(one for one in (*snapshot.goals, *snapshot.lines) if one.reading.kpi == kpi)


def crm_since(last_success: datetime | None) -> tuple[Freshness, ...]:
    """Google Ads is fresh, the CRM as old as that."""
    return FRESH[0], Freshness(Source.HUBSPOT, "2", last_success)


@pytest.mark.parametrize(
    ("facts", "headline"),
    [
        (data("cpl < 26 EUR", "leads >= 100"), Headline.ON_TARGET),
        (data("cpl < 25 EUR", "leads >= 1000"), Headline.OFF_TARGET),
        (data("cpl < 26 EUR", "leads >= 1000"), Headline.MIXED),
        (data(), Headline.NO_GOALS),
        (data("cpl < 26 EUR", days=()), Headline.NO_DATA),
        (data(days=tuple(map(ad_day, WEEK.previous()))), Headline.NO_DATA),
        (data("new_customers >= 3", has_crm=False, crm=()), Headline.NO_DATA),
        (data("new_customers >= 3", "ctr > 1%", has_crm=False, crm=()), Headline.ON_TARGET),
        (data("leads >= 100", freshness=crm_since(None), crm=()), Headline.NO_DATA),
        (data("leads >= 100", days=(), campaign=replace(CAMPAIGN, start=TODAY)), Headline.NOT_STARTED),
        (data(days=(), campaign=replace(CAMPAIGN, start=TODAY + DAY)), Headline.NOT_STARTED),
        (data(campaign=replace(CAMPAIGN, start=TODAY)), Headline.NO_GOALS),
    ],
)
def test_the_verdict_in_one_word(facts: CampaignData, headline: Headline) -> None:
    assert build(facts, NOW).headline is headline


@pytest.mark.parametrize("objective", Objective)
def test_without_goals_the_objective_chooses_the_lines(objective: Objective) -> None:
    found = build(data(campaign=replace(CAMPAIGN, objective=objective)), NOW)
    assert tuple(one.reading.kpi for one in found.lines) == FOR_OBJECTIVE[objective]
    assert (found.goals, found.worst) == ((), None)
    assert all(one.goal is None and one.met is None and one.attainment is None for one in found.lines)


def test_goals_come_first_and_are_not_said_twice() -> None:
    found = build(data("ctr > 1%", "leads >= 300"), NOW)
    assert [one.reading.kpi for one in found.lines] == ["ctr", "leads", "spend", "cpl", "cvr"]


def test_there_are_at_most_five_lines_though_every_goal_is_judged() -> None:
    typed = ("ctr > 1%", "leads >= 300", "cpl < 9 EUR", "cvr > 1%", "cpc < 9 EUR", "cpa < 99 EUR", "roas > 1")
    found = build(data(*typed), NOW)
    assert [one.reading.kpi for one in found.lines] == ["ctr", "leads", "cpl", "cvr", "cpc"]
    assert len(found.goals) == 7
    assert found.worst is found.goals[2]


def test_the_worst_goal_is_the_one_furthest_from_being_attained() -> None:
    found = build(data("ctr > 10%", "cpl < 5 EUR", "roas >= 4", "leads >= 1"), NOW)
    assert found.worst is found.goals[1]
    assert [one.attainment for one in found.goals[:3]] == [Decimal("0.5"), Decimal("0.2"), Decimal("0.75")]
    assert build(data("ctr > 1%"), NOW).worst is None


def test_a_total_is_promised_for_the_flight_and_a_ratio_for_any_days() -> None:
    found = build(data("leads >= 160", "cpl < 26 EUR"), NOW)
    leads, cpl = found.goals
    assert leads.goal is not None
    assert leads.course is not None
    assert (leads.goal.target, leads.reading.value, leads.course.so_far) == (160, 28, 80)
    assert (leads.met, leads.attainment) == (True, 1)
    assert (cpl.goal, cpl.met) == (parse("cpl < 26 EUR"), True)


def test_only_the_days_within_the_flight_earn_a_share() -> None:
    late = Window(END - DAY, END + 5 * DAY)
    assert target_in_window(parse("spend < 400 EUR"), data(window=late)).target == 20
    whole = Window(START - 9 * DAY, END + 9 * DAY)
    assert target_in_window(parse("spend < 400 EUR"), data(window=whole)).target == 400


def test_outside_the_flight_a_sum_was_promised_for_no_day() -> None:
    before = Window(START - 7 * DAY, START - DAY)
    found = build(data("leads >= 400", "ctr > 1%", window=before, days=tuple(map(ad_day, before))), NOW)
    assert [one.met for one in found.goals] == [None, True]


def test_a_promise_of_nothing_can_be_met() -> None:
    assert build(data("leads >= 0"), NOW).goals[0].met is True


def test_a_goal_in_another_currency_is_converted_at_the_windows_end() -> None:
    found = build(data("cpl < 25 USD", "spend < 4000 USD"), NOW)
    cpl, spend = found.goals
    assert cpl.goal == Goal("cpl", Comparator.LT, Decimal(20), "EUR")
    assert spend.goal is not None
    assert (spend.goal.target, spend.goal.currency) == (Decimal(560), "EUR")
    assert (cpl.met, spend.met) == (False, False)


def test_a_goal_without_a_rate_is_compared_with_nothing() -> None:
    [cpl] = build(data("cpl < 9000 COP"), NOW).goals
    assert cpl.goal is not None
    assert (cpl.goal.currency, cpl.met, cpl.attainment) == ("COP", None, None)
    assert cpl.reading.value == 25


def test_the_change_is_on_the_window_before() -> None:
    days = (*(ad_day(day) for day in Window(START, WEEK.start - DAY)), *(ad_day(day, clicks=60) for day in WEEK))
    campaign = replace(CAMPAIGN, start=START, objective=Objective.TRAFFIC)
    window = Window(WEEK.start, WEEK.end - DAY)
    found = build(data(window=window, days=days, campaign=campaign), NOW)
    assert line(found, "clicks").change == Decimal("0.2")
    assert line(found, "ctr").change == Decimal("0.2")
    assert line(found, "spend").change == 0


def test_nothing_is_compared_with_days_before_the_start() -> None:
    started = replace(CAMPAIGN, start=WEEK.previous().start + DAY)
    days = tuple(ad_day(day) for day in Window(started.start, WEEK.end))
    found = build(data(campaign=started, days=days), NOW)
    assert line(found, "spend").change is None
    assert line(found, "ctr").change is None


def test_there_is_no_change_on_nothing() -> None:
    found = build(data(days=tuple(map(ad_day, WEEK)), crm=()), NOW)
    assert all(one.change is None for one in found.lines)
    zeros = tuple(ad_day(day, clicks=0) for day in WEEK.previous())
    assert line(build(data(days=(*zeros, *map(ad_day, WEEK))), NOW), "ctr").change is None


def test_a_crm_that_has_never_answered_is_no_zero() -> None:
    found = build(data("leads >= 100", "cpl < 20 EUR", crm=(), freshness=crm_since(None)), NOW)
    assert [(one.reading.value, one.reading.why, one.met) for one in found.goals] == [
        (None, Undefined.NO_DATA, None),
        (None, Undefined.NO_DATA, None),
    ]
    assert line(found, "spend").reading.value == 700
    assert {point.results for point in found.series} == {None}
    assert found.as_of is None


def test_a_crm_that_has_answered_and_found_nothing_is_a_zero() -> None:
    found = build(data("leads >= 100", crm=(), flight_crm=()), NOW)
    assert (found.goals[0].reading.value, found.goals[0].met) == (0, False)
    assert {point.results for point in found.series} == {Decimal(0)}


@pytest.mark.parametrize(
    ("last_success", "known"),
    [
        (datetime(2026, 11, 1, 8, tzinfo=UTC), True),
        (datetime(2026, 10, 30, 8, tzinfo=UTC), True),
        (datetime(2026, 10, 29, 23, 30, tzinfo=UTC), True),
        (datetime(2026, 10, 29, 22, 30, tzinfo=UTC), False),
        (datetime(2026, 10, 1, 8, tzinfo=UTC), False),
    ],
)
def test_a_crm_that_fell_silent_speaks_for_no_later_window(last_success: datetime, known: bool) -> None:
    found = build(data("leads >= 100", freshness=crm_since(last_success)), NOW)
    assert (found.goals[0].reading.value is not None) is known


def test_a_crm_of_which_one_account_never_answered_counts_nothing() -> None:
    second = Freshness(Source.HUBSPOT, "3", NOW)
    found = build(data("leads >= 100", freshness=(*crm_since(None), second)), NOW)
    assert found.goals[0].reading.value is None
    assert all(point.results is None for point in found.series)


def test_the_days_after_a_crms_last_answer_have_no_results() -> None:
    found = build(data(freshness=crm_since(datetime(2026, 10, 30, 8, tzinfo=UTC))), NOW)
    assert [point.results for point in found.series] == [4, 4, 4, 4, 4, 4, None]
    assert [point.spend_micros for point in found.series] == [100 * MICRO] * 7


@pytest.mark.parametrize(
    ("freshness", "heard"),
    [
        ((), date.max),
        (FRESH[:1], date.max),
        (FRESH, TODAY),
        (crm_since(None), None),
        ((*crm_since(None), Freshness(Source.HUBSPOT, "3", NOW - 30 * DAY)), None),
        ((*crm_since(NOW), Freshness(Source.HUBSPOT, "3", NOW - 30 * DAY)), date(2026, 10, 2)),
        (crm_since(datetime(2026, 10, 31, 23, 30, tzinfo=UTC)), date(2026, 11, 1)),
    ],
)
def test_the_oldest_answer_of_a_crm_counts_in_the_clients_days(
    freshness: tuple[Freshness, ...], heard: date | None
) -> None:
    assert crm_heard(data(freshness=freshness)) == heard


def test_without_a_crm_the_platforms_speak() -> None:
    found = build(data("leads >= 100", has_crm=False, crm=(), freshness=FRESH[:1]), NOW)
    assert (found.goals[0].reading.value, found.goals[0].reading.claim) == (28, Claim.PLATFORM)
    assert [point.results for point in found.series] == [4] * 7


@pytest.mark.parametrize(
    ("ages", "as_of"),
    [
        ((NOW - HOUR, NOW - 3 * HOUR), NOW - 3 * HOUR),
        ((NOW - HOUR, NOW + HOUR), NOW - HOUR),
        ((NOW + HOUR, NOW + 2 * HOUR), NOW),
        ((NOW,), NOW),
        ((NOW - HOUR, None), None),
        ((None,), None),
        ((), None),
    ],
)
def test_the_data_is_as_old_as_its_oldest_source_and_never_from_the_future(
    ages: tuple[datetime | None, ...], as_of: datetime | None
) -> None:
    freshness = tuple(Freshness(Source.META, str(n), age) for n, age in enumerate(ages))
    assert build(data(freshness=freshness), NOW).as_of == as_of


@pytest.mark.parametrize(
    ("dates", "since", "provisional"),
    [
        ((), None, 0),
        ((None,), None, 0),
        ((date(2026, 10, 30), date(2026, 10, 29)), date(2026, 10, 29), 3),
        ((date(2026, 10, 31), None), date(2026, 10, 31), 1),
        ((date(2026, 11, 1),), None, 0),
        ((date(2026, 9, 1),), date(2026, 9, 1), 7),
    ],
)
def test_days_that_a_platform_may_still_correct_are_provisional(
    dates: tuple[date | None, ...], since: date | None, provisional: int
) -> None:
    freshness = tuple(Freshness(Source.META, str(n), NOW, day) for n, day in enumerate(dates))
    found = build(data(freshness=freshness), NOW)
    assert found.origin.provisional_from == since
    assert [point.provisional for point in found.series] == [False] * (7 - provisional) + [True] * provisional


def test_the_series_has_every_day_of_the_window_and_a_gap_where_nothing_is_known() -> None:
    days = tuple(ad_day(day) for day in WEEK if day.day != 27)
    found = build(data(days=(*days, ad_day(WEEK.end, Source.META))), NOW)
    assert [point.day for point in found.series] == list(WEEK)
    assert [point.spend_micros for point in found.series] == [100 * MICRO] * 2 + [None] + [100 * MICRO] * 3 + [
        200 * MICRO
    ]
    assert [point.results for point in found.series] == [4, 4, None, 4, 4, 4, 4]


@pytest.mark.parametrize(
    ("objective", "kpi", "value"),
    [(Objective.LEADS, "leads", 4), (Objective.SALES, "revenue", 300), (Objective.TRAFFIC, "clicks", 50),
     (Objective.AWARENESS, "clicks", 50)],
)  # fmt: skip
def test_the_results_of_a_day_are_what_the_campaign_is_run_for(objective: Objective, kpi: str, value: int) -> None:
    campaign = replace(CAMPAIGN, objective=objective)
    found = build(data(campaign=campaign), NOW)
    assert (result_kpi(campaign), found.result_kpi) == (kpi, kpi)
    assert {point.results for point in found.series} == {Decimal(value)}


def test_money_of_two_currencies_is_converted_by_day_and_the_last_rate_is_shown() -> None:
    days = tuple(ad_day(day, currency="USD") for day in WEEK)
    found = build(data(days=(*days, *map(ad_day, WEEK))), NOW)
    assert line(found, "spend").reading.value == 700 + 3 * 90 + 4 * 80
    assert found.origin.fx == (Exchange(Rate("USD", date(2026, 10, 28), Decimal("0.80")), throughout=False),)


def test_rates_are_shown_of_what_is_converted_only_and_never_of_the_euro() -> None:
    assert build(data(), NOW).origin.fx == ()
    american = replace(CLIENT, currency="USD")
    (used,) = build(data(client=american), NOW).origin.fx
    assert used.rate == Rate("USD", date(2026, 10, 28), Decimal("0.80"))
    pesos = (*map(ad_day, WEEK), ad_day(WEEK.end, currency="COP"))
    assert build(data(days=pesos), NOW).origin.fx == ()


@pytest.mark.parametrize(("later", "throughout"), [(0, True), (1, False)])
def test_a_rate_holds_throughout_where_no_day_shown_has_one_of_its_own(later: int, throughout: bool) -> None:
    rates = Rates({"USD": {START: Decimal("0.90"), WEEK.start + timedelta(days=later): Decimal("0.80")}})
    days = tuple(ad_day(day, currency="USD") for day in WEEK)
    (used,) = build(data(days=days, rates=rates), NOW).origin.fx
    assert used.throughout is throughout


def test_money_without_a_rate_is_undefined_in_lines_days_and_pace() -> None:
    days = tuple(ad_day(day, currency="COP" if day == WEEK.end else "EUR") for day in WEEK)
    found = build(data("cpl < 25 EUR", days=days, flight_days=days), NOW)
    assert (found.goals[0].reading.why, found.goals[0].met) == (Undefined.NO_RATE, None)
    assert found.series[-1].spend_micros is None
    assert found.series[0].spend_micros == 100 * MICRO
    assert (found.pace.verdict, found.pace.spent_by_day) == (PaceVerdict.NO_DATA, {})


def test_spend_of_the_flight_is_added_by_day_in_the_budgets_currency() -> None:
    rows = (ad_day(START), ad_day(START, Source.META), ad_day(START + DAY, currency="USD"))
    assert spend_by_day(data(flight_days=rows)) == {START: 200 * MICRO, START + DAY: 90 * MICRO}
    dollars = replace(CAMPAIGN, budget=Money.of(4000, "USD"))
    assert spend_by_day(data(flight_days=rows[2:], campaign=dollars)) == {START + DAY: 100 * MICRO}


def test_the_pace_of_the_window_compares_with_its_share_of_the_budget() -> None:
    found = build(data("pace >= 90%"), NOW)
    assert (found.goals[0].reading.value, found.goals[0].met) == (1, True)
    assert (found.pace.verdict, found.pace.spent) == (PaceVerdict.ON, Money.of(2000, "EUR"))


def test_the_budget_is_converted_for_the_pace_or_left_undefined() -> None:
    dollars = replace(CAMPAIGN, budget=Money.of(5000, "USD"))
    assert totals_of(data(campaign=dollars)).expected_spend == pytest.approx(700 * MICRO, rel=1e-3)  # a rate moved
    totals = totals_of(data(campaign=dollars, rates=Rates({})))
    assert read("pace", totals).why is Undefined.NO_RATE
    assert read("spend", totals).value == 700


def test_a_campaign_whose_dates_are_crossed_has_no_share_of_anything() -> None:
    crossed = replace(CAMPAIGN, start=END, end=START)
    found = build(data("leads >= 300", "pace > 1%", campaign=crossed), NOW)
    assert found.goals[0].goal == parse("leads >= 300")
    assert found.goals[1].reading.value is None


def test_before_the_start_the_reason_is_that_it_has_not_started() -> None:
    later = replace(CAMPAIGN, start=TODAY + 10 * DAY, end=TODAY + 40 * DAY)
    window = usual_window(later, TODAY)
    found = build(data("ctr > 1%", campaign=later, window=window, days=(), crm=(), flight_days=()), NOW)
    assert found.headline is Headline.NOT_STARTED
    assert found.goals[0].reading.why is Undefined.NOT_STARTED
    assert found.pace.verdict is PaceVerdict.NOT_STARTED


def test_today_is_the_clients_day() -> None:
    evening = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)
    assert build(data(), evening).pace.share_of_time == Decimal(20) / 40
    assert build(data(), evening - HOUR).pace.share_of_time == Decimal(19) / 40


def test_a_snapshot_names_its_campaign_client_and_window() -> None:
    found = build(data(), NOW)
    assert (found.campaign, found.client, found.window) == (CAMPAIGN, CLIENT, WEEK)
    assert data().rates is RATES


@pytest.mark.parametrize(
    ("today", "window"),
    [
        (START - 5 * DAY, Window(START - 5 * DAY, START - 5 * DAY)),
        (START, Window(START, START)),
        (START + DAY, Window(START, START)),
        (START + 3 * DAY, Window(START, START + 2 * DAY)),
        (TODAY, WEEK),
        (END, Window(END - 7 * DAY, END - DAY)),
        (END + DAY, Window(START, END)),
        (END + 90 * DAY, Window(START, END)),
    ],
)
def test_the_usual_window_is_the_last_week_of_the_flight_and_all_of_it_afterwards(today: date, window: Window) -> None:
    assert usual_window(CAMPAIGN, today) == window
    if today <= END:
        assert default_window(START, today) == window


@pytest.mark.parametrize(
    ("comparator", "below", "equal", "above"),
    [
        (Comparator.LT, True, False, False),
        (Comparator.LE, True, True, False),
        (Comparator.GT, False, False, True),
        (Comparator.GE, False, True, True),
    ],
)
def test_a_comparator_holds_as_its_sign_says(comparator: Comparator, below: bool, equal: bool, above: bool) -> None:
    target = Decimal("2.5")
    assert [comparator.holds(value, target) for value in (Decimal(2), Decimal("2.50"), Decimal(3))] == [
        below,
        equal,
        above,
    ]


def test_the_chart_shows_the_days_behind_the_goal_that_is_missed() -> None:
    campaign = replace(CAMPAIGN, goals=(parse("cpl < 1000 EUR"), parse("cpa < 0.01 EUR")))
    found = build(data(campaign=campaign), NOW)
    assert found.worst is not None
    assert (found.worst.reading.kpi, found.result_kpi) == ("cpa", "conversions")
    assert build(data(campaign=campaign), NOW, focus="cpl").result_kpi == "leads"


def test_days_that_an_account_stands_still_on_are_no_days_without_spend() -> None:
    """“Under pace, 92% sure” was three days that Google had not told of."""
    since = TODAY - 4 * DAY
    google = (replace(FRESH[0], provisional_from=None),)
    some = data("cpl < 1 EUR", crm=(), has_crm=False, freshness=google)
    silent = replace(
        some,
        days=tuple(row for row in some.days if row.day < since),
        flight_days=tuple(row for row in some.flight_days if row.day < since),
    )
    before = build(silent, NOW)
    assert (before.headline, before.pace.verdict) == (Headline.OFF_TARGET, PaceVerdict.UNDER)
    account = Subject("acme", account=1)
    still = Finding(
        account, RuleKind("stale_data"), Verdict.BREACH, Reason.DATA_OLD, "look", tier=Tier.INTERRUPT, since=since,
        cause="google_ads:1",
    )  # fmt: skip
    told = build(with_still(silent, [still]), NOW)
    assert (told.headline, told.pace.verdict) == (Headline.TOO_EARLY, PaceVerdict.ON)
    resting = replace(still, tier=Tier.DIGEST)
    assert with_still(silent, [resting]) is silent, "an account that may be at rest hides nothing"
