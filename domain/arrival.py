"""Which share of a day's results has arrived by an age, and what that leaves open of a sum of days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import erf, log, sqrt

from domain.detection import lag
from domain.detection.setting import DEFAULT

MOST_AGES = 31
"""Ages that are kept: what a platform restates later than a month is too little to turn anything."""
SCATTER = 2.0
"""1 + cv^2 of what one sale is worth."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """By age in days from 0 on: `complete` is the share (0..1) that has arrived, `doubt` its relative variance.

    `dispersion` is the variance of a day's results over their mean.
    """

    complete: tuple[float, ...]
    doubt: tuple[float, ...]
    dispersion: float = DEFAULT.dispersion_pool

    def at(self, age: int) -> tuple[float, float]:
        """The share and its doubt at an age; what is older has arrived."""
        return (self.complete[age], self.doubt[age]) if age < len(self.complete) else (1.0, 0.0)


def unlearnt() -> Arrival:
    """What is taken of an account of which nothing has been learnt."""
    return of(lag.nothing_learnt(DEFAULT))


def of(curves: lag.Curves, dispersion: float = DEFAULT.dispersion_pool) -> Arrival:
    """What the last look has learnt."""
    parts = (curves.complete, curves.doubt)
    complete, doubt = (tuple(round(one, 3) for one in part[-1, :MOST_AGES].tolist()) for part in parts)
    return Arrival(complete, doubt, round(dispersion, 2))


USUAL = unlearnt()


@dataclass(frozen=True, slots=True)
class Awaited:
    """A sum of days as it is seen, and as it is expected when all has arrived.

    `scatter` is the variance of what is still to come, `doubt` the deviation for not knowing how much that is.
    """

    seen: float
    final: float
    scatter: float
    doubt: float

    @property
    def chance(self) -> float:
        """The variance of its logarithm by chance alone."""
        return self.scatter / max(self.final, 0.5) ** 2

    @property
    def relative(self) -> float:
        """The whole variance of its logarithm."""
        return self.chance + (self.doubt / max(self.final, 0.5)) ** 2


def awaited(days: Iterable[tuple[date, float]], asked: date, open_from: date | None, arrival: Arrival) -> Awaited:
    """What becomes of results as they stand on the day `asked`; days before `open_from` (None: all) are final."""
    seen = final = scatter = doubt = 0.0
    for day, number in days:
        share, unsure = (1.0, 0.0) if open_from is None or day < open_from else arrival.at((asked - day).days)
        whole = number / max(share, 0.05)
        seen, final = seen + number, final + whole
        scatter += arrival.dispersion * max(whole, 0.5) * (1 - share)
        doubt += whole * sqrt(unsure)
    return Awaited(seen, final, scatter, doubt)


def above(ratio: float, variance: float) -> float:
    """P(the true value is above 1), of a ratio seen with a variance of its logarithm."""
    if ratio <= 0:
        return 0.0
    return float(ratio > 1) if variance <= 0 else 0.5 * (1 + erf(log(ratio) / sqrt(2 * variance)))
