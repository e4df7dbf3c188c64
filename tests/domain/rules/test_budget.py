"""A budget that runs out is told in time, louder when it is gone, and is over with another budget."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from domain.incidents.conditions import Change, Condition, State, advance
from domain.incidents.finding import Finding, Reason, Verdict
from domain.incidents.rule_kinds import Tier
from domain.money import Money
from domain.pacing.limit import Limit, limited
from domain.pacing.pace import pace
from domain.rules.budget import KIND, budget
from domain.rules.inputs import CampaignEvidence
from domain.rules.judging import Outlook, settle
from domain.rules.off_pace import off_pace
from domain.rules.registry import inhibits, of_kind
from domain.window import Window
from domain.words import Source
from tests import kinds
from tests.domain.rules.scene import BEGIN, World


@dataclass(frozen=True)
class Told:
    """An incident as it is remembered."""

    finding: Finding
    state: State


DAYS = 30
"""A flight of 30 days with 240 € a day in its budget."""


def seen(on: int, daily: float, until: int | None = None, budget_eur: int = 240 * DAYS) -> CampaignEvidence:
    """The morning after so many days of so much spend, the last of them silent from `until` on."""
    spend = [daily if until is None or n < until else 0.0 for n in range(on)]
    morning = BEGIN + timedelta(days=on)
    view = World(spend, [5.0] * on).view(morning)
    run = replace(view.campaign, end=BEGIN + timedelta(days=DAYS - 1), budget=Money.of(budget_eur, "EUR"))
    spent = {BEGIN + timedelta(days=n): int(one * 1e6) for n, one in enumerate(spend)}
    return replace(view, campaign=run, pace=pace(run.budget, Window(run.start, run.end), spent, morning))


def said(found: Finding) -> tuple[Verdict, Reason, Tier | None]:
    return found.signal, found.because, found.tier


def test_a_flight_on_its_plan_hears_nothing() -> None:
    assert said(budget(seen(15, 240))) == (Verdict.FINE, Reason.MET, None)


def test_one_that_will_cost_a_tenth_more_for_sure_interrupts_long_before() -> None:
    found = budget(seen(14, 340))
    assert said(found) == (Verdict.BREACH, Reason.AHEAD_OF_PLAN, Tier.INTERRUPT)
    assert found.numbers.low is not None
    assert found.numbers.low.micros > 1.1 * 240 * DAYS * 10**6
    assert found.numbers.projected is not None
    over = found.numbers.projected.micros - 240 * DAYS * 10**6
    assert found.numbers.at_risk == Money(over, "EUR"), "what pace says too, not the low end"


def test_one_that_is_spent_with_days_left_interrupts_with_its_day() -> None:
    found = budget(seen(26, 280))
    assert said(found) == (Verdict.BREACH, Reason.SPENT, Tier.INTERRUPT)
    assert found.since == date(2026, 8, 3) + timedelta(days=25)


@pytest.mark.parametrize(("on", "tier"), [(20, Tier.DIGEST), (22, None)])
def test_four_fifths_spent_is_a_line_in_the_digest_while_a_third_of_the_days_remain(on: int, tier: Tier | None) -> None:
    """Spent early and slowing down, so that nothing else is wrong."""
    view = seen(on, 240)
    fast = {day: 295_000_000 if n < 20 else 20_000_000 for n, day in enumerate(sorted(view.pace.spent_by_day))}
    slow = replace(view.pace, spent=Money(sum(fast.values()), "EUR"), spent_by_day=fast, low=Money.of(7_000, "EUR"))
    assert budget(replace(view, pace=slow)).tier is tier


def test_what_is_spent_and_stopped_is_over_and_not_mended() -> None:
    assert said(budget(seen(27, 290, until=25))) == (Verdict.OVER, Reason.NO_SPEND, None)


@pytest.mark.parametrize("rule", [budget, off_pace])
def test_what_ended_over_its_budget_closes_with_what_it_spent(rule: Callable[[CampaignEvidence], Finding]) -> None:
    """Told before with the numbers of that morning; on the morning after its last day with those of its end."""
    alarm = rule(seen(29, 340))
    assert alarm.signal is Verdict.BREACH
    state, _ = advance(State(), alarm, seen(29, 340).now)
    subject = (alarm.subject.key, alarm.rule)
    view = seen(DAYS, 340)
    (move,) = settle(Outlook(view.now), {subject: Told(alarm, state)}, [rule(view)])
    assert (move.finding.signal, move.finding.because) == (Verdict.OVER, Reason.ENDED)
    assert move.finding.numbers.spend == Money.of(340 * DAYS, "EUR")
    assert [step.change for step in move.steps] == [Change.ENDED]


def test_another_budget_ends_it_at_once() -> None:
    looks = of_kind(KIND).looks_until_over
    now = seen(26, 280).now
    state, _ = advance(State(), budget(seen(26, 280)), now, looks)
    assert state.condition is Condition.FIRING
    state, steps = advance(state, budget(seen(26, 280, budget_eur=9_000)), now, looks)
    assert state.condition is Condition.OK
    assert [step.change.value for step in steps] == ["eased", "recovered"]


def test_a_history_that_is_still_being_read_says_nothing_but_what_it_holds() -> None:
    view = seen(14, 340)
    holes = view.triangle.spend_micros.copy()
    holes[-1, 3] = float("nan")
    unread = replace(view, triangle=replace(view.triangle, spend_micros=holes))
    assert budget(unread).signal is Verdict.NO_DATA


def test_where_the_budget_runs_out_its_pace_is_no_news() -> None:
    assert inhibits(KIND, kinds.OFF_PACE)
    assert inhibits(kinds.STALE_DATA, KIND)


def test_what_the_account_itself_may_spend_is_why_too_little_is_spent() -> None:
    view = seen(14, 240)
    assert said(off_pace(view))[0] is Verdict.FINE
    left = [Limit(Source.META, Money.of(500, "EUR"))]
    held = off_pace(replace(view, pace=limited(view.pace, left, {Source.META: 1.0}, view.today)))
    assert (held.signal, held.because, held.source) == (Verdict.BREACH, Reason.BEHIND_PLAN, "meta")
    assert held.numbers.projected == Money.of(14 * 240 + 500, "EUR")
    assert off_pace(view).source == ""
