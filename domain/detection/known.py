"""What was known each morning: a triangle of looks and days. Nothing here is ever overwritten."""

from dataclasses import dataclass, replace

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

    def forgetting(self, day: int) -> "Known":
        """The same without what is known of `day` (an ordinal) and later days."""
        later = self.days >= day
        return replace(
            self,
            results=np.where(later, np.nan, self.results),
            effort=np.where(later, np.nan, self.effort),
            ages=np.where(later, 0, self.ages),
        )


FINAL = 60
"""Days after which nothing is expected to change any more."""


def known(look: Ints, day: Ints, results: Floats, effort: Floats, *, final: bool = False) -> Known:
    """A triangle from rows in any order: at `look`, `day` stood at `results` for `effort`; `final` says for good.

    Every morning between the first and the last look is a look; those without rows are not fresh, and know what was
    known before. What a look says of its own or a later day is not complete, and is left out.
    """
    complete = day < look
    look, day, results, effort = look[complete], day[complete], results[complete], effort[complete]
    if not look.size:
        nothing = np.zeros((0, 0))
        none = np.zeros(0, dtype=np.int64)
        return Known(none, none, nothing, nothing, nothing.astype(np.int64), none.astype(np.bool_))
    looks = _mornings(np.unique(look))
    days = np.arange(day.min(), day.max() + 1, dtype=np.int64)
    shape = (looks.size, days.size)
    seen, spent = np.full(shape, np.nan), np.full(shape, np.nan)
    at = (np.searchsorted(looks, look), day - days[0])
    seen[at], spent[at] = results, effort
    fresh = np.zeros(looks.size, dtype=np.bool_)
    fresh[at[0]] = True
    return _carried(Known(looks, days, seen, spent, np.zeros(shape, dtype=np.int64), fresh), final=final)


WAIT = 60
"""Mornings after the last report on which one still looks."""


def _mornings(reports: Ints) -> Ints:
    """Every morning from the first report to the last, but no more than WAIT after each."""
    gaps = np.minimum(np.diff(reports, append=reports[-1] + 1), WAIT)
    starts = np.repeat(reports, gaps)
    mornings: Ints = starts + np.arange(starts.size) - np.repeat(np.cumsum(gaps) - gaps, gaps)
    return mornings


def _carried(told: Known, *, final: bool) -> Known:
    """A day that a look does not repeat keeps its last known figures."""
    new = ~(np.isnan(told.results) & np.isnan(told.effort))
    rows = np.arange(told.looks.size)[:, None]
    last = np.maximum.accumulate(np.where(new, rows, -1), axis=0)
    at = (np.maximum(last, 0), np.broadcast_to(np.arange(told.days.size), last.shape))
    ever = last >= 0
    ages = np.full(last.shape, FINAL) if final else told.looks[at[0]] - told.days[None, :]
    return replace(
        told,
        results=np.where(ever, told.results[at], np.nan),
        effort=np.where(ever, told.effort[at], np.nan),
        ages=np.where(ever, ages, 0),
    )
