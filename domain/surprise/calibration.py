"""How large a statistic must be to be rare, from the tail of its own history."""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
RARE = 1.5e-4
_NEAR, _FAR = 0.06, 0.015
_GAUSS = 1.555
_GAUSS_RATIO = 1.395
POOL = 0.5
PRIOR_N = 300.0
PRIOR_RATIO = 1.5
PRIOR_SCALE = 1.5
FLOOR = 0.9
WARMTH = 0.5
LEAST = 2.0

def thresholds(net: Array, day: int, shapes: Array) -> tuple[Array, Array]:
    """Per length and row: what a rise, and a fall, has to reach. Learnt anew every four days from 60 before them."""
    lengths, rows = net.shape
    up, down = np.full((lengths, rows), np.inf), np.full((lengths, rows), np.inf)
    step, width = 4 * day, 60 * day
    for start in range(0, rows, step):
        past = np.sort(net[:, max(0, start - width) : start], axis=1)
        stop = min(rows, start + step)
        both = np.vstack([past, -past[:, ::-1]])
        h = _rare(both, np.concatenate([shapes, shapes]), day)
        up[:, start:stop] = h[:lengths, None]
        down[:, start:stop] = h[lengths:, None]
    return up, down


def _rare(past: Array, shapes: Array, day) -> Array:
    rows = past.shape[1]
    if rows < 24:
        return np.full(len(past), 8.0)
    near, far = (np.maximum(past[:, min(rows - 1, int(rows * (1 - share)))], 0.1) for share in (_NEAR, _FAR))
    n = rows / PRIOR_N
    scale = (near / _GAUSS * n + PRIOR_SCALE) / (n + 1)
    ratio = np.minimum(far / near, 6.0)
    half = len(ratio) // 2
    single = np.zeros(len(ratio), bool); single[[0, half]] = True
    pooled = np.where(single, ratio[single].mean(), ratio[~single].mean())
    ratio = (1 - POOL) * ratio + POOL * pooled
    ratio = (ratio * n + PRIOR_RATIO) / (n + 1)
    near = scale * _GAUSS
    far = near * ratio
    slope = (far**shapes - near**shapes) / np.log(_NEAR / _FAR)
    tail = (far**shapes + slope * np.log(_FAR / RARE)) ** (1 / shapes)
    gauss = scale * 3.62
    learnt = np.maximum(tail, np.maximum(FLOOR * gauss, LEAST))
    return learnt * (1 + WARMTH * max(0.0, 1 - rows / (14 * day)))
