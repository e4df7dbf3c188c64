"""The life of an incident: OK -> PENDING -> FIRING -> OK, and NO_DATA in its own right.

The transition is the entity: every step is a `Transition(old, new, reason, at)`; notifications hang off it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from domain.rules import OVER, Kind, Reason, Verdict

FIRE_AFTER = timedelta(hours=24)
"""How long a goal must have been missed without a break before anybody hears of it."""
RESOLVE_AFTER = timedelta(hours=20)
"""How long it must have been met again, so that a reading at the edge does not flap."""
WORSE_BY = Decimal("0.20")
"""How much further off a firing goal must be before its message says so (0.2 = 20 points of gap)."""


class Condition(StrEnum):
    """Where an incident stands."""

    OK = "ok"
    PENDING = "pending"
    FIRING = "firing"
    NO_DATA = "no_data"


@dataclass(frozen=True, slots=True)
class State:
    """What is remembered of one campaign's goal between evaluations; instants are business time."""

    condition: Condition = Condition.OK
    since: datetime | None = None
    breach_since: datetime | None = None
    met_since: datetime | None = None
    was_firing: bool = False
    told_gap: Decimal | None = None


class Change(StrEnum):
    """Why a transition was made."""

    BREACHED = "breached"
    LASTED = "lasted"
    WORSENED = "worsened"
    RECOVERED = "recovered"
    PASSED = "passed"
    LOST_DATA = "lost_data"
    DATA_BACK = "data_back"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Transition:
    """One step. `because` is the rule's reason, `change` the machine's."""

    old: Condition
    new: Condition
    change: Change
    because: Reason
    at: datetime


class NotifyReason(StrEnum):
    """What, if anything, a transition is worth saying; REFRESHED is the same incident with later numbers."""

    FIRED = "fired"
    WORSENED = "worsened"
    RESOLVED = "resolved"
    LOST_DATA = "lost_data"
    DATA_BACK = "data_back"
    REFRESHED = "refreshed"
    SILENT = "silent"


def why_notify(step: Transition, state: State) -> NotifyReason:
    """Pending, passing and gaps in the data of a quiet goal are nobody's interruption."""
    match step.change:
        case Change.LASTED:
            return NotifyReason.FIRED
        case Change.WORSENED:
            return NotifyReason.WORSENED
        case Change.RECOVERED | Change.ENDED:
            return NotifyReason.RESOLVED
        case Change.LOST_DATA if state.was_firing:
            return NotifyReason.LOST_DATA
        case Change.DATA_BACK if state.was_firing:
            return NotifyReason.DATA_BACK
        case _:
            return NotifyReason.SILENT


def advance(state: State, verdict: Verdict, now: datetime) -> tuple[State, Transition | None]:
    """The next state, and the step taken if there is one. TOO_FEW changes nothing but the alert of what is over."""
    match verdict.kind:
        case Kind.NO_DATA:
            return _lose(state, verdict, now)
        case Kind.TOO_FEW:
            return _hold(state, verdict, now)
        case Kind.BREACH:
            return _breach(state, verdict, now)
        case Kind.OK:
            return _meet(state, verdict, now)


def _step(state: State, new: Condition, change: Change, verdict: Verdict, now: datetime) -> Transition:
    return Transition(state.condition, new, change, verdict.reason, now)


def _lose(state: State, verdict: Verdict, now: datetime) -> tuple[State, Transition | None]:
    if state.condition is Condition.NO_DATA:
        return state, None
    firing = state.condition is Condition.FIRING
    lost = State(Condition.NO_DATA, now, state.breach_since, None, firing, state.told_gap)
    return lost, _step(state, Condition.NO_DATA, Change.LOST_DATA, verdict, now)


def _hold(state: State, verdict: Verdict, now: datetime) -> tuple[State, Transition | None]:
    if verdict.reason not in OVER or state.condition is Condition.OK:
        return state, None
    told = state.condition is Condition.FIRING or state.was_firing
    change = Change.ENDED if told else Change.PASSED
    return State(Condition.OK, now), _step(state, Condition.OK, change, verdict, now)


def _breach(state: State, verdict: Verdict, now: datetime) -> tuple[State, Transition | None]:
    began = state.breach_since or now
    if state.condition is Condition.FIRING:
        if _is_worse(state, verdict):
            step = _step(state, Condition.FIRING, Change.WORSENED, verdict, now)
            return State(Condition.FIRING, state.since, began, None, was_firing=True, told_gap=verdict.gap), step
        return State(Condition.FIRING, state.since, began, None, was_firing=True, told_gap=state.told_gap), None
    if state.was_firing:
        back = State(Condition.FIRING, now, began, None, was_firing=True, told_gap=state.told_gap)
        return back, _step(state, Condition.FIRING, Change.DATA_BACK, verdict, now)
    if state.condition is Condition.PENDING and now - began >= FIRE_AFTER:
        fired = State(Condition.FIRING, now, began, None, was_firing=True, told_gap=verdict.gap)
        return fired, _step(state, Condition.FIRING, Change.LASTED, verdict, now)
    if state.condition is Condition.PENDING:
        return state, None
    # A gap in the data is no recovery: what was missed before it and is missed after it has been missed all along.
    return State(Condition.PENDING, now, began), _step(state, Condition.PENDING, Change.BREACHED, verdict, now)


def _is_worse(state: State, verdict: Verdict) -> bool:
    """Much further off than was told, or no results at all where some were told."""
    if state.told_gap is None:
        return False
    return verdict.gap is None or verdict.gap - state.told_gap >= WORSE_BY


def _meet(state: State, verdict: Verdict, now: datetime) -> tuple[State, Transition | None]:
    if state.condition is Condition.OK:
        return state, None
    if not (state.condition is Condition.FIRING or state.was_firing):
        return State(Condition.OK, now), _step(state, Condition.OK, Change.PASSED, verdict, now)
    if verdict.reason is Reason.WITHIN_TOLERANCE:
        return _near(state, verdict, now)
    if state.met_since is None:
        lost = state.condition is Condition.NO_DATA
        since = now if lost else state.since
        waiting = State(Condition.FIRING, since, state.breach_since, now, was_firing=True, told_gap=state.told_gap)
        return waiting, _step(state, Condition.FIRING, Change.DATA_BACK, verdict, now) if lost else None
    if now - state.met_since < RESOLVE_AFTER:
        return state, None
    return State(Condition.OK, now), _step(state, Condition.OK, Change.RECOVERED, verdict, now)


def _near(state: State, verdict: Verdict, now: datetime) -> tuple[State, Transition | None]:
    """An alert ends when its goal is met: a reading that only comes near it neither ends it nor begins it anew."""
    if state.condition is not Condition.NO_DATA:
        return state, None
    back = State(Condition.FIRING, now, state.breach_since, None, was_firing=True, told_gap=state.told_gap)
    return back, _step(state, Condition.FIRING, Change.DATA_BACK, verdict, now)
