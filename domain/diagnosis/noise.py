"""What an account's elements do by themselves, learnt from those that are not under suspicion.

Counts: conversions come in clumps, the mean of squared standard residuals of the cells (quasi-Poisson, Wedderburn
1974). Prices and volumes: the scatter of cells, and what elements as a whole add to it (method of moments). Each is
shrunk to a usual value with the weight of a few elements, and single large residuals count no more than three sigmas.
"""

from dataclasses import dataclass

import numpy as np

from domain.diagnosis.cross import Codes, Floats, gathered

HALF = 0.5
LEAST = 0.02**2
THREE_SIGMAS = 9.0


@dataclass(frozen=True, slots=True)
class Usual:
    """The usual noise of a link, and how many elements' worth of belief stands behind it."""

    clump: float
    spread: float
    weight: float


@dataclass(frozen=True, slots=True)
class Noise:
    """Variance factor of counts; variances of the logarithm by cell and by element; how many residuals taught it."""

    clump: float
    cell: float
    element: float
    freedom: float


def usual(known: Usual) -> Noise:
    """The noise before the account shows its own."""
    return Noise(known.clump, known.spread**2, known.spread**2, known.weight)


def of_counts(came: Floats, due: Floats, base: Floats, codes: Codes, sizes: list[int], known: Usual) -> Noise:
    """The noise of a rate, from cells that are not under suspicion."""
    due = due * ((came.sum() + HALF) / (due.sum() + HALF))
    large = due >= 1
    squared = _residual(came[large], due[large], base[large])
    capped = np.minimum(squared, THREE_SIGMAS * max(known.clump, _scale(squared)))
    clump = max(1.0, (known.weight * known.clump + capped.sum()) / (known.weight + capped.size))
    excess, told = [], []
    for row, size in zip(codes, sizes, strict=True):
        parts = [gathered(row, one, size) for one in (came, due, base)]
        seen = parts[1] >= 1
        excess.append(_residual(*(one[seen] for one in parts)) - clump)
        told.append(parts[1][seen] / (1 + parts[1][seen] / (parts[2][seen] + HALF)))
    over, known_by = np.concatenate(excess), np.concatenate(told)
    if not over.size:
        return Noise(clump, 0.0, known.spread**2, known.weight)
    behind = known.weight * known_by.mean()
    element = (behind * known.spread**2 + np.minimum(over, 3 * THREE_SIGMAS).sum()) / (behind + known_by.sum())
    return Noise(clump, 0.0, max(LEAST, float(element)), known.weight + over.size)


def _residual(came: Floats, due: Floats, base: Floats) -> Floats:
    """Squared, with variance 1 for plain counts."""
    return np.asarray(4 * (np.sqrt(came + 0.375) - np.sqrt(due + 0.375)) ** 2 / (1 + due / (base + HALF)))


def of_scatter(came: Floats, due: Floats, sampled: Floats, codes: Codes, sizes: list[int], known: Usual) -> Noise:
    """The noise of a price or a volume, from cells that are not under suspicion."""
    usable = (came > 0) & (due > 0) & (sampled < 0.1)  # noqa: PLR2004 - a tenth: from 20 counts on
    came, due, sampled, codes = came[usable], due[usable], sampled[usable], codes[:, usable]
    if came.size <= 1:
        return usual(known)
    rest = np.log(came.sum() / due.sum())
    squared = (np.log(came / due) - rest) ** 2
    cell = _moment(squared, sampled, known)
    over, told = [], []
    for row, size in zip(codes, sizes, strict=True):
        here, there = gathered(row, came, size), gathered(row, due, size)
        seen = (here > 0) & (there > 0)
        spread = gathered(row, due**2 * (sampled + cell), size)[seen] / there[seen] ** 2
        over.append((np.log(here[seen] / there[seen]) - rest) ** 2)
        told.append(spread)
    moved, explained = np.concatenate(over), np.concatenate(told)
    return Noise(1.0, cell, _moment(moved, explained, known), known.weight + moved.size)


def _moment(squared: Floats, explained: Floats, known: Usual) -> float:
    """The variance beyond what is explained, shrunk to the usual one."""
    cap = THREE_SIGMAS * max(known.spread**2, _scale(squared))
    beyond = (np.minimum(squared, cap) - explained).sum()
    return max(LEAST, float((known.weight * known.spread**2 + beyond) / (known.weight + squared.size)))


def _scale(squared: Floats) -> float:
    """The variance that the median of squares points to."""
    return float(np.median(squared)) / 0.455 if squared.size else 0.0
