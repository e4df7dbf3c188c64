"""Like with like: which days a change is made of, and whether it will still point that way when all is in."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.arrival import Awaited, above
from domain.window import Window

SURE = 0.9
"""How sure it must be that a change keeps its direction before it is called better or worse."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Compared:
    """The days of both sides. `aged`: those before as they were known when they were as old as these are now.

    `is_part`: not all days that were asked about take part.
    """

    now: Window
    before: Window
    aged: bool = False
    is_part: bool = False


def compared(asked: Window, until: date, open_from: date | None, *, aged: bool) -> Compared | None:
    """The days of a window that a change may be made of, and as many of the window before; None where there are none.

    Days after `until` are not over, or were not told of: they take part in no comparison, nor do those before that
    answer to them. From `open_from` on sources may restate what they said (None: from no day on): these days take part
    where it is known how the ones before looked at the same age (`aged`).
    """
    end, is_open = min(asked.end, until), open_from is not None and open_from <= asked.end
    if open_from is not None and is_open and not aged:
        end = min(end, open_from - _DAY)
    days = Window(asked.start, end).days
    if not days:
        return None
    first = asked.previous().start
    now, before = Window(asked.start, end), Window(first, first + timedelta(days=days - 1))
    return Compared(now, before, aged and is_open, end < asked.end)


@dataclass(frozen=True, slots=True)
class Pair:
    """One sum of both sides, at the same age: however much is still to come, it is as much of both."""

    now: Awaited
    before: Awaited

    @property
    def ratio(self) -> float:
        """What is expected of it over what is expected of it before; 0 where nothing was."""
        return self.now.final / self.before.final if self.before.final > 0 else 0.0

    @property
    def variance(self) -> float:
        """The variance of that ratio's logarithm."""
        return self.now.chance + self.before.chance


def holds(up: bool, top: Pair, bottom: Pair | None) -> bool:  # noqa: FBT001 - the direction that is asked about
    """Whether a KPI that seems to have gone `up` will have, most probably, once all is in."""
    ratio, variance = top.ratio, top.variance
    if bottom is not None:
        if not bottom.ratio:
            return False
        ratio, variance = ratio / bottom.ratio, variance + bottom.variance
    chance = above(ratio, variance)
    return (chance if up else 1 - chance) >= SURE
