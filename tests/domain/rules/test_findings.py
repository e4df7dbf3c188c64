"""Each trouble is found from what is known, in the right tier, and not where all is well."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import numpy as np
import pytest

from domain.entities import Comparator, Goal
from domain.evidence import Hours, Today
from domain.incidents.finding import Finding, Reason, Verdict
from domain.incidents.rule_kinds import RuleKind, Tier
from domain.money import MICRO, Money
from domain.rules.backtest import tried
from domain.rules.baseline import usual_of
from domain.rules.conversions_stopped import stopped
from domain.rules.inputs import (
    AccountEvidence,
    Begun,
    CampaignEvidence,
    Health,
    Listed,
    RuleOverride,
    Running,
    UnclaimedEvidence,
)
from domain.rules.off_target import off_target
from domain.rules.parts import stop_chance
from domain.rules.registry import findings, is_old_news, unseen
from domain.rules.spend_above_plan import above_plan
from domain.window import local_day
from domain.words import Objective, Remedy, Source
from tests import kinds
from tests.domain.rules.scene import BEGIN, CLIENT, GOAL, LISTED, World, cohorts, everything, healthy, segment

DAYS = 75
RNG = np.random.default_rng(20261122)


def of_account(account: Health, now: datetime) -> list[Finding]:
    return list(findings(AccountEvidence(CLIENT, account, now)))


def unclaimed(listed: Listed, now: datetime, usual: float = 0.0) -> list[Finding]:
    return list(findings(UnclaimedEvidence(CLIENT, listed, now, usual)))


def world(before: float = 12.0, after: float = 12.0, change: int = 60, spend: float = 240.0) -> World:
    """About so many results a day for 240 € before and after the change."""
    chance = np.random.default_rng(7)
    level = [before if n < change else after for n in range(DAYS + 30)]
    return World([spend] * len(level), [float(chance.poisson(one)) for one in level])


def morning(day: int) -> date:
    return BEGIN + timedelta(days=day)


def found(view: CampaignEvidence, trouble: RuleKind, so_far: Today | None = None, listed: Listed = LISTED) -> Finding:
    return next(one for one in everything(view, so_far, listed) if one.trouble == trouble)


def test_all_is_well_and_nothing_is_found() -> None:
    view = world().view(morning(70))
    assert {one.signal for one in everything(view)} <= {Verdict.FINE, Verdict.DOUBT, Verdict.NO_DATA, Verdict.TOO_FEW}


def test_a_cost_that_doubles_is_found_dated_and_told_at_once() -> None:
    one = off_target(world(after=5.5).view(morning(72)), GOAL)
    assert (one.signal, one.tier, one.because) == (Verdict.BREACH, Tier.INTERRUPT, Reason.MISSED)
    assert one.probability is not None
    assert one.probability > 0.9
    assert one.since is not None
    assert abs((one.since - morning(60)).days) <= 3
    assert one.numbers.value is not None
    assert 35 < one.numbers.value < 60
    assert one.numbers.at_risk is not None
    assert one.numbers.at_risk.micros > 0
    assert one.numbers.arrived is not None
    assert 0.5 < one.numbers.arrived < 1


def test_what_was_received_is_the_quotient_of_what_stands_beside_it_and_what_is_to_come_is_apart() -> None:
    """€47.16 stood above "9 leads for €525", which is €58.33: the estimate had taken the place of the quotient."""
    view = world(after=5.5).view(morning(66))
    numbers = off_target(view, GOAL).numbers
    assert numbers.seen is not None
    assert numbers.spend is not None
    assert numbers.measured == pytest.approx(numbers.spend.amount / numbers.seen, rel=Decimal("1e-6"))
    assert numbers.awaited is not None
    assert numbers.first is not None
    days = range((numbers.first - BEGIN).days, 66)
    whole = sum(float(world(after=5.5).results[n]) for n in days)
    assert float(numbers.awaited) == pytest.approx(240 * len(days) / whole, rel=0.15)
    assert numbers.awaited < numbers.measured
    settled = off_target(replace(view, triangle=world(after=5.5).settled(morning(66))), GOAL).numbers
    assert settled.awaited is None


def test_the_beginning_of_what_is_open_is_said_once_and_its_numbers_are_those_of_its_days() -> None:
    """“Since Nov 30” on one day and “since Dec 1” on the next; and the numbers moved with it."""
    first = off_target(world(after=5.5).view(morning(68)), GOAL)
    assert first.since is not None
    earlier = first.since - timedelta(days=2)
    assert earlier >= morning(50)
    begun = {first.rule: Begun(morning(66).toordinal(), earlier, 0.4)}
    kept = off_target(world(after=5.5).view(morning(72), begun=begun), GOAL)
    assert kept.signal is Verdict.BREACH
    assert (kept.since, kept.since_sure, kept.numbers.first) == (earlier, 0.4, earlier)
    numbers = kept.numbers
    assert numbers.spend == Money.of(240 * (morning(72) - earlier).days, "EUR")
    assert numbers.seen is not None
    assert numbers.measured == pytest.approx(numbers.spend.amount / numbers.seen, rel=Decimal("1e-6"))
    later = {first.rule: Begun(morning(71).toordinal(), morning(70), 0.9)}
    moved = off_target(world(after=5.5).view(morning(72), begun=later), GOAL)
    assert moved.since is not None
    assert moved.since < morning(70), "it may turn out to have begun earlier"


def test_what_may_still_be_off_is_told_of_the_days_that_were_said() -> None:
    """“Since Nov 30” stood beside “cost per lead since Dec 1”: below a tenth it spoke of the last seven days."""
    level = [12.0] * 58 + [4.0] * 8 + [10.0] * 40
    eased = World([240.0] * len(level), level)
    begun = {"off_target:cpa": Begun(morning(62).toordinal(), morning(58), 0.9)}
    told = [off_target(eased.view(morning(day), begun=begun), GOAL) for day in range(62, 80)]
    open_still = [one for one in told if one.signal in {Verdict.BREACH, Verdict.DOUBT}]
    assert any((one.probability or 1) < 0.1 for one in open_still)
    assert {one.numbers.first for one in open_still} == {morning(58)}


def test_what_goes_wrong_long_after_it_was_well_again_is_another_trouble() -> None:
    begun = {"off_target:cpa": Begun(morning(20).toordinal(), morning(15), 0.9)}
    one = off_target(world(after=5.5).view(morning(68), begun=begun), GOAL)
    assert one.since is not None
    assert abs((one.since - morning(60)).days) <= 3


@pytest.mark.parametrize("again", [12.0, 16.0])
def test_what_is_well_again_is_told_by_the_days_on_which_it_is(again: float) -> None:
    """“No longer clearly off target: CTR 3.26 %, goal > 4 %” was said of a week that had begun badly, and “back on
    target since December 7” of days of which the first was off."""
    level = [12.0] * 58 + [4.0] * 8 + [again] * 40
    mended = World([240.0] * len(level), level)
    begun = {"off_target:cpa": Begun(morning(62).toordinal(), morning(58), 0.9)}
    looks = [mended.view(morning(day), begun=begun) for day in range(66, 76)]
    told = [off_target(replace(view, triangle=mended.settled(view.today)), GOAL) for view in looks]
    fine = [one for one in told if one.signal is Verdict.FINE]
    first = next(one for one in fine if one.numbers.measured and one.numbers.measured <= GOAL.target)
    numbers = first.numbers
    assert numbers.first is not None
    assert morning(66) <= numbers.first < date.fromisoformat(first.look[:10]) - timedelta(days=1)
    assert numbers.measured is not None
    assert numbers.measured <= GOAL.target
    assert numbers.spend == Money.of(240 * (date.fromisoformat(first.look[:10]) - numbers.first).days, "EUR")


def test_what_the_goal_asks_for_is_what_dividing_by_the_goal_gives() -> None:
    """442 clicks of 15,485 stood beside "the goal (> 4 %) asks for 570": a Wednesday's share, where 4 % are 619."""
    level = [(6.0 if (BEGIN + timedelta(days=n)).weekday() == 2 else 13.0) * (0.3 if n > 63 else 1) for n in range(90)]
    uneven = World([240.0] * 90, level)
    day = next(n for n in range(65, 75) if morning(n).weekday() == 3)
    view = uneven.view(morning(day))
    numbers = off_target(replace(view, triangle=uneven.settled(morning(day))), GOAL).numbers
    assert numbers.spend is not None
    assert numbers.expected == pytest.approx(numbers.spend.amount / GOAL.target, rel=Decimal("0.01"))


