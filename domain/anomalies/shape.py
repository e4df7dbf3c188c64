"""Three ways to look at values, so that noise is about as large at any height. Chosen from earlier rows alone.

LOG   all values positive: prices, sums, busy counts; noise in proportion to the value.
ROOT  zeros occur: counts of few things, rates of few clicks; noise like the root of the value.
PLAIN negative values occur.

None depends on the unit: a value in cents is judged like one in euros.
"""

from dataclasses import dataclass, fields
from enum import IntEnum

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
_ZEROS = 0.004
_MANY_ZEROS = 0.5
_FEW_THINGS = 15.0
_BOTTOM = 1e-3
_SOFT = 0.1
"""In LOG a zero is a fall to about a tenth, not to nothing."""
_LEAST_CHANGE = 0.02
_ROOT_OF_ONE, _ROOT_OF_RARE = 0.25, 0.45
"""The least spread of the root of a count; of one that mostly is zero its Poisson spread."""
_HALVED = 0.69, 0.3
_FEW = 2
_TINY = 1e-300


class Shape(IntEnum):
    """How values are looked at."""

    LOG = 0
    ROOT = 1
    PLAIN = 2


@dataclass(frozen=True, slots=True)
class Past:
    """At each row, from the rows before it: the mean size, the share of zeros, the unit (the least positive value, or
    the least step between two), how many positive values there were, whether any was negative, and whether they count
    few things (on average not many steps)."""

    mean: Array
    zeros: Array
    unit: Array
    positive: Array
    negative: npt.NDArray[np.bool_]
    counts: npt.NDArray[np.bool_]

    def cut(self, start: int, stop: int) -> "Past":
        """The rows from `start` to before `stop`."""
        return Past(*(getattr(self, one.name)[start:stop] for one in fields(self)))

    def chosen(self) -> npt.NDArray[np.int64]:
        """The shape of each row."""
        of_zeros = np.where(self.counts | (self.zeros > _ZEROS), Shape.ROOT, Shape.LOG)
        return np.where(self.negative, Shape.PLAIN, of_zeros).astype(np.int64)


def past_of(values: Array, first: npt.NDArray[np.intp]) -> Past:
    """What is known of the past at each row; told once a day, at the row `first` of its day."""
    size = np.abs(values)
    seen = np.maximum(np.arange(len(values)), 1)
    least = np.minimum.accumulate(np.where(values > 0, values, np.inf))
    steps = np.abs(np.diff(values, prepend=values[:1]))
    step = np.minimum.accumulate(np.where(steps > 0, steps, np.inf))
    unit, step = (np.concatenate([[np.inf], one[:-1]]) for one in (np.minimum(least, step), step))
    mean = _before(size) / seen
    return Past(
        mean=mean[first],
        zeros=(_before(values == 0) / seen)[first],
        unit=np.where(np.isfinite(unit), unit, 0.0)[first],
        positive=_before(values > 0)[first],
        negative=_before(values < 0)[first] > 0,
        counts=(mean < _FEW_THINGS * np.where(np.isfinite(step), step, 0.0))[first],
    )


def _before(values: npt.NDArray[np.float64] | npt.NDArray[np.bool_]) -> Array:
    sums = np.cumsum(values, dtype=np.float64)
    return np.concatenate([[0.0], sums[:-1]])


def seen_as(shape: Shape, values: Array, past: Past) -> Array:
    """The values as the shape has them; nan for a zero in LOG before there is a mean."""
    match shape:
        case Shape.LOG:
            bottom = np.maximum(values, _BOTTOM * past.mean)
            return np.log(np.where(bottom > 0, bottom, np.nan))
        case Shape.ROOT:
            return np.sqrt(np.maximum(values, 0.0))
        case Shape.PLAIN:
            return values


def error(shape: Shape, seen: Array, expected: Array) -> Array:
    """How far what was seen lies from what was expected."""
    if shape is not Shape.LOG:
        return seen - expected
    return np.log((np.exp(np.clip(seen - expected, -50, 50)) + _SOFT) / (1 + _SOFT))


def least_spread(shape: Shape, past: Past) -> Array:
    """No spread is taken as smaller: a change of a few percent is no surprise, and a count is noisy like a count."""
    match shape:
        case Shape.LOG:
            return np.full(len(past.mean), _LEAST_CHANGE)
        case Shape.ROOT:
            rare = past.mean / np.maximum(-np.log(np.clip(past.zeros, 1e-4, 0.9999)), 1e-4)
            mostly_zero = past.zeros > _MANY_ZEROS
            one = np.where(mostly_zero, _ROOT_OF_RARE * np.sqrt(rare), _ROOT_OF_ONE * np.sqrt(past.unit))
            few = np.where(past.positive < _FEW, np.inf, 0.0)
            return np.maximum(np.maximum(one, few), _LEAST_CHANGE / 2 * np.sqrt(past.mean))
        case Shape.PLAIN:
            return np.maximum(_LEAST_CHANGE * past.mean, _TINY)


def halving(shape: Shape, expected: Array, past: Past) -> Array:
    """How far a halving of the value would carry it."""
    of_log, of_other = _HALVED
    match shape:
        case Shape.LOG:
            return np.full(len(expected), of_log)
        case Shape.ROOT:
            return of_other * np.maximum(expected, 0.05 * np.sqrt(past.mean))
        case Shape.PLAIN:
            return of_other * past.mean
