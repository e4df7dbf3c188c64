"""A plan's curve in numbers: what share of the budget each day of a flight is given."""

import numpy as np
from numpy.typing import NDArray

from domain.pacing.curve import WEEK, Curve, Shape

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
TILT = 0.5
"""A front-loaded flight opens at one and a half even days and closes at half a day; a back-loaded one the other way."""


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
            return _mean_one(weights)
        case Shape.OWN:
            shares = _by_parts(curve.weights, np.ones((1, days)))[0]
            return _mean_one(shares)
        case _:
            return np.ones(days)


def _mean_one(weights: Floats) -> Floats:
    """Even where the days that there are have no weight at all."""
    mean = weights.mean()
    return weights / mean if mean > 0 else np.ones_like(weights)


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
