"""What was known each morning: a triangle of looks and days. Nothing here is ever overwritten."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Known:
    """One series. `looks` and `days` are ordinals of dates, ascending; `days` has no gaps.

    `results`, `effort` and `ages` have a row per look and a column per day. `results` and `effort` are nan for what was
    not reported by then: never zero. `ages` says how many days after its day a figure was reported last; 0 for never.
    """

    looks: Ints
    days: Ints
    results: Floats
    effort: Floats
    ages: Ints
    fresh: Flags
    """Whether a look brought any row at all."""

    def until(self, look: int) -> "Known":
        """What was known on the morning of `look` (an ordinal), with the looks before it."""
        rows = int(np.searchsorted(self.looks, look, side="right"))
        columns = int(np.searchsorted(self.days, look, side="left"))
        return Known(
            self.looks[:rows],
            self.days[:columns],
            self.results[:rows, :columns],
            self.effort[:rows, :columns],
            self.ages[:rows, :columns],
            self.fresh[:rows],
        )

    def scaled(self, factor: float) -> "Known":
        """The same with the effort in another unit."""
        return Known(self.looks, self.days, self.results, self.effort * factor, self.ages, self.fresh)


def known(look: Ints, day: Ints, results: Floats, effort: Floats) -> Known:
    """A triangle from rows in any order: at `look`, `day` stood at `results` for `effort`.

    Every morning between the first and the last look is a look; those without rows are not fresh, and know what was
    known before. What a look says of its own or a later day is not complete, and is left out.
    """
    complete = day < look
    look, day, results, effort = look[complete], day[complete], results[complete], effort[complete]
    if not look.size:
        nothing = np.zeros((0, 0))
        none = np.zeros(0, dtype=np.int64)
        return Known(none, none, nothing, nothing, nothing.astype(np.int64), none.astype(np.bool_))
    looks = np.arange(look.min(), look.max() + 1, dtype=np.int64)
    days = np.arange(day.min(), look.max(), dtype=np.int64)
    shape = (looks.size, days.size)
    seen, spent = np.full(shape, np.nan), np.full(shape, np.nan)
    at = (look - looks[0], day - days[0])
    seen[at], spent[at] = results, effort
    fresh = np.zeros(looks.size, dtype=np.bool_)
    fresh[at[0]] = True
    return _carried(looks, days, seen, spent, fresh)


def _carried(looks: Ints, days: Ints, seen: Floats, spent: Floats, fresh: Flags) -> Known:
    """A day that a look does not repeat keeps its last known figures."""
    told = ~(np.isnan(seen) & np.isnan(spent))
    rows = np.arange(looks.size)[:, None]
    last = np.maximum.accumulate(np.where(told, rows, -1), axis=0)
    columns = np.broadcast_to(np.arange(days.size), last.shape)
    safe = np.maximum(last, 0)
    ages = np.where(last >= 0, looks[safe] - days[None, :], 0)
    ever = last >= 0
    return Known(
        looks,
        days,
        np.where(ever, seen[safe, columns], np.nan),
        np.where(ever, spent[safe, columns], np.nan),
        ages,
        fresh,
    )