def test_the_share_that_is_said_is_the_one_by_which_the_goal_asks_for_less() -> None:
    """“32 by now” of 809 € at 18 € stood above “about 83 %”, which is 37: the share was of another week."""
    numbers = off_target(world(after=5.5).view(morning(66)), GOAL).numbers
    assert numbers.spend is not None
    assert numbers.expected is not None
    assert numbers.arrived is not None
    assert 0.3 < numbers.arrived < 0.98
    asked = float(numbers.spend.amount / GOAL.target)
    assert float(numbers.expected) == pytest.approx(asked * numbers.arrived, rel=0.001)


def test_the_same_finding_in_another_currency_is_the_same_verdict() -> None:
    """Money times a thousand together with the goal changes no probability."""
    plain = world(after=7)
    dear = World([one * 1000 for one in plain.spend], list(plain.results))
    goal = Goal("cpa", Comparator.LE, Decimal(25_000), "EUR")
    one, other = off_target(plain.view(morning(66)), GOAL), off_target(dear.view(morning(66), goal), goal)
    assert one.probability == pytest.approx(other.probability, abs=1e-4)
    assert (one.signal, one.since) == (other.signal, other.since)


def test_results_that_stop_are_found_and_explain_the_cost() -> None:
    view = world(after=0.0).view(morning(62))
    one = found(view, kinds.CONVERSIONS_STOPPED)
    assert (one.signal, one.tier) == (Verdict.BREACH, Tier.INTERRUPT)
    assert one.numbers.seen == 0
    assert one.numbers.expected is not None
    assert one.numbers.expected > 7


