"""Spend against the flight's budget: how much should be spent by now, where it leads, how sure that is. In money.

The statistics are those of `domain.pacing`; this is their border, where amounts are whole micros.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from domain.money import Money
from domain.pacing.curve import USUAL, Curve
from domain.pacing.judgement import TOLERANCE, PaceVerdict, judge_pace
from domain.pacing.outlook import HISTORY, Ledger, shares_of
from domain.window import Window
from domain.words import Source

__all__ = ["HISTORY", "Pace", "PaceVerdict", "pace", "planned_share", "plans"]


@dataclass(frozen=True, slots=True)
class Held:
    """An account's own budget that ends before the flight does: what is left of it, and when it is used up."""

    source: Source
    left: Money
    day: date


@dataclass(frozen=True, slots=True)
class Pace:
    """Spend so far and where it leads. `ratio` is spent / expected; `daily_to_land` spends the rest exactly.

    `daily_to_land` is None where nothing is left to spend, or no day to spend it on. `low` to `high` holds the end in
    four cases of five, None where nothing can be said. `probability` (0..1) is that of the verdict, `under` and `over`
    those of an end outside the band whatever the verdict. `plan` is the spend planned by day of the flight, `ahead`
    what each day to come is projected to cost, `ceiling` what today may cost before it is far above plan and usual.
    `held`: what its accounts may spend ends before the flight does.
    """

    verdict: PaceVerdict
    budget: Money
    spent: Money
    expected: Money
    projected: Money
    ratio: Decimal | None
    share_of_time: Decimal
    daily_to_land: Money | None
    spent_by_day: Mapping[date, int]
    low: Money | None = None
    high: Money | None = None
    probability: float = 0.0
    under: float = 0.0
    over: float = 0.0
    curve: Curve = USUAL
    plan: tuple[Money, ...] = ()
    ahead: tuple[Money, ...] = ()
    ceiling: Money | None = None
    held: Held | None = None

    @property
    def share_spent(self) -> Decimal:
        """The share of the budget that is spent; above 1 beyond it, 0 without a budget."""
        return self._share(self.spent)

    @property
    def share_planned(self) -> Decimal:
        """The share of the budget that should be spent by now."""
        return self._share(self.expected)

    def _share(self, amount: Money) -> Decimal:
        return Decimal(amount.micros) / self.budget.micros if self.budget.micros else Decimal(0)

    @property
    def strays(self) -> Money:
        """By how much it leads beyond its budget (below: negative), though it is on pace: 0 within a twentieth."""
        off = self.projected.micros - self.budget.micros
        is_worth_a_word = self.verdict is PaceVerdict.ON and abs(off) > self.budget.micros * TOLERANCE / 2
        return Money(off if is_worth_a_word else 0, self.budget.currency)

    @property
    def excess(self) -> Money | None:
        """What was spent beyond the budget; None within it."""
        over = self.spent.micros - self.budget.micros
        return Money(over, self.budget.currency) if over > 0 else None


