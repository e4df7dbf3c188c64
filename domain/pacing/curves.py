"""How a budget is meant to be spread over its flight: evenly, by weekday, front- or back-loaded, or by own weights."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from domain.errors import InvalidInput

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
EXAMPLE = "weekday"
TILT = 0.5
"""A front-loaded flight opens at one and a half even days and closes at half a day; a back-loaded one the other way."""
WEEK = 7


class Shape(StrEnum):
    """The kinds of curves."""

    EVEN = "even"
    WEEKDAY = "weekday"
    FRONT = "front"
    BACK = "back"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Curve:
    """The plan's shape. `weights` are given for an own curve only: one per day or per week, in any unit."""

    shape: Shape = Shape.WEEKDAY
    weights: tuple[float, ...] = ()

    @classmethod
    def parse(cls, text: str) -> "Curve":
        """Read `even`, `weekday`, `front`, `back`, or the weights of an own curve: `40 30 20 10`, `40%, 30%, 30%`."""
        word = text.strip().lower()
        if word in set(Shape) - {Shape.OWN}:
            return cls(Shape(word))
        parts = word.replace("%", " ").replace(",", " ").replace(";", " ").split()
        try:
            return cls.own(tuple(float(part) for part in parts))
        except ValueError:
            raise InvalidInput("curve", "curve", text, EXAMPLE) from None

    @classmethod
    def own(cls, weights: tuple[float, ...]) -> "Curve":
        """A curve of one's own; InvalidInput unless the weights are two or more, none negative, and not all zero."""
        if len(weights) < 2 or not all(0 <= weight < float("inf") for weight in weights) or not any(weights):  # noqa: PLR2004 - one weight is no curve
            raise InvalidInput("curve", "curve", " ".join(map(str, weights)), EXAMPLE)
        return cls(Shape.OWN, weights)

    def spell(self) -> str:
        """As it is stored and written: `parse` reads it back."""
        return " ".join(f"{weight:g}" for weight in self.weights) if self.shape is Shape.OWN else self.shape.value

    def fits(self, days: int) -> bool:
        """Whether an own curve has a weight for each day, or for each week, of a flight of so many days."""
        return self.shape is not Shape.OWN or len(self.weights) in {days, -(-days // WEEK)}


def plan(curve: Curve, usual: Floats) -> Floats:
    """The share of the budget that the plan gives each day, shape (N, days); each row adds to 1.

    `usual`: what the days of the flight cost by their weekday, any unit. Front and back are straight lines.
    """
    days = usual.shape[1]
    match curve.shape:
        case Shape.WEEKDAY:
            shape = usual
        case Shape.OWN if len(curve.weights) != days:
            shape = _by_parts(curve.weights, usual)
        case _:
            shape = np.broadcast_to(tilt(curve, days), usual.shape)
    total = shape.sum(axis=1, keepdims=True)
    return np.where(total > 0, shape / np.where(total > 0, total, 1.0), 1.0 / max(1, days))


def tilt(curve: Curve, days: int) -> Floats:
    """How a curve leans beyond the days of the week, mean one, shape (days,): what a projection must follow too."""
    line = np.linspace(TILT, -TILT, days) if days > 1 else np.zeros(days)
    match curve.shape:
        case Shape.FRONT:
            return 1.0 + line
        case Shape.BACK:
            return 1.0 - line
        case Shape.OWN if len(curve.weights) == days:
            weights = np.array(curve.weights, dtype=np.float64)
            return np.asarray(weights / weights.mean())
        case Shape.OWN:
            shares = _by_parts(curve.weights, np.ones((1, days)))[0]
            return np.asarray(shares / shares.mean())
        case _:
            return np.ones(days)


def _by_parts(weights: tuple[float, ...], usual: Floats) -> Floats:
    """Weekly totals spread over their days as usual; weights that are neither days nor weeks cut the flight evenly."""
    days, parts = usual.shape[-1], len(weights)
    weekly = parts == -(-days // WEEK)
    part = np.arange(days) // WEEK if weekly else np.arange(days) * parts // max(1, days)
    shape = np.zeros_like(usual)
    for number, weight in enumerate(weights):
        inside = part == number
        sums = usual[..., inside].sum(axis=-1, keepdims=True)
        shape[..., inside] = weight * usual[..., inside] / np.where(sums > 0, sums, 1.0)
    return shape
