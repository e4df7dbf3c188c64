"""How common trouble is among many series at once: what a printed probability has to know, and no single series can.

By Bayes' rule the odds of trouble are proportional to how common it is. With s the true odds of it over those that the
filter assumes, odds become s times as high. Each morning s is learnt from all series together: the share in trouble is
the one that makes the mean of the moved probabilities equal to it (Saerens, Latinne & Decaestecker, Neural Computation
14, 2002; here with an assumed share worth ten series).

What is told does not follow: attention is not spent faster because everything is on fire, and no series is told
otherwise because of its neighbours.
"""

import numpy as np
from numpy.typing import NDArray

from domain.judging.known import Floats, Ints
from domain.judging.setting import Setting

LEAST_SERIES = 30
"""With fewer series together nothing is learnt of a share of one in ten."""
WEIGHT = 10.0
"""Series that the assumed share counts for."""
BOUNDS = (1.0, 12.0)
"""Quiet weeks teach nothing: the assumed share is a low one already, and trouble comes in waves."""
_ROUNDS = 40
_SURE = 1e-6


def factors(looks: Ints, probabilities: Floats | NDArray[np.float32], setting: Setting) -> Floats:
    """Per morning of `looks` (T,) the factor s for the odds; `probabilities` (N, T) are nan where a series has none.

    Of each morning only it is used.
    """
    ones = np.ones(looks.size)
    odds: Floats = probabilities / np.maximum(1.0 - probabilities, _SURE)
    for column in range(looks.size):
        known = odds[~np.isnan(odds[:, column]), column]
        if known.size >= LEAST_SERIES:
            ones[column] = _factor(known, assumed(setting))
    return ones


def assumed(setting: Setting) -> float:
    """The share of series in trouble that the filter's rates amount to: how often it begins times how long it lasts."""
    return setting.into_trouble / setting.out_of_trouble


def _factor(odds: Floats, share: float) -> float:
    """The s at which as many are in trouble as it makes expected."""
    low, high = BOUNDS
    factor = low
    for _ in range(_ROUNDS):
        ill = (float((factor * odds / (1 + factor * odds)).sum()) + WEIGHT * share) / (odds.size + WEIGHT)
        factor = min(max(ill / (1 - ill) * (1 - share) / share, low), high)
    return factor


def shifted(probability: Floats, factor: Floats) -> Floats:
    """Probabilities whose odds are `factor` times as high."""
    shift: Floats = probability * factor / (1 - probability + probability * factor)
    return shift
