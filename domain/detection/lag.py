"""How much of a day's results has arrived by an age: the actuaries' chain ladder, shrunk to a pooled curve.

With c(a) what a day showed at age a, the share that arrived last is g(a) = (c(a) - c(a-1)) / c(a), and the completion
is F(a) = (1 - g(a+1)) (1 - g(a+2)) ... (Mack, "Distribution-free calculation of the standard error of chain ladder
reserve estimates", ASTIN Bulletin 23, 1993). Each g is learnt from all pairs of looks so far and shrunk to the pooled
one, so a young account starts at the pooled curve and an old one has its own.
"""

from dataclasses import dataclass

import numpy as np

from domain.detection.known import FINAL, Floats, Ints, Known
from domain.detection.setting import Setting

OLDEST = FINAL
TAIL = 7
"""Ages at the end of the reported ones from which the tail is extrapolated."""
FADE = 0.9
"""How the shares that arrive last fade from one age to the next where nobody looks any more."""
_SAME_DAY, _SCALE = 0.45, 5.0


def pooled() -> Floats:
    """The curve before anything is learnt, by age 0 to OLDEST: half within days, the rest over two weeks."""
    ages = np.arange(OLDEST + 1)
    curve: Floats = np.where(ages > 0, 1 - (1 - _SAME_DAY) * np.exp(-ages / _SCALE), 0.0)
    return curve


def _arriving(curve: Floats) -> Floats:
    shares = np.zeros_like(curve)
    shares[2:] = 1 - curve[1:-1] / curve[2:]
    return shares


@dataclass(frozen=True, slots=True)
class Curves:
    """Per look and age (L, OLDEST + 1): `complete`, the share arrived (0 at age 0), and `doubt`, its relative variance.

    The doubt is Greenwood's: the sum of g / ((1 - g) n) over the later ages, n the results that g was learnt from.
    """

    complete: Floats
    doubt: Floats


def learn(known: Known, setting: Setting) -> Curves:
    """What was learnt by each look."""
    arrived, stood = (_lately(known.looks, part, setting.memory) for part in _pairs(known))
    weight = setting.lag_weight
    prior = _arriving(pooled())
    mass = stood + weight
    shares = (arrived + weight * prior) / mass
    shares = np.clip(shares, 0.0, 0.95)
    shares[:, :2] = 0
    _extrapolate(shares, (np.arange(OLDEST + 1) * (stood > 0)).max(axis=1, initial=0))
    keep = np.log1p(-shares)
    late = np.cumsum(keep[:, ::-1], axis=1)[:, ::-1]
    curve = np.ones_like(shares)
    curve[:, :-1] = np.exp(late[:, 1:])
    curve[:, 0] = 0
    return Curves(curve, _doubt(shares, mass))


def nothing_learnt(setting: Setting) -> Curves:
    """The pooled curve, and how little is known of it, as one look's."""
    shares = np.clip(_arriving(pooled()), 0.0, 0.95)[None, :]
    return Curves(pooled()[None, :], _doubt(shares, np.full_like(shares, setting.lag_weight)))


def exactly(curve: Floats, looks: int) -> Curves:
    """A curve that is known, at every look."""
    complete = np.broadcast_to(curve, (looks, OLDEST + 1))
    return Curves(complete, np.zeros_like(complete))


def _doubt(shares: Floats, mass: Floats) -> Floats:
    """Greenwood's sum over the ages after each."""
    each = shares / ((1 - shares) * mass)
    doubt = np.zeros_like(each)
    doubt[:, :-1] = np.cumsum(each[:, ::-1], axis=1)[:, ::-1][:, 1:]
    return doubt


def _extrapolate(shares: Floats, oldest: Ints) -> None:
    """Ages that no look has reported so far: the last shares seen, fading."""
    for last in np.unique(oldest[oldest > TAIL]).tolist():
        here = oldest == last
        recent = shares[here, last - TAIL + 1 : last + 1].mean(axis=1)
        beyond = np.arange(1, OLDEST - last + 1)
        shares[here, last + 1 :] = recent[:, None] * FADE ** ((TAIL - 1) / 2 + beyond)


def _lately(looks: Ints, each: Floats, memory: int) -> Floats:
    """Sums over each look and those before it that are no older than `memory` days."""
    sums = np.concatenate([np.zeros((1, each.shape[1])), np.cumsum(each, axis=0)])
    lately: Floats = sums[1:] - sums[np.searchsorted(looks, looks - memory)]
    return lately


def _pairs(known: Known) -> tuple[Floats, Floats]:
    """Per look and age: what arrived since the morning before, and what stood there."""
    size = known.looks.size
    arrived, stood = np.zeros((size, OLDEST + 1)), np.zeros((size, OLDEST + 1))
    now, before = known.results[1:], known.results[:-1]
    told = known.ages[1:] == (known.looks[1:, None] - known.days[None, :])
    pair = told & (known.ages[:-1] == known.ages[1:] - 1) & (known.ages[:-1] > 0) & ~np.isnan(now) & ~np.isnan(before)
    pair &= known.ages[1:] <= OLDEST
    row, column = np.nonzero(pair)
    age = known.ages[1:][row, column]
    arrived[row + 1, age] = now[row, column] - before[row, column]
    stood[row + 1, age] = now[row, column]
    return arrived, stood
