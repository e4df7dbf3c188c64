"""What an audience may see of a campaign's picture, and which campaign it looks at first.

The client's view leaves out pace, and verdicts that rest on it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias

from domain.kpi import get
from domain.pacing.pace import PaceVerdict
from domain.snapshot import Headline, Line, Snapshot, verdict
from domain.words import Audience

INTERNAL_KPIS = frozenset({"pace"})
_OFF_PACE = frozenset({PaceVerdict.UNDER, PaceVerdict.OVER})
_MISSED = (Headline.OFF_TARGET, Headline.MIXED)
_OFF = len(_MISSED)
_REST = (Headline.NO_DATA, Headline.NO_GOALS, Headline.ON_TARGET, Headline.PAUSED, Headline.NOT_STARTED)
_FROM_GOALS = frozenset({Headline.ON_TARGET, Headline.OFF_TARGET, Headline.MIXED, Headline.NO_GOALS})


@dataclass(frozen=True, slots=True)
class Shown:
    """The part of a snapshot that a view shows. `off_pace`: under or over, None where it is neither or not told."""

    headline: Headline
    lines: tuple[Line, ...]
    goals: tuple[Line, ...]
    worst: Line | None
    budget: bool
    pace: bool
    off_pace: PaceVerdict | None = None

    @property
    def met(self) -> int:
        """How many goals are met."""
        return sum(line.met is True for line in self.goals)

    @property
    def missed(self) -> int:
        """How many goals are missed."""
        return sum(line.met is False for line in self.goals)


@dataclass(frozen=True, slots=True)
class SeenGoals:
    """What a view may see of the goals: the verdict, the goals it rests on, and the one that is missed most."""

    headline: Headline
    goals: tuple[Line, ...]
    worst: Line | None


def judged(headline: Headline, goals: tuple[Line, ...], view: Audience) -> SeenGoals:
    """The verdict on the goals that `view` may see."""
    if view is not Audience.INTERNAL:
        goals = _without_internal(goals)
        headline = verdict(goals) if headline in _FROM_GOALS else headline
    missed = [line for line in goals if line.met is False]
    return SeenGoals(headline, goals, min(missed, key=lambda line: line.attainment or Decimal(0), default=None))


def shown(snapshot: Snapshot, view: Audience) -> Shown:
    """What `view` may see."""
    seen = judged(snapshot.headline, snapshot.goals, view)
    told = view is Audience.INTERNAL
    lines = snapshot.lines if told else _without_internal(snapshot.lines)
    off = snapshot.pace.verdict if told and snapshot.pace.verdict in _OFF_PACE else None
    return Shown(
        headline=seen.headline,
        lines=_judged(snapshot.headline, lines),
        goals=seen.goals,
        worst=seen.worst,
        budget=told or "budget" in snapshot.client.show,
        pace=told,
        off_pace=off,
    )


Urgency: TypeAlias = tuple[int, Decimal]
"""The order of campaigns: the smallest first."""


def urgency(snapshot: Snapshot, view: Audience) -> Urgency:
    """Goals missed (the worst first), then budgets off their pace, then the rest.

    It rests on nothing but what `view` may see.
    """
    seen, ratio = shown(snapshot, view), snapshot.pace.ratio
    by_goals = urgency_of_goals(SeenGoals(seen.headline, seen.goals, seen.worst))
    if by_goals[0] > _OFF and seen.off_pace and ratio is not None:
        return _OFF, -abs(ratio - 1)
    return by_goals


def urgency_of_goals(seen: SeenGoals) -> Urgency:
    """The same where nothing is known of the pace."""
    if seen.headline in _MISSED:
        attained = seen.worst.attainment if seen.worst else None
        return _MISSED.index(seen.headline), attained or Decimal(0)
    return _OFF + 1 + _REST.index(seen.headline), Decimal(0)


def _without_internal(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.reading.kpi not in INTERNAL_KPIS)


def _judged(headline: Headline, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Nothing to show before the start; without data no goal is called met or missed, whatever a count says."""
    if headline is Headline.NOT_STARTED:
        return ()
    return tuple(replace(line, met=None) for line in lines) if headline is Headline.NO_DATA else lines


def is_share(line: Line) -> bool:
    """Whether the line's goal is the window's share of a goal for the whole flight."""
    return get(line.reading.kpi).additive
