"""How common trouble is among many series at once: what a printed probability has to know, and no single series can.

By Bayes' rule the odds of a fresh trouble are proportional to the rate at which troubles begin. With s the true rate
over the one that the filter assumes, odds become s times as high. Each morning s is learnt from all series together:
by how many entered trouble within the last week, against how many were expected to (empirical Bayes: Efron,
"Large-Scale Inference", 2010, 1.2; a gamma prior worth one entry).

What is told does not follow: attention is not spent faster because everything is on fire, and no series is told
otherwise because of its neighbours.
"""

import numpy as np
from numpy.typing import NDArray

from domain.judging.known import Floats, Ints
from domain.judging.setting import Setting

LEAST_SERIES = 30
"""With fewer series together nothing is learnt of a rate of one in ten a month."""
WEEK = 7
WEIGHT = 1.0
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
        both = ~np.isnan(odds[:, column]) & ~np.isnan(odds[:, back])
        days = int(looks[column] - looks[back])
        if both.sum() >= LEAST_SERIES and days:
            exposure = setting.into_trouble * days
            ones[column] = _factor(odds[both, column], odds[both, back], exposure, ones[column - 1])
    return ones


def _factor(now: Floats, before: Floats, exposure: float, start: float) -> float:
    """The s at which as many entered trouble as it makes expected."""
    low, high = BOUNDS
    factor = start
    for _ in range(_ROUNDS):
        ill, was = factor * now / (1 + factor * now), factor * before / (1 + factor * before)
        entered = max(float((ill - was).sum()), 0.0)
        due = exposure * float((1 - (ill + was) / 2).sum())
        factor = min(max((WEIGHT + entered) / (WEIGHT + due), low), high)
    return factor


def shifted(probability: Floats, factor: Floats) -> Floats:
    """Probabilities whose odds are `factor` times as high."""
    shift: Floats = probability * factor / (1 - probability + probability * factor)
    return shift
