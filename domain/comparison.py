"""Beside what numbers are put: a month beside the one before and the year before, a campaign beside another."""

import calendar
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from domain.entities import Campaign, Client
from domain.kpi import Reading, Totals, read
from domain.snapshot import Snapshot
from domain.window import Window

DAY = timedelta(days=1)
_ROLLING = frozenset({7, 14, 28, 30, 90})
YEAR_OF_WEEKS = timedelta(days=364)
"""A year on the same weekday."""


class Aligned(StrEnum):
    """Which days two campaigns are compared over: those asked about, those on which both ran, or as many of each from
    its first day on."""

    ASKED = "asked"
    TOGETHER = "together"
    BY_DAY = "by_day"


@dataclass(frozen=True, slots=True)
class Side:
    """A campaign's or a client's sums over some days. `begun`: something of it ran on one of these days."""

    name: str
    client: Client
    window: Window
    totals: Totals
    begun: bool = True
    campaign: Campaign | None = None

    def reading(self, kpi: str) -> Reading:
        """A KPI of it, from its sums."""
        return read(kpi, self.totals)

    @property
    def is_known(self) -> bool:
        """Whether anything was reported of it."""
        return self.begun and self.totals.spend is not None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Sides, the first of which is what was asked about. `aligned` is for two campaigns.

    `open_from`: the day from which on a platform may still restate what it said of the first side. `pictures` are those
    of two campaigns over as many days each.
    """

    sides: tuple[Side, ...]
    kpis: tuple[str, ...]
    main: str
    aligned: Aligned | None = None
    open_from: date | None = None
    pictures: tuple[Snapshot, ...] = ()

    @property
    def is_told(self) -> bool:
        """Whether there is something to compare with."""
        return any(side.reading(kpi).value is not None for side in self.sides[1:] if side.is_known for kpi in self.kpis)

    def among(self, seen: Collection[str]) -> "Comparison | None":
        """With these KPIs alone; None where nothing of it may be seen."""
        kpis = tuple(kpi for kpi in self.kpis if kpi in seen)
        return replace(self, kpis=kpis, main=self.main if self.main in kpis else kpis[0]) if kpis else None


def is_rolling(window: Window, today: date) -> bool:
    """Whether they are the last so many days: that they begin with a month, once in thirty mornings, is chance."""
    return window.end == today - DAY and window.days in _ROLLING and not _is_last(window.end)


def before(window: Window) -> Window:
    """What stands before it: of a month, or of its first days, the month before or as many of its days; of a quarter
    the one before; of a year the same days of the year before; else as many days just before."""
    start, end = window.start, window.end
    if start.day == 1 and (start.year, start.month) == (end.year, end.month):
        last = start - DAY
        first = last.replace(day=1)
        return Window(first, last if _is_last(end) else min(last, first + timedelta(days=window.days - 1)))
    if _is_quarter(window):
        last = start - DAY
        return Window(last.replace(month=last.month - 2, day=1), last)
    if (start.month, start.day) == (1, 1) and start.year == end.year:
        return year_before(window)
    return window.previous()


def year_before(window: Window) -> Window:
    """The same dates of the year before where it starts with a month, else 52 weeks before: on the same weekdays."""
    if window.start.day != 1:
        return Window(window.start - YEAR_OF_WEEKS, window.end - YEAR_OF_WEEKS)
    start = window.start.replace(year=window.start.year - 1)
    if _is_last(window.end):
        year = window.end.year - 1
        return Window(start, date(year, window.end.month, calendar.monthrange(year, window.end.month)[1]))
    return Window(start, window.end.replace(year=window.end.year - 1))


def is_of_months(window: Window) -> bool:
    """Whether people would call it a month, a quarter or a year, or what has passed of one."""
    return window.start.day == 1 and (_is_last(window.end) or window.start.month == window.end.month)


def _is_quarter(window: Window) -> bool:
    start, end = window.start, window.end
    begins = start.day == 1 and start.month % 3 == 1
    return begins and _is_last(end) and (end.year, end.month) == (start.year, start.month + 2)


def _is_last(day: date) -> bool:
    return (day + DAY).day == 1


def aligned(one: Window, other: Window) -> tuple[Window, Window, Aligned]:
    """The days over which two flights so far are compared."""
    both = Window(max(one.start, other.start), min(one.end, other.end))
    if both.days:
        return both, both, Aligned.TOGETHER
    days = min(one.days, other.days)
    first, second = (Window(w.start, w.start + timedelta(days=days - 1)) for w in (one, other))
    return first, second, Aligned.BY_DAY
