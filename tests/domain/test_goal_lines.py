"""Like with like: what a change is made of, and a verdict that what is still to come could turn."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from domain.audience import judged, urgency
from domain.audience import shown as of_view
from domain.campaign_data import CampaignData, missing
from domain.comparing import compared
from domain.entities import Goal
from domain.facts import DaySums, Freshness
from domain.goals import parse
from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.rule_kinds import Subject
from domain.money import MICRO, Money
from domain.rules.off_target import KIND
from domain.snapshot import Snapshot, build
from domain.standing import Headline, Line
from domain.window import Window
from domain.words import Audience, Source
from tests.domain.example import CAMPAIGN, NOW, WEEK, ad_day, crm_day, data

DAY = timedelta(days=1)
ALL_OPEN = (Freshness(Source.GOOGLE_ADS, "1", NOW - timedelta(hours=2), WEEK.previous().start),)
"""A platform that may still restate every day that is looked at."""


def found(kpi: str, snapshot: Snapshot) -> Line:
    return next(line for line in snapshot.lines if line.reading.kpi == kpi)


def platform(*goals: str, came: int, aged: int | None, then: int = 100, **changes: object) -> CampaignData:
    """A campaign of a platform alone: `came` conversions a day this week, `then` a day the week before, of which `aged`
    were known when it was as young (None: nobody knows)."""

    def days(window: Window, number: int) -> tuple[DaySums, ...]:
        return tuple(ad_day(day, conversions_micros=number * MICRO) for day in window)

    rows = (*days(WEEK.previous(), then), *days(WEEK, came))
    return data(
        *goals, days=rows, crm=(), has_crm=False, freshness=ALL_OPEN,
        aged=None if aged is None else days(WEEK.previous(), aged), **changes,
    )  # fmt: skip


def test_a_week_of_which_much_is_to_come_is_compared_with_the_one_before_at_the_same_age() -> None:
    """“CPA ▲ 25 %, worse” of a week as good as any, for the week before it had all its results."""
    plain = build(platform(came=75, aged=75), NOW)
    assert found("cvr", plain).change == 0
    worse = build(platform(came=60, aged=75), NOW)
    assert found("cvr", worse).change == Decimal("-0.2")
    assert found("cvr", worse).holds


def test_where_nobody_knows_how_it_looked_only_days_that_nobody_restates_are_compared() -> None:
    since = WEEK.start + 3 * DAY
    some = replace(platform(came=60, aged=None), freshness=(replace(ALL_OPEN[0], provisional_from=since),))
    shown = build(some, NOW)
    days = found("cvr", shown).days
    assert days is not None
    assert (days.now, days.is_part) == (Window(WEEK.start, since - DAY), True)
    assert days.before == Window(WEEK.start - 7 * DAY, since - 8 * DAY)
    assert found("cvr", build(platform(came=60, aged=None), NOW)).change is None


def test_what_is_known_when_a_day_is_over_is_compared_over_all_days() -> None:
    """“42 leads ▲ 10 %, better” stood where the week before had 57: the CRM's leads were compared of four days."""
    this, before = (
        [crm_day(day, leads=number) for day in window] for window, number in ((WEEK, 6), (WEEK.previous(), 8))
    )
    shown = build(replace(data("leads >= 100"), crm=(*before, *this), freshness=ALL_OPEN), NOW)
    assert found("leads", shown).change == Decimal("-0.25")
    assert found("leads", shown).days == shown.origin.compared
    assert found("spend", shown).change is not None
    assert found("cvr", shown).change is None  # what the platforms book on these days may all change


def test_a_day_that_is_not_over_at_the_account_takes_part_in_no_comparison() -> None:
    early = NOW.replace(hour=3)  # 23:00 of the day before in New York
    fresh = Freshness(Source.META, "1", early, None, timezone="America/New_York")
    whole = build(replace(platform(came=60, aged=None), freshness=(fresh,)), NOW).origin.compared
    assert whole is not None
    assert (whole.now, whole.before) == (
        Window(WEEK.start, WEEK.end - DAY),
        Window(WEEK.start - 7 * DAY, WEEK.end - 8 * DAY),
    )


def test_days_of_which_a_source_has_not_told_take_part_in_none() -> None:
    """“Spend ▼ 13 %” was two days on which Meta could not be read."""
    silent = Freshness(Source.META, "1", NOW - timedelta(days=3), None, "refused")
    whole = build(replace(platform(came=60, aged=None), freshness=(silent,)), NOW).origin.compared
    assert whole is not None
    assert whole.now == Window(WEEK.start, WEEK.end - 3 * DAY)


def test_nothing_is_left_to_compare_where_every_day_may_change() -> None:
    assert compared(WEEK, WEEK.end, WEEK.start, aged=False) is None


def test_a_change_that_the_results_to_come_may_turn_is_called_neither_better_nor_worse() -> None:
    few = build(platform(came=19, aged=20, then=25), NOW)
    assert found("cvr", few).change == Decimal("-0.05")
    assert not found("cvr", few).holds


