"""What an audience may see of a snapshot. The client's view leaves out pace, and verdicts that rest on it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from domain.kpi import Kpi, get
from domain.pacing.pace import PaceVerdict
from domain.snapshot import Headline, Line, Snapshot, verdict
from domain.words import Audience

INTERNAL_KPIS = frozenset({"pace"})
_OFF_PACE = frozenset({PaceVerdict.UNDER, PaceVerdict.OVER})
_MISSED = (Headline.OFF_TARGET, Headline.MIXED)
_REST = (Headline.NO_DATA, Headline.NO_GOALS, Headline.ON_TARGET, Headline.NOT_STARTED)
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


def shown(snapshot: Snapshot, view: Audience) -> Shown:
    """What `view` may see."""
    if view is Audience.INTERNAL:
        lines = _judged(snapshot.headline, snapshot.lines)
        off = snapshot.pace.verdict if snapshot.pace.verdict in _OFF_PACE else None
        return Shown(snapshot.headline, lines, snapshot.goals, snapshot.worst, budget=True, pace=True, off_pace=off)
    goals = _without_internal(snapshot.goals)
    missed = [line for line in goals if line.met is False]
    return Shown(
        headline=verdict(goals) if snapshot.headline in _FROM_GOALS else snapshot.headline,
        lines=_judged(snapshot.headline, _without_internal(snapshot.lines)),
        goals=goals,
        worst=min(missed, key=lambda line: line.attainment or Decimal(0), default=None),
        budget="budget" in snapshot.client.show,
        pace=False,
    )


def urgency(snapshot: Snapshot, view: Audience) -> tuple[int, Decimal]:
    """The order of campaigns: goals missed (the worst first), then budgets off their pace, then the rest.

    It rests on nothing but what `view` may see.
    """
    seen, ratio = shown(snapshot, view), snapshot.pace.ratio
    if seen.headline in _MISSED:
        attained = seen.worst.attainment if seen.worst else None
        return _MISSED.index(seen.headline), attained or Decimal(0)
    if seen.off_pace and ratio is not None:
        return len(_MISSED), -abs(ratio - 1)
    return len(_MISSED) + 1 + _REST.index(seen.headline), Decimal(0)


def _without_internal(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.reading.kpi not in INTERNAL_KPIS)


def _judged(headline: Headline, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Nothing to show before the start; without data no goal is called met or missed, whatever a count says."""
    if headline is Headline.NOT_STARTED:
        return ()
    return tuple(replace(line, met=None) for line in lines) if headline is Headline.NO_DATA else lines


def is_claimed(kpi: Kpi) -> bool:
    """Whether a card must say whose word the number is: the CRM's or the platforms'."""
    return kpi.from_crm or "conversions" in {kpi.numerator, kpi.denominator}


def is_share(line: Line) -> bool:
    """Whether the line's goal is the window's share of a goal for the whole flight."""
    return get(line.reading.kpi).additive
