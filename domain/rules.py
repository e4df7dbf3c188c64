"""Underperformance: whether a goal is missed, with enough data to say so.

A ratio is judged over the trailing seven complete days. A count is judged over the flight so far, against the
share of the target that time has earned. A failed poll gives NO_DATA with its reason, never a zero.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from domain import goals as goal_words
from domain.entities import Campaign, Comparator, Goal
from domain.facts import Freshness
from domain.kpi import Kpi, Reading, Totals, Unit, get, read
from domain.money import Money
from domain.snapshot import CampaignData, target_in_window, totals_of
from domain.window import Window, local_day

WINDOW_DAYS = 7
TOLERANCE = Decimal("0.10")
"""A goal missed by less than this is not worth an interruption."""
ENOUGH_EVENTS = 20
"""Results that must have come, or be expected at target, before a ratio is judged."""
ENOUGH_CLICKS = 200
ENOUGH_FLIGHT = Decimal("0.25")
"""Share of the flight that must be over before a count is judged."""

STALE_AFTER = timedelta(days=1)
"""How old the oldest source's data may be before it is no longer called recent."""


class Kind(StrEnum):
    """What an evaluation comes to."""

    OK = "ok"
    BREACH = "breach"
    NO_DATA = "no_data"
    TOO_FEW = "too_few"


class Reason(StrEnum):
    """Why it comes to that."""

    MET = "met"
    WITHIN_TOLERANCE = "within_tolerance"
    MISSED = "missed"
    NO_RESULTS = "no_results"
    NOT_RUNNING = "not_running"
    NO_GOAL = "no_goal"
    SOURCE_FAILED = "source_failed"
    STALE = "stale"
    NO_ROWS = "no_rows"
    UNDEFINED = "undefined"
    FEW_EVENTS = "few_events"
    EARLY = "early"


OVER = frozenset({Reason.NOT_RUNNING, Reason.NO_GOAL})
"""Nothing is judged any more: the campaign has ended, or its goal was removed."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One goal judged. `target` is the goal as it applies to `window`; `gap` is how far off, 0.2 = 20 % worse."""

    kind: Kind
    reason: Reason
    goal: Goal
    target: Goal
    window: Window
    reading: Reading | None = None
    gap: Decimal | None = None
    money_at_risk: Money | None = None
    failed: tuple[Freshness, ...] = ()


def judged_window(campaign: Campaign, goal: Goal, today: date) -> Window:
    """The days that a goal is judged over; they end yesterday."""
    end = min(today - timedelta(days=1), campaign.end)
    if get(goal.kpi).additive:
        return Window(campaign.start, end)
    return Window(max(campaign.start, end - timedelta(days=WINDOW_DAYS - 1)), end)


def evaluate(goal: Goal, data: CampaignData, today: date) -> Verdict:
    """Judge `goal` on `data`, whose window is `judged_window(...)`. Pure; amounts in the client's currency."""
    target = target_in_window(goal, data)
    blank = Verdict(Kind.NO_DATA, Reason.NO_ROWS, goal, target, data.window)
    if not data.campaign.start < today <= data.campaign.end + timedelta(days=1) or not data.window.days:
        return replace(blank, kind=Kind.TOO_FEW, reason=Reason.NOT_RUNNING)
    failed = tuple(f for f in data.freshness if f.error)
    if failed:
        return replace(blank, reason=Reason.SOURCE_FAILED, failed=failed)
    if not any(row.day in data.window for row in data.days):
        return blank
    if _is_stale(data):
        return replace(blank, reason=Reason.STALE)
    if target.currency and target.currency != data.client.currency:  # no rate was known to convert it
        return replace(blank, reason=Reason.UNDEFINED)
    totals = totals_of(data)
    return _judge(replace(blank, reading=read(goal.kpi, totals)), totals, data)


def removed(verdict: Verdict) -> Verdict:
    """The verdict on a goal that the campaign no longer has: there is nothing left to judge."""
    return replace(verdict, kind=Kind.TOO_FEW, reason=Reason.NO_GOAL)


