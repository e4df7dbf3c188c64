"""How much single days stray from their level, and how far a stray day drags the next along.

Strays are logarithms against a local mean of three weeks that does not cross the flight's start. Spread and
correlation are shrunk to usual ones: five days say little about themselves.
"""

from dataclasses import dataclass

import numpy as np

from domain.pacing.curve import WEEK
from domain.pacing.plans import Floats

REACH = 10
"""Days on either side that make the local mean."""
USUAL_SPREAD = 0.2
SPREAD_WEIGHT = 8.0
USUAL_LINK = 0.15
LINK_WEIGHT = 20.0
MOST_LINK = 0.8
STRAY = 3.0
"""Standard deviations beyond which a stray is pulled in."""


@dataclass(frozen=True, slots=True)
class Noise:
    """`variance` (N, 1) of the logarithm of a day's spend round its level; `link` (N, 1): correlation of neighbours."""

    variance: Floats
    link: Floats

    @property
    def lasting(self) -> Floats:
        """The variance that a mean of n days has n times of: neighbours that agree count as fewer days."""
        return self.variance * (1.0 + self.link) / (1.0 - self.link)


def noise(logs: Floats, first: int) -> Noise:
    """The noise behind `logs` (N, D; NaN where nothing is known), whose column 0 lies `first` days from the start."""
    split = min(max(-first, 0), logs.shape[1])
    strays = np.concatenate([_strays(logs[:, :split]), _strays(logs[:, split:])], axis=1)
    middle = _robust(strays)
    strays = np.clip(strays, -STRAY * middle, STRAY * middle)
    squares = np.where(np.isnan(strays), 0.0, strays**2)
    count = (~np.isnan(strays)).sum(axis=1, keepdims=True)
    free = np.maximum(count - WEEK, 0.5 * count)
    spread = (squares.sum(axis=1, keepdims=True) * count / np.maximum(free, 1.0) + SPREAD_WEIGHT * USUAL_SPREAD**2) / (
        count + SPREAD_WEIGHT
    )
    products = strays[:, 1:] * strays[:, :-1]
    pairs = (~np.isnan(products)).sum(axis=1, keepdims=True)
    together = np.where(np.isnan(products), 0.0, products).sum(axis=1, keepdims=True)
    raw = together / np.maximum(squares.sum(axis=1, keepdims=True), 1e-12)
    window = 2.0 * REACH + 1.0
    mended = np.where(pairs > 0, (raw * count / np.maximum(pairs, 1) * (window - 1.0) + 1.0) / (window - 3.0), 0.0)
    link = (pairs * mended + LINK_WEIGHT * USUAL_LINK) / (pairs + LINK_WEIGHT)
    return Noise(spread, np.clip(link, 0.0, MOST_LINK))


def _strays(logs: Floats) -> Floats:
    """Each day less the mean of the days round it, scaled up for the part that it took of that mean itself."""
    if not logs.shape[1]:
        return logs
    known = ~np.isnan(logs)
    sums = _moving(np.where(known, logs, 0.0))
    counts = _moving(known.astype(np.float64))
    freedom = np.sqrt(np.maximum(counts, 2.0) / np.maximum(counts - 1.0, 1.0))
    return np.where(known & (counts > 1), (logs - sums / np.maximum(counts, 1.0)) * freedom, np.nan)


def _moving(values: Floats) -> Floats:
    """Sums over the days within reach."""
    days = values.shape[1]
    total = np.concatenate([np.zeros((values.shape[0], 1)), np.cumsum(values, axis=1)], axis=1)
    places = np.arange(days)
    found: Floats = total[:, np.minimum(places + REACH + 1, days)] - total[:, np.maximum(places - REACH, 0)]
    return found


def _robust(strays: Floats) -> Floats:
    """A standard deviation that a few wild days cannot move, never under a fiftieth."""
    sizes = np.sort(np.abs(strays), axis=1)
    count = (~np.isnan(strays)).sum(axis=1, keepdims=True)
    if not sizes.shape[1]:
        return np.full((strays.shape[0], 1), USUAL_SPREAD)
    middle = np.take_along_axis(sizes, np.maximum(count - 1, 0) // 2, axis=1)
    return np.maximum(np.where(count > 0, 1.4826 * middle, USUAL_SPREAD), 0.02)
