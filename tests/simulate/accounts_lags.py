"""Lag curves: how results arrive after their day, drawn at random from several families."""

import numpy as np

from domain.detection.known import Floats

OTHERS = ("heavy", "late", "weekly", "slow")
"""Curves that look unlike the others: a long tail, a second wave, uploads once a week, weeks on end."""


def curve(rng: np.random.Generator, family: str, oldest: int) -> Floats:
    """Completion by age 0..oldest, 0 at age 0 and 1 at the end: some at once, the rest over days or weeks."""
    if family == "other":
        return _other(rng, OTHERS[int(rng.integers(len(OTHERS)))], np.arange(oldest + 1, dtype=float))
    light = family == "light"
    if light:
        family = "exponential"
    if family == "any":
        family = ("exponential", "gamma", "lognormal", "none")[int(rng.choice(4, p=[0.4, 0.3, 0.25, 0.05]))]
    ages = np.arange(oldest + 1, dtype=float)
    if family == "none":
        return np.minimum(ages, 1.0)
    at_once, mean = rng.uniform(0.1, 0.7), float(np.exp(rng.uniform(np.log(1.0), np.log(9.0))))
    if light:
        at_once, mean = rng.uniform(0.3, 0.8), float(np.exp(rng.uniform(np.log(1.0), np.log(7.0))))
    fine = np.linspace(0, oldest, 20 * oldest + 1)
    if family == "exponential":
        spread = np.exp(-fine / mean)
    elif family == "gamma":
        spread = fine * np.exp(-2 * fine / mean)
    else:
        sigma = 0.8
        centre = np.log(mean) - sigma**2 / 2
        safe = np.maximum(fine, 1e-6)
        spread = np.exp(-((np.log(safe) - centre) ** 2) / (2 * sigma**2)) / safe
    rest = np.cumsum(spread)
    share = np.interp(ages, fine, rest / rest[-1])
    done = np.where(ages > 0, at_once + (1 - at_once) * share, 0.0)
    done[-1] = 1
    whole: Floats = done / done[-1]
    return whole


def _other(rng: np.random.Generator, family: str, ages: Floats) -> Floats:
    at_once = rng.uniform(0.2, 0.7)
    if family == "heavy":
        share = 1 - np.exp(-((ages / rng.uniform(1.0, 6.0)) ** 0.6))
    elif family == "late":
        share = 1 / (1 + np.exp(-(ages - rng.uniform(6.0, 16.0)) / rng.uniform(0.5, 2.0)))
    elif family == "weekly":
        share = 1 - rng.uniform(0.1, 0.5) ** (ages // 7)
    else:
        share = 1 - np.exp(-ages / rng.uniform(7.0, 15.0))
    done: Floats = np.where(ages > 0, at_once + (1 - at_once) * share, 0.0)
    return np.minimum(done / done[-1], 1.0)
