"""Evidence over the last rows: how far the last 1, 2, 3 … 24 lie from what the season and the hours before them say.

For each length w the statistic is the matched filter of a change by a factor, Z = Σ a r / √Σ a², over the last w rows,
with r the residual in spreads (cut at ±4, so that one wild row is no break of many) and a the size, in spreads, that a
halving would have in that row. From Z is taken what the rows before the window foretold: two running means of the
change (half-lives of 3 rows and of a day), each in proportion to how well it has foretold so far.
"""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
LENGTHS = (1, 2, 3, 4, 6, 8, 12)
CUT = 4.0
_FAST = 3.0


def evidence(residual: Array, weight: Array, day: int) -> tuple[Array, Array]:
    """Per length (rows) and row: Z without, and with, what the rows before foretold. `day` is the rows of a day."""
    cut = np.clip(residual, -CUT, CUT)
    change, certainty = weight * cut, weight**2
    levels = [_level(change, certainty, half) for half in (_FAST, max(float(day), 2 * _FAST))]
    sums, sizes = _sums(change), _sums(certainty)
    raw = np.zeros((len(LENGTHS), len(residual)))
    net = np.zeros_like(raw)
    for at, length in enumerate(LENGTHS):
        size = np.sqrt(np.maximum(_last(sizes, length), 1e-12))
        raw[at] = _last(sums, length) / size
        foretold = [_late(level, length) * size for level in levels]
        net[at] = raw[at] - _foretold(raw[at], foretold, length, 60 * day)
    raw[0] = residual
    net[0] += residual - cut
    return raw, net


def _sums(values: Array) -> Array:
    return np.concatenate([[0.0], np.cumsum(values)])


def _last(sums: Array, length: int) -> Array:
    """The sum over the last `length` rows, at each row."""
    at = np.arange(1, len(sums))
    return sums[at] - sums[np.maximum(at - length, 0)]


def _late(values: Array, by: int) -> Array:
    """The value `by` rows ago; 0 before the first."""
    return np.concatenate([np.zeros(min(by, len(values))), values[:-by]])


def _level(change: Array, certainty: Array, half_life: float) -> Array:
    """The running mean of the change up to each row."""
    keep = 0.5 ** (1 / half_life)
    over = under = 0.0
    levels = []
    for one, sure in zip(change.tolist(), certainty.tolist(), strict=True):
        over, under = keep * over + one, keep * under + sure
        levels.append(over / (under + 1e-9))
    return np.array(levels)


def _foretold(came: Array, said: list[Array], length: int, width: int) -> Array:
    """The regression of what came on the two that were said, over the `width` rows before, as told at each row."""

    def moment(one: Array, other: Array) -> Array:
        sums = _sums(one * other)
        end = np.maximum(np.arange(len(one)) - 0, 0)
        return (sums[end] - sums[np.maximum(end - width, 0)]) / width

    first, second = said
    bounded = np.clip(came, -2 * CUT, 2 * CUT)
    aa, bb, ab = moment(first, first), moment(second, second), moment(first, second)
    ya, yb = moment(bounded, first), moment(bounded, second)
    ridge = 0.02 * (aa + bb) + 1e-9
    aa, bb = aa + ridge, bb + ridge
    ya, yb = ya, yb + 0.5 * ridge
    det = aa * bb - ab**2
    slope_a = np.clip((ya * bb - yb * ab) / det, -0.5, 1.2)
    slope_b = np.clip((yb * aa - ya * ab) / det, -0.5, 1.2)
    return slope_a * first + slope_b * second
