"""The probability alone, for many series at once: ten thousand campaigns between two ticks."""

import numpy as np

from domain.detection.filtering import Move
from domain.detection.known import Floats
from domain.detection.levels import Levels, levels, short
from domain.detection.setting import DEFAULT, Setting

BLOCK = 512
"""Rows at a time: what they need stays in the processor's cache."""


def probabilities(
    results: Floats, expected: Floats, dispersion: Floats, tolerance: float = 0.10, setting: Setting = DEFAULT
) -> Floats:
    """P(off target) per row (N,): of `results` (N, D) by day, oldest first, against `expected` by now at target.

    `dispersion` (N,) is each row's own; nan days are unknown. The same filter as `filtering.run`, in single precision,
    with the dispersion as of complete days.
    """
    grid = short(levels(tolerance, setting))
    move = Move(grid, setting)
    out = np.empty(results.shape[0])
    for begin in range(0, out.size, BLOCK):
        here = slice(begin, begin + BLOCK)
        out[here] = _block(results[here], expected[here], dispersion[here], grid, move)
    return out


def _block(results: Floats, expected: Floats, dispersion: Floats, grid: Levels, move: Move) -> Floats:
    unknown = np.isnan(results) | np.isnan(expected) | (expected <= 0)
    seen = np.where(unknown, 0, results).astype(np.float32).T
    due = np.where(unknown, 0, expected).astype(np.float32).T
    size = np.where(unknown, 1, np.maximum(expected, 1e-3) / np.maximum(dispersion[:, None] - 1, 1e-3))
    shape = size.astype(np.float32).T
    rho = np.exp(grid.log)
    mass = np.broadcast_to(grid.first, (results.shape[0], grid.log.size)).copy()
    begun = ~np.logical_and.accumulate(unknown, axis=1).T
    for day in range(seen.shape[0]):
        moved = move(mass, mass[:, move.edge :].sum(axis=1))
        mass = moved if begun[day].all() else np.where(begun[day][:, None], moved, mass)
        told = np.log(1 + (due[day] / shape[day])[:, None] * rho)
        told *= -(seen[day] + shape[day])[:, None]
        told += seen[day][:, None] * grid.log
        told -= told.max(axis=1, keepdims=True)
        mass *= np.exp(told, out=told)
        mass /= np.maximum(mass.sum(axis=1, keepdims=True), np.float32(1e-30))
    probability: Floats = mass[:, : move.edge].sum(axis=1).astype(np.float64)
    return np.where(unknown.all(axis=1), np.nan, probability)
