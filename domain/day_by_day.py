"""The numbers behind an alert, day by day."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from domain.kpi import get


@dataclass(frozen=True, slots=True)
class DayNumbers:
    """A day: its effort (spend, clicks, …), results seen, results the goal asked for by now, the share (0..1) of its
    results that should have arrived, the probability as it stood the morning after, and the quotient of the two that
    the alert is about. None: not known."""

    day: date
    effort: Decimal | None
    seen: Decimal | None
    expected: Decimal | None = None
    arrived: float | None = None
    probability: float | None = None
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class DayByDay:
    """The days, ascending. `effort` is the KPI that their effort is measured in, `counted` what is seen of them,
    "" where that is not known, and `ratio` the quotient of the two, "" where none is asked for. `as_of` is the look
    whose numbers they are, where they are those of one."""

    effort: str = "spend"
    days: tuple[DayNumbers, ...] = ()
    counted: str = ""
    ratio: str = ""
    as_of: datetime | None = None

    def quotient(self, effort: Decimal, seen: Decimal) -> Decimal | None:
        """The ratio over several days, of the sums of both; None where it is undefined or none is asked for."""
        return effort * get(self.ratio).per / seen if self.ratio and seen else None