def test_results_that_stop_today_are_found_today() -> None:
    view = world().view(morning(70))
    so_far = Today(morning(70), "EUR", view.now, 700_000_000, 28_000, 700, 0, 0, 0)
    one = found(view, kinds.CONVERSIONS_STOPPED, so_far)
    assert (one.signal, one.tier, one.since) == (Verdict.BREACH, Tier.INTERRUPT, morning(70))
    some = replace(so_far, conversions_micros=9_000_000)
    assert found(view, kinds.CONVERSIONS_STOPPED, some).signal is Verdict.FINE


def test_how_sure_a_stop_is_counts_how_seldom_things_stop() -> None:
    """One chance in a thousand of so few is no 99.9 %: of two such days in a campaign's life one is mere chance."""
    assert stop_chance(0.001) == pytest.approx(0.769, abs=0.001)
    assert stop_chance(1e-9) == 0.99
    view = world().view(morning(70))
    few = Today(morning(70), "EUR", view.now, 285_000_000, 12_000, 285, 0, 0, 0)
    weak = found(view, kinds.CONVERSIONS_STOPPED, few)
    strong = found(view, kinds.CONVERSIONS_STOPPED, replace(few, spend_micros=700_000_000))
    assert (weak.signal, weak.tier) == (Verdict.BREACH, Tier.DIGEST)
    assert (strong.signal, strong.tier, strong.probability) == (Verdict.BREACH, Tier.INTERRUPT, 0.99)
    assert weak.probability is not None
    assert 0.7 < weak.probability < 0.9


def test_a_small_account_is_told_when_a_verdict_will_be_possible() -> None:
    small = World([20.0] * 100, [1.0 if n % 3 == 0 else 0.0 for n in range(100)])
    one = found(small.view(morning(70), Goal("cpa", Comparator.LE, Decimal(80), "EUR")), kinds.CONVERSIONS_STOPPED)
    assert one.signal is Verdict.TOO_FEW
    assert one.numbers.decidable is not None
    assert one.numbers.decidable > morning(77)


def test_the_stop_of_a_small_account_is_over_when_it_is() -> None:
    small = World([20.0] * 100, [1.0 if n % 3 == 0 else 0.0 for n in range(100)])
    view = small.view(morning(70), Goal("cpa", Comparator.LE, Decimal(80), "EUR"))
    usual = replace(usual_of(view, ""), stop=Verdict.FINE.value)
    nothing = Today(view.today, "EUR", None, None, None, None, None, None, None)
    running = Running(view.campaign, view.client, view.now, view.accounts, usual, nothing, (LISTED,))
    one = stopped(running)
    assert one.signal is Verdict.TOO_FEW
    assert stopped(replace(running, standing={one.rule: one})).signal is Verdict.FINE


