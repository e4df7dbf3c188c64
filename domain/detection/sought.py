"""What a goal seeks: which results, for which effort, at which rate when it is just met."""

from dataclasses import dataclass

from domain import kpi
from domain.detection.setting import Aim
from domain.entities import Goal
from domain.errors import InvalidInput
from domain.goals import check_side, spell

MONTH = 30
"""Days that a goal on a count is for, where no flight says otherwise."""
_COSTS = {"cpa": "conversions", "cpl": "conversions", "cpc": "clicks", "cpm": "impressions"}
_RATES = {"cvr": ("conversions", "clicks"), "ctr": ("clicks", "impressions"), "roas": ("revenue", "spend")}
_COUNTS = {"conversions": "conversions", "leads": "conversions", "clicks": "clicks"}

JUDGED = (*_COSTS, *_RATES, *_COUNTS)
"""The KPIs that a series of days can be judged by."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Names of the columns that hold `results` and `effort` ("" where each day counts alike), and the aim."""

    results: str
    effort: str
    aim: Aim


def sought(goal: Goal) -> Sought:
    """What the goal seeks. InvalidInput for a goal that a series of days cannot be judged by."""
    target = float(goal.target)
    if target <= 0:
        raise InvalidInput("goal", "--goal", spell(goal), "cpa < 45")
    if goal.kpi not in JUDGED:
        raise InvalidInput("goal_kpi", "--goal", spell(goal))
    check_side(goal, "--goal", spell(goal))
    if goal.kpi in _COSTS:
        return Sought(_COSTS[goal.kpi], "spend", Aim(kpi.get(goal.kpi).per / target))
    if goal.kpi in _RATES:
        results, effort = _RATES[goal.kpi]
        return Sought(results, effort, Aim(target))
    return Sought(_COUNTS[goal.kpi], "", Aim(target / MONTH))


def is_count(goal: Goal) -> bool:
    """Whether it asks for so many a month."""
    return goal.kpi in _COUNTS
