"""The second axis, the handling: who has an incident, until when it is put aside. What is shown derives from both."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from domain.entities import Comparator
from domain.incidents.conditions import Condition, State
from domain.incidents.finding import Finding

WORSE_BY = Decimal("0.20")
"""How much further from its goal an incident must be (0.2 = 20 % of the goal) to be called worse."""


class Handled(StrEnum):
    """What people have done with it."""

    NEW = "new"
    ACKNOWLEDGED = "acknowledged"
    SNOOZED = "snoozed"
    ASSIGNED = "assigned"


class Until(StrEnum):
    """When a snooze ends by itself."""

    DAY = "1d"
    THREE_DAYS = "3d"
    REPORT = "report"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Handling:
    """By whom (a Slack id) and when. A snooze ends at `until`, or, with `worse_than`, when the gap exceeds that."""

    how: Handled = Handled.NEW
    by: str = ""
    at: datetime | None = None
    assignee: str = ""
    until: datetime | None = None
    worse_than: Decimal | None = None
    note: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether somebody has reacted at all."""
        return self.how is not Handled.NEW

    @property
    def is_taken(self) -> bool:
        """Whether somebody looks after it."""
        return self.how in {Handled.ACKNOWLEDGED, Handled.ASSIGNED}


class Shown(StrEnum):
    """What a message says of an incident: its condition and its handling in one word."""

    WATCHED = "watched"
    FIRING = "firing"
    ACKNOWLEDGED = "acknowledged"
    SNOOZED = "snoozed"
    ASSIGNED = "assigned"
    RECOVERING = "recovering"
    RESOLVED = "resolved"
    NO_DATA = "no_data"
    STALE = "stale"
    ERROR = "error"


def gap(finding: Finding) -> Decimal | None:
    """How far on the wrong side of its goal, as a share of it: 0.2 = a fifth worse, 0 where it is met or better.

    Either side of a budget is wrong. None where there is no goal, or nothing to compare with it.
    """
    value, target, goal = finding.numbers.value, finding.numbers.target, finding.goal
    if value is None or not target:
        return None
    far = (value - target) / target
    if goal is None:
        return abs(far)
    return max(Decimal(0), far if goal.comparator in {Comparator.LT, Comparator.LE} else -far)


def is_over(handling: "Handling", finding: Finding, now: datetime) -> bool:
    """Whether it was snoozed and the snooze has ended."""
    return handling.how is Handled.SNOOZED and not is_snoozed(handling, finding, now)


def is_snoozed(handling: Handling, finding: Finding, now: datetime) -> bool:
    """Whether it is still put aside: not past its end, and not a fifth of the goal worse than when it was."""
    if handling.how is not Handled.SNOOZED:
        return False
    if handling.until is not None and now >= handling.until:
        return False
    far = gap(finding)
    return handling.worse_than is None or far is None or far < handling.worse_than


def shown(state: State, handling: Handling, finding: Finding, now: datetime) -> Shown:
    """One word for both axes: what is lost from sight first, then the condition, then what people did."""
    match state.condition:
        case Condition.NO_DATA | Condition.STALE | Condition.ERROR | Condition.RECOVERING:
            return Shown(state.condition.value)
        case Condition.OK:
            return Shown.RESOLVED
        case Condition.PENDING:
            return Shown.WATCHED
        case Condition.FIRING if handling.how is Handled.SNOOZED:
            return Shown.SNOOZED if is_snoozed(handling, finding, now) else Shown.FIRING
        case _:
            return Shown.FIRING if handling.how is Handled.NEW else Shown(handling.how.value)