def test_spend_that_stops_is_told_after_the_first_silent_day_of_a_campaign_that_is_on() -> None:
    spend = [240.0 if n < 69 else 0.0 for n in range(100)]
    view = World(spend, [12.0 if one else 0.0 for one in spend]).view(morning(70))
    one = found(view, kinds.SPEND_STOPPED)
    assert (one.signal, one.tier, one.since) == (Verdict.BREACH, Tier.INTERRUPT, morning(69))


def test_spend_that_began_again_yesterday_has_not_stopped_at_midnight() -> None:
    """An hour after midnight there was no spend yet, and the day before had only been looked at while it was silent."""
    spend = [240.0 if n < 69 else 0.0 for n in range(100)]
    view = World(spend, [12.0 if one else 0.0 for one in spend]).view(morning(70))
    nothing = Today(morning(71), "EUR", None, None, None, None, None, None, None)
    running = Running(
        view.campaign,
        view.client,
        view.now + timedelta(hours=17),
        view.accounts,
        usual_of(view, ""),
        nothing,
        (LISTED,),
    )
    assert running.today == morning(71)
    one = next(one for one in findings(running) if one.trouble == kinds.SPEND_STOPPED)
    assert one.signal is Verdict.DOUBT


def test_an_account_that_rests_at_weekends_is_not_reported_on_monday() -> None:
    spend = [0.0 if morning(n).weekday() >= 5 else 240.0 for n in range(100)]
    monday = next(n for n in range(70, 80) if morning(n).weekday() == 0)
    view = World(spend, [10.0 if one else 0.0 for one in spend]).view(morning(monday))
    assert found(view, kinds.SPEND_STOPPED).signal is not Verdict.BREACH


def test_a_day_that_costs_thrice_its_plan_is_told_before_it_is_over() -> None:
    view = world().view(morning(70))
    so_far = Today(morning(70), "EUR", view.now, 900_000_000, 1, 1, 30_000_000, 0, 0)
    one = found(view, kinds.SPEND_ABOVE_PLAN, so_far)
    assert (one.signal, one.tier) == (Verdict.BREACH, Tier.INTERRUPT)
    assert one.numbers.plan == Money.of(240, "EUR")
    usual = replace(so_far, spend_micros=400_000_000)
    assert found(view, kinds.SPEND_ABOVE_PLAN, usual).signal is Verdict.FINE


def test_the_plan_of_a_day_is_the_one_that_was_known_when_it_was_judged() -> None:
    """€348 on the day itself, €350 the next morning (that one's own plan), and €353 in Why? two hours later."""
    cost = [300.0 if (BEGIN + timedelta(days=n)).weekday() < 5 else 90.0 for n in range(100)]
    friday = next(n for n in range(70, 80) if morning(n).weekday() == 4)
    cost[friday] = 1500.0
    dear = World(cost, [12.0] * 100)
    today, view = morning(friday), dear.view(morning(friday))
    first = found(view, kinds.SPEND_ABOVE_PLAN, Today(today, "EUR", view.now, 1_500_000_000, 1, 1, 12_000_000, 0, 0))
    assert (first.signal, first.numbers.last) == (Verdict.BREACH, today)

    view = dear.view(morning(friday + 1))
    calm = Today(morning(friday + 1), "EUR", view.now, 20_000_000, 1, 1, 0, 0, 0)
    late = found(view, kinds.SPEND_ABOVE_PLAN, calm)
    assert (late.signal, late.numbers.last) == (Verdict.BREACH, today)
    assert late.numbers.plan is not None
    assert 290 < late.numbers.plan.amount < 400, "a Friday's plan, though it is seen on a Saturday"

    running = Running(view.campaign, view.client, view.now, view.accounts, usual_of(view, ""), calm, (LISTED,))
    again = above_plan(replace(running, standing={first.rule: first}))
    assert (again.numbers.plan, again.numbers.at_risk) == (first.numbers.plan, first.numbers.at_risk)


def test_a_few_hours_are_not_said_to_be_within_the_plan_after_a_day_that_was_not() -> None:
    """“Spend is within its plan again” was said at nine in the morning, of a day before that had cost €827 of €352."""
    cost = [240.0] * 100
    cost[69], cost[70] = 1500.0, 500.0
    view = World(cost, [12.0] * 100).view(morning(71))
    so_far = Today(morning(71), "EUR", view.now, 20_000_000, 1, 1, 0, 0, 0)
    running = Running(view.campaign, view.client, view.now, view.accounts, usual_of(view, ""), so_far, (LISTED,))
    calm = above_plan(running)
    assert (calm.signal, calm.numbers.last) == (Verdict.FINE, morning(71))
    eases = above_plan(replace(running, standing={calm.rule: calm}))
    assert (eases.signal, eases.numbers.last) == (Verdict.FINE, morning(70))
    assert eases.numbers.spend == Money.of(500, "EUR")


