"""What people did with an incident, what is shown of it, and what is said when."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.entities import Comparator, Goal
from domain.incidents.conditions import Condition, State
from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.handling import Handled, Handling, Shown, gap, is_snoozed, shown
from domain.incidents.notify_decision import Held, NotificationState, NotifyAction, Situation, after, notify_decision
from domain.incidents.quiet import Planned, QuietHours, Why, is_quiet_throughout, is_working, quiet, working_days
from domain.incidents.rule_kinds import RuleKind, Subject, Tier
from domain.money import Money
from domain.rules.registry import RULES, inhibits
from domain.rules.rule import Nature
from tests import kinds

NOW = datetime(2026, 11, 18, 10, tzinfo=UTC)
TODAY = NOW.date()
OFF = Finding(
    Subject("acme", "acme-otono"),
    kinds.OFF_TARGET,
    Verdict.BREACH,
    Reason.MISSED,
    "2026-11-18",
    "cpl",
    tier=Tier.INTERRUPT,
    probability=0.97,
    since=date(2026, 11, 12),
    since_sure=0.8,
    goal=Goal("cpl", Comparator.LE, Decimal(25), "EUR"),
    result="leads",
    numbers=Numbers(
        value=Decimal(38),
        target=Decimal(25),
        seen=Decimal(61),
        expected=Decimal("93.5"),
        spend=Money(2_318_000_000, "EUR"),
        at_risk=Money(793_000_000, "EUR"),
        arrived=0.86,
        first=date(2026, 11, 12),
        last=date(2026, 11, 17),
    ),
)
FIRING = State(Condition.FIRING, NOW, tier=Tier.INTERRUPT, fired_at=NOW)


def case(**changes: object) -> Situation:
    return replace(Situation(FIRING, Handling(), OFF, NotificationState(), 2, TODAY), **changes)


def worse(by: str) -> Finding:
    return replace(OFF, numbers=replace(OFF.numbers, value=Decimal(25) * (1 + Decimal(by))))


def test_the_gap_is_a_share_of_the_goal() -> None:
    assert gap(OFF) == Decimal("0.52")
    assert gap(replace(OFF, numbers=Numbers())) is None


@pytest.mark.parametrize(
    ("handling", "when", "snoozed"),
    [
        (Handling(Handled.SNOOZED, until=NOW + timedelta(days=1)), NOW, True),
        (Handling(Handled.SNOOZED, until=NOW + timedelta(days=1)), NOW + timedelta(days=1), False),
        (Handling(Handled.SNOOZED, worse_than=Decimal("0.72")), NOW, True),
        (Handling(Handled.ACKNOWLEDGED, until=NOW + timedelta(days=1)), NOW, False),
    ],
)
def test_a_snooze_ends_by_itself(handling: Handling, when: datetime, snoozed: bool) -> None:
    assert is_snoozed(handling, OFF, when) is snoozed


def test_a_snooze_until_worse_ends_when_it_is() -> None:
    assert not is_snoozed(Handling(Handled.SNOOZED, worse_than=Decimal("0.72")), worse("0.75"), NOW)


@pytest.mark.parametrize(
    ("state", "handling", "word"),
    [
        (FIRING, Handling(), Shown.FIRING),
        (FIRING, Handling(Handled.ACKNOWLEDGED, "U1", NOW), Shown.ACKNOWLEDGED),
        (FIRING, Handling(Handled.ASSIGNED, "U1", NOW, "U2"), Shown.ASSIGNED),
        (FIRING, Handling(Handled.SNOOZED, "U1", NOW, until=NOW + timedelta(days=1)), Shown.SNOOZED),
        (FIRING, Handling(Handled.SNOOZED, "U1", NOW, until=NOW), Shown.FIRING),
        (State(Condition.PENDING), Handling(), Shown.WATCHED),
        (State(Condition.RECOVERING), Handling(Handled.ACKNOWLEDGED), Shown.RECOVERING),
        (State(Condition.OK), Handling(), Shown.RESOLVED),
        (State(Condition.STALE, before=Condition.FIRING), Handling(Handled.ACKNOWLEDGED), Shown.STALE),
        (State(Condition.NO_DATA), Handling(), Shown.NO_DATA),
        (State(Condition.ERROR), Handling(), Shown.ERROR),
    ],
)
def test_what_is_shown_comes_from_both_axes(state: State, handling: Handling, word: Shown) -> None:
    assert shown(state, handling, OFF, NOW) is word


def test_an_interrupt_is_told_once() -> None:
    first = case()
    assert notify_decision(first, NOW) is NotifyAction.INTERRUPT
    assert notify_decision(case(told=after(NotifyAction.INTERRUPT, first, NOW)), NOW) is NotifyAction.NOTHING


@pytest.mark.parametrize(
    ("held", "what"),
    [
        (Held.QUIET, NotifyAction.WAIT),
        (Held.PLANNED, NotifyAction.DIGEST),
        (Held.MUTED, NotifyAction.NOTHING),
        (Held.RULE_OFF, NotifyAction.NOTHING),
    ],
)
def test_what_is_held_waits_where_it_belongs(held: Held, what: NotifyAction) -> None:
    assert notify_decision(case(held=held), NOW) is what


def test_what_waited_for_the_morning_is_told_in_the_morning() -> None:
    assert notify_decision(case(held=None), NOW + timedelta(hours=10)) is NotifyAction.INTERRUPT


def test_the_weaker_waits_for_the_digest_and_is_in_it_once() -> None:
    weak = case(state=replace(FIRING, tier=Tier.DIGEST))
    assert notify_decision(weak, NOW) is NotifyAction.DIGEST
    assert notify_decision(replace(weak, told=after(NotifyAction.DIGEST, weak, NOW)), NOW) is NotifyAction.NOTHING


def test_what_rises_to_an_interrupt_is_told_though_the_digest_had_it() -> None:
    weak = case(state=replace(FIRING, tier=Tier.DIGEST))
    assert notify_decision(case(told=after(NotifyAction.DIGEST, weak, NOW)), NOW) is NotifyAction.INTERRUPT


def test_a_snoozed_incident_is_not_told_but_kept_current() -> None:
    put_aside = Handling(Handled.SNOOZED, "U1", NOW, until=NOW + timedelta(days=1))
    assert notify_decision(case(handling=put_aside), NOW) is NotifyAction.NOTHING
    told = after(NotifyAction.INTERRUPT, case(), NOW)
    assert notify_decision(case(handling=put_aside, told=told, step=3), NOW) is NotifyAction.EDIT


def test_worse_is_said_once_and_only_when_people_may_be_interrupted() -> None:
    told = after(NotifyAction.INTERRUPT, case(), NOW)
    far = case(told=told, finding=worse("0.8"))
    assert notify_decision(far, NOW) is NotifyAction.WORSE
    assert notify_decision(replace(far, held=Held.QUIET), NOW) is NotifyAction.NOTHING
    assert notify_decision(replace(far, told=after(NotifyAction.WORSE, far, NOW)), NOW) is NotifyAction.NOTHING


def test_an_end_of_a_snooze_is_said_once() -> None:
    told = after(NotifyAction.INTERRUPT, case(), NOW)
    over = Handling(Handled.SNOOZED, "U1", NOW, until=NOW)
    woken = case(handling=over, told=told)
    assert notify_decision(woken, NOW) is NotifyAction.WAKE
    assert notify_decision(replace(woken, told=after(NotifyAction.WAKE, woken, NOW)), NOW) is NotifyAction.NOTHING
    weak = case(
        handling=over,
        state=replace(FIRING, tier=Tier.DIGEST),
        told=NotificationState(Tier.DIGEST, NOW, 2, digest=TODAY),
    )
    assert notify_decision(weak, NOW) is NotifyAction.DIGEST
    assert notify_decision(replace(weak, told=after(NotifyAction.DIGEST, weak, NOW)), NOW) is NotifyAction.NOTHING


def test_what_the_digest_had_as_an_interrupt_is_not_said_again() -> None:
    late = case(held=Held.PLANNED)
    told = after(NotifyAction.DIGEST, late, NOW)
    assert notify_decision(case(told=told), NOW) is NotifyAction.NOTHING


def test_what_nobody_heard_of_while_it_lasted_is_for_the_next_digest() -> None:
    over = case(state=State(Condition.OK, NOW, tier=Tier.INTERRUPT, fired_at=NOW, ended=NOW), slept_through=True)
    assert notify_decision(over, NOW) is NotifyAction.FORGET
    assert notify_decision(replace(over, slept_through=False), NOW) is NotifyAction.NOTHING, "people could be told"
    assert notify_decision(replace(over, held=Held.MUTED), NOW) is NotifyAction.NOTHING, "it followed from another"
    assert notify_decision(replace(over, told=after(NotifyAction.FORGET, over, NOW)), NOW) is NotifyAction.NOTHING


def test_better_than_the_goal_is_never_worse() -> None:
    better = replace(OFF, numbers=replace(OFF.numbers, value=Decimal("2.5")))
    assert gap(better) == 0
    told = after(NotifyAction.INTERRUPT, case(), NOW)
    assert notify_decision(case(told=told, finding=better), NOW) is NotifyAction.NOTHING


def test_a_message_follows_its_numbers_once_a_day() -> None:
    told = after(NotifyAction.INTERRUPT, case(), NOW)
    tomorrow = case(told=told, today=TODAY + timedelta(days=1), finding=replace(OFF, look="2026-11-19/le25"))
    assert notify_decision(tomorrow, NOW) is NotifyAction.EDIT
    assert notify_decision(replace(tomorrow, asleep=True), NOW) is NotifyAction.NOTHING


def test_a_message_is_not_written_anew_at_night_with_yesterdays_sentence() -> None:
    """ "Still 3.1 %, 442 clicks" stood under the date of two days later: the look of that day had not come yet."""
    told = after(NotifyAction.INTERRUPT, case(), NOW)
    assert notify_decision(case(told=told, today=TODAY + timedelta(days=1)), NOW) is NotifyAction.NOTHING


def test_a_thread_sleeps_at_night_while_its_message_shows_what_is_known() -> None:
    told = after(NotifyAction.INTERRUPT, case(), NOW)
    over = case(state=State(Condition.OK, NOW), told=told, step=5, asleep=True)
    assert notify_decision(over, NOW) is NotifyAction.EDIT
    shown_ = after(NotifyAction.EDIT, over, NOW)
    assert (shown_.step, shown_.shown) == (2, 5)
    assert notify_decision(replace(over, told=shown_), NOW) is NotifyAction.WAIT
    assert notify_decision(replace(over, told=shown_, asleep=False), NOW) is NotifyAction.RESOLVE


def test_a_step_of_the_night_is_told_in_the_thread_in_the_morning() -> None:
    told = after(NotifyAction.INTERRUPT, case(), NOW)
    night = case(told=told, step=3, asleep=True)
    assert notify_decision(night, NOW) is NotifyAction.EDIT
    shown_ = after(NotifyAction.EDIT, night, NOW)
    assert notify_decision(replace(night, told=shown_), NOW) is NotifyAction.NOTHING
    assert notify_decision(replace(night, told=shown_, asleep=False), NOW) is NotifyAction.EDIT


def test_an_old_surprise_is_no_news() -> None:
    """ "0.73 € in one hour" of the eleventh stood in the digest of the twenty-first."""
    weak = case(state=replace(FIRING, tier=Tier.DIGEST), is_old_news=True)
    assert notify_decision(weak, NOW) is NotifyAction.NOTHING
    assert notify_decision(replace(weak, is_old_news=False), NOW) is NotifyAction.DIGEST


def test_the_end_is_told_in_the_message_and_then_forgotten() -> None:
    over = case(state=State(Condition.OK, NOW), told=after(NotifyAction.INTERRUPT, case(), NOW), step=5)
    assert notify_decision(over, NOW) is NotifyAction.RESOLVE
    assert after(NotifyAction.RESOLVE, over, NOW) == NotificationState(ended=over.state.ended)
    weak = case(state=State(Condition.OK, NOW), told=NotificationState(Tier.DIGEST, NOW, 2, digest=TODAY))
    assert notify_decision(weak, NOW) is NotifyAction.FORGET
    assert notify_decision(case(state=State(Condition.OK, NOW)), NOW) is NotifyAction.NOTHING


MADRID = "Europe/Madrid"


@pytest.mark.parametrize(
    ("now", "why"),
    [
        (datetime(2026, 11, 18, 9, tzinfo=UTC), None),
        (datetime(2026, 11, 18, 6, 59, tzinfo=UTC), Why.HOURS),
        (datetime(2026, 11, 18, 7, tzinfo=UTC), None),
        (datetime(2026, 11, 18, 19, tzinfo=UTC), Why.HOURS),
        (datetime(2026, 11, 21, 9, tzinfo=UTC), Why.WEEKEND),
        (datetime(2026, 9, 11, 9, tzinfo=UTC), Why.HOLIDAY),
        (datetime(2026, 11, 27, 9, tzinfo=UTC), Why.PLANNED),
    ],
)
def test_people_are_left_alone_by_the_clients_clock(now: datetime, why: Why | None) -> None:
    planned = [Planned(date(2026, 11, 27), date(2026, 11, 30), "Black Friday")]
    assert quiet(now, MADRID, QuietHours(), {date(2026, 9, 11)}, planned) is why


def test_a_window_of_another_campaign_does_not_count() -> None:
    planned = [Planned(date(2026, 11, 27), date(2026, 11, 27), "launch", "acme-otono")]
    now = datetime(2026, 11, 27, 9, tzinfo=UTC)
    assert quiet(now, MADRID, QuietHours(), (), planned, "acme-implantes") is None
    assert quiet(now, MADRID, QuietHours(), (), planned, "acme-otono") is Why.PLANNED


@pytest.mark.parametrize(
    ("first", "last", "alone"),
    [
        (datetime(2026, 11, 20, 20, tzinfo=UTC), datetime(2026, 11, 23, 6, tzinfo=UTC), True),
        (datetime(2026, 11, 20, 20, tzinfo=UTC), datetime(2026, 11, 23, 7, 30, tzinfo=UTC), False),
        (datetime(2026, 11, 20, 18, tzinfo=UTC), datetime(2026, 11, 23, 6, tzinfo=UTC), False),
        (datetime(2026, 11, 18, 20, tzinfo=UTC), datetime(2026, 11, 19, 20, tzinfo=UTC), False),
        (None, datetime(2026, 11, 23, 6, tzinfo=UTC), False),
    ],
)
def test_what_lasted_a_weekend_alone_nobody_could_hear_of(first: datetime | None, last: datetime, alone: bool) -> None:
    assert is_quiet_throughout(first, last, MADRID, QuietHours()) is alone


def test_no_quiet_hours_is_a_wish_too() -> None:
    always = QuietHours(time(0), time(0), weekends=False)
    assert quiet(datetime(2026, 11, 21, 2, tzinfo=UTC), MADRID, always) is None
    noon = QuietHours(time(13), time(15), weekends=False)
    assert quiet(datetime(2026, 11, 18, 13, tzinfo=UTC), MADRID, noon) is Why.HOURS


def test_working_days_skip_weekends_and_holidays() -> None:
    thursday, tuesday = date(2026, 11, 19), date(2026, 11, 24)
    assert working_days(thursday, tuesday, QuietHours(), ()) == 3
    assert working_days(thursday, tuesday, QuietHours(), {date(2026, 11, 23)}) == 2
    assert not is_working(date(2026, 11, 21), QuietHours(), ())


@given(st.sampled_from(list(RULES)), st.sampled_from(list(RULES)))
def test_no_two_troubles_mute_each_other(one: RuleKind, other: RuleKind) -> None:
    assert not (inhibits(one, other) and inhibits(other, one))
    assert not inhibits(one, one)


def test_every_trouble_that_mutes_is_one_that_is_watched() -> None:
    assert {kind for one in RULES.values() for kind in one.inhibits} <= {*RULES, *Nature}