def test_a_goal_that_what_is_still_to_come_can_meet_is_not_missed_yet() -> None:
    """“CPA: off target (19.09 €, goal < 18 €)” on the first, “on target (16.68 €)” of the same days a week later."""
    shown = build(platform("cpa < 18 EUR", came=5, aged=5, then=7), NOW)
    assert shown.goals[0].reading.value == 20
    assert (shown.goals[0].met, shown.goals[0].early) == (None, True)
    assert shown.headline is Headline.TOO_EARLY
    assert build(platform("cpa < 10 EUR", came=5, aged=5, then=7), NOW).headline is Headline.OFF_TARGET
    some = platform("cost_per_download < 18 EUR", came=5, aged=5, then=7)
    loaded = replace(some, days=tuple(replace(row, downloads_micros=row.conversions_micros) for row in some.days))
    assert build(loaded, NOW).headline is Headline.TOO_EARLY
    settled = replace(platform("cpa < 18 EUR", came=5, aged=5, then=7), freshness=())
    assert build(settled, NOW).headline is Headline.OFF_TARGET


def test_leads_of_a_crm_are_not_awaited() -> None:
    assert build(data("cpl < 20 EUR"), NOW).headline is Headline.OFF_TARGET


def test_a_total_is_judged_on_the_flight_and_not_on_the_days_shown() -> None:
    """“12 leads, where 14 were asked for”: the flight had 374 of 300."""
    flown = tuple(crm_day(day, leads=30) for day in Window(CAMPAIGN.start, WEEK.start - DAY))
    poor = (*flown, *(crm_day(day, leads=1) for day in WEEK))
    shown = build(data("leads >= 300", flight_crm=poor), NOW)
    assert shown.goals[0].course is not None
    assert (shown.goals[0].course.so_far, shown.goals[0].met) == (397, True)
    assert shown.headline is Headline.REACHED


def alarmed(goal: Goal | None = None, risk: int = 0) -> Finding:
    numbers = Numbers(at_risk=Money.of(risk, "EUR"))
    subject = Subject("acme", CAMPAIGN.key)
    return Finding(subject, KIND, Verdict.BREACH, Reason.MISSED, "look", "cpl", goal=goal, numbers=numbers)


def test_nothing_is_on_target_of_which_an_alert_is_open() -> None:
    """“On target: 2 of 2 goals met.” stood above “Alert: Cost per MQL 92.38 €”."""
    shown = build(data("cpl < 26 EUR"), NOW)
    opened = [alarmed(parse("cpl < 26 EUR"))]
    assert judged(shown.headline, shown.goals, [], Audience.INTERNAL).headline is Headline.ON_TARGET
    assert judged(shown.headline, shown.goals, opened, Audience.INTERNAL).headline is Headline.TROUBLED
    client = judged(shown.headline, shown.goals, opened, Audience.CLIENT)
    assert (client.headline, client.goals[0].met, client.open) == (Headline.TOO_EARLY, None, ())


def test_nothing_that_rests_on_a_broken_count_is_missed_or_worse() -> None:
    """“CPA is off: 78.74 €, worse” stood above “the tracking is broken, not the campaign”."""
    shown = build(data("cpa < 1 EUR", "cpl < 26 EUR"), NOW)
    broken = replace(alarmed(), because=Reason.NOT_COUNTED, goal=None, detail="")
    for view in Audience:
        seen = of_view(replace(shown, open=(broken,)), view)
        assert [line.met for line in seen.goals] == [None, True]
        assert (seen.goals[0].early, seen.worst) == (True, None)
        assert {line.change for line in seen.lines if line.reading.kpi in {"cpa", "cvr"}} == {None}, "“▲ 894 %”"
    assert of_view(replace(shown, open=(alarmed(),)), Audience.INTERNAL).goals[0].met is False


def test_nothing_is_missed_or_worse_for_leads_that_do_not_reach_the_crm() -> None:
    """“Cost per lead: off target (27.39 €)” was told to a client of days whose leads the CRM lacks."""
    shown = build(data("cpl < 1 EUR", "ctr > 90%"), NOW)
    silent = replace(alarmed(), because=Reason.CRM_SILENT, goal=None, detail="")
    for view in Audience:
        seen = of_view(replace(shown, open=(silent,)), view)
        assert [line.met for line in seen.goals] == [None, False], "clicks are the platforms' to count"
        assert seen.goals[0].early
        assert {line.change for line in seen.lines if line.reading.kpi in {"leads", "cpl"}} == {None}


def test_the_one_that_needs_most_attention_is_where_most_money_is_at_stake() -> None:
    """29.55 € against 24 € stood before 115.22 € against 25 €, since all goals of the first were missed."""
    mixed = build(data("cpl < 5 EUR", "ctr > 1%"), NOW)
    missed = build(data("cpl < 24 EUR"), NOW)
    fine = build(data("cpl < 26 EUR"), NOW)
    opened = replace(fine, open=(alarmed(risk=9_000),))
    ranked = sorted([fine, missed, opened, mixed], key=lambda one: urgency(one, Audience.INTERNAL))
    assert [ranked.index(one) for one in (opened, mixed, missed, fine)] == [0, 1, 2, 3]


def test_nothing_is_met_or_missed_over_days_of_which_a_platform_has_not_told() -> None:
    """“Cost per lead 115.22 €” was all leads divided by half of the spend, for Meta could not be read."""
    refused = Freshness(Source.META, "2", NOW - timedelta(days=1), None, "refused")
    some = data("cpl < 20 EUR", "leads >= 10")
    shown = build(replace(some, freshness=(*some.freshness, refused)), NOW)
    assert [(one.source, one.since) for one in missing(shown.data)] == [(Source.META, WEEK.end)]
    assert (shown.goals[0].met, shown.goals[0].early, shown.goals[1].met) == (None, True, True)
    assert not missing(some)