def test_one_device_that_falls_silent_alone_has_lost_its_tracking() -> None:
    until = morning(70)
    phone = World([120.0] * 100, [float(RNG.poisson(6.0)) if n < 66 else 0.0 for n in range(100)])
    desk = World([120.0] * 100, [float(RNG.poisson(6.0) + 1) for n in range(100)])
    view = replace(world().view(until), segments=(segment("desktop", desk, until), segment("mobile", phone, until)))
    lost = [one for one in everything(view) if one.trouble == kinds.TRACKING_LOST and one.signal is Verdict.BREACH]
    assert [(one.detail, one.tier) for one in lost] == [("device=mobile", Tier.INTERRUPT)]
    both = replace(view, segments=(segment("desktop", phone, until), segment("mobile", phone, until)))
    assert not [one for one in everything(both) if one.trouble == kinds.TRACKING_LOST and one.signal is Verdict.BREACH]


def test_leads_that_do_not_reach_the_crm_are_told() -> None:
    until, platforms = morning(70), world()
    view = platforms.view(until, Goal("cpl", Comparator.LE, Decimal(25), "EUR"))
    told = replace(view.triangle, leads_micros=view.triangle.conversions_micros)
    run = replace(view.campaign, objective=Objective.LEADS)
    crm = World(list(platforms.spend), [9.0 if n < 66 else 0.0 for n in range(100)])
    hub = Health(2, Source.HUBSPOT, "42", last_success=view.now)
    view = replace(view, triangle=told, campaign=run, cohorts=cohorts(crm, until), accounts=(*view.accounts, hub))
    one = found(view, kinds.LEADS_NOT_IN_CRM)
    assert (one.signal, one.tier, one.since) == (Verdict.BREACH, Tier.INTERRUPT, morning(66))
    well = replace(view, cohorts=cohorts(World(list(platforms.spend), [9.0] * 100), until))
    assert found(well, kinds.LEADS_NOT_IN_CRM).signal is Verdict.FINE


def test_a_crm_out_of_sight_takes_only_what_it_counts() -> None:
    cpl = Goal("cpl", Comparator.LE, Decimal(25), "EUR")
    view = world().view(morning(70), GOAL, cpl)
    lost = Health(2, Source.HUBSPOT, "42", last_success=view.now - timedelta(days=3), error="reconnect_hubspot")
    deaf = replace(view, accounts=(*view.accounts, lost), cohorts=cohorts(world(), morning(70)))
    assert off_target(deaf, cpl).signal is Verdict.ERROR
    assert replace(off_target(deaf, GOAL), claim=None) == off_target(view, GOAL)
    assert found(deaf, kinds.CONVERSIONS_STOPPED) == found(view, kinds.CONVERSIONS_STOPPED)
    never = replace(view, accounts=(*view.accounts, replace(lost, last_success=None)))
    assert unseen(never, kinds.OFF_TARGET, "cpl") == (Verdict.NO_DATA, Reason.UNANSWERED)


def test_before_a_crms_first_answer_nobody_speaks_in_its_place() -> None:
    """4.5 s after the first start it said: 4,350 euros spent without a single result, almost certain."""
    cpl = Goal("cpl", Comparator.LE, Decimal(25), "EUR")
    view = world().view(morning(70), GOAL, cpl)
    never = replace(view, accounts=(*view.accounts, Health(2, Source.HUBSPOT, "42")), cohorts=None)
    assert off_target(never, cpl).signal is Verdict.NO_DATA
    assert found(never, kinds.LEADS_NOT_IN_CRM).signal is Verdict.NO_DATA
    assert off_target(never, GOAL) == off_target(view, GOAL)


def test_a_campaign_paused_with_budget_left_is_told() -> None:
    view = world().view(morning(70))
    off = Listed(1, Source.GOOGLE_ADS, "9", "Otoño", "paused", view.now - timedelta(hours=3))
    one = found(view, kinds.PAUSED_WITH_BUDGET, listed=off)
    assert (one.signal, one.tier, one.since) == (Verdict.BREACH, Tier.INTERRUPT, morning(70))
    assert found(view, kinds.PAUSED_WITH_BUDGET).signal is Verdict.FINE


