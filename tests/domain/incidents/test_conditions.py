"""The condition of an incident: no step is skipped or repeated, and what is not seen begins and ends nothing."""

import itertools
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.incidents.conditions import BLIND, LEGAL, Change, Condition, State, Transition, advance
from domain.incidents.finding import Finding, Reason, Verdict
from domain.incidents.rule_kinds import RuleKind, Subject, Tier
from tests import kinds

START = datetime(2026, 11, 2, 8, tzinfo=UTC)
ABOUT = Subject("acme", "acme-otono")
UNSEEN = [Verdict.NO_DATA, Verdict.STALE, Verdict.ERROR]


def found(signal: Verdict, look: int, tier: Tier = Tier.DIGEST, trouble: RuleKind = kinds.OFF_TARGET) -> Finding:
    return Finding(ABOUT, trouble, signal, Reason.MISSED, str(look), "cpl", tier=tier)


def lived(signals: list[tuple[Verdict, Tier]], state: State | None = None) -> tuple[State, list[Transition]]:
    """What comes of the signals, one a day."""
    now, steps, state = START, [], state or State()
    for look, (signal, tier) in enumerate(signals):
        now += timedelta(days=1)
        state, taken = advance(state, found(signal, look, tier), now)
        steps += taken
    return state, steps


looks = st.lists(st.tuples(st.sampled_from(Verdict), st.sampled_from(Tier)), max_size=40)


@given(looks)
def test_every_step_is_legal_and_follows_from_the_one_before(signals: list[tuple[Verdict, Tier]]) -> None:
    state, steps = lived(signals)
    standing = Condition.OK
    for step in steps:
        assert step.old is standing
        assert (step.old, step.new) in LEGAL[step.change]
        standing = step.new
    assert state.condition is standing


@given(looks)
def test_no_step_is_taken_twice_in_a_row(signals: list[tuple[Verdict, Tier]]) -> None:
    _, steps = lived(signals)
    for before, after in itertools.pairwise(steps):
        assert (before.change, before.new) != (after.change, after.new)
    escalations = [n for n, step in enumerate(steps) if step.change is Change.ESCALATED]
    confirmed = [n for n, step in enumerate(steps) if step.change is Change.CONFIRMED]
    for one, other in itertools.pairwise(escalations):
        assert any(one < n < other for n in confirmed)


@given(looks, st.sampled_from(Verdict))
def test_the_same_look_again_changes_nothing(signals: list[tuple[Verdict, Tier]], signal: Verdict) -> None:
    state, _ = lived(signals)
    at = START + timedelta(days=99)
    once, _ = advance(state, found(signal, 99), at)
    again, steps = advance(once, found(signal, 99), at + timedelta(hours=2))
    assert steps == ()
    assert again == once


@given(looks)
def test_nothing_seen_never_becomes_a_breach(signals: list[tuple[Verdict, Tier]]) -> None:
    """Dropping every look that saw nothing gives the same firing, the same tiers and the same end."""
    seen = [(signal, tier) for signal, tier in signals if signal not in UNSEEN]
    _, with_gaps = lived(signals)
    for n, step in enumerate(with_gaps):
        if step.new in {Condition.PENDING, Condition.FIRING} and step.old in BLIND:
            assert step.change is Change.DATA_BACK
            lost = next(
                one for one in reversed(with_gaps[:n]) if one.change is Change.LOST_DATA and one.old not in BLIND
            )
            assert lost.old is step.new
    fired = sum(step.change is Change.CONFIRMED for step in with_gaps)
    assert fired <= sum(signal is Verdict.BREACH for signal, _ in seen)


@given(st.lists(st.sampled_from(UNSEEN), min_size=1, max_size=20))
def test_blindness_alone_is_only_ever_blindness(signals: list[Verdict]) -> None:
    _, steps = lived([(signal, Tier.INTERRUPT) for signal in signals])
    assert {step.change for step in steps} == {Change.LOST_DATA}


@given(looks)
def test_a_replay_gives_the_same_history(signals: list[tuple[Verdict, Tier]]) -> None:
    assert lived(signals) == lived(signals)


