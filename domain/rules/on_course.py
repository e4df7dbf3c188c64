"""A total is judged on its flight: whether it will be reached, whatever the last days brought."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from domain import arrival
from domain.course import Course
from domain.detection import lag
from domain.detection.setting import Setting
from domain.entities import Goal
from domain.goal_lines import at_home, course_of
from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.rule_kinds import Tier
from domain.money import Money
from domain.rules.inputs import CampaignEvidence, RuleOverride
from domain.rules.parts import at_home as money_at_home
from domain.rules.parts import known, results_of
from domain.window import Window

LIKELY, SURE, DOUBTFUL = 0.8, 0.95, 0.5
"""From which probability on that it ends below its tolerance it is told in the morning, and at once; below the last
nothing is suspected."""


def on_course(
    view: CampaignEvidence, goal: Goal, blank: Finding, wish: RuleOverride, tolerance: float, setting: Setting
) -> Finding:
    """Where the total leads this morning; `blank` is the finding without an answer."""
    led = _led(view, goal, setting)
    if led is None:
        return blank
    found = replace(blank, numbers=_numbers(view, led))
    if led.reached_on:
        return replace(found, signal=Verdict.FINE, because=Reason.MET, probability=0.0)
    if led.chance is None:
        return replace(found, signal=Verdict.TOO_FEW, because=Reason.EARLY)
    missed = led.below(float(led.target) * (1 - tolerance))
    told = replace(found, probability=round(missed, 4), since=_behind_since(led))
    few = led.so_far < wish.min_results and led.target * led.share_of_time < wish.min_results
    if missed < DOUBTFUL:
        return replace(found, signal=Verdict.FINE, because=Reason.MET, probability=round(missed, 4))
    if missed < LIKELY or few:
        return replace(told, signal=Verdict.DOUBT, because=Reason.UNSURE)
    tier = Tier.INTERRUPT if missed >= SURE else Tier.DIGEST
    return replace(told, signal=Verdict.BREACH, because=Reason.MISSED, tier=tier)


def _led(view: CampaignEvidence, goal: Goal, setting: Setting) -> Course | None:
    """By the curve that this morning's look has learnt."""
    if view.flown is None:
        return None
    learnt = known(view, results_of(view))
    arrives = arrival.of(lag.learn(learnt, setting)) if learnt.looks.size else arrival.USUAL
    data = replace(view.flown, arrival=arrives)
    return course_of(at_home(goal, data), data)


def _numbers(view: CampaignEvidence, led: Course) -> Numbers:
    """The flight so far, and where it leads. At risk is the share of its spend that brings less than it was to."""
    spent = money_at_home(view, view.pace.spent.micros)
    short = 1 - led.projected / led.target if led.projected is not None and led.target else Decimal(0)
    return Numbers(
        value=led.so_far,
        target=led.target,
        seen=led.so_far,
        expected=led.target * led.share_of_time,
        at_risk=None if spent is None else Money(max(0, round(spent.micros * short)), spent.currency),
        first=led.flight.start,
        last=led.until,
        needed=led.needed,
        comes=led.comes,
        least=led.low,
        most=led.high,
    )


def _behind_since(led: Course) -> date | None:
    """The first of the days since which less had come than the flight's even share; None where it is not behind."""
    if not led.by_day:
        return None
    total, since = Decimal(0), None
    for gone, day in enumerate(Window(led.flight.start, led.until), 1):
        total += led.by_day.get(day, Decimal(0))
        behind = total < led.target * gone / led.flight.days
        since = (since or day) if behind else None
    return since