def test_a_source_that_is_silent_for_a_day_is_never_judged_as_zero() -> None:
    view = world().view(morning(70))
    deaf = replace(healthy(view.now), last_success=view.now - timedelta(hours=40))
    broken = [found(replace(view, accounts=(deaf,)), one) for one in (kinds.SPEND_STOPPED, kinds.CONVERSIONS_STOPPED)]
    assert {one.signal for one in broken} == {Verdict.STALE}
    failed = replace(deaf, error="server_error")
    assert found(replace(view, accounts=(failed,)), kinds.SPEND_STOPPED).signal is Verdict.ERROR


def test_what_the_vendor_says_of_an_account_is_told() -> None:
    now = world().view(morning(70)).now
    answers = {one.trouble: one for one in of_account(healthy(now), now)}
    assert {one.signal for one in answers.values()} == {Verdict.FINE}
    token = replace(healthy(now), error="reconnect_meta", remedy=Remedy.RECONNECT_META)
    one = {one.trouble: one for one in of_account(token, now)}[kinds.SOURCE_DISCONNECTED]
    assert (one.signal, one.tier, one.remedy) == (Verdict.BREACH, Tier.INTERRUPT, "reconnect_meta")
    closed = replace(healthy(now), status="suspended", status_since=now)
    one = {one.trouble: one for one in of_account(closed, now)}[kinds.ACCOUNT_SUSPENDED]
    assert one.signal is Verdict.BREACH
    still = replace(healthy(now), newest=now.date() - timedelta(days=4), changed=now - timedelta(days=3))
    one = {one.trouble: one for one in of_account(still, now)}[kinds.STALE_DATA]
    assert (one.signal, one.tier, one.since) == (Verdict.BREACH, Tier.INTERRUPT, now.date() - timedelta(days=3))
    part = replace(still, newest=now.date() - timedelta(days=3), changed=now - timedelta(days=3))
    one = {one.trouble: one for one in of_account(part, now)}[kinds.STALE_DATA]
    assert one.since == now.date() - timedelta(days=3), (
        "of the day on which it last said something new the rest is missing"
    )
    lazy = {one.trouble: one for one in of_account(replace(still, rests=3), now)}[kinds.STALE_DATA]
    assert (lazy.signal, lazy.tier) == (Verdict.BREACH, Tier.DIGEST)


def test_an_account_that_rests_as_usual_is_not_stale() -> None:
    now = datetime(2026, 11, 23, 8, tzinfo=UTC)  # a Monday
    friday = replace(healthy(now), newest=date(2026, 11, 20), changed=now - timedelta(days=2))
    stale = {rests: of_account(replace(friday, rests=rests), now)[-1] for rests in (1, 3)}
    assert (stale[1].trouble, stale[1].signal, stale[3].signal) == (kinds.STALE_DATA, Verdict.BREACH, Verdict.FINE)
    mute = of_account(replace(friday, rests=3, last_success=now - timedelta(days=2)), now)[-1]
    assert (mute.signal, mute.tier) == (Verdict.BREACH, Tier.INTERRUPT)


def test_what_spends_unclaimed_is_told_and_a_test_of_cents_is_not() -> None:
    now = world().view(morning(70)).now
    listed = Listed(
        1, Source.META, "7", "Prueba", "enabled", currency="EUR", spend_micros=40_000_000, since=morning(69)
    )
    one, small = (*unclaimed(listed, now), *unclaimed(replace(listed, spend_micros=200_000), now))
    assert (one.signal, one.tier, one.name) == (Verdict.BREACH, Tier.INTERRUPT, "Prueba")
    assert small.signal is Verdict.FINE
    old, far = (*unclaimed(replace(listed, before=True), now), *unclaimed(replace(listed, currency="MXN"), now))
    assert (old.signal, old.tier) == (Verdict.BREACH, Tier.DIGEST)
    assert far.numbers.at_risk is None


@pytest.mark.parametrize("status", ["paused", "removed"])
def test_unclaimed_spending_ends_as_soon_as_it_is_off(status: str) -> None:
    now = world().view(morning(70)).now
    listed = Listed(1, Source.META, "7", "Prueba", status, currency="EUR", spend_micros=40_000_000, since=morning(69))
    (over,) = unclaimed(listed, now)
    assert (over.signal, over.because) == (Verdict.OVER, Reason.OFF)