def pace(
    budget: Money,
    flight: Window,
    spent_by_day: Mapping[date, int],
    today: date,
    *,
    curve: Curve = USUAL,
    before: Mapping[date, int] | None = None,
) -> Pace:
    """The pace at the end of yesterday: today is incomplete and does not count. Amounts in the budget's currency.

    `before`: the spend of the days before the flight. A day of the flight that is not there is unknown, not a zero.
    """
    until = min(flight.end, today - timedelta(days=1))
    elapsed = Window(flight.start, until).days
    spent = sum(micros for day, micros in spent_by_day.items() if flight.start <= day <= until)
    verdict = _plainly(budget, flight, spent_by_day, today)
    found = Pace(
        verdict=verdict or PaceVerdict.ON,
        budget=budget,
        spent=Money(spent, budget.currency),
        expected=Money(budget.micros * elapsed // flight.days if flight.days else 0, budget.currency),
        projected=Money(spent, budget.currency),
        ratio=None,
        share_of_time=Decimal(elapsed) / flight.days if flight.days else Decimal(0),
        daily_to_land=_daily(budget.micros - spent, flight.days - elapsed, budget.currency),
        spent_by_day=spent_by_day,
        curve=curve,
    )
    if not budget.micros or not flight.days:
        return found
    return _judged(found, flight, until, {**(before or {}), **spent_by_day})


def planned_share(curve: Curve, flight: Window, window: Window, spent_by_day: Mapping[date, int]) -> float:
    """The share of the budget (0..1) that the plan gives to a window; `spent_by_day` tells what weekdays cost."""
    common = Window(max(flight.start, window.start), min(flight.end, window.end))
    if not common.days:
        return 0.0
    ledger = _ledger(Money(1, ""), flight, window.end, spent_by_day)
    first = (common.start - flight.start).days
    return float(shares_of(ledger, curve)[0, first : first + common.days].sum())


def plans(
    budget: Money,
    days: Window,
    flight: Window,
    spent_by_day: Mapping[date, int],
    curve: Curve = USUAL,
) -> dict[date, Money]:
    """What was planned for each of these days of the flight on its own morning: the plan goes by what weekdays have
    cost until then, and what was planned once stays. Nothing without a budget."""
    mine = [day for day in days if day in flight] if budget.micros else []
    if not mine:
        return {}
    one = _ledger(budget, flight, mine[-1], spent_by_day)
    places = np.array([(day - flight.start).days for day in mine])
    spend, budgets = (np.repeat(part, len(mine), axis=0) for part in (one.spend, one.budgets))
    shares = shares_of(replace(one, spend=spend, known=places, budgets=budgets), curve)
    due = shares[np.arange(len(mine)), places] * budget.micros
    return {day: _money(amount, budget.currency) for day, amount in zip(mine, due.tolist(), strict=True)}


def _plainly(budget: Money, flight: Window, spent_by_day: Mapping[date, int], today: date) -> PaceVerdict | None:
    """The verdict where no statistics are needed for it."""
    if today <= flight.start:
        return PaceVerdict.NOT_STARTED
    if not spent_by_day or not budget.micros or not flight.days:
        return PaceVerdict.NO_DATA
    return PaceVerdict.ENDED if today > flight.end else None


def _daily(unspent: int, left: int, currency: str) -> Money | None:
    return Money(unspent // left, currency) if left > 0 and unspent > 0 else None


def _judged(plain: Pace, flight: Window, until: date, spent: Mapping[date, int]) -> Pace:
    """The pace with its plan by day and, while it runs, what is projected of it."""
    found, course = judge_pace(_ledger(plain.budget, flight, until, spent), plain.curve)
    budget, currency = plain.budget.micros, plain.budget.currency
    expected = _money(found.expected, currency) if until < flight.end else plain.budget
    known = replace(
        plain,
        expected=expected,
        ratio=Decimal(plain.spent.micros) / expected.micros if expected.micros else None,
        plan=tuple(_money(share * budget, currency) for share in course.plan),
        ceiling=None if course.ceiling is None or not found.told else _money(course.ceiling, currency),
    )
    if plain.verdict is not PaceVerdict.ON or not found.told:
        return known if plain.verdict is not PaceVerdict.ON else replace(known, verdict=PaceVerdict.NO_DATA)
    days = Window(flight.start, until).days
    rest, ahead = found.projected - plain.spent.micros, course.usual[days:]
    whole = sum(ahead)
    return replace(
        known,
        verdict=found.verdict,
        probability=found.probability,
        under=found.under,
        over=found.over,
        projected=_money(found.projected, currency),
        low=_money(found.low, currency),
        high=_money(found.high, currency),
        daily_to_land=None if found.daily is None else Money(int(found.daily), currency),
        ahead=tuple(_money(rest * usual / whole if whole else 0.0, currency) for usual in ahead),
    )


def _ledger(budget: Money, flight: Window, until: date, spent: Mapping[date, int]) -> Ledger:
    """One row of days: the weeks before the flight, and the flight."""
    row = np.full((1, HISTORY + flight.days), np.nan)
    for day, micros in spent.items():
        place = (day - flight.start).days + HISTORY
        if 0 <= place < row.shape[1] and day <= until:
            row[0, place] = micros
    known = np.array([Window(flight.start, until).days])
    return Ledger(row, -HISTORY, flight.days, flight.start.weekday(), known, np.array([float(budget.micros)]))


def _money(micros: float, currency: str) -> Money:
    return Money(round(micros), currency)
