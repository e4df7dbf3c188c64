"""What a goal asks of each day, and since when every day has missed it."""

from decimal import Decimal

from domain.audience import Shown
from domain.goal_lines import is_total
from domain.kpi import get
from domain.lateness import is_late
from domain.money import MICRO
from domain.snapshot import DayPoint, Snapshot
from domain.standing import Line

LASTING = 2
"""Days that a goal must have been missed in a row before it is said since when."""
_RATIOS = {
    "leads": ("cpl",),
    "downloads": ("cost_per_download",),
    "conversions": ("cpa",),
    "clicks": ("cpc",),
    "revenue": ("roas",),
    "new_customers": ("cost_per_customer",),
    "mqls": ("cost_per_mql",),
    "sqls": ("cost_per_sql",),
}
"""The goals that results per day can be held against, beside one of the results themselves."""


def comparable(snapshot: Snapshot, seen: Shown) -> Line | None:
    """The goal that the results of a day can be held against: the worst one where it can, else the first."""
    fitting = {snapshot.result_kpi, *_RATIOS.get(snapshot.result_kpi, ())}
    ranked = [seen.worst, *seen.goals]
    return next((line for line in ranked if line and line.goal and line.reading.kpi in fitting), None)


def needed(point: DayPoint, line: Line, days: int) -> Decimal | None:
    """The results that the goal asks of a day: for what it cost, or its even share of the count of so many days."""
    goal = line.goal
    if goal is None or not goal.target:
        return None
    if line.course:
        return line.course.target / line.course.flight.days
    if get(goal.kpi).additive:
        return None if is_total(goal) else goal.target / days
    if point.spend_micros is None:
        return None
    spend = Decimal(point.spend_micros) / MICRO
    return spend * goal.target if goal.kpi == "roas" else spend / goal.target


def missed_since(snapshot: Snapshot, line: Line) -> DayPoint | None:
    """The first day of the run of missed days that the window ends with; None when it is too short, for a total, which
    no day misses, and while results of these days may still come."""
    points, run = snapshot.series, list[DayPoint]()
    waits = is_late(snapshot.result_kpi, snapshot.data)
    for point in () if line.course else reversed(points):
        due = None if waits and point.provisional else needed(point, line, len(points))
        if due is None or point.results is None or point.results >= due:
            break
        run.append(point)
    return run[-1] if LASTING <= len(run) < len(points) else None
