"""A campaign's KPIs over a window: each with its change, made of like and like, and held against its goal."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from domain import goals as goal_words
from domain.campaign_data import (
    CampaignData,
    counted_by_crm,
    crm_heard,
    missing,
    provisional_from,
    spend_by_day,
    sums_of,
    whole_until,
)
from domain.comparing import Compared, compared
from domain.course import Course, course
from domain.entities import Comparator, Goal
from domain.kpi import Direction, Reading, Totals, get, read
from domain.lateness import change_holds, grows, meets, shares
from domain.money import MICRO, micros
from domain.pacing.pace import planned_share
from domain.standing import Line
from domain.uncounted import is_uncounted
from domain.window import Window

UNLIKELY = 0.1
"""A goal that is missed so far, and will be met less often than this once all is in, is missed."""


def totals_of(data: CampaignData) -> Totals:
    """The window's sums in the client's currency, with the spend that the plan has for it."""
    sums, budget = sums_of(data, data.window), data.campaign.budget
    planned = data.rates.convert(budget.micros, budget.currency, data.client.currency, data.window.end)
    if planned is None:
        return replace(sums, unrated=sums.unrated | {"expected_spend"})
    flight = Window(data.campaign.start, data.campaign.end)
    if not flight.days:
        return sums
    known = spend_by_day(data, (*data.earlier_days, *data.flight_days))
    share = planned_share(data.campaign.curve, flight, data.window, known)
    return replace(sums, expected_spend=round(planned * share))


def at_home(goal: Goal, data: CampaignData) -> Goal:
    """The goal in the client's currency; without a rate it stays in its own, and nothing is compared with it."""
    if not goal.currency or goal.currency == data.client.currency:
        return goal
    converted = data.rates.convert(micros(goal.target), goal.currency, data.client.currency, data.window.end)
    if converted is None:
        return goal
    return replace(goal, target=Decimal(converted) / MICRO, currency=data.client.currency)


def is_total(goal: Goal) -> bool:
    """Whether so much of something good is promised: that is a goal of the flight, not of some days of it."""
    kpi = get(goal.kpi)
    return kpi.additive and kpi.direction is Direction.UP and goal.comparator in {Comparator.GT, Comparator.GE}


def target_in_window(goal: Goal, data: CampaignData) -> Goal:
    """The goal in the client's currency; of a sum that is not to be exceeded, the window's share of the flight's."""
    goal, flight = at_home(goal, data), Window(data.campaign.start, data.campaign.end)
    if get(goal.kpi).additive and not is_total(goal) and flight.days:
        goal = replace(goal, target=goal.target * _common(data).days / flight.days)
    return goal


def _common(data: CampaignData) -> Window:
    """The days of the window that are in the flight."""
    return Window(max(data.campaign.start, data.window.start), min(data.campaign.end, data.window.end))


@dataclass(frozen=True, slots=True)
class Sides:
    """The days that a change is made of, and the sums of both sides."""

    days: Compared
    now: Totals
    before: Totals


def compared_of(data: CampaignData, *, growing: bool = False) -> Compared | None:
    """The days that changes are made of; None where the campaign did not run all through those before.

    What is known when a day is over is compared as it stands now. Sums that go on `growing` are compared at the same
    age or, where nobody knows how the days before looked then, of those days alone on which nothing is to come.
    """
    if data.previous.start < data.campaign.start:
        return None
    since = provisional_from(data) if growing else None
    return compared(data.window, whole_until(data), since, aged=data.aged is not None)


def line_of(key: str, data: CampaignData, now: Totals, sides: Mapping[bool, Sides | None]) -> Line:
    """A KPI over the window, and its change from one side to the other; `sides`: by whether its sums go on growing."""
    line, side = Line(read(key, now)), sides[grows(key, data)]
    if side is None:
        return line
    later, past = read(key, side.now).value, read(key, side.before).value
    if later is None or not past:
        return line
    change = later / past - 1
    return replace(line, change=change, days=side.days, holds=change_holds(key, data, side.days, up=change > 0))


