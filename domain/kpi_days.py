"""A KPI day by day, as a chart shows it beside its goal: the days alone, and seven together where counts are small."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain
from typing import TypeVar

from domain.audience import Shown, line_for
from domain.campaign_data import CampaignData, added, crm_heard
from domain.facts import CrmDay, DaySums
from domain.kpi import Direction, Kpi, Reading, Totals, get, read
from domain.lateness import grows
from domain.snapshot import Snapshot
from domain.standing import Line
from domain.window import Window
from domain.words import Audience

SPAN = timedelta(days=7)
FEW = 30
"""Results a day below which a day alone says little: by chance alone they are off by a fifth."""
DENSE = 20
"""Days beyond which a line through each of them is a tangle."""
LASTING = 2
"""Days that a goal must have been missed in a row before it is said since when."""
_NO_COUNTS = frozenset({"spend", "revenue", "impressions", "expected_spend"})
_UNDRAWN = frozenset({"pace", "spend"})
"""What has no panel of its own: spend is above, and the pace has a chart."""
Dated = TypeVar("Dated", DaySums, CrmDay)


@dataclass(frozen=True, slots=True)
class KpiDays:
    """A KPI over the days of a picture, None where a day has no value.

    `rolling`: over the seven days up to each (the ratio of their sums, of sums the mean of a day), empty where the days
    alone say enough. `goal` is what the goal asks of a day, `missed` the first day of the run that the window ends
    with; None where there is none.
    """

    kpi: str
    line: Line | None
    values: tuple[Decimal | None, ...]
    rolling: tuple[Decimal | None, ...] = ()
    goal: Decimal | None = None
    missed: date | None = None


def kpi_days(snapshot: Snapshot, seen: Shown, view: Audience, asked: str = "") -> KpiDays:
    """The KPI that was asked about, else that of the goal which is missed most, else of the first goal, else the count
    that the campaign is run for."""
    line = _charted(snapshot, seen, view, asked)
    key = line.reading.kpi if line else snapshot.result_kpi
    kpi, days = get(key), _Days(snapshot.data)
    own = tuple(read(key, days.sums(day, day)) for day in snapshot.window)
    values = tuple(reading.value for reading in own)
    goal = _of_a_day(line, len(own)) if line else None
    return KpiDays(
        kpi=key,
        line=line,
        values=values,
        rolling=_rolling(kpi, snapshot, days, values) if _is_noisy(kpi, own) else (),
        goal=goal,
        missed=_missed_since(snapshot, line, own, goal) if line and goal is not None else None,
    )


def _charted(snapshot: Snapshot, seen: Shown, view: Audience, asked: str) -> Line | None:
    if asked and asked not in _UNDRAWN:
        return line_for(snapshot, view, asked)
    ranked = [seen.worst, *seen.goals]
    return next((line for line in ranked if line and line.goal and line.reading.kpi not in _UNDRAWN), None)


class _Days:
    """The rows of each day that is known: those of the windows, and before them the flight's."""

    def __init__(self, data: CampaignData) -> None:
        self._data = data
        told = Window(min(data.previous.start, data.window.start), data.window.end)
        self._ads = _by_day((row for row in data.flight_days if row.day not in told), data.days)
        self._crm = _by_day((row for row in data.flight_crm if row.day not in told), data.crm)
        self._heard = crm_heard(data)

    def sums(self, first: date, last: date) -> Totals:
        """What these days add up to; nothing where the last has no advertising."""
        days = list(Window(first, last)) if self._ads.get(last) else []
        ads = [row for day in days for row in self._ads.get(day, ())]
        crm = [row for day in days for row in self._crm.get(day, ())]
        return added(self._data, ads, crm, answered=self._heard is not None and last <= self._heard)


def _by_day(*rows: Iterable[Dated]) -> dict[date, list[Dated]]:
    found = defaultdict[date, list[Dated]](list)
    for row in chain(*rows):
        found[row.day].append(row)
    return found


def _is_noisy(kpi: Kpi, own: Sequence[Reading]) -> bool:
    """Whether chance moves a day more than what is done: few results a day, or worth of very different size."""
    if len(own) > DENSE or "revenue" in {kpi.numerator, kpi.denominator}:
        return True
    sides = [
        [side for side in sides if side is not None]
        for field, sides in (
            (kpi.numerator, [one.numerator for one in own]),
            (kpi.denominator, [one.denominator for one in own]),
        )
        if field and field not in _NO_COUNTS
    ]
    return any(sum(known) < FEW * len(known) for known in sides if known)


def _rolling(kpi: Kpi, snapshot: Snapshot, days: _Days, values: Sequence[Decimal | None]) -> tuple[Decimal | None, ...]:
    """Empty where too few days have six before them in the flight: two points at least make a line."""
    found = [
        read(kpi.key, days.sums(day - SPAN + timedelta(days=1), day)).value
        if day - SPAN >= snapshot.campaign.start - timedelta(days=1)
        else None
        for day in snapshot.window
    ]
    if sum(value is not None for value in found) < min(2, len(values)):
        return ()
    return tuple(value / SPAN.days if value is not None and kpi.additive else value for value in found)


def _of_a_day(line: Line, days: int) -> Decimal | None:
    """What the goal asks of a day: its own number, or the even share of a sum."""
    if line.goal is None:
        return None
    if line.course:
        return line.course.target / line.course.flight.days if line.course.flight.days else None
    return line.goal.target / days if get(line.goal.kpi).additive else line.goal.target


def _missed_since(snapshot: Snapshot, line: Line, own: Sequence[Reading], goal: Decimal) -> date | None:
    """None when the run is too short, for a total, which no day misses, and while results of these days may come."""
    points, run = snapshot.series, list[date]()
    waits = grows(line.reading.kpi, snapshot.data)
    if line.course or line.goal is None:
        return None
    for point, reading in zip(reversed(points), reversed(own), strict=True):
        holds = _holds(line, reading, goal)
        if holds is not False or (waits and point.provisional):
            break
        run.append(point.day)
    return run[-1] if LASTING <= len(run) < len(points) else None


def _holds(line: Line, reading: Reading, goal: Decimal) -> bool | None:
    """Whether a day meets what is asked of it; spend that brought nothing does not, and of no value nothing is said."""
    if line.goal is None:
        return None
    if reading.value is not None:
        return line.goal.comparator.holds(reading.value, goal)
    in_vain = reading.numerator and reading.denominator is not None and not reading.denominator
    return False if in_vain and get(reading.kpi).direction is Direction.DOWN else None
