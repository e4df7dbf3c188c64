"""Each row of a series: how surprising it is given the rows before it, and whether somebody should look."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from domain.surprise import calibration, scan, season

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
_DAY = 86_400_000_000
_TINY = 0.02
_ZEROS = 0.004
_RAW = 0.8


@dataclass(frozen=True, slots=True)
class Judged:
    """Per row, in the order given: a score from 0 to 1 (0.5 is the border), and whether it is an alert."""

    score: Array
    alert: Flags


def judge(instants: npt.NDArray[np.int64], walls: npt.NDArray[np.int64], values: Array) -> Judged:
    """The rows of one series, in any order; times in microseconds. A score never depends on a later row."""
    score, alert = np.zeros(len(values)), np.zeros(len(values), np.bool_)
    known = np.flatnonzero(np.isfinite(values))
    order = known[np.argsort(instants[known], kind="stable")]
    if len(order) > WARM:
        score[order], alert[order] = _stream(walls[order], instants[order], values[order])
    return Judged(score, alert)


WARM = 12


def _stream(walls, instants, values):
    step = float(np.median(np.diff(instants[: WARM + 1])))
    slots = int(np.clip(round(_DAY / max(step, 1.0)), 1, 288))
    days, row_day = np.unique(walls // _DAY, return_inverse=True)
    slot = (walls % _DAY) * slots // _DAY
    weekday = days % 7
    place = row_day * slots + slot
    zero = np.cumsum(values == 0) - (values == 0)
    negative = np.cumsum(values < 0) - (values < 0)
    seen = np.maximum(np.arange(len(values)), 1)
    first = np.searchsorted(row_day, np.arange(len(days)))
    # the kind of a day is chosen from the rows before it
    zeros = (zero[first] / seen[first])[row_day]
    neg = (negative[first] > 0)[row_day]
    whole = np.cumsum(values != np.floor(values))
    whole = ((whole[first] - (values[first] != np.floor(values[first]))) == 0)[row_day]
    mean = np.cumsum(np.abs(values)) - np.abs(values)
    mean = (mean[first] / seen[first])[row_day]
    chosen = np.where(neg, 2, np.where((zeros > _ZEROS), 1, 0))
    u = np.zeros(len(values))
    side = np.zeros(len(values))
    best = np.zeros(len(values), int)
    for kind in np.unique(chosen):
        su, ss, bw = _pipeline(kind, values, place, (len(days), slots), weekday, zeros, mean, whole)
        mine = chosen == kind
        u[mine], side[mine], best[mine] = su[mine], ss[mine], bw[mine]
    u[: WARM + 1] = 0
    alert = _events(u, side, best, instants, max(step, 1.0))
    return u**2 / (1 + u**2), alert


def _pipeline(kind, values, place, shape, weekday, zeros, mean, whole):
    if kind == 0:
        floor = np.maximum(mean * 1e-3, 1e-300)
        x = np.log(np.maximum(values, floor))
        least = np.full(len(x), 0.02)
    elif kind == 1:
        x = np.sqrt(np.maximum(values, 0))
        unit = np.where(whole, 1.0, mean / np.maximum(-np.log(np.clip(zeros, 1e-4, 0.999)), 1e-3))
        least = np.maximum(0.45 * np.sqrt(unit), 1e-9)
        least = np.where(zeros > 0.02, least, 0.01 * np.sqrt(mean))
    else:
        x = values
        least = 0.02 * np.maximum(mean, 1e-300)
    cells = np.full(shape[0] * shape[1], np.nan)
    sums = np.bincount(place, x, minlength=len(cells))
    number = np.bincount(place, minlength=len(cells))
    cells[number > 0] = sums[number > 0] / number[number > 0]
    s = season.learn(cells.reshape(shape), weekday)
    expected, spread = s.expected.ravel()[place], s.spread.ravel()[place]
    ok = np.isfinite(expected) & np.isfinite(spread)
    spread = np.where(ok, np.maximum(spread, least), 1.0)
    residual = np.where(ok, (x - np.where(ok, expected, 0)) / spread, 0.0)
    if kind == 1:
        signal = np.maximum(expected, np.sqrt(np.maximum(mean, 1e-300)) * 0.05) * 0.3
    elif kind == 0:
        signal = np.full(len(x), 0.69)
    else:
        signal = 0.3 * mean
    weight = np.where(ok, signal / spread, 0.0)
    raw, net = scan.evidence(residual, weight, shape[1])
    shapes = np.array([1.0, 1.2] + [_S] * (len(scan.LENGTHS) - 2))
    up, down = calibration.thresholds(net, shape[1], shapes)
    rise = np.where(raw > _RAW * net, net, 0) / up
    fall = np.where(-raw > -_RAW * net, -net, 0) / down
    both = np.maximum(rise, fall)
    w = both.argmax(axis=0)
    return both.max(axis=0), np.where(rise.max(axis=0) >= fall.max(axis=0), 1.0, -1.0), w


_S = 2.0


def _events(u, side, best, instants, step):
    alert = np.zeros(len(u), np.bool_)
    quiet_until = -1
    for at in np.flatnonzero(u >= 1).tolist():
        if at < quiet_until:
            # still the same event: hold on while it lasts
            quiet_until = max(quiet_until, min(at + 6, limit))
            continue
        alert[at] = True
        quiet_until = at + 12
        limit = at + 36
    return alert
