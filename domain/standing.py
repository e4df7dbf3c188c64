"""How a campaign stands: its goals, what is open of it, and what they amount to in one word."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from domain.comparing import Compared
from domain.course import Course
from domain.entities import Goal
from domain.kpi import Reading


class Headline(StrEnum):
    """The verdict of a card in one word. TROUBLED: the goals are met over these days, and yet an alert is open.

    REACHED: every goal is a total that has been reached. TOO_EARLY: what is still to come decides.
    """

    ON_TARGET = "on_target"
    OFF_TARGET = "off_target"
    MIXED = "mixed"
    TROUBLED = "troubled"
    REACHED = "reached"
    TOO_EARLY = "too_early"
    NO_GOALS = "no_goals"
    NO_DATA = "no_data"
    NOT_STARTED = "not_started"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Line:
    """A KPI on the card: its reading, its relative change on the window before, and its goal if it has one.

    `holds`: whether the change will still point that way when all results are in. `days`: what it is made of.
    `early`: what is still to come can turn a goal that is missed. `course`: how a total stands over the whole flight,
    which is what it was promised for.
    """

    reading: Reading
    change: Decimal | None = None
    goal: Goal | None = None
    met: bool | None = None
    attainment: Decimal | None = None
    holds: bool = True
    early: bool = False
    days: Compared | None = None
    course: Course | None = None


def verdict(goals: Iterable[Line]) -> Headline:
    """What the goals amount to in one word, where there is data to judge them on."""
    told = tuple(goals)
    verdicts = {line.met for line in told}
    if not told:
        return Headline.NO_GOALS
    if verdicts <= {None}:
        return Headline.TOO_EARLY if any(line.early for line in told) else Headline.NO_DATA
    if False in verdicts:
        return Headline.MIXED if True in verdicts else Headline.OFF_TARGET
    reached = all(line.course and line.course.reached_on for line in told)
    return Headline.REACHED if reached else Headline.ON_TARGET
