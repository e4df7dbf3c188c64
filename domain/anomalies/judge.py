"""Each row of a series: how surprising it is given the rows before it, and whether somebody should look."""

from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from domain.anomalies import scan, season, shape, tail
from domain.anomalies.shape import Past, Shape

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
DAY = 86_400_000_000
"""Microseconds."""
WARM = 12
"""Rows from which nothing is concluded: they only tell the step."""
_MOST_SLOTS = 288
_SAME_WAY = 0.8
_TRIM = {Shape.LOG: 0.25, Shape.ROOT: 0.1, Shape.PLAIN: 0.25}
_BLOCK = 100_000
_OVERLAP, _LEAST_OVERLAP = 130, 400
"""Days, and rows, of history that a block sees of the block before: more than anything here remembers."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Per row, in the order given: a score from 0 to 1 (an alert begins at 0.5), and whether it is an alert.

    Rows without a value, and those before there is history, have score 0. Of a break only the first row that gives it
    away is an alert.
    """

    score: Array
    alert: Flags


def judge(instants: Ints, values: Array, walls: Ints | None = None, block: int = _BLOCK) -> Judged:
    """The rows of one series, hourly or daily or of any step, in any order. A score never depends on a later row.

    `instants` are microseconds, `walls` the same on the local clock (where hours of the day are meant), nan is a
    missing value. So many rows as a `block` has are held in memory at a time.
    """
    score, alert = np.zeros(len(values)), np.zeros(len(values), np.bool_)
    known = np.flatnonzero(np.isfinite(values))
    order = known[np.argsort(instants[known], kind="stable")]
    if len(order) > WARM:
        stream = _stream(instants[order], (instants if walls is None else walls)[order], values[order])
        surprise = stream.surprise(block)
        score[order] = surprise**2 / (1 + surprise**2)
        alert[order] = _first_of_each(surprise, stream.slots)
    return Judged(score, alert)


@dataclass(frozen=True, slots=True)
class _Stream:
    """Rows in order: their values, days (counted without those that have no row), hours, weekdays, and past."""

    values: Array
    day: npt.NDArray[np.intp]
    slot: Ints
    weekday: Ints
    past: Past
    slots: int

    def surprise(self, block: int) -> Array:
        """For each row the largest statistic over what would be rare; 1 is the border. Block by block."""
        parts = []
        for start in range(0, len(self.values), block):
            stop = min(len(self.values), start + block)
            days = max(_OVERLAP, _LEAST_OVERLAP // self.slots)
            since = int(np.searchsorted(self.day, self.day[start] - days))
            parts.append(self._block(since, stop)[start - since :])
        whole = np.concatenate(parts)
        whole[: WARM + 1] = 0.0
        return whole

    def _block(self, start: int, stop: int) -> Array:
        past = self.past.cut(start, stop)
        chosen = past.chosen()
        found = np.zeros(stop - start)
        for kind in np.unique(chosen).tolist():
            mine = chosen == kind
            found[mine] = self._as(Shape(kind), start, stop, past)[mine]
        return found

    def _as(self, kind: Shape, start: int, stop: int, past: Past) -> Array:
        """The surprise of the rows of a block, looked at in one way."""
        seen = shape.seen_as(kind, self.values[start:stop], past)
        expected, spread = self._season(kind, seen, start, stop)
        known = np.isfinite(expected) & np.isfinite(spread) & np.isfinite(seen)
        expected, seen = np.where(known, expected, 0.0), np.where(known, seen, 0.0)
        spread = np.where(known, np.maximum(spread, shape.least_spread(kind, past)), np.inf)
        residual = shape.error(kind, seen, expected) / spread
        weight = np.maximum(shape.halving(kind, expected, past) / spread, 1e-4)
        raw, net = scan.evidence(residual, weight, self.slots)
        up, down = tail.thresholds(net, self.slots)
        rise = np.where(raw > _SAME_WAY * net, net / up, 0.0)
        fall = np.where(raw < _SAME_WAY * net, -net / down, 0.0)
        return np.asarray(np.maximum(np.maximum(rise, fall).max(axis=0), 0.0))

    def _season(self, kind: Shape, seen: Array, start: int, stop: int) -> tuple[Array, Array]:
        """What each row should be, and how far from it rows use to lie."""
        first = self.day[start]
        days = int(self.day[stop - 1] - first) + 1
        place = (self.day[start:stop] - first) * self.slots + self.slot[start:stop]
        known = np.isfinite(seen)
        number = np.bincount(place[known], minlength=days * self.slots)
        sums = np.bincount(place[known], seen[known], minlength=days * self.slots)
        cells = np.where(number > 0, sums / np.maximum(number, 1), np.nan).reshape(days, self.slots)
        learnt = season.learn(cells, self.weekday[first : first + days], partial(shape.error, kind), _TRIM[kind])
        return learnt.expected.ravel()[place], learnt.spread.ravel()[place]


def _stream(instants: Ints, walls: Ints, values: Array) -> _Stream:
    step = max(float(np.median(np.diff(instants[: WARM + 1]))), 1.0)
    slots = int(np.clip(round(DAY / step), 1, _MOST_SLOTS))
    ordered = np.maximum.accumulate(walls // DAY)
    days, day, counts = np.unique(ordered, return_inverse=True, return_counts=True)
    first = np.repeat(np.cumsum(counts) - counts, counts)
    return _Stream(values, day, walls % DAY * slots // DAY, days % season.WEEK, shape.past_of(values, first), slots)


def _first_of_each(surprise: Array, slots: int) -> Flags:
    """One alert for each break: the border is crossed again only after half a calm day, or after three days."""
    alert = np.zeros(len(surprise), np.bool_)
    calm, whole = max(3, slots // 2), max(14, slots * 3)
    free = limit = -1
    for at in np.flatnonzero(surprise >= 1).tolist():
        if at < free:
            free = max(free, min(at + calm, limit))
        else:
            alert[at] = True
            free, limit = at + calm, at + whole
    return alert