def last_reading(goal: Goal, data: CampaignData) -> tuple[CampaignData, Verdict] | None:
    """The goal as of the last time that every source had answered, whatever failed since, with the data behind it.

    `data` reaches back over the flight. None where a source has never answered.
    """
    ages = [fresh.last_success for fresh in data.freshness]
    known = [age for age in ages if age]
    if not known or len(known) < len(ages):
        return None
    then = min(local_day(min(known), data.client.timezone), data.campaign.end + timedelta(days=1))
    window = judged_window(data.campaign, goal, then)
    heard = tuple(replace(fresh, error=None) for fresh in data.freshness)
    before = replace(data, window=window, previous=window.previous(), freshness=heard)
    return before, evaluate(goal, before, then)


def is_old(data: CampaignData, now: datetime) -> bool:
    """Whether a source has not answered for longer than a day, or never."""
    return any(f.last_success is None or now - f.last_success > STALE_AFTER for f in data.freshness)


def _is_stale(data: CampaignData) -> bool:
    """Whether a source has not answered since the window's last day began: its days are missing, not empty."""
    zone, last = data.client.timezone, data.window.end
    return any(f.last_success is None or local_day(f.last_success, zone) < last for f in data.freshness)


def _judge(blank: Verdict, totals: Totals, data: CampaignData) -> Verdict:
    reading, target, kpi = blank.reading, blank.target, get(blank.goal.kpi)
    assert reading is not None  # noqa: S101 - evaluate() has just set it
    few = _too_few(kpi, target, reading, totals, data)
    if few:
        return replace(blank, kind=Kind.TOO_FEW, reason=few)
    if reading.value is None:
        nothing = reading.denominator == 0 and kpi.numerator == "spend"
        if nothing:
            wasted = Money(totals.spend or 0, totals.currency)
            return replace(blank, kind=Kind.BREACH, reason=Reason.NO_RESULTS, money_at_risk=wasted)
        return replace(blank, reason=Reason.UNDEFINED)
    if target.comparator.holds(reading.value, target.target):
        return replace(blank, kind=Kind.OK, reason=Reason.MET)
    gap = shortfall(target, reading.value)
    if gap is not None and gap < TOLERANCE:
        return replace(blank, kind=Kind.OK, reason=Reason.WITHIN_TOLERANCE, gap=gap)
    risk = money_at_risk(target, reading, totals)
    return replace(blank, kind=Kind.BREACH, reason=Reason.MISSED, gap=gap, money_at_risk=risk)


def shortfall(goal: Goal, value: Decimal) -> Decimal | None:
    """How far off the wrong side of the goal: 0.2 = a fifth worse. None where the target is zero."""
    if not goal.target:
        return None
    ratio = value / goal.target
    return ratio - 1 if goal.comparator in {Comparator.LT, Comparator.LE} else 1 - ratio


def _too_few(kpi: Kpi, target: Goal, reading: Reading, totals: Totals, data: CampaignData) -> Reason | None:
    flight = Window(data.campaign.start, data.campaign.end).days
    if kpi.additive:
        share = Decimal(data.window.days) / flight if flight else Decimal(0)
        return None if share >= ENOUGH_FLIGHT else Reason.EARLY
    if data.window.days < WINDOW_DAYS:
        return Reason.EARLY
    top, bottom = reading.numerator or Decimal(0), reading.denominator or Decimal(0)
    if kpi.unit is Unit.PERCENT and kpi.denominator in {"clicks", "impressions"}:
        return None if bottom >= ENOUGH_CLICKS else Reason.FEW_EVENTS
    if kpi.unit is Unit.RATIO:  # revenue may come in few large sums: what was bought for the money is counted
        return None if (totals.clicks or 0) >= ENOUGH_CLICKS else Reason.FEW_EVENTS
    if kpi.unit is Unit.PERCENT:
        return None if bottom >= ENOUGH_EVENTS else Reason.FEW_EVENTS
    expected = top * kpi.per / target.target if target.target else Decimal(0)
    return None if max(bottom, expected) >= ENOUGH_EVENTS else Reason.FEW_EVENTS


def money_at_risk(target: Goal, reading: Reading, totals: Totals) -> Money | None:
    """Spend beyond what the same results would have cost at target; for ROAS the spend that earned nothing back."""
    kpi, spend = get(target.kpi), totals.spend
    if spend is None or not target.target or reading.value is None or kpi.additive:
        return None
    attained = goal_words.attainment(target, reading)
    if attained is None or attained >= 1:
        return None
    return Money(int(spend * (1 - attained)), totals.currency)