def test_unclaimed_spending_is_told_whole_since_it_began() -> None:
    now = world().view(morning(70)).now
    long = Listed(
        1, Source.META, "7", "Prueba", "enabled", None, "EUR", 40 * MICRO, morning(1), whole_micros=900 * MICRO
    )
    (one,) = unclaimed(long, now)
    assert (one.since, one.numbers.spend) == (morning(1), Money.of(900, "EUR"))


@pytest.mark.parametrize(
    ("began", "spent", "signal", "tier"),
    [(0, 3, Verdict.DOUBT, None), (2, 3, Verdict.BREACH, Tier.DIGEST), (0, 71, Verdict.BREACH, Tier.INTERRUPT)],
)
def test_an_unclaimed_campaign_that_only_begins_to_spend_is_watched_first(
    began: int, spent: int, signal: Verdict, tier: Tier | None
) -> None:
    now = world().view(morning(70)).now
    since = local_day(now, CLIENT.timezone) - timedelta(days=began)
    listed = Listed(1, Source.META, "7", "Prueba", "enabled", currency="EUR", spend_micros=spent * MICRO, since=since)
    (found,) = unclaimed(listed, now, 7_000 * MICRO)
    assert (found.signal, found.tier) == (signal, tier)


def test_what_somebody_asked_to_wait_for_is_waited_for() -> None:
    view = world(after=5.5).view(morning(72))
    patient = replace(view, wishes={"off_target:cpa": RuleOverride("off_target:cpa", min_results=5_000)})
    assert off_target(patient, GOAL).signal is Verdict.DOUBT
    loose = replace(view, wishes={"off_target:cpa": RuleOverride("off_target:cpa", looser=25)})
    assert off_target(loose, GOAL).signal is not Verdict.BREACH


def test_a_rule_of_ones_own_replaces_the_goals_number() -> None:
    own = Goal("cpa", Comparator.LE, Decimal(10), "EUR")
    view = replace(world().view(morning(70)), wishes={"off_target:cpa": RuleOverride("off_target:cpa", goal=own)})
    one = found(view, kinds.OFF_TARGET)
    assert one.goal == own
    assert one.signal is Verdict.BREACH


def test_a_back_test_says_day_by_day_what_was_said_live() -> None:
    """Acceptance: the same observations, judged live each morning and replayed at the end."""
    plain = world(after=6.5)
    live = [off_target(plain.view(morning(day)), GOAL) for day in range(30, 75)]
    replayed = tried(plain.view(morning(74)), GOAL, morning(30))
    assert replayed is not None
    assert [date.fromordinal(one.look) for one in replayed.mornings] == [
        date.fromisoformat(one.look[:10]) for one in live
    ]
    for one, told in zip(replayed.mornings, live, strict=True):
        assert one.probability == pytest.approx(told.probability, abs=1e-4)


def test_a_back_test_waits_for_what_was_asked_for() -> None:
    view = world(after=5.5).view(morning(74))
    at_once = tried(view, GOAL, morning(30))
    later = tried(view, GOAL, morning(30), RuleOverride("", for_days=9))
    never = tried(view, GOAL, morning(30), RuleOverride("", min_results=5_000))
    assert at_once is not None
    assert later is not None
    assert never is not None
    fired = [
        [one.look for one in told.told if one.fires and one.trouble == kinds.OFF_TARGET] for told in (at_once, later)
    ]
    assert fired[0][0] < fired[1][0]
    assert not [one for one in never.told if one.trouble == kinds.OFF_TARGET]


def test_a_back_test_begins_with_the_campaign() -> None:
    view = world().view(morning(74))
    early, whole = (tried(view, GOAL, day) for day in (BEGIN - timedelta(days=60), BEGIN))
    assert early is not None
    assert whole is not None
    assert early.mornings == whole.mornings


def looked_at_from(day: int, view: CampaignEvidence, *, blank: bool) -> CampaignEvidence:
    """The same where nobody looked before; `blank`: the history was read after the first look."""
    told, looks = view.triangle, slice(day - 1, None)

    def seen(grid: np.ndarray) -> np.ndarray:
        kept = grid[looks].astype(float)
        kept[0] = np.nan if blank else kept[0]
        return kept

    grids = ("spend_micros", "impressions", "clicks", "conversions_micros", "value_micros", "leads_micros")
    parts = {name: seen(getattr(told, name)) for name in grids}
    return replace(view, triangle=replace(told, looks=told.looks[looks], spoken=told.spoken[looks], **parts))


