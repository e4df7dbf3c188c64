"""What each cell (day × hour) should be, from earlier days alone: a level, hours of the day, days of the week.

Each part is a trimmed mean of what the part before it left over. A pattern is kept in proportion to how well it has
predicted so far (the slope of what came on what it said): a pattern that is only noise is soon worth nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from domain.anomalies.trailing import before, middle, sum_before

Array = npt.NDArray[np.float64]
Days = npt.NDArray[np.int64]
WEEK = 7
MONTH = 28
_WEEKS = 8
_WILD = 3.0
_TO_SIGMA = 1.52
"""A normal sigma over the mean of the absolute values without their top tenth."""
_MEAN_TO_SIGMA = 1.25
_POOLED = 10.0
"""The spread of all hours together counts as so many days of an hour's own."""
_HOURS_PRIOR, _WEEK_PRIOR, _SHAPE_PRIOR = 0.8, 0.5, 0.0
_PRIOR_DAYS = 2.0
_NEIGHBOURS = ((-1, 0.5), (0, 1.0), (1, 0.5))


@dataclass(frozen=True, slots=True)
class Season:
    """Per day and hour what was to be expected, and how far from it values use to lie; nan before there is history."""

    expected: Array
    spread: Array


def learn(cells: Array, weekday: Days, error: Callable[[Array, Array], Array], trim: float) -> Season:
    """The season of each day from the days before it.

    `cells` is days × hours, nan where nothing is known; a share `trim` at either end is left out of every mean.
    """
    level = _level(cells, trim)
    flat = cells - level[1:, None]
    hours = _known(before(flat, MONTH, trim, trim)[0])
    hours *= _worth(hours[:-1], flat, _HOURS_PRIOR)[:, None]
    expected = level[:-1, None] + hours[:-1] + _weekly(flat - hours[1:], weekday, trim)
    return Season(expected, _spread(error(cells, expected)))


def _level(cells: Array, trim: float) -> Array:
    """The middle of the seven days before each day."""
    days, columns = cells.shape
    padded = np.vstack([np.full((WEEK, columns), np.nan), cells])
    windows = np.lib.stride_tricks.sliding_window_view(padded, WEEK, axis=0).reshape(days + 1, -1)
    return middle(windows, trim, trim)[0]


def _weekly(rest: Array, weekday: Days, trim: float) -> Array:
    """What this day of the week adds: to the whole day, and to each of its hours."""
    mean = np.zeros_like(rest)
    for day in range(WEEK):
        mine = np.flatnonzero(weekday == day)
        if len(mine):
            mean[mine] = _known(before(rest[mine], _WEEKS, trim, trim)[0][:-1])
    whole, whole_rest = mean.mean(axis=1, keepdims=True), _row_mean(rest)
    shape = mean - whole
    of_days = _worth(whole, whole_rest, _WEEK_PRIOR)[:-1, None]
    of_hours = _worth(shape, rest - whole_rest, _SHAPE_PRIOR)[:-1, None]
    return np.asarray(of_days * whole + of_hours * shape)


def _worth(said: Array, came: Array, prior: float) -> Array:
    """Between 0 and 1: the slope of what came on what was said, over the 28 days before each day."""
    bound = _bound(came)
    over = sum_before(_row_sum(said * np.clip(came, -bound, bound)), MONTH)
    under = sum_before(_row_sum(np.where(np.isfinite(came), said**2, 0.0)), MONTH)
    extra = _PRIOR_DAYS * under / MONTH
    slope = (over + prior * extra) / np.where(under > 0, under + extra, 1.0)
    return np.clip(np.where(under > 0, slope, prior), 0.0, 1.0)


def _bound(came: Array) -> Array:
    """So far may a value pull: three times the spread of the 28 days before."""
    usual = before(_row_mean(np.abs(came)), MONTH, 0.0, 0.1)[0][:-1]
    return np.asarray(_WILD * _MEAN_TO_SIGMA * np.where(np.isfinite(usual), usual, np.inf))


def _spread(errors: Array) -> Array:
    """How far values lie from what is expected, per hour of the day: its own, its neighbours', and that of all."""
    usual, counts = before(np.abs(errors), MONTH, 0.0, 0.1)
    own, number = _known(usual[:-1] * _TO_SIGMA) ** 2, counts[:-1].astype(np.float64)
    all_hours = number.sum(axis=1, keepdims=True)
    pooled = (own * number).sum(axis=1, keepdims=True) / np.maximum(all_hours, 1.0)
    near, weight = np.zeros_like(own), np.zeros_like(own)
    for by, share in _NEIGHBOURS:
        near += share * np.roll(own * number, by, axis=1)
        weight += share * np.roll(number, by, axis=1)
    mixed = (near + _POOLED * pooled) / (weight + _POOLED)
    return np.asarray(np.sqrt(np.where(all_hours > 0, mixed, np.nan)))


def _known(values: Array) -> Array:
    return np.where(np.isfinite(values), values, 0.0)


def _row_sum(values: Array) -> Array:
    return np.asarray(_known(values).sum(axis=1))


def _row_mean(values: Array) -> Array:
    """The mean of what is known in each row, as a column; nan where nothing is."""
    number = np.isfinite(values).sum(axis=1, keepdims=True)
    return np.where(number > 0, _known(values).sum(axis=1, keepdims=True) / np.maximum(number, 1), np.nan)
