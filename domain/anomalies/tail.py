"""How large a statistic must be to be rare: judged by the tail of its own history.

The values that the upper 6 % and 1.5 % of its history reach give scale and tail; beyond them the tail is taken as
exponential in a power of the value, as one does with exceedances over a high threshold (Coles, An Introduction to
Statistical Modeling of Extreme Values). The tails of several windows are pooled, since each alone is too noisy to tell,
and everything starts from a cautious prior. A single row must besides be larger than what lone rows of the last 60 days
reached twice.
"""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
RARE = 1.5e-4
"""How often one statistic of an hourly series may be called rare by chance, before `_EASED`."""
_MOST_RARE = 6.0
"""Daily series may be so many times as quick, per row."""
_NEAR, _FAR = 0.06, 0.015
_NORMAL = 1.555
"""What 6 % of normal values exceed."""
_PRIOR_DAYS, _PRIOR_ROWS = 17.0, 60.0
_PRIOR_SCALE, _PRIOR_RATIO = 1.5, 1.5
_POWERS = (1.0, 1.8, 2.0, 2.3, 2.5, 2.5, 2.5)
"""Of each window of `scan`: a single row has an exponential tail, long sums nearly a normal one."""
_POOLED = 0.85
_EASED = 0.835
"""Chosen with the tuning seeds: less than one false flag a month and series."""
_UNKNOWN = 8.0
_WARMTH = 2.0
_LEARNT_AFTER = 24
_WINDOW, _LEAST_WINDOW, _STEP, _WARM = 60, 200, 4, 14
_CALM = 2.5
_LONE = 2


def thresholds(net: Array, day: int) -> tuple[Array, Array]:
    """Per window and row what a rise, and what a fall, has to reach.

    Learnt anew every four days from the 60 before. `net` is windows × rows, the first window a single row; `day` is the
    rows of a day.
    """
    up, down = np.empty_like(net), np.empty_like(net)
    powers = np.array(_POWERS)
    memory = max(_WINDOW * day, _LEAST_WINDOW)
    for start in range(0, net.shape[1], _STEP * day):
        past = net[:, max(0, start - memory) : start]
        border = _rare(past, powers, day) * (1 + _WARMTH * max(0.0, 1 - start / (_WARM * day)) ** 2)
        lone = np.array([_lone(past[0]), _lone(-past[0])])
        border[:, 0] = np.maximum(border[:, 0], lone)
        stop = start + _STEP * day
        up[:, start:stop], down[:, start:stop] = border[0][:, None], border[1][:, None]
    return up, down


def _rare(past: Array, powers: Array, day: int) -> Array:
    """For rises and falls (rows) and each window: the value that is rare."""
    windows, rows = past.shape
    if rows < _LEARNT_AFTER:
        return np.full((2, windows), _UNKNOWN)
    ordered = np.sort(past, axis=1)
    sides = np.stack([ordered, -ordered[:, ::-1]])
    near, far = (np.maximum(sides[:, :, min(rows - 1, int(rows * (1 - share)))], 0.1) for share in (_NEAR, _FAR))
    weight = rows / max(_PRIOR_DAYS * day, _PRIOR_ROWS)
    scale = (near / _NORMAL * weight + _PRIOR_SCALE) / (weight + 1)
    ratio = np.clip(far / near, 1.2, 6.0)
    pooled = np.concatenate([[ratio[:, 0].mean()], np.full(windows - 1, ratio[:, 1:].mean())])
    ratio = (1 - _POOLED) * ratio + _POOLED * pooled
    ratio = (ratio * weight + _PRIOR_RATIO) / (weight + 1)
    near = scale * _NORMAL
    rate = ((near * ratio) ** powers - near**powers) / np.log(_NEAR / _FAR)
    rare: Array = _EASED * ((near * ratio) ** powers + rate * np.log(_FAR / (RARE * min(24 / day, _MOST_RARE)))) ** (
        1 / powers
    )
    return rare


def _lone(single: Array) -> float:
    """The size that rows alone among calm ones reached twice; 0 when they did not."""
    calm = np.abs(single) < _CALM
    lone = np.sort(single[1:-1][calm[:-2] & calm[2:]])
    return float(lone[-_LONE]) if len(lone) >= _LONE else 0.0
