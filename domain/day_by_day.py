"""The numbers behind an alert, day by day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class DayNumbers:
    """A day: its effort (spend, clicks, …), results seen, results the goal asked for by now, the share (0..1) of its
    results that should have arrived, and the probability as it stood the morning after. None: not known."""

    day: date
    effort: Decimal | None
    seen: Decimal | None
    expected: Decimal | None = None
    arrived: float | None = None
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class DayByDay:
    """The days, ascending. `effort` is the KPI that their effort is measured in."""

    effort: str = "spend"
    days: tuple[DayNumbers, ...] = ()
