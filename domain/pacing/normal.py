"""The normal distribution over arrays."""

import numpy as np

from domain.pacing.plans import Floats

_TERMS = (0.319381530, -0.356563782, 1.781477937, -1.821255978, 1.330274429)
HALF_LOG_TWO_PI = 0.9189385332046727


def cdf(z: Floats) -> Floats:
    """P(Z < z), to within 1e-7 (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.17)."""
    t = 1.0 / (1.0 + 0.2316419 * np.abs(z))
    series = np.zeros_like(t)
    for term in reversed(_TERMS):
        series = t * (term + series)
    tail = np.exp(log_density(z, np.ones_like(t))) * series
    return np.where(z > 0, 1.0 - tail, tail)


def log_density(gap: Floats, variance: Floats) -> Floats:
    """The logarithm of the density at `gap` from the mean."""
    return -0.5 * gap * gap / variance - 0.5 * np.log(variance) - HALF_LOG_TWO_PI
