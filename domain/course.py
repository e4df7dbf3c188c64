"""Where a total leads: a goal such as "300 leads" is promised for the flight, and judged on all of it.

What comes a day is learnt from the flight so far, recent days counting more; the range holds the end in four cases of
five, by the scatter of days, by how few of them there are, and by how far a level wanders until the end.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from math import erf, log10, sqrt

from domain.window import Window

HALF_LIFE = 14
"""Days after which a day counts half of what yesterday does."""
PRIOR = 3.0
"""Results that the plan counts for, while there are few."""
SCATTER, SCATTER_DAYS = 1.25, 14
"""What a day's variance is over its mean, and the days that this counts for beside the flight's own."""
WANDER = 0.02
"""How far a level wanders in a day, as a share of it."""
LEAST_DAYS = 7
"""Days of the flight before which nothing is said of its end."""
LIKELY, UNLIKELY = 0.5, 0.2
"""From which chance on the goal counts as met, and below which as missed."""
_FOUR_IN_FIVE = 1.2816


@dataclass(frozen=True, slots=True)
class Course:
    """A total over its flight, in the goal's unit. `reached_on` is the day on which it was, None before.

    `needed` is what must come a day from now on and `comes` what comes a day now, `low` to `high` where it ends in four
    cases of five, `chance` (0..1) that it is reached; None where there is nothing to say, or no day is left. `spread`
    is the deviation of its end, `by_day` what came.
    """

    target: Decimal
    so_far: Decimal
    flight: Window
    until: date
    reached_on: date | None = None
    needed: Decimal | None = None
    comes: Decimal | None = None
    projected: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    chance: float | None = None
    spread: float = 0.0
    by_day: Mapping[date, Decimal] = field(default_factory=dict)

    def below(self, amount: float) -> float:
        """P(it ends below an amount), where something can be said of its end."""
        return 1 - _chance(amount, float(self.so_far if self.projected is None else self.projected), self.spread)

    @property
    def has_ended(self) -> bool:
        """Whether no day of the flight is left."""
        return self.until >= self.flight.end

    @property
    def share(self) -> Decimal:
        """The share of the goal that has come; above 1 beyond it."""
        return self.so_far / self.target if self.target else Decimal(1)

    @property
    def share_of_time(self) -> Decimal:
        """The share of the flight that is over."""
        gone = Window(self.flight.start, min(self.until, self.flight.end)).days
        return Decimal(gone) / self.flight.days if self.flight.days else Decimal(1)

    @property
    def met(self) -> bool | None:
        """Whether it is reached, or will be; None where neither is likely."""
        if self.reached_on:
            return True
        if self.chance is None:
            return None
        return True if self.chance >= LIKELY else False if self.chance < UNLIKELY else None


def course(
    target: Decimal,
    by_day: Mapping[date, Decimal],
    flight: Window,
    until: date,
    arrived: Mapping[date, float] | None = None,
    *,
    money: bool = False,
) -> Course:
    """The course of a total by the end of `until`. `by_day`: what came on each day of the flight, 0 where left out.

    `arrived` is the share (0..1) of a day's results that has arrived by now, 1 where left out. `money`: it is no count.
    """
    days = list(Window(flight.start, min(until, flight.end)))
    came = [by_day.get(day, Decimal(0)) for day in days]
    so_far = sum(came, Decimal(0))
    found = Course(target, so_far, flight, until, _reached(target, days, came), by_day=by_day)
    if not days:
        return found
    shares = [(arrived or {}).get(day, 1.0) for day in days]
    return _led(found, [float(one) for one in came], shares, _unit(came) if money else 1.0)


def _reached(target: Decimal, days: Sequence[date], came: Sequence[Decimal]) -> date | None:
    total = Decimal(0)
    for day, number in zip(days, came, strict=True):
        total += number
        if total >= target:
            return day
    return None


def _led(found: Course, came: Sequence[float], shares: Sequence[float], unit: float) -> Course:
    """With what comes a day, what is needed, and where it ends."""
    left = max(0, (found.flight.end - max(found.until, found.flight.start - timedelta(days=1))).days)
    plan = float(found.target) / found.flight.days if found.flight.days else 0.0
    weights = [0.5 ** (age / HALF_LIFE) for age in range(len(came))][::-1]
    due = sum(weight * share for weight, share in zip(weights, shares, strict=True))
    prior = PRIOR * unit / plan if plan > 0 else 0.0
    seen = sum(weight * one for weight, one in zip(weights, came, strict=True))
    rate = (seen + prior * plan) / (due + prior)
    known = sum(weight**2 * share for weight, share in zip(weights, shares, strict=True))
    scatter = _scatter(came, shares, rate, unit)
    late = rate * sum(1 - share for share in shares)
    rest = late + rate * left
    doubt = scatter * rate * (known + prior) / (due + prior) ** 2
    spread = sqrt(scatter * rest + (rest / rate) ** 2 * doubt + (rest * WANDER) ** 2 * left / 3) if rate > 0 else 0.0
    end = float(found.so_far) + rest
    needed = (found.target - found.so_far) / left if left and not found.reached_on else None
    told = len(came) >= LEAST_DAYS or not left
    return Course(
        found.target, found.so_far, found.flight, found.until, found.reached_on, needed, _number(rate),
        _number(end) if told else None,
        _number(max(float(found.so_far), end - _FOUR_IN_FIVE * spread)) if told else None,
        _number(end + _FOUR_IN_FIVE * spread) if told else None,
        _chance(float(found.target), end, spread) if told else None,
        spread,
        found.by_day,
    )  # fmt: skip


def _unit(came: Sequence[Decimal]) -> float:
    """What one result of a sum of money is worth: the mean of the days that brought any."""
    some = [float(one) for one in came if one > 0]
    return sum(some) / len(some) if some else 1.0


def _scatter(came: Sequence[float], shares: Sequence[float], rate: float, unit: float) -> float:
    """A day's variance over its mean: the mean Pearson chi-square of the flight's days, shrunk to the usual."""
    means = [max(rate * share, 1e-9) for share in shares]
    squares = sum((one - mean) ** 2 / mean for one, mean in zip(came, means, strict=True))
    return (squares + SCATTER_DAYS * SCATTER * unit) / (len(came) + SCATTER_DAYS)


def _chance(target: float, end: float, spread: float) -> float:
    if spread <= 0:
        return float(end >= target)
    return 0.5 * (1 + erf((end - target) / spread / sqrt(2)))


def _number(value: float) -> Decimal:
    digits = max(0, 2 - int(log10(max(abs(value), 1))))
    return Decimal(repr(round(value, digits)))
