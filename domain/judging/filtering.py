"""The probability of each level given what has arrived, day by day: a hidden Markov filter over many rows at once.

A row is one series at one look. A day's results are gamma-Poisson round rho times what is expected at target by now:
log L = y log(rho m) - (y + k) log(1 + rho m / k), k the gamma's shape, which works for fractional results too (Cameron
& Trivedi, "Regression Analysis of Count Data", 1998, 3.3). Since the base rate and the hazard are in it, the daily look
is the model's own clock and a repeated look costs nothing (Adams & MacKay, arXiv:0710.3742).
"""

from dataclasses import dataclass

import numpy as np

from domain.judging.known import Floats
from domain.judging.levels import Levels
from domain.judging.setting import Setting

_TINY = 1e-300


@dataclass(frozen=True, slots=True)
class Filtered:
    """Per row: `mass` (R, G) over levels today, and `changed` (R, W + 1) over when the present trouble began.

    `changed[:, w]` is the share of the off-target mass whose trouble began on day w of the window; the last column the
    share that was off target before the window.
    """

    mass: Floats
    changed: Floats


def likelihood(results: Floats, expected: Floats, shape: Floats, levels: Levels) -> Floats:
    """log L per row, day and level (R, W, G), up to a constant per day; 0 where nothing is known (nan)."""
    rho = np.exp(levels.log)
    unknown = np.isnan(results) | np.isnan(expected) | (expected <= 0)
    seen = np.where(unknown, 0.0, results)[..., None]
    due = np.where(unknown, 0.0, expected)[..., None]
    size = np.maximum(np.where(unknown, 1.0, shape), 1e-3)[..., None]
    told: Floats = seen * levels.log - (seen + size) * np.log1p(due / size * rho)
    return told


def run(told: Floats, levels: Levels, setting: Setting) -> Filtered:
    """Filter forward over the days of `told` (R, W, G), oldest first."""
    rows, days, _ = told.shape
    mass = np.broadcast_to(levels.first, (rows, levels.first.size)).copy()
    evidence = np.zeros(rows)
    entering = np.full((rows, days + 1), -np.inf)
    off = levels.off
    entering[:, days] = np.log(setting.at_first)
    for day in range(days):
        healthy = mass[:, ~off].sum(axis=1)
        with_hazard = np.log(np.maximum(healthy * setting.into_trouble, _TINY))
        entering[:, day] = evidence + with_hazard
        mass = _move(mass, healthy, levels, setting)
        here = told[:, day]
        top = here.max(axis=1)
        mass *= np.exp(here - top[:, None])
        total = np.maximum(mass.sum(axis=1), _TINY)
        mass /= total[:, None]
        evidence += top + np.log(total)
    return Filtered(mass, _began(told, entering, levels, setting))


def _move(mass: Floats, healthy: Floats, levels: Levels, setting: Setting) -> Floats:
    """A day's change of level before its results are seen."""
    off = levels.off
    down, up = levels.spread
    moved = mass * (1 - down - up)
    moved[:, :-1] += (mass * down)[:, 1:]
    moved[:, 1:] += (mass * up)[:, :-1]
    ill = 1 - healthy
    moved *= np.where(
        off, 1 - setting.out_of_trouble - setting.within_trouble, 1 - setting.into_trouble - setting.shift
    )
    to_healthy = healthy * setting.shift + ill * setting.out_of_trouble
    to_trouble = healthy * setting.into_trouble + ill * setting.within_trouble
    return moved + to_healthy[:, None] * levels.healthy + to_trouble[:, None] * levels.trouble


def _began(told: Floats, entering: Floats, levels: Levels, setting: Setting) -> Floats:
    """Weights of the days on which one lasting trouble may have begun, given that there is trouble now.

    w(k) is the mass before k that was healthy, times the hazard, times the likelihood of the days k..now at one level
    averaged over the law of trouble.
    """
    days = told.shape[1]
    off = levels.off
    law = np.log(np.maximum(levels.trouble[off], _TINY))
    lasting = np.log1p(-setting.out_of_trouble)
    since = np.cumsum(told[:, ::-1, off], axis=1)[:, ::-1]
    top = since.max(axis=2)
    segment = top + np.log(np.exp(since - top[..., None] + law).sum(axis=2))
    weights = entering.copy()
    weights[:, :days] += segment + lasting * np.arange(days, 0, -1)
    weights[:, days] += segment[:, 0] + lasting * days if days else 0
    weights -= weights.max(axis=1, keepdims=True)
    weights = np.exp(weights)
    shares: Floats = weights / weights.sum(axis=1, keepdims=True)
    return shares
