"""Weekday weights of spend, robust and shrunk, and how much days scatter round them.

Weeks are counted from the flight's start in both directions, so that no week mixes the level before with the level
after. Within a week a day's ratio is its spend over the week's level; a weekday's weight is the mean of its ratios,
the strays pulled in (Huber), then shrunk towards one by what its few weeks can tell (empirical Bayes).
"""

from dataclasses import dataclass

import numpy as np

from domain.pacing.curve import WEEK
from domain.pacing.plans import Bools, Floats, Ints

ROUNDS = 4
LEAST_DAYS = 4
"""Days of a week that must be known before its level is."""
STRAY = 3.0
"""Robust standard deviations beyond which a ratio is pulled in."""
USUAL_NOISE = 0.2
NOISE_WEIGHT = 8.0
"""What days scatter by when nothing is known, and how many days that is worth."""
SATURDAY = 5
LULL_SPREAD = 0.25
"""How far weekends lie from the other days when nothing is known, give or take."""
USUAL_SPREAD = 0.1
LEAST_WEIGHT = 1e-3
LEAST_SPREAD = 0.01
SPREAD_WEIGHT = 2.0
"""How much weekdays differ when nothing is known, and how many weekdays that is worth."""


@dataclass(frozen=True, slots=True)
class Season:
    """`weights` (N, 7) mean one, by place in the week counted from the flight's start; `unsure` (N, 7): their variance.

    `weekend` (7,) marks Saturdays and Sundays, `lull` (N, 1) is the variance of what they have in common.
    """

    weights: Floats
    unsure: Floats
    weekend: Bools
    lull: Floats

    def at(self, places: Ints) -> Floats:
        """The weights (N, places) of days given by their distance from the flight's start."""
        found: Floats = self.weights[:, places % WEEK]
        return found


def season(spend: Floats, first: int, weekday: int) -> Season:
    """The weights behind `spend` (N, D; NaN where no row), whose column 0 lies `first` days from the flight's start.

    `weekday`: of the flight's first day, Monday 0.
    """
    grid = _weeks(spend, first)
    weights = np.ones((grid.shape[0], 1, WEEK))
    known = ~np.isnan(grid)
    full = known.sum(axis=2, keepdims=True) >= LEAST_DAYS
    for _ in range(ROUNDS):
        level = _safe(np.nansum(grid, axis=2, keepdims=True), np.sum(known * weights, axis=2, keepdims=True))
        usable = known & full & (level > 0)
        ratio = np.where(usable, grid / np.where(level > 0, level, 1.0), np.nan)
        ratio = _pulled_in(ratio)
        weeks = usable.sum(axis=1, keepdims=True).astype(np.float64)
        mean = np.where(weeks > 0, _safe(np.nansum(ratio, axis=1, keepdims=True), weeks), 1.0)
        weights = mean / np.maximum(mean.mean(axis=2, keepdims=True), 1e-9)
    weekend = (np.arange(WEEK) + weekday) % WEEK >= SATURDAY
    return _shrunk(weights[:, 0], weeks[:, 0], _scatter(ratio, mean), weekend)


def _weeks(spend: Floats, first: int) -> Floats:
    """(N, weeks, 7), the weeks beginning where the flight does, missing days NaN."""
    before = first % WEEK
    after = -(before + spend.shape[1]) % WEEK
    padded = np.pad(spend, ((0, 0), (before, after)), constant_values=np.nan)
    return padded.reshape(spend.shape[0], -1, WEEK)


def _safe(top: Floats, bottom: Floats) -> Floats:
    return top / np.where(bottom > 0, bottom, 1.0)


def _pulled_in(ratio: Floats) -> Floats:
    """Ratios no further from their weekday's median than so many robust deviations of all of them."""
    middle = _median(ratio, 1)
    flat = np.abs(ratio - middle).reshape(ratio.shape[0], 1, -1)
    reach = STRAY * 1.4826 * np.maximum(_median(flat, 2), 0.02)
    return np.clip(ratio, middle - reach, middle + reach)


def _median(values: Floats, axis: int) -> Floats:
    """The median over what is known; 0 where nothing is."""
    ordered = np.sort(values, axis=axis)
    count = (~np.isnan(values)).sum(axis=axis, keepdims=True)
    low, high = np.maximum((count - 1) // 2, 0), np.maximum(count // 2, 0)
    low, high = np.minimum(low, values.shape[axis] - 1), np.minimum(high, values.shape[axis] - 1)
    middle = 0.5 * (np.take_along_axis(ordered, low, axis) + np.take_along_axis(ordered, high, axis))
    return np.where(count > 0, middle, 0.0)


def _scatter(ratio: Floats, mean: Floats) -> Floats:
    """The variance (N, 1) of ratios round their weekday, shrunk to the usual one."""
    gaps = np.where(np.isnan(ratio), 0.0, ratio - mean)
    count = (~np.isnan(ratio)).sum(axis=(1, 2))
    free = np.maximum(count - WEEK, 0)
    pooled = ((gaps**2).sum(axis=(1, 2)) + NOISE_WEIGHT * USUAL_NOISE**2) / (free + NOISE_WEIGHT)
    return np.asarray(pooled)[:, None]


def _shrunk(weights: Floats, weeks: Floats, scatter: Floats, weekend: Bools) -> Season:
    """First what the weekend has in common, then each day within its group, each by what it tells (empirical Bayes)."""
    lull, unsure_lull = _lull(weights, weeks, scatter, weekend)
    centre = 1.0 + np.where(weekend, 5.0, -2.0) / WEEK * lull
    seen = weeks > 0
    error = scatter / np.maximum(weeks, 1.0)
    excess = np.where(seen, (weights - centre) ** 2 - error, 0.0).sum(axis=1, keepdims=True)
    spread = (excess + SPREAD_WEIGHT * USUAL_SPREAD**2) / (seen.sum(axis=1, keepdims=True) + SPREAD_WEIGHT)
    most = USUAL_SPREAD * np.maximum(weeks.max(axis=1, keepdims=True), 1.0)  # one week may as well be a change of level
    spread = np.clip(spread, LEAST_SPREAD**2, most**2)
    keep = np.where(seen, spread / (spread + error), 0.0)
    shrunk = np.maximum(centre + keep * (weights - centre), LEAST_WEIGHT)
    return Season(
        shrunk / shrunk.mean(axis=1, keepdims=True), np.where(seen, keep * error, spread), weekend, unsure_lull
    )


def _lull(weights: Floats, weeks: Floats, scatter: Floats, weekend: Bools) -> tuple[Floats, Floats]:
    """How far weekends lie above the other days, and the variance of that, both (N, 1)."""
    both = []
    for group in (weekend, ~weekend):
        days = weeks[:, group].sum(axis=1, keepdims=True)
        mean = (weights[:, group] * weeks[:, group]).sum(axis=1, keepdims=True) / np.maximum(days, 1.0)
        both.append((mean, np.where(days > 0, scatter / np.maximum(days, 1.0), np.inf)))
    (rest, rest_error), (work, work_error) = both
    error = rest_error + work_error
    keep = LULL_SPREAD**2 / (LULL_SPREAD**2 + error)
    return np.where(np.isfinite(error), keep * (rest - work), 0.0), LULL_SPREAD**2 * (1.0 - keep)
