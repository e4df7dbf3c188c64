"""Spend against the flight's budget: even over its days, with a projection from the last days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from domain.money import Money
from domain.window import Window

BAND = (Decimal("0.85"), Decimal("1.15"))
"""Outside this share of the expected spend a pace is called under or over (a common setting in the field)."""
RECENT_DAYS = 7


class PaceVerdict(StrEnum):
    """What the pace comes to."""

    UNDER = "under"
    ON = "on"
    OVER = "over"
    NOT_STARTED = "not_started"
    ENDED = "ended"
    NO_DATA = "no_data"


@dataclass(frozen=True, slots=True)
class Pace:
    """Spend so far and where it leads. `ratio` is spent / expected; `daily_to_land` spends the rest evenly:
    None where nothing is left to spend, or no day to spend it on."""

    verdict: PaceVerdict
    budget: Money
    spent: Money
    expected: Money
    projected: Money
    ratio: Decimal | None
    share_of_time: Decimal
    daily_to_land: Money | None
    spent_by_day: Mapping[date, int]

    @property
    def excess(self) -> Money | None:
        """What was spent beyond the budget; None within it."""
        over = self.spent.micros - self.budget.micros
        return Money(over, self.budget.currency) if over > 0 else None


def pace(budget: Money, flight: Window, spent_by_day: Mapping[date, int], today: date) -> Pace:
    """The pace at the end of yesterday: today is incomplete and does not count. Amounts in the budget's currency."""
    until = min(flight.end, today - timedelta(days=1))
    elapsed = Window(flight.start, until).days
    spent = sum(micros for day, micros in spent_by_day.items() if flight.start <= day <= until)
    expected = budget.micros * elapsed // flight.days if flight.days else 0
    left, unspent = flight.days - elapsed, budget.micros - spent
    recent = Window(max(flight.start, until - timedelta(days=RECENT_DAYS - 1)), until)
    daily = sum(spent_by_day.get(day, 0) for day in recent) // recent.days if recent.days else 0
    ratio = Decimal(spent) / expected if expected else None
    return Pace(
        verdict=_verdict(ratio, flight, today, has_data=bool(spent_by_day)),
        budget=budget,
        spent=Money(spent, budget.currency),
        expected=Money(expected, budget.currency),
        projected=Money(spent + daily * left, budget.currency),
        ratio=ratio,
        share_of_time=Decimal(elapsed) / flight.days if flight.days else Decimal(0),
        daily_to_land=Money(unspent // left, budget.currency) if left > 0 and unspent > 0 else None,
        spent_by_day=spent_by_day,
    )


def _verdict(ratio: Decimal | None, flight: Window, today: date, *, has_data: bool) -> PaceVerdict:
    if today <= flight.start:
        return PaceVerdict.NOT_STARTED
    if not has_data or ratio is None:
        return PaceVerdict.NO_DATA
    if today > flight.end:
        return PaceVerdict.ENDED
    low, high = BAND
    return PaceVerdict.UNDER if ratio < low else PaceVerdict.OVER if ratio > high else PaceVerdict.ON
