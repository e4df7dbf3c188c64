"""What an alert's charts are drawn from: a KPI day by day, and a rule's probability day by day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.incidents.rule_kinds import Tier
from domain.money import MICRO
from domain.pacing.judgement import TOLERANCE
from domain.snapshot import DayPoint
from domain.words import Claim

FEWEST = 7
"""Days that a usual range needs."""
_EDGE = 10


@dataclass(frozen=True, slots=True)
class Point:
    """A day: the value, and the band in which it was to be expected (both None: not known)."""

    day: date
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """A KPI of the catalogue by day, ascending; values in its unit, money in `currency`.

    Each point is what was estimated for its day with what is still to arrive (`days` 0), the day alone (1), or the sum
    or ratio of so many days up to it. `goal` is the goal's number, `tolerance` the share of it that is let pass. The
    last `provisional` points may still change. `claim` is whose count it is, where there is more than one;
    `planned`: the band is the plan, not what is usual. `so_far`: the last day was not over when it was told.
    """

    kpi: str
    currency: str
    points: tuple[Point, ...]
    days: int = 0
    goal: Decimal | None = None
    tolerance: Decimal = Decimal("0.1")
    provisional: int = 0
    claim: Claim | None = None
    planned: bool = False
    so_far: bool = False


@dataclass(frozen=True, slots=True)
class TrialDay:
    """One day of a rule tried on the past: what would have been known that morning. None: not decidable."""

    day: date
    probability: float | None
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Fired:
    """An alert that there would have been: told on the morning of `at`, over on `over` (None: still open).

    `is_late`: it would have ended because results arrived late. `follows` is the name of what explained it, beside
    which it would not have been told; `muted`: somebody had asked for quiet.
    """

    at: date
    tier: Tier
    since: date | None = None
    probability: float | None = None
    over: date | None = None
    is_late: bool = False
    follows: str = ""
    muted: bool = False

    def is_open(self, day: date) -> bool:
        """Whether it would have been open on the morning of that day."""
        return self.at <= day and (self.over is None or day < self.over)


@dataclass(frozen=True, slots=True)
class Trial:
    """A rule tried on the past: its days, and the alerts there would have been.

    `interrupt` and `digest` are the probabilities at which the two tiers begin. `kpi` is what the rule looks at,
    `spend` for troubles of money, `target` the goal's number.
    """

    kpi: str
    currency: str
    days: tuple[TrialDay, ...]
    interrupt: float
    digest: float
    target: Decimal | None = None
    fired: tuple[Fired, ...] = ()


def whole(points: tuple[DayPoint, ...]) -> tuple[DayPoint, ...]:
    """Without a last day that was not over: half a day beside whole ones looks like a fall."""
    return points[:-1] if len(points) > 1 and points[-1].so_far else points


def against_plan(points: Sequence[DayPoint], plan: Mapping[date, Decimal], currency: str) -> Track | None:
    """Spend by day in the band that lands on the budget: what the plan has for the day, as far off as is let pass. None
    where no day has a number."""
    spent = [_spend(point) for point in points]
    if all(value is None for value in spent):
        return None
    off = Decimal(str(TOLERANCE))
    bands = [plan.get(point.day) for point in points]
    return Track(
        kpi="spend",
        currency=currency,
        points=tuple(
            Point(point.day, value, *((None, None) if due is None else (due * (1 - off), due * (1 + off))))
            for point, value, due in zip(points, spent, bands, strict=True)
        ),
        days=1,
        planned=True,
        so_far=points[-1].so_far,
    )


def by_day(points: Sequence[DayPoint], kpi: str, currency: str, since: date | None = None) -> Track | None:
    """Spend (`kpi` is `spend`) or what the points' results are, with the range in which such a day usually lies.

    None where no day has a number. The usual range is that of eight days in ten before `since` (all but the last
    without it); days that are not known count for nothing, and fewer than a week of them make no range.
    """
    values = [_spend(point) if kpi == "spend" else point.results for point in points]
    if all(value is None for value in values):
        return None
    past = [
        value
        for point, value in zip(points, values, strict=True)
        if value is not None and (point.day < since if since else point is not points[-1])
    ]
    low, high = _range(past)
    return Track(
        kpi=kpi,
        currency=currency,
        points=tuple(Point(point.day, value, low, high) for point, value in zip(points, values, strict=True)),
        days=1,
        provisional=0 if kpi == "spend" else sum(point.provisional for point in points),
        so_far=points[-1].so_far,
    )


def _spend(point: DayPoint) -> Decimal | None:
    return None if point.spend_micros is None else Decimal(point.spend_micros) / MICRO


def _range(past: Sequence[Decimal]) -> tuple[Decimal | None, Decimal | None]:
    """The tenth from below and the tenth from above."""
    if len(past) < FEWEST:
        return None, None
    ranked, out = sorted(past), len(past) // _EDGE
    return ranked[out], ranked[-1 - out]
