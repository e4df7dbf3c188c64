"""The probability of each level given what has arrived, day by day: a hidden Markov filter over many rows at once.

A row is one series at one look. A day's results are gamma-Poisson round rho times what is expected at target by now:
log L = y log(rho m) - (y + k) log(1 + rho m / k), k the gamma's shape, which works for fractional results too (Cameron
& Trivedi, "Regression Analysis of Count Data", 1998, 3.3). Since the base rate and the hazard are in it, the daily look
is the model's own clock and a repeated look costs nothing (Adams & MacKay, arXiv:0710.3742).
"""

from dataclasses import dataclass

import numpy as np

from domain.detection.known import Flags, Floats
from domain.detection.levels import Levels
from domain.detection.setting import Setting

_TINY = 1e-300
_LEAST_SHAPE = 1e-3


@dataclass(frozen=True, slots=True)
class Filtered:
    """Per row: `mass` (R, G) over levels today, and `changed` (R, W + 1) over when the present trouble began.

    `changed[:, w]` is the share of the off-target mass whose trouble began on day w of the window; the last column the
    share that was off target before the window.
    """

    mass: Floats
    changed: Floats


def likelihood(results: Floats, expected: Floats, shape: Floats, levels: Levels) -> Floats:
    """log L per day, row and level (W, R, G), up to a constant per day; 0 where nothing is known (nan)."""
    unknown = np.isnan(results) | np.isnan(expected) | (expected <= 0)
    seen = np.where(unknown, 0.0, results).T[..., None]
    size = np.maximum(np.where(unknown, 1.0, shape), _LEAST_SHAPE).T[..., None]
    due = np.where(unknown, 0.0, expected).T[..., None]
    told: Floats = np.log1p(due / size * np.exp(levels.log))
    told *= -(seen + size)
    told += seen * levels.log
    return told


def run(told: Floats, levels: Levels, setting: Setting) -> Filtered:
    """Filter forward over the days of `told` (W, R, G), oldest first. The clock starts with the first day known."""
    days, rows, size = told.shape
    top = told.max(axis=2)
    likely = np.exp(told - top[..., None])
    told_of: Flags = np.any(told, axis=2)
    begun: Flags = np.maximum.accumulate(told_of, axis=0)
    always = np.all(begun, axis=1).tolist()
    mass = np.broadcast_to(levels.first, (rows, size)).copy()
    evidence = np.zeros(rows)
    entering = np.empty((rows, days + 1))
    entering[:, days] = np.log(setting.at_first)
    move = Move(levels, setting)
    for day in range(days):
        healthy = mass[:, move.edge :].sum(axis=1)
        entering[:, day] = evidence + np.log(np.maximum(healthy * setting.into_trouble, _TINY))
        moved = move(mass, healthy)
        mass = moved if always[day] else np.where(begun[day][:, None], moved, mass)
        mass *= likely[day]
        total = np.maximum(mass.sum(axis=1), _TINY)
        mass /= total[:, None]
        evidence += top[day] + np.log(total)
    entering[:, :days][~begun.T] = -np.inf
    return Filtered(mass, _began(told, entering, levels, setting))


class Move:
    """A day's change of level, before the day's results are seen."""

    def __init__(self, levels: Levels, setting: Setting) -> None:
        self.edge = int(levels.off.sum())
        ill = setting.out_of_trouble + setting.within_trouble
        stays = np.where(levels.off, 1 - ill, 1 - setting.into_trouble - setting.shift).astype(levels.log.dtype)
        down, up = levels.spread
        self._stay, self._down, self._up = (1 - down - up) * stays, (down * stays)[1:], (up * stays)[:-1]
        self._trouble, self._healthy = levels.trouble[: self.edge], levels.healthy[self.edge :]
        self._setting = setting

    def __call__(self, mass: Floats, healthy: Floats) -> Floats:
        setting, ill = self._setting, 1 - healthy
        moved: Floats = mass * self._stay
        moved[:, :-1] += mass[:, 1:] * self._down
        moved[:, 1:] += mass[:, :-1] * self._up
        to_trouble = healthy * setting.into_trouble + ill * setting.within_trouble
        to_healthy = healthy * setting.shift + ill * setting.out_of_trouble
        moved[:, : self.edge] += to_trouble[:, None] * self._trouble
        moved[:, self.edge :] += to_healthy[:, None] * self._healthy
        return moved


def _began(told: Floats, entering: Floats, levels: Levels, setting: Setting) -> Floats:
    """Weights (R, W + 1) of the days on which one lasting trouble may have begun, given that there is trouble now.

    w(k) is the mass before k that was healthy, times the hazard, times the likelihood of the days k..now at one level
    averaged over the law of trouble.
    """
    days, edge = told.shape[0], int(levels.off.sum())
    law = np.maximum(levels.trouble[:edge], _TINY)
    lasting = np.log1p(-setting.out_of_trouble)
    since = np.cumsum(told[::-1, :, :edge], axis=0)[::-1]
    top = since.max(axis=2)
    since -= top[..., None]
    segment = (top + np.log(np.exp(since, out=since) @ law)).T
    weights = entering
    weights[:, :days] += segment + lasting * np.arange(days, 0, -1)
    weights[:, days] += segment[:, 0] + lasting * days if days else 0
    weights = np.exp(weights - weights.max(axis=1, keepdims=True))
    shares: Floats = weights / weights.sum(axis=1, keepdims=True)
    return shares
