"""The life of an incident: no state is skipped, nothing fires on missing data, and each incident is told once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.alerts import (
    FIRE_AFTER,
    RESOLVE_AFTER,
    Change,
    Condition,
    NotifyReason,
    State,
    Transition,
    advance,
    why_notify,
)
from domain.entities import Comparator, Goal
from domain.rules import Kind, Reason, Verdict
from domain.window import Window

T0 = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
GOAL = Goal("cpl", Comparator.LT, Decimal(25), "EUR")
PLAIN = Verdict(Kind.OK, Reason.MET, GOAL, GOAL, Window(date(2026, 11, 9), date(2026, 11, 15)))
OK = PLAIN
NEAR = replace(PLAIN, reason=Reason.WITHIN_TOLERANCE, gap=Decimal("0.05"))
MISSED = replace(PLAIN, kind=Kind.BREACH, reason=Reason.MISSED, gap=Decimal("0.3"))
WORSE = replace(MISSED, gap=Decimal("0.6"))
NOTHING = replace(MISSED, reason=Reason.NO_RESULTS, gap=None)
LOST = replace(PLAIN, kind=Kind.NO_DATA, reason=Reason.SOURCE_FAILED)
FEW = replace(PLAIN, kind=Kind.TOO_FEW, reason=Reason.FEW_EVENTS)
ENDED = replace(PLAIN, kind=Kind.TOO_FEW, reason=Reason.NOT_RUNNING)

STEPS = {
    (Condition.OK, Condition.PENDING): {Change.BREACHED},
    (Condition.PENDING, Condition.FIRING): {Change.LASTED},
    (Condition.PENDING, Condition.OK): {Change.PASSED},
    (Condition.FIRING, Condition.FIRING): {Change.WORSENED},
    (Condition.FIRING, Condition.OK): {Change.RECOVERED, Change.ENDED},
    (Condition.OK, Condition.NO_DATA): {Change.LOST_DATA},
    (Condition.PENDING, Condition.NO_DATA): {Change.LOST_DATA},
    (Condition.FIRING, Condition.NO_DATA): {Change.LOST_DATA},
    (Condition.NO_DATA, Condition.PENDING): {Change.BREACHED},
    (Condition.NO_DATA, Condition.FIRING): {Change.DATA_BACK},
    (Condition.NO_DATA, Condition.OK): {Change.PASSED, Change.ENDED},
}
"""Every step there is. None leads from OK or from a quiet NO_DATA straight to FIRING."""

verdicts = st.one_of(
    st.sampled_from([OK, NEAR, NOTHING, LOST, FEW, ENDED]),
    st.decimals(Decimal("0.10"), Decimal(5), places=2).map(lambda gap: replace(MISSED, gap=gap)),
)
weeks = st.lists(st.tuples(verdicts, st.integers(0, 48)), max_size=60)


def walk(week: list[tuple[Verdict, int]]) -> Iterator[tuple[State, Verdict, datetime, State, Transition | None]]:
    state, now = State(), T0
    for verdict, hours in week:
        now += hours * HOUR
        new, step = advance(state, verdict, now)
        yield state, verdict, now, new, step
        state = new


def after(*verdicts: tuple[Verdict, int]) -> tuple[State, Transition | None]:
    *_, (_, _, _, state, step) = walk(list(verdicts))
    return state, step


@given(weeks)
def test_no_state_is_skipped_and_every_change_has_its_step(week: list[tuple[Verdict, int]]) -> None:
    for state, _, now, new, step in walk(week):
        if step is None:
            assert new.condition is state.condition
        else:
            assert (step.old, step.new, step.at) == (state.condition, new.condition, now)
            assert step.change in STEPS[step.old, step.new]


@given(weeks)
def test_nothing_fires_or_waits_on_missing_data(week: list[tuple[Verdict, int]]) -> None:
    for state, verdict, _, new, step in walk(week):
        if verdict.kind is Kind.NO_DATA:
            assert new.condition is Condition.NO_DATA
            assert step is None or step.change is Change.LOST_DATA
        if verdict.kind is Kind.TOO_FEW and verdict.reason is not Reason.NOT_RUNNING:
            assert (new, step) == (state, None)


@given(weeks)
def test_an_incident_is_told_once_and_every_other_news_is_inside_one(week: list[tuple[Verdict, int]]) -> None:
    open_incident = False
    for _, _, _, new, step in walk(week):
        reason = why_notify(step, new) if step else NotifyReason.SILENT
        if reason is NotifyReason.FIRED:
            assert not open_incident
            open_incident = True
        elif reason is not NotifyReason.SILENT:
            assert open_incident
        if reason is NotifyReason.RESOLVED:
            open_incident = False
        assert open_incident == (new.condition is Condition.FIRING or new.was_firing)


@given(weeks)
def test_it_fires_only_after_the_goal_was_missed_for_long_enough(week: list[tuple[Verdict, int]]) -> None:
    missed_since: datetime | None = None
    for _, verdict, now, _, step in walk(week):
        if verdict.kind is Kind.OK or verdict.reason is Reason.NOT_RUNNING:
            missed_since = None
        elif verdict.kind is Kind.BREACH:
            missed_since = missed_since or now
        if step and step.change is Change.LASTED:
            assert missed_since is not None
            assert now - missed_since >= FIRE_AFTER


@given(weeks)
def test_it_resolves_only_after_the_goal_was_met_for_long_enough(week: list[tuple[Verdict, int]]) -> None:
    met_since: datetime | None = None
    for _, verdict, now, _, step in walk(week):
        if verdict.reason is Reason.MET:
            met_since = met_since or now
        elif verdict.kind in {Kind.BREACH, Kind.NO_DATA}:
            met_since = None
        if step and step.change is Change.RECOVERED:
            assert verdict.reason is Reason.MET
            assert met_since is not None
            assert now - met_since >= RESOLVE_AFTER


@given(weeks)
def test_since_is_when_the_condition_began(week: list[tuple[Verdict, int]]) -> None:
    for state, _, now, new, _ in walk(week):
        if new.condition is not state.condition:
            assert new.since == now
        elif state.condition is not Condition.OK:
            assert new.since == state.since


def test_the_first_miss_waits() -> None:
    state, step = after((MISSED, 0))
    assert (state.condition, state.breach_since) == (Condition.PENDING, T0)
    assert step is not None
    assert why_notify(step, state) is NotifyReason.SILENT


def test_a_miss_of_a_day_fires_with_how_far_off_it_is() -> None:
    state, step = after((MISSED, 0), (MISSED, 24))
    assert (state.condition, state.told_gap, state.breach_since) == (Condition.FIRING, Decimal("0.3"), T0)
    assert step is not None
    assert why_notify(step, state) is NotifyReason.FIRED


def test_a_miss_that_passes_in_time_was_nobodys_interruption() -> None:
    state, step = after((MISSED, 0), (OK, 12))
    assert state.condition is Condition.OK
    assert step is not None
    assert (step.change, why_notify(step, state)) == (Change.PASSED, NotifyReason.SILENT)


def test_a_poll_that_fails_once_does_not_start_the_wait_anew() -> None:
    state, _ = after((MISSED, 0), (LOST, 12), (MISSED, 1))
    assert (state.condition, state.breach_since) == (Condition.PENDING, T0)
    state, step = after((MISSED, 0), (LOST, 12), (MISSED, 1), (MISSED, 11))
    assert state.condition is Condition.FIRING
    assert step is not None
    assert step.change is Change.LASTED


def test_it_says_when_it_gets_much_worse_and_not_when_it_gets_a_little_worse() -> None:
    fired = [(MISSED, 0), (MISSED, 24)]
    little = replace(MISSED, gap=Decimal("0.49"))
    assert after(*fired, (little, 1))[1] is None
    state, step = after(*fired, (WORSE, 1))
    assert step is not None
    assert (why_notify(step, state), state.told_gap) == (NotifyReason.WORSENED, Decimal("0.6"))
    assert after(*fired, (WORSE, 1), (WORSE, 1))[1] is None


def test_no_results_at_all_is_worse_than_too_few_and_is_said_once() -> None:
    state, step = after((MISSED, 0), (MISSED, 24), (NOTHING, 1))
    assert step is not None
    assert why_notify(step, state) is NotifyReason.WORSENED
    assert after((MISSED, 0), (MISSED, 24), (NOTHING, 1), (NOTHING, 1))[1] is None
    assert after((NOTHING, 0), (NOTHING, 24), (NOTHING, 1))[1] is None


def test_a_reading_at_the_edge_does_not_flap() -> None:
    fired = [(MISSED, 0), (MISSED, 24)]
    state, step = after(*fired, (OK, 1), (MISSED, 1), (OK, 1), (OK, 19))
    assert (state.condition, step) == (Condition.FIRING, None)
    state, step = after(*fired, (OK, 1), (OK, 20))
    assert state == State(Condition.OK, T0 + 45 * HOUR)
    assert step is not None
    assert why_notify(step, state) is NotifyReason.RESOLVED


def test_coming_near_the_goal_ends_nothing_and_stops_no_recovery() -> None:
    fired = [(MISSED, 0), (MISSED, 24)]
    assert after(*fired, (NEAR, 1), (NEAR, 200))[0].condition is Condition.FIRING
    assert after(*fired, (OK, 1), (NEAR, 10), (OK, 10))[0].condition is Condition.OK
    state, step = after(*fired, (LOST, 1), (NEAR, 1))
    assert step is not None
    assert (state.condition, step.change) == (Condition.FIRING, Change.DATA_BACK)
    assert after((MISSED, 0), (NEAR, 1))[0].condition is Condition.OK


def test_an_alert_that_loses_its_data_stays_an_alert() -> None:
    lost = [(MISSED, 0), (MISSED, 24), (LOST, 1)]
    state, step = after(*lost)
    assert step is not None
    assert (state.condition, why_notify(step, state)) == (Condition.NO_DATA, NotifyReason.LOST_DATA)
    assert after(*lost, (LOST, 1))[1] is None
    for back in (MISSED, OK):
        state, step = after(*lost, (back, 1))
        assert step is not None
        assert (state.condition, why_notify(step, state)) == (Condition.FIRING, NotifyReason.DATA_BACK)


def test_quiet_goals_lose_and_find_their_data_in_silence() -> None:
    for before in ((OK, 0), (MISSED, 0)):
        state, step = after(before, (LOST, 1))
        assert step is not None
        assert why_notify(step, state) is NotifyReason.SILENT
        state, step = after(before, (LOST, 1), (OK, 1))
        assert step is not None
        assert (state.condition, why_notify(step, state)) == (Condition.OK, NotifyReason.SILENT)


@pytest.mark.parametrize("lost", [False, True])
def test_the_end_of_a_campaign_closes_its_alert(lost: bool) -> None:
    state, step = after((MISSED, 0), (MISSED, 24), *([(LOST, 1)] if lost else []), (ENDED, 1))
    assert step is not None
    assert (state.condition, step.change) == (Condition.OK, Change.ENDED)
    assert why_notify(step, state) is NotifyReason.RESOLVED


def test_the_end_of_a_campaign_that_only_waited_is_silent() -> None:
    state, step = after((MISSED, 0), (ENDED, 1))
    assert step is not None
    assert (step.change, why_notify(step, state)) == (Change.PASSED, NotifyReason.SILENT)
    assert after((ENDED, 0)) == (State(), None)
