"""How much single days stray from their level, and how far a stray day drags the next along.

Read off differences of logarithms, which do not mind where the level is and meet a change of it only once: neighbours
differ by twice the variance less what they share, days further apart by all of it. Wild differences are pulled in, none
crosses the flight's start. Both are shrunk to usual ones: five days say little about themselves. The logarithm of a
variance from n days is about 1/n too low, and what is unsure of it makes the spread a little wider, as in Student's
distribution.
"""

from dataclasses import dataclass

import numpy as np

from domain.pacing.curve import WEEK
from domain.pacing.plans import Floats

APART = (3, 4, 5, 6)
"""Days that are so far apart share next to nothing."""
USUAL_SPREAD = 0.2
SPREAD_WEIGHT = 8.0
USUAL_LINK = 0.1
LINK_WEIGHT = 15.0
MOST_LINK = 0.8
ENOUGH = 14.0
"""Days without which one change of the level would stand between most days that are far apart."""
MOST_SPREAD = 0.8
STRAY = 3.0
"""Robust standard deviations beyond which a difference is pulled in."""
LEAST = 0.02
TINY = 1e-12


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
    parts = [part for part in (logs[:, :split], logs[:, split:]) if part.shape[1]]
    near, pairs = _squares(parts, (1,))
    days = np.maximum((~np.isnan(logs)).sum(axis=1, keepdims=True) - 1.0, 0.0)
    far = np.where(days >= ENOUGH, _squares(parts, APART)[0], np.nan)
    free = np.maximum(days - WEEK, 0.5 * days)
    own = 0.5 * np.where(np.isnan(far), near / (1.0 - USUAL_LINK), far) * days / np.maximum(free, 1.0)
    weight = np.where(np.isnan(own), 0.0, days)
    told = np.log(np.maximum(np.where(np.isnan(own), 1.0, own), LEAST**2)) + 1.0 / np.maximum(days, 1.0)
    log_spread = (weight * told + SPREAD_WEIGHT * np.log(USUAL_SPREAD**2)) / (weight + SPREAD_WEIGHT)
    spread = np.exp(log_spread) * (weight + SPREAD_WEIGHT) / (weight + SPREAD_WEIGHT - 1.0)
    both = ~np.isnan(near) & ~np.isnan(far) & (far > TINY)
    shared = np.where(both, 1.0 - near / np.where(both, far, 1.0), 0.0)
    count = np.where(both, pairs, 0.0)
    link = (count * np.clip(shared, -1.0, 1.0) + LINK_WEIGHT * USUAL_LINK) / (count + LINK_WEIGHT)
    return Noise(np.minimum(spread, MOST_SPREAD**2), np.clip(link, 0.0, MOST_LINK))


def _squares(parts: list[Floats], lags: tuple[int, ...]) -> tuple[Floats, Floats]:
    """The mean square (N, 1) of differences over the lags, NaN where there is none, and how many there are."""
    rows = parts[0].shape[0] if parts else 0
    gaps = [part[:, lag:] - part[:, :-lag] for part in parts for lag in lags if part.shape[1] > lag]
    sizes = np.abs(np.concatenate([np.full((rows, 1), np.nan), *gaps], axis=1))
    count = (~np.isnan(sizes)).sum(axis=1, keepdims=True)
    middle = np.take_along_axis(np.sort(sizes, axis=1), np.maximum(count - 1, 0) // 2, axis=1)
    most = STRAY * np.maximum(1.4826 * np.where(count > 0, middle, 0.0), LEAST)
    total = np.where(np.isnan(sizes), 0.0, np.minimum(sizes, most) ** 2).sum(axis=1, keepdims=True)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan), count.astype(np.float64)
