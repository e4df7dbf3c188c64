"""The first axis, the condition: OK -> PENDING -> FIRING -> RECOVERING -> OK; NO_DATA, STALE and ERROR by themselves.

The transition is the entity: every step is a `Transition(old, new, change, because, at)`. One look may take several
steps, but none is ever skipped. What is lost from sight is remembered: when the data is back, the incident stands
where it stood, so that no gap can begin or end one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from domain.incidents.finding import Finding, Reason, Verdict
from domain.incidents.rule_kinds import Tier


class Condition(StrEnum):
    """Where an incident stands."""

    OK = "ok"
    PENDING = "pending"
    FIRING = "firing"
    RECOVERING = "recovering"
    NO_DATA = "no_data"
    STALE = "stale"
    ERROR = "error"


BLIND = frozenset({Condition.NO_DATA, Condition.STALE, Condition.ERROR})
OPEN = frozenset({Condition.FIRING, Condition.RECOVERING})
ANOTHER_LOOK = timedelta(minutes=30)
"""So long after it eased, an incident is seen fine once more: what is read twice within minutes is seen once."""


class Change(StrEnum):
    """What a step is."""

    SUSPECTED = "suspected"
    CLEARED = "cleared"
    CONFIRMED = "confirmed"
    ESCALATED = "escalated"
    EASED = "eased"
    RELAPSED = "relapsed"
    RECOVERED = "recovered"
    LOST_DATA = "lost_data"
    DATA_BACK = "data_back"
    ENDED = "ended"


WORTH_A_LINE = frozenset({Change.CONFIRMED, Change.RECOVERED, Change.ENDED})
"""What people are told of an incident's course. That it eases, comes back or is out of sight, its message shows."""


@dataclass(frozen=True, slots=True)
class State:
    """What is remembered between looks. `before` is where it stood when it was lost from sight.

    `tier` is the highest of this incident, `fired_at` when it began to fire, `fine` how many looks in a row have
    been fine, `look` the last look that was counted. `ended` is when it was over, of the last incident that fired.
    """

    condition: Condition = Condition.OK
    since: datetime | None = None
    before: Condition | None = None
    tier: Tier | None = None
    fired_at: datetime | None = None
    fine: int = 0
    look: str = ""
    ended: datetime | None = None

    @property
    def standing(self) -> Condition:
        """Where it stands, or stood when it was last seen."""
        return self.before or self.condition

    @property
    def is_open(self) -> bool:
        """Whether it has fired and is not over."""
        return self.standing in OPEN


@dataclass(frozen=True, slots=True)
class Transition:
    """One step. `because` is the look's reason, `change` the machine's."""

    old: Condition
    new: Condition
    change: Change
    because: Reason
    at: datetime
    tier: Tier | None = None


LEGAL: Mapping[Change, frozenset[tuple[Condition, Condition]]] = {
    Change.SUSPECTED: frozenset({(Condition.OK, Condition.PENDING)}),
    Change.CLEARED: frozenset({(Condition.PENDING, Condition.OK)}),
    Change.CONFIRMED: frozenset({(Condition.PENDING, Condition.FIRING)}),
    Change.ESCALATED: frozenset({(Condition.FIRING, Condition.FIRING)}),
    Change.EASED: frozenset({(Condition.FIRING, Condition.RECOVERING)}),
    Change.RELAPSED: frozenset({(Condition.RECOVERING, Condition.FIRING)}),
    Change.RECOVERED: frozenset({(Condition.RECOVERING, Condition.OK)}),
    Change.LOST_DATA: frozenset((old, new) for old in Condition for new in BLIND if old is not new),
    Change.DATA_BACK: frozenset((old, new) for old in BLIND for new in Condition if new not in BLIND),
    Change.ENDED: frozenset((old, Condition.OK) for old in Condition if old is not Condition.OK),
}
"""Every step that there is. Nothing else ever happens to an incident."""

_LOST = {Verdict.NO_DATA: Condition.NO_DATA, Verdict.STALE: Condition.STALE, Verdict.ERROR: Condition.ERROR}


def advance(state: State, finding: Finding, at: datetime, fine_looks: int = 2) -> tuple[State, tuple[Transition, ...]]:
    """The next state and the steps taken. The same look again takes none; TOO_FEW leaves everything as it is.

    `fine_looks` is how many looks in a row must be fine before it is over, the later ones not at once after the first.
    """
    if finding.signal is Verdict.OVER:
        return _end(state, finding, at)
    if finding.look == state.look:
        return state, ()
    if finding.signal in _LOST:
        return _lose(state, finding, at)
    state, back = _see_again(replace(state, look=finding.look), finding, at)
    steps: tuple[Transition, ...] = ()
    match finding.signal:
        case Verdict.BREACH:
            state, steps = _breach(state, finding, at)
        case Verdict.DOUBT:
            state, steps = _doubt(state, finding, at)
        case Verdict.FINE:
            state, steps = _meet(state, finding, at, fine_looks)
        case _:
            pass
    return state, (*back, *steps)