def test_a_history_that_was_read_after_the_first_look_is_tried_too() -> None:
    view = world().view(morning(74))
    whole, late = (tried(looked_at_from(61, view, blank=blank), GOAL, morning(10)) for blank in (False, True))
    assert whole is not None
    assert late is not None
    assert [one.look for one in late.mornings] == [one.look for one in whole.mornings]
    assert whole.watched == late.watched == morning(61)
    assert sum(one.look < morning(61).toordinal() and one.probability is not None for one in late.mornings) > 40


@pytest.mark.parametrize("blank", [False, True])
def test_what_began_before_the_first_look_ends_after_it_and_makes_room_for_the_next(blank: bool) -> None:
    days = World([240.0] * 90, [4.0 if 44 <= day < 57 or day >= 66 else 12.0 for day in range(90)])
    replayed = tried(looked_at_from(61, days.view(morning(80)), blank=blank), GOAL, morning(10))
    assert replayed is not None
    first, *_, end, second, _ = [one for one in replayed.told if one.trouble == kinds.OFF_TARGET]
    assert [one.fires for one in (first, end, second)] == [True, False, True]
    assert first.look < morning(61).toordinal() < end.look < second.look


@pytest.mark.parametrize(
    ("kpi", "target", "currency"),
    [("cvr", "0.05", None), ("cpa", "25", "EUR")],
)
def test_money_is_at_risk_whatever_the_goal_counts(kpi: str, target: str, currency: str | None) -> None:
    side = Comparator.LE if kpi == "cpa" else Comparator.GE
    goal = Goal(kpi, side, Decimal(target), currency)
    one = off_target(world(after=5.5).view(morning(72), goal), goal)
    assert one.signal is Verdict.BREACH
    assert one.numbers.at_risk is not None
    assert 500 < one.numbers.at_risk.micros / 10**6 < 2_500


def test_what_is_only_not_spent_is_not_at_risk() -> None:
    slow = World([150.0] * 105, [8.0] * 105)
    one = found(slow.view(morning(70)), kinds.OFF_PACE)
    assert one.signal is Verdict.BREACH
    assert one.numbers.projected is not None
    assert one.numbers.at_risk is None


def test_a_goal_against_its_kpi_is_not_judged() -> None:
    odd = Goal("cpa", Comparator.GE, Decimal(25), "EUR")
    assert off_target(world().view(morning(70), odd), odd).signal is Verdict.NO_DATA


def by_the_hour(view: CampaignEvidence, quiet: int) -> Hours:
    """Three weeks of about ten euros an hour, and nothing in the last hours."""
    size = 21 * 24
    starts = tuple(view.now - timedelta(hours=size - n) for n in range(size))
    spend = 10_000_000 * (1 + 0.05 * np.random.default_rng(3).standard_normal(size))
    spend[size - quiet :] = 0
    return Hours(starts, "EUR", spend, np.full(size, 4_000.0), np.full(size, 40.0), np.full(size, 2_000_000.0))


def test_after_a_flights_end_nothing_surprises() -> None:
    """ "Spend: 0 € in one hour" was news of a campaign that had ended the day before."""
    view = world().view(morning(70))
    view = replace(view, hours=by_the_hour(view, 6))
    assert found(view, kinds.SURPRISE).signal is Verdict.BREACH
    over = replace(view, campaign=replace(view.campaign, end=morning(69)))
    assert found(over, kinds.SURPRISE).signal is Verdict.OVER


def test_a_surprise_is_news_for_a_day() -> None:
    view = world().view(morning(70))
    one = found(replace(view, hours=by_the_hour(view, 6)), kinds.SURPRISE)
    assert not is_old_news(one, morning(71))
    assert is_old_news(one, morning(72))
    assert not is_old_news(replace(one, trouble=kinds.SPEND_STOPPED), morning(90)), (
        "what lasts is told as long as it does"
    )


def test_a_campaign_that_is_over_ends_everything() -> None:
    view = world().view(morning(70))
    ended = replace(view, campaign=replace(view.campaign, end=morning(60)))
    assert {one.signal for one in everything(ended)} == {Verdict.OVER}
