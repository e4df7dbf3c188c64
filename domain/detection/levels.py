"""The levels that an account can be at, as a grid, and how likely it moves between them in a day.

A level is rho, the true results per effort over what the target asks for: 1 is on target, 0.5 a CPA of twice the
target. Healthy accounts sit where their goal was set, most at 70 to 100 % of the target CPA; trouble is a smooth spread
from a fifth above the target to several times it, or a full stop. Between days a level stays, wanders a little, or
jumps with a small hazard to a fresh draw (a product partition model: Barry & Hartigan, JASA 88, 1993; Fearnhead & Liu,
JRSS B 69, 2007).
"""

from dataclasses import dataclass, replace

import numpy as np

from domain.detection.known import Flags, Floats
from domain.detection.setting import Setting

STOPPED = 0.005
"""Results over target at a full stop: not quite nothing, for something straggles in."""


@dataclass(frozen=True, slots=True)
class Levels:
    """A grid of `log` rho, which of them are off target, and three laws on it: `healthy`, `trouble` and `first`."""

    log: Floats
    off: Flags
    healthy: Floats
    trouble: Floats
    first: Floats
    spread: Floats
    """Share of each cell's mass that moves to each neighbour within its regime in a day."""


def levels(tolerance: float, setting: Setting) -> Levels:
    """The grid with its edge where off target begins."""
    edge = -np.log1p(tolerance)
    fine, coarse = 0.05, 0.15
    below = np.concatenate([np.arange(13) * fine, 13 * fine + np.arange(9) * coarse])[::-1]
    above = np.concatenate([np.arange(13) * fine, 13 * fine + np.arange(10) * coarse])
    log = np.concatenate([[np.log(STOPPED)], edge - fine / 2 - below, edge + fine / 2 + above])
    width = np.concatenate(
        [[1.0], np.where(below >= 13 * fine, coarse, fine), np.where(above >= 13 * fine, coarse, fine)]
    )
    off = log < edge
    healthy, trouble = _healthy(log, off, width), _trouble(log, off, width, setting)
    first = setting.at_first * trouble + (1 - setting.at_first) * healthy
    return Levels(log, off, healthy, trouble, first, _spread(off, width, setting))


def at_level(grid: Levels, level: float, setting: Setting) -> Levels:
    """The grid of an account whose healthy level is known: nothing else is healthy."""
    place = int(np.argmax(~grid.off))
    log = np.where(np.arange(grid.log.size) == place, np.log(level), grid.log)
    healthy = np.where(np.arange(grid.log.size) == place, 1.0, 0.0)
    first = setting.at_first * grid.trouble + (1 - setting.at_first) * healthy
    spread = grid.spread * grid.off
    return replace(grid, log=log, healthy=healthy, first=first, spread=spread)


def short(grid: Levels) -> Levels:
    """The same in single precision, for many rows at once."""
    return Levels(
        grid.log.astype(np.float32),
        grid.off,
        grid.healthy.astype(np.float32),
        grid.trouble.astype(np.float32),
        grid.first.astype(np.float32),
        grid.spread.astype(np.float32),
    )


def _healthy(log: Floats, off: Flags, width: Floats) -> Floats:
    """Mostly where goals are set; the tails are wide, since some goals are set too low or never meant."""
    core = 1 / (1 + np.exp(-(log + 0.02) / 0.02)) / (1 + np.exp((log - 0.36) / 0.04))
    wide = np.exp(-np.abs(log - 0.15) / 0.5) * 0.15
    mass: Floats = np.where(off, 0.0, (core + wide) * width)
    mass /= mass.sum()
    return mass


def _trouble(log: Floats, off: Flags, width: Floats, setting: Setting) -> Floats:
    """Smooth from a fifth above the target to three times it, with a tail; and the full stop."""
    body = 1 / (1 + np.exp((log + 0.19) / 0.03)) * (0.06 + 1 / (1 + np.exp(-(log + 0.85) / 0.15)))
    mass: Floats = np.where(off, body * width, 0.0)
    mass[0] = 0
    mass *= (1 - setting.stopped_share) / mass.sum()
    mass[0] = setting.stopped_share
    return mass


def _spread(off: Flags, width: Floats, setting: Setting) -> Floats:
    """Shares (2, G) that move down and up: a wander of `drift` a day, never across the edge nor into a stop."""
    share = np.minimum(0.5 * (setting.drift / width) ** 2, 0.25)
    down, up = share.copy(), share.copy()
    down[:2], up[0], up[-1] = 0, 0, 0
    edge = int(np.argmax(~off))
    up[edge - 1], down[edge] = 0, 0
    return np.stack([down, up])
