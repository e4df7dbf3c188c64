"""What an audience may see of a snapshot. The client's view leaves out pace, and verdicts that rest on it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from domain.kpi import Kpi, get
from domain.snapshot import Headline, Line, Snapshot
from domain.words import Audience

INTERNAL_KPIS = frozenset({"pace"})
_FROM_GOALS = frozenset({Headline.ON_TARGET, Headline.OFF_TARGET, Headline.MIXED, Headline.NO_GOALS})


@dataclass(frozen=True, slots=True)
class Shown:
    """The part of a snapshot that a view shows."""

    headline: Headline
    lines: tuple[Line, ...]
    goals: tuple[Line, ...]
    worst: Line | None
    budget: bool
    pace: bool

    @property
    def met(self) -> int:
        """How many goals are met."""
        return sum(line.met is True for line in self.goals)


def shown(snapshot: Snapshot, view: Audience) -> Shown:
    """What `view` may see."""
    if view is Audience.INTERNAL:
        lines = _judged(snapshot.headline, snapshot.lines)
        return Shown(snapshot.headline, lines, snapshot.goals, snapshot.worst, budget=True, pace=True)
    goals = _without_internal(snapshot.goals)
    missed = [line for line in goals if line.met is False]
    return Shown(
        headline=_headline(snapshot.headline, goals),
        lines=_judged(snapshot.headline, _without_internal(snapshot.lines)),
        goals=goals,
        worst=min(missed, key=lambda line: line.attainment or Decimal(0), default=None),
        budget="budget" in snapshot.client.show,
        pace=False,
    )


def _without_internal(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.reading.kpi not in INTERNAL_KPIS)


def _judged(headline: Headline, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Nothing to show before the start; without data no goal is called met or missed, whatever a count says."""
    if headline is Headline.NOT_STARTED:
        return ()
    return tuple(replace(line, met=None) for line in lines) if headline is Headline.NO_DATA else lines


def _headline(headline: Headline, goals: tuple[Line, ...]) -> Headline:
    if headline not in _FROM_GOALS:
        return headline
    verdicts = {line.met for line in goals}
    if not verdicts:
        return Headline.NO_GOALS
    if verdicts <= {None}:
        return Headline.NO_DATA
    if False not in verdicts:
        return Headline.ON_TARGET
    return Headline.MIXED if True in verdicts else Headline.OFF_TARGET


def is_claimed(kpi: Kpi) -> bool:
    """Whether a card must say whose word the number is: the CRM's or the platforms'."""
    return kpi.from_crm or "conversions" in {kpi.numerator, kpi.denominator}


def is_share(line: Line) -> bool:
    """Whether the line's goal is the window's share of a goal for the whole flight."""
    return get(line.reading.kpi).additive
