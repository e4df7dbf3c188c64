"""What an alert's charts are drawn from: a KPI day by day, and a rule's probability day by day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


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
    last `provisional` points may still change.
    """

    kpi: str
    currency: str
    points: tuple[Point, ...]
    days: int = 0
    goal: Decimal | None = None
    tolerance: Decimal = Decimal("0.1")
    provisional: int = 0


@dataclass(frozen=True, slots=True)
class TrialDay:
    """One day of a rule tried on the past: what would have been known that morning. None: not decidable."""

    day: date
    probability: float | None
    is_firing: bool = False
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """A rule tried on the past. `interrupt` and `digest` are the probabilities at which the two tiers begin.

    `kpi` is what the rule looks at (`spend` for troubles of money), `target` the goal's number.
    """

    kpi: str
    currency: str
    days: tuple[TrialDay, ...]
    interrupt: float
    digest: float
    target: Decimal | None = None
