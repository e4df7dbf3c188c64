"""What is usual for the account itself: its weekdays, and how far its days scatter round their own level."""

from dataclasses import dataclass

import numpy as np

from domain.detection.known import Floats, Ints, Known
from domain.detection.setting import Setting

WEEK = 7
REACH = 7
"""Days to each side that make a day's local level."""
MATURE = 0.8
"""Younger days say little of scatter: what is late dominates them."""


ALONE = 0.9
"""A day that is more than this share of its surroundings has nothing to scatter round."""


@dataclass(frozen=True, slots=True)
class Norm:
    """Per look: `weekdays` (L, 7), factors of results per effort by ordinal % 7, with mean 1; `dispersion` (L,)."""

    weekdays: Floats
    dispersion: Floats


def usual(known: Known, exposure: Floats, complete: Floats, setting: Setting) -> Norm:
    """Learnt per look from its mature days: `exposure` (L, D) is expected by now, `complete` the share arrived."""
    good = (complete >= MATURE) & (exposure > 0) & ~np.isnan(known.results)
    results, mass = np.where(good, known.results, 0.0), np.where(good, exposure, 0.0)
    recent = known.looks[:, None] - known.days[None, :] <= setting.memory
    results, mass = results * recent, mass * recent
    weekdays = _weekdays(results, mass, known.days, setting)
    own = mass * weekdays[:, known.days % WEEK]
    return Norm(weekdays, _dispersion(results, own, setting))


def _local(results: Floats, mass: Floats) -> tuple[Floats, Floats]:
    return _around(results), _around(mass)


def _around(values: Floats) -> Floats:
    """Sums over the days from REACH before to REACH after."""
    count = values.shape[1]
    sums = np.concatenate([np.zeros((values.shape[0], 1)), np.cumsum(values, axis=1)], axis=1)
    here = np.arange(count)
    around: Floats = sums[:, np.minimum(here + REACH + 1, count)] - sums[:, np.maximum(here - REACH, 0)]
    return around


def _weekdays(results: Floats, mass: Floats, days: Ints, setting: Setting) -> Floats:
    """Each weekday's results over what its local level makes expected, shrunk to 1 (a gamma prior)."""
    seen, due = _local(results, mass)
    expected = mass * np.divide(seen, due, out=np.zeros_like(seen), where=due > 0)
    member = (days[:, None] % WEEK == np.arange(WEEK)).astype(float)
    weight = setting.weekday_weight
    factors = (results @ member + weight) / (expected @ member + weight)
    fair: Floats = factors / factors.mean(axis=1, keepdims=True)
    return fair


def _dispersion(results: Floats, mass: Floats, setting: Setting) -> Floats:
    """Mean Pearson chi-square of days round their local level (McCullagh & Nelder 1989, 4.5), shrunk, at least 1."""
    seen, due = _local(results, mass)
    expected = mass * np.divide(seen, due, out=np.zeros_like(seen), where=due > 0)
    share = np.divide(mass, due, out=np.ones_like(mass), where=due > 0)
    use = (expected > 0) & (share < ALONE)
    spread = np.where(use, expected * (1 - share), 1.0)
    squares = np.where(use, (results - expected) ** 2 / spread, 0.0)
    # A day that expects little says little: its chi-square is all skew.
    weights = np.where(use, expected / (expected + 0.5), 0.0)
    weight = setting.dispersion_weight
    found = ((squares * weights).sum(axis=1) + weight * setting.dispersion_pool) / (weights.sum(axis=1) + weight)
    least: Floats = np.maximum(found, 1.0)
    return least
