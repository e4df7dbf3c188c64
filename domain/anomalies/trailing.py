"""Robust means over the days before each day, for all days at once."""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Counts = npt.NDArray[np.intp]
_CELLS = 2_000_000


def before(values: Array, width: int, below: float, above: float) -> tuple[Array, Counts]:
    """For each day (row), and for the one after the last, the trimmed mean per column of the `width` days before it.

    One row more than `values`: row d knows days 0 to d-1. The second answer is how many values stood there.
    """
    days, columns = values.shape
    padded = np.vstack([np.full((width, columns), np.nan), values])
    windows = np.lib.stride_tricks.sliding_window_view(padded, width, axis=0)
    means, counts = np.empty((days + 1, columns)), np.empty((days + 1, columns), np.intp)
    step = max(1, _CELLS // (columns * width))
    for start in range(0, days + 1, step):
        stop = min(days + 1, start + step)
        means[start:stop], counts[start:stop] = middle(windows[start:stop], below, above)
    return means, counts


def middle(values: Array, below: float, above: float) -> tuple[Array, Counts]:
    """Along the last axis: the mean without the lowest and highest shares, and how many values are known."""
    ordered = np.sort(values, axis=-1)
    known = np.isfinite(ordered)
    counts = known.sum(axis=-1)
    low = (counts * below).astype(np.intp)
    high = counts - (counts * above).astype(np.intp)
    sums = np.concatenate([np.zeros((*counts.shape, 1)), np.cumsum(np.where(known, ordered, 0.0), axis=-1)], axis=-1)
    total = np.take_along_axis(sums, high[..., None], -1) - np.take_along_axis(sums, low[..., None], -1)
    return np.where(counts > 0, total[..., 0] / np.maximum(high - low, 1), np.nan), counts


def sum_before(values: Array, width: int) -> Array:
    """For each entry, and for the one after the last, the sum of the known ones among the `width` before it."""
    sums = np.concatenate([[0.0], np.cumsum(np.where(np.isfinite(values), values, 0.0))])
    at = np.arange(len(sums))
    return np.asarray(sums - sums[np.maximum(at - width, 0)])
