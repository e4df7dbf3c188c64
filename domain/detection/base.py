"""How common trouble is among many series at once: what a printed probability has to know, and no single series can.

By Bayes' rule the odds of trouble are proportional to how common it is. With s the true odds of it over those that the
filter assumes, odds become s times as high. Each morning s is learnt from all series together, in two ways, of which
the higher counts (empirical Bayes: Efron, "Large-Scale Inference", 2010, 1.2):

- by how many entered trouble within the last week, against how many were expected to: sees a wave while it comes;
- by how many are in trouble: the share that makes the mean of the moved probabilities equal to it (Saerens, Latinne &
  Decaestecker, Neural Computation 14, 2002). Trouble that lasts stays common after the wave.

What is told does not follow: attention is not spent faster because everything is on fire, and no series is told
otherwise because of its neighbours.
"""

import numpy as np
from numpy.typing import NDArray

from domain.detection.known import Floats, Ints
from domain.detection.setting import Setting

LEAST_SERIES = 30
"""With fewer series together nothing is learnt of a share of one in ten."""
WEEK = 7
ENTRIES, SERIES = 1.0, 10.0
"""What the assumed rate counts for, in entries, and the assumed share, in series."""
BOUNDS = (1.0, 12.0)
"""Quiet weeks teach nothing: the assumed rate is a low one already, and trouble comes in waves."""
_ROUNDS = 30
_SURE = 1e-6


def factors(looks: Ints, probabilities: Floats | NDArray[np.float32], setting: Setting) -> Floats:
    """Per morning of `looks` (T,) the factor s for the odds; `probabilities` (N, T) are nan where a series has none.

    Of each morning only it and those before it are used.
    """
    ones = np.ones(looks.size)
    if probabilities.shape[0] < LEAST_SERIES:
        return ones
    odds: Floats = probabilities / np.maximum(1.0 - probabilities, _SURE)
    for column, back in enumerate(np.searchsorted(looks, looks - WEEK).tolist()):
        now, before = odds[:, column], odds[:, back]
        exposure = setting.into_trouble * int(looks[column] - looks[back])
        ones[column] = max(_entered(now, before, exposure), _standing(now, setting))
    return ones


def _entered(now: Floats, before: Floats, exposure: float) -> float:
    """The s at which as many entered trouble as it makes expected; 1 where too few are known."""
    both = ~np.isnan(now) & ~np.isnan(before)
    factor = BOUNDS[0]
    if both.sum() < LEAST_SERIES or not exposure:
        return factor
    now, before = now[both], before[both]
    for _ in range(_ROUNDS):
        ill, was = factor * now / (1 + factor * now), factor * before / (1 + factor * before)
        entered = max(float((ill - was).sum()), 0.0)
        due = exposure * float((1 - (ill + was) / 2).sum())
        factor = _bound((ENTRIES + entered) / (ENTRIES + due))
    return factor


def _standing(now: Floats, setting: Setting) -> float:
    """The s at which as many are in trouble as it makes expected; 1 where too few are known."""
    now = now[~np.isnan(now)]
    factor = BOUNDS[0]
    if now.size < LEAST_SERIES:
        return factor
    share = setting.into_trouble / setting.out_of_trouble
    for _ in range(_ROUNDS):
        ill = (SERIES * share + float((factor * now / (1 + factor * now)).sum())) / (SERIES + now.size)
        factor = _bound(ill / (1 - ill) * (1 - share) / share)
    return factor


def _bound(factor: float) -> float:
    return min(max(factor, BOUNDS[0]), BOUNDS[1])


def shifted(probability: Floats, factor: Floats) -> Floats:
    """Probabilities whose odds are `factor` times as high."""
    shift: Floats = probability * factor / (1 - probability + probability * factor)
    return shift