def current(data: CampaignData) -> Totals:
    """The window's sums; what the plan has for it only where a goal asks."""
    asked = any(get(goal.kpi).denominator == "expected_spend" for goal in data.campaign.goals)
    return totals_of(data) if asked else sums_of(data, data.window)


def sides_of(data: CampaignData) -> dict[bool, Sides | None]:
    """The sums of the days that are compared, and of those that they are compared with."""
    return {growing: _sides(data, compared_of(data, growing=growing)) for growing in (False, True)}


def _sides(data: CampaignData, days: Compared | None) -> Sides | None:
    if days is None:
        return None
    return Sides(days, sums_of(data, days.now), sums_of(data, days.before, data.aged if days.aged else None))


def goals_of(data: CampaignData, now: Totals | None = None) -> tuple[Line, ...]:
    """The campaign's goals over the window, in their order; the sums, where they are at hand, need not be made anew."""
    now, sides = now or current(data), sides_of(data)
    return tuple(_held(goal, data, now, line_of(goal.kpi, data, now, sides)) for goal in data.campaign.goals)


def _held(goal: Goal, data: CampaignData, now: Totals, line: Line) -> Line:
    """The line with what it comes to beside its goal: nothing where the platforms count no more."""
    target = target_in_window(goal, data)
    lost = is_uncounted(goal.kpi, now, data.campaign, has_crm=data.has_crm)
    if is_total(goal):
        held = replace(line, goal=target)
        return held if lost else _on_course(target, data, held)
    promised = target.target or not goal.target  # outside the flight a sum was promised for no day
    met = goal_words.met(target, line.reading) if promised and not lost else None
    early = met is not None and _is_part(goal, data)
    early = early or (met is False and meets(target, line.reading, data) >= UNLIKELY)
    attained = goal_words.attainment(target, line.reading)
    return replace(line, goal=target, met=None if early else met, early=early, attainment=attained)


def _is_part(goal: Goal, data: CampaignData) -> bool:
    """Whether the KPI is of less than the window, for days that a platform has not told of."""
    kpi = get(goal.kpi)
    return not (kpi.crm_only and kpi.numerator != "spend") and bool(missing(data))


def _on_course(goal: Goal, data: CampaignData, line: Line) -> Line:
    led = course_of(goal, data) if _common(data).days else None
    if led is None:
        return line
    ahead = led.so_far if led.projected is None else led.projected
    attained = ahead / led.target if led.target else Decimal(1)
    return replace(line, met=led.met, early=led.met is None, attainment=attained, course=led)


def course_of(goal: Goal, data: CampaignData) -> Course | None:
    """Where a total stands over the flight so far; None before it began, and where nobody says what came."""
    if data.unread_before:
        return None
    flight, crm = Window(data.campaign.start, data.campaign.end), crm_heard(data)
    until = min(whole_until(data), flight.end)
    if counted_by_crm(goal.kpi, data) and crm is not None:
        until = min(until, crm)
    if goal.currency not in {None, data.client.currency} or until < flight.start or not data.flight_days:
        return None
    known = replace(data, days=data.flight_days, crm=data.flight_crm)
    by_day = _by_day(goal.kpi, known, Window(flight.start, until))
    if by_day is None:
        return None
    arrived = shares(goal.kpi, data, Window(flight.start, until))
    return course(goal.target, by_day, flight, until, arrived, money=goal.currency is not None)


def _by_day(key: str, data: CampaignData, days: Window) -> dict[date, Decimal] | None:
    """What came each day; None where it is not known of all of them together."""
    whole: Reading = read(key, sums_of(data, days))
    if whole.value is None:
        return None
    told = {row.day for row in data.days} | {row.day for row in data.crm}
    readings = {day: read(key, sums_of(data, Window(day, day))).value for day in told if day in days}
    return {day: value for day, value in readings.items() if value is not None}
