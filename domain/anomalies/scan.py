"""Evidence over the last rows: how far the last 1, 2, 3 … 12 lie from what the season and the rows before them say.

For each window the statistic is the matched filter of a change by a factor, Z = Σ a r / √Σ a², with r the residual in
spreads (cut at ±4, so that one wild row is no break of many) and a the size, in spreads, that a halving would have in
that row. From Z is taken what the rows before the window foretold: two running means of the change (half-lives of
3 rows and of a day), each in proportion to how well it has foretold so far.
"""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
HOURS = (1, 2, 3, 4, 6, 8, 12)
CUT = 4.0
_FAST = 3.0
_MEMORY, _LEAST_MEMORY = 60, 200
_RIDGE = 0.02
_TRUST = 0.5
_LEAST, _MOST = -0.5, 1.2
_NOTHING = 1e-12


def windows(day: int) -> tuple[int, ...]:
    """The rows of each window: hours where a day has 24 rows or more (the first is always one row), else rows."""
    return (1, *(hours * max(1, day // 24) for hours in HOURS[1:]))


def evidence(residual: Array, weight: Array, day: int) -> tuple[Array, Array]:
    """Per window and row: Z as it is, and Z without what the rows before foretold. `day` is the rows of a day.

    The first window is the single row, with its residual uncut.
    """
    cut = np.clip(residual, -CUT, CUT)
    change, certainty = weight * cut, weight**2
    levels = [_level(change, certainty, half) for half in (_FAST, max(float(day), 2 * _FAST))]
    sums, sizes = _sums(change), _sums(certainty)
    lengths = windows(day)
    raw, net = np.zeros((len(lengths), len(residual))), np.zeros((len(lengths), len(residual)))
    for at, length in enumerate(lengths):
        size = np.sqrt(np.maximum(_last(sizes, length), _NOTHING))
        raw[at] = _last(sums, length) / size
        fast, slow = (_late(level, length) * size for level in levels)
        net[at] = raw[at] - _foretold(raw[at], fast, slow, max(_MEMORY * day, _LEAST_MEMORY))
    raw[0] = residual
    net[0] += residual - cut
    return raw, net


def _sums(values: Array) -> Array:
    return np.concatenate([[0.0], np.cumsum(values)])


def _last(sums: Array, length: int) -> Array:
    """The sum over the last `length` rows, at each row."""
    at = np.arange(1, len(sums))
    return np.asarray(sums[at] - sums[np.maximum(at - length, 0)])


def _late(values: Array, by: int) -> Array:
    """The value `by` rows ago; 0 before the first."""
    return np.concatenate([np.zeros(min(by, len(values))), values[:-by]])


def _level(change: Array, certainty: Array, half_life: float) -> Array:
    """The running mean of the change up to each row."""
    keep = 0.5 ** (1 / half_life)
    over, under = 0.0, _NOTHING
    levels = []
    for one, sure in zip(change.tolist(), certainty.tolist(), strict=True):
        over, under = keep * over + one, max(keep * under + sure, _NOTHING)
        levels.append(over / under)
    return np.array(levels)


def _foretold(came: Array, fast: Array, slow: Array, width: int) -> Array:
    """The regression of what came on what the two means said, over the `width` rows before, as told at each row."""
    bounded = np.clip(came, -2 * CUT, 2 * CUT)
    aa, bb, ab = _moment(fast, fast, width), _moment(slow, slow, width), _moment(fast, slow, width)
    ya, yb = _moment(bounded, fast, width), _moment(bounded, slow, width)
    ridge = _RIDGE * (aa + bb) + _NOTHING
    aa, bb, yb = aa + ridge, bb + ridge, yb + _TRUST * ridge
    scale = aa * bb - ab**2
    of_fast = np.clip((ya * bb - yb * ab) / scale, _LEAST, _MOST)
    of_slow = np.clip((yb * aa - ya * ab) / scale, _LEAST, _MOST)
    return of_fast * fast + of_slow * slow


def _moment(one: Array, other: Array, width: int) -> Array:
    """The mean product over the `width` rows before each row."""
    sums = _sums(one * other)
    at = np.arange(len(one))
    return np.asarray((sums[at] - sums[np.maximum(at - width, 0)]) / width)