def _step(
    state: State, new: Condition, change: Change, finding: Finding, at: datetime, tier: Tier | None = None
) -> tuple[State, tuple[Transition, ...]]:
    taken = Transition(state.condition, new, change, finding.because, at, tier or state.tier)
    return replace(state, condition=new, since=at), (taken,)


def _end(state: State, finding: Finding, at: datetime) -> tuple[State, tuple[Transition, ...]]:
    if state.condition is Condition.OK:
        return state, ()
    _, steps = _step(state, Condition.OK, Change.ENDED, finding, at)
    return _over(state, finding, at), steps


def _over(state: State, finding: Finding, at: datetime) -> State:
    """Nothing is left of it but that it was, if it ever fired."""
    fired = state.is_open
    ended = at if fired else state.ended
    tier, fired_at = (state.tier, state.fired_at) if ended else (None, None)
    return State(Condition.OK, at, tier=tier, fired_at=fired_at, look=finding.look, ended=ended)


def _lose(state: State, finding: Finding, at: datetime) -> tuple[State, tuple[Transition, ...]]:
    """The look is not counted as one: the first that sees again is judged, whatever its name."""
    blind = _LOST[finding.signal]
    if state.condition is blind:
        return state, ()
    return _step(replace(state, before=state.standing, fine=0), blind, Change.LOST_DATA, finding, at)


def _see_again(state: State, finding: Finding, at: datetime) -> tuple[State, tuple[Transition, ...]]:
    if state.condition not in BLIND:
        return state, ()
    return _step(replace(state, before=None), state.before or Condition.OK, Change.DATA_BACK, finding, at)


def _breach(state: State, finding: Finding, at: datetime) -> tuple[State, tuple[Transition, ...]]:
    tier = finding.tier or Tier.DIGEST
    state = replace(state, fine=0)
    steps: tuple[Transition, ...] = ()
    match state.condition:
        case Condition.OK:
            state, first = _step(state, Condition.PENDING, Change.SUSPECTED, finding, at, tier)
            state, second = _step(state, Condition.FIRING, Change.CONFIRMED, finding, at, tier)
            return replace(state, tier=tier, fired_at=at), (*first, *second)
        case Condition.PENDING:
            state, steps = _step(state, Condition.FIRING, Change.CONFIRMED, finding, at, tier)
            return replace(state, tier=tier, fired_at=at), steps
        case Condition.RECOVERING:
            state, steps = _step(state, Condition.FIRING, Change.RELAPSED, finding, at)
    if tier is Tier.INTERRUPT and state.tier is Tier.DIGEST:
        since = state.since
        state, risen = _step(state, Condition.FIRING, Change.ESCALATED, finding, at, tier)
        return replace(state, tier=tier, since=since), (*steps, *risen)
    return state, steps


def _doubt(state: State, finding: Finding, at: datetime) -> tuple[State, tuple[Transition, ...]]:
    """Enough to keep an eye on it; neither enough to tell, nor to call it over."""
    if state.condition is Condition.OK:
        return _step(state, Condition.PENDING, Change.SUSPECTED, finding, at)
    return replace(state, fine=0), ()


def _meet(state: State, finding: Finding, at: datetime, fine_looks: int) -> tuple[State, tuple[Transition, ...]]:
    match state.condition:
        case Condition.PENDING:
            return _step(state, Condition.OK, Change.CLEARED, finding, at)
        case Condition.FIRING:
            state, eased = _step(replace(state, fine=1), Condition.RECOVERING, Change.EASED, finding, at)
            if fine_looks > 1:
                return state, eased
            _, steps = _step(state, Condition.OK, Change.RECOVERED, finding, at)
            return _over(state, finding, at), (*eased, *steps)
        case Condition.RECOVERING if state.fine and state.since and at - state.since < ANOTHER_LOOK:
            return state, ()
        case Condition.RECOVERING if state.fine + 1 >= fine_looks:
            _, steps = _step(state, Condition.OK, Change.RECOVERED, finding, at)
            return _over(state, finding, at), steps
        case Condition.RECOVERING:
            return replace(state, fine=state.fine + 1), ()
    return state, ()