def test_a_breach_passes_through_pending_in_one_look() -> None:
    _, steps = lived([(Verdict.BREACH, Tier.INTERRUPT)])
    assert [step.change for step in steps] == [Change.SUSPECTED, Change.CONFIRMED]


def test_doubt_is_watched_and_told_nobody() -> None:
    state, steps = lived([(Verdict.DOUBT, Tier.DIGEST), (Verdict.DOUBT, Tier.DIGEST), (Verdict.FINE, Tier.DIGEST)])
    assert [step.change for step in steps] == [Change.SUSPECTED, Change.CLEARED]
    assert not state.is_open


def test_one_fine_look_is_not_the_end() -> None:
    both = [(Verdict.BREACH, Tier.DIGEST), (Verdict.FINE, Tier.DIGEST)]
    state, _ = lived(both)
    assert state.condition is Condition.RECOVERING
    state, steps = lived([*both, (Verdict.DOUBT, Tier.DIGEST), (Verdict.FINE, Tier.DIGEST)])
    assert state.condition is Condition.RECOVERING
    state, steps = lived([*both, (Verdict.FINE, Tier.DIGEST)])
    assert state.condition is Condition.OK
    assert steps[-1].change is Change.RECOVERED


def test_what_is_read_again_within_minutes_is_no_second_fine_look() -> None:
    """A process that is killed after a reading reads the same hour once more; so does who presses sync twice."""
    state, _ = lived([(Verdict.BREACH, Tier.DIGEST), (Verdict.FINE, Tier.DIGEST)])
    eased = START + timedelta(days=2)
    again = found(Verdict.FINE, 99)
    assert advance(state, again, eased + timedelta(minutes=5))[0].condition is Condition.RECOVERING
    assert advance(state, again, eased + timedelta(minutes=55))[0].condition is Condition.OK


def test_it_arms_itself_again_after_recovery() -> None:
    once = [(Verdict.BREACH, Tier.INTERRUPT), (Verdict.FINE, Tier.DIGEST), (Verdict.FINE, Tier.DIGEST)]
    _, steps = lived([*once, *once])
    assert [step.change for step in steps].count(Change.CONFIRMED) == 2


def test_a_relapse_is_the_same_incident() -> None:
    state, steps = lived([(Verdict.BREACH, Tier.DIGEST), (Verdict.FINE, Tier.DIGEST), (Verdict.BREACH, Tier.DIGEST)])
    assert steps[-1].change is Change.RELAPSED
    assert state.fired_at == START + timedelta(days=1)


def test_it_rises_to_an_interrupt_once_and_does_not_sink() -> None:
    state, steps = lived(
        [(Verdict.BREACH, Tier.DIGEST), (Verdict.BREACH, Tier.INTERRUPT), (Verdict.BREACH, Tier.DIGEST)]
    )
    assert [step.change for step in steps].count(Change.ESCALATED) == 1
    assert state.tier is Tier.INTERRUPT


def test_data_that_comes_back_finds_the_incident_where_it_stood() -> None:
    signals = [(Verdict.BREACH, Tier.DIGEST), (Verdict.STALE, Tier.DIGEST), (Verdict.ERROR, Tier.DIGEST)]
    state, _ = lived(signals)
    assert (state.condition, state.standing) == (Condition.ERROR, Condition.FIRING)
    state, steps = lived([*signals, (Verdict.BREACH, Tier.DIGEST)])
    assert state.condition is Condition.FIRING
    assert steps[-1].change is Change.DATA_BACK


def test_what_is_over_ends_whatever_its_condition() -> None:
    for before in (
        [],
        [(Verdict.BREACH, Tier.DIGEST)],
        [(Verdict.BREACH, Tier.DIGEST), (Verdict.NO_DATA, Tier.DIGEST)],
    ):
        state, steps = lived([*before, (Verdict.OVER, Tier.DIGEST)])
        assert state.condition is Condition.OK
        assert not before or steps[-1].change is Change.ENDED


def test_too_few_leaves_everything_as_it_is() -> None:
    state, steps = lived([(Verdict.BREACH, Tier.DIGEST), (Verdict.TOO_FEW, Tier.DIGEST)])
    assert state.condition is Condition.FIRING
    assert len(steps) == 2
