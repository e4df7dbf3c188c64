"""Triangles for the tests: days with known results that arrive along a curve."""

import numpy as np

from domain.detection.known import Floats, Ints, Known, known

START = 739_000
TARGET = 45.0


def rows(
    final: Floats, spend: Floats, curve: Floats, reported: int = 30, start: int = START
) -> tuple[Ints, Ints, Floats, Floats]:
    """Looks, days, results and spend as reported each morning about the trailing days; fractions arrive too."""
    looks, days, seen, spent = [], [], [], []
    for look in range(1, final.size + 1):
        for day in range(max(0, look - reported), look):
            looks.append(start + look)
            days.append(start + day)
            seen.append(final[day] * curve[min(look - day, curve.size - 1)])
            spent.append(spend[day])
    return np.array(looks), np.array(days), np.array(seen), np.array(spent)


CURVE: Floats = np.array([0, 0.5, 0.7, 0.8, 0.86, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99, 1.0])


def triangle(final: Floats, spend: Floats | None = None, curve: Floats = CURVE) -> Known:
    """The same as a triangle; 450 spent a day where nothing else is said."""
    return known(*rows(final, np.full(final.size, 450.0) if spend is None else spend, curve))


def steady(days: int, rate: float, seed: int = 1) -> Floats:
    """Poisson days round a rate."""
    return np.random.default_rng(seed).poisson(rate, days).astype(float)


def falling(days: int, before: float, after: float, at: int, seed: int = 1) -> Floats:
    """Poisson days whose rate changes on one day."""
    mean = np.where(np.arange(days) < at, before, after)
    return np.random.default_rng(seed).poisson(mean).astype(float)
