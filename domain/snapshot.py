"""The honest picture of one campaign and window: goals, KPIs, pace, days, and how old the data is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from domain import goals as goal_words
from domain.entities import Campaign, Client, Goal
from domain.facts import CrmDay, DaySums, Freshness
from domain.kpi import FOR_OBJECTIVE, Reading, Totals, Undefined, get, read, total
from domain.money import MICRO, Money, Rates, micros
from domain.origin import Exchange, Origin
from domain.pacing.curve import Curve
from domain.pacing.pace import Pace, pace, planned_share
from domain.results import Recorded
from domain.window import Window, local_day
from domain.words import Objective

MOST_LINES = 5
GRACE = timedelta(days=1)
"""How far a CRM's last answer may lie behind a window and still speak for it."""
Dated = TypeVar("Dated", DaySums, CrmDay)


class Headline(StrEnum):
    """The verdict of a card in one word."""

    ON_TARGET = "on_target"
    OFF_TARGET = "off_target"
    MIXED = "mixed"
    NO_GOALS = "no_goals"
    NO_DATA = "no_data"
    NOT_STARTED = "not_started"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked about: a campaign of a client, over the days of a window, on the client's calendar day."""

    campaign: Campaign
    client: Client
    window: Window
    today: date


@dataclass(frozen=True, slots=True)
class CampaignData:
    """Everything known about a campaign over a window and the window before; sums by day, source and currency.

    `has_crm`: what a CRM counts is its to say, whether it has answered yet or not. `paused`: nothing of it may deliver
    as the platforms list it now.
    """

    campaign: Campaign
    client: Client
    window: Window
    previous: Window
    days: tuple[DaySums, ...]
    crm: tuple[CrmDay, ...]
    has_crm: bool
    freshness: tuple[Freshness, ...]
    rates: Rates
    flight_days: tuple[DaySums, ...] = ()
    earlier_days: tuple[DaySums, ...] = ()
    """The weeks before the flight, for what its weekdays usually cost."""
    paused: bool = False
    unanswered: tuple[Recorded, ...] = ()  # results of which nobody has said whether they count
    names: Mapping[str, str] = field(default_factory=dict)  # the accounts' own for what they record, by token


@dataclass(frozen=True, slots=True)
class Line:
    """A KPI on the card: its reading, the window before, the relative change, and its goal if it has one."""

    reading: Reading
    before: Reading
    change: Decimal | None
    goal: Goal | None = None
    met: bool | None = None
    attainment: Decimal | None = None


@dataclass(frozen=True, slots=True)
class DayPoint:
    """One day of the chart. `results` are leads, revenue or clicks by objective.

    Both are None on a day without advertising rows, `results` also where the CRM has not answered since.
    """

    day: date
    spend_micros: int | None
    results: Decimal | None
    provisional: bool


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a card shows. `lines` are at most five, goals first; `as_of` is the oldest source's last success.

    `totals` are the window's sums, which every number of the lines is read from.
    """

    data: CampaignData
    totals: Totals
    headline: Headline
    goals: tuple[Line, ...]
    lines: tuple[Line, ...]
    worst: Line | None
    pace: Pace
    series: tuple[DayPoint, ...]
    result_kpi: str
    as_of: datetime | None
    origin: Origin

    @property
    def campaign(self) -> Campaign:
        """The campaign shown."""
        return self.data.campaign

    @property
    def client(self) -> Client:
        """Its client."""
        return self.data.client

    @property
    def window(self) -> Window:
        """The days shown."""
        return self.data.window

    def reading(self, kpi: str) -> Reading:
        """Any KPI over the window, from the same sums as the lines."""
        return read(kpi, self.totals)


def crm_heard(data: CampaignData) -> date | None:
    """The day up to which the CRM has spoken, in the client's time zone: of several accounts that of the oldest answer,
    for half of them count half; None when one of them has never answered.

    date.max where nothing is known of its age. Days after it are not zeros: nobody has asked for them yet.
    """
    ages = [fresh.last_success for fresh in data.freshness if fresh.source.is_crm]
    known = [age for age in ages if age is not None]
    if len(known) < len(ages):
        return None
    return local_day(min(known), data.client.timezone) if known else date.max


def _answered(data: CampaignData, window: Window) -> bool:
    """Whether the CRM speaks for the window: a day behind is the night's poll to come, more is an outage."""
    heard = crm_heard(data)
    return heard is not None and window.end - GRACE <= heard


def sums_of(data: CampaignData, window: Window) -> Totals:
    """The sums of some days of the data in the client's currency; what a CRM counts that is silent is unknown."""
    days = (row for row in data.days if row.day in window)
    crm = (row for row in data.crm if row.day in window)
    answered = _answered(data, window)
    sums = total(days, crm, data.rates, data.client.currency, has_crm=data.has_crm, crm_answered=answered)
    return replace(sums, silence=Undefined.NOT_STARTED) if window.end < data.campaign.start else sums


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


def _share(data: CampaignData) -> tuple[int, int]:
    """Days of the window that are in the flight, and days of the flight."""
    flight = Window(data.campaign.start, data.campaign.end)
    common = Window(max(flight.start, data.window.start), min(flight.end, data.window.end))
    return common.days, flight.days


def target_in_window(goal: Goal, data: CampaignData) -> Goal:
    """The goal in the client's currency, and a sum's target cut to the window's share of the flight.

    Without a rate it stays in its own currency, and nothing is compared with it.
    """
    if goal.currency and goal.currency != data.client.currency:
        converted = data.rates.convert(micros(goal.target), goal.currency, data.client.currency, data.window.end)
        if converted is not None:
            goal = replace(goal, target=Decimal(converted) / MICRO, currency=data.client.currency)
    inside, flight = _share(data)
    if get(goal.kpi).additive and flight:
        goal = replace(goal, target=goal.target * inside / flight)
    return goal


def _line(key: str, data: CampaignData, now: Totals, before: Totals, goal: Goal | None = None) -> Line:
    """Nothing is compared with a window before that the campaign did not run all through."""
    reading, past = read(key, now), read(key, before)
    comparable = data.previous.start >= data.campaign.start
    change = reading.value / past.value - 1 if comparable and reading.value is not None and past.value else None
    if goal is None:
        return Line(reading, past, change)
    target = target_in_window(goal, data)
    promised = target.target or not goal.target  # outside the flight a sum was promised for no day
    met = goal_words.met(target, reading) if promised else None
    return Line(reading, past, change, target, met, goal_words.attainment(target, reading))


def _current(data: CampaignData) -> Totals:
    """The window's sums; what the plan has for it only where a goal asks."""
    asked = any(get(goal.kpi).denominator == "expected_spend" for goal in data.campaign.goals)
    return totals_of(data) if asked else sums_of(data, data.window)


def goals_of(data: CampaignData, now: Totals | None = None, before: Totals | None = None) -> tuple[Line, ...]:
    """The campaign's goals over the window, in their order; the sums, where they are at hand, need not be made anew."""
    now, before = now or _current(data), before or sums_of(data, data.previous)
    return tuple(_line(goal.kpi, data, now, before, goal) for goal in data.campaign.goals)


def headline_of(data: CampaignData, lines: Iterable[Line], today: date) -> Headline:
    """The verdict in one word; `lines` are the goals."""
    if data.campaign.start >= today and not data.days:
        return Headline.NOT_STARTED
    if not any(row.day in data.window for row in data.days):
        return Headline.NO_DATA
    if data.paused and not any(row.spend_micros for row in data.days if row.day in data.window):
        return Headline.PAUSED
    return verdict(lines)


def verdict(goals: Iterable[Line]) -> Headline:
    """What the goals amount to in one word, where there is data to judge them on."""
    verdicts = {line.met for line in goals}
    if not verdicts:
        return Headline.NO_GOALS
    if verdicts <= {None}:
        return Headline.NO_DATA
    if False not in verdicts:
        return Headline.ON_TARGET
    return Headline.MIXED if True in verdicts else Headline.OFF_TARGET


def _series(data: CampaignData, result: str, provisional_from: date | None) -> tuple[DayPoint, ...]:
    rows, crm, heard = _by_day(data.days), _by_day(data.crm), crm_heard(data)
    points = []
    for day in data.window:
        answered = heard is not None and day <= heard
        sums = total(rows[day], crm[day], data.rates, data.client.currency, has_crm=data.has_crm, crm_answered=answered)
        value = read(result, sums).value if rows[day] else None
        points.append(DayPoint(day, sums.spend, value, provisional_from is not None and day >= provisional_from))
    return tuple(points)


def _by_day(rows: Iterable[Dated]) -> defaultdict[date, list[Dated]]:
    found: defaultdict[date, list[Dated]] = defaultdict(list)
    for row in rows:
        found[row.day].append(row)
    return found


_COUNTED = {
    "cpl": "leads",
    "leads": "leads",
    "cpa": "conversions",
    "conversions": "conversions",
    "cpc": "clicks",
    "clicks": "clicks",
    "roas": "revenue",
    "revenue": "revenue",
    "cost_per_customer": "new_customers",
    "lead_to_customer": "new_customers",
    "sql_to_customer": "new_customers",
    "new_customers": "new_customers",
    "cost_per_mql": "mqls",
    "lead_to_mql": "mqls",
    "mqls": "mqls",
    "cost_per_sql": "sqls",
    "mql_to_sql": "sqls",
    "sqls": "sqls",
}
"""The sum whose days show how a goal is missed."""


def result_kpi(campaign: Campaign, missed: str | None = None) -> str:
    """What the chart shows by day: the sum behind the goal that is missed, else what the campaign is run for."""
    usual = {Objective.LEADS: "leads", Objective.SALES: "revenue"}.get(campaign.objective, "clicks")
    return _COUNTED.get(missed or "", usual)


def _provisional_from(data: CampaignData) -> date | None:
    return min((fresh.provisional_from for fresh in data.freshness if fresh.provisional_from), default=None)


def origin_of(data: CampaignData) -> Origin:
    """Where the numbers of the data come from."""
    since = _provisional_from(data)
    return Origin(
        client=data.client,
        freshness=data.freshness,
        has_crm=data.has_crm,
        provisional_from=since if since and since <= data.window.end else None,
        fx=_fx(data),
        previous=data.previous,
    )


def _fx(data: CampaignData) -> tuple[Exchange, ...]:
    """What went into the conversions, by currency; the euro is what rates are given in and has none."""
    used = {row.currency for row in data.days} | {row.currency for row in data.crm} | {data.client.currency}
    if len(used) == 1:
        return ()
    rates = (data.rates.on(currency, data.window.end) for currency in sorted(used - {"EUR"}))
    return tuple(Exchange(rate, rate.published <= data.window.start) for rate in rates if rate is not None)


def spend_by_day(data: CampaignData, rows: Iterable[DaySums] | None = None) -> dict[date, int]:
    """Micros of the budget's currency by day of the flight; empty when a day has no rate: half a sum misleads."""
    spent: dict[date, int] = {}
    for row in data.flight_days if rows is None else rows:
        amount = data.rates.convert(row.spend_micros, row.currency, data.campaign.budget.currency, row.day)
        if amount is None:
            return {}
        spent[row.day] = spent.get(row.day, 0) + amount
    return spent


def pace_of(data: CampaignData, today: date) -> Pace:
    """The flight's pace. A day that every platform has answered for without a row cost nothing: that is no gap."""
    spent, flight = spend_by_day(data), Window(data.campaign.start, data.campaign.end)
    answers = [fresh.last_success for fresh in data.freshness if not fresh.source.is_crm]
    if spent and answers and all(answers):
        heard = min(local_day(answer, data.client.timezone) for answer in answers if answer)
        spent = dict.fromkeys(Window(flight.start, min(flight.end, heard - timedelta(days=1))), 0) | spent
    before = spend_by_day(data, data.earlier_days)
    budget, curve = data.campaign.budget, data.campaign.curve
    return _paced(budget, flight, tuple(spent.items()), today, curve, tuple(before.items()))


@lru_cache(maxsize=128)
def _paced(
    budget: Money,
    flight: Window,
    spent: tuple[tuple[date, int], ...],
    today: date,
    curve: Curve,
    before: tuple[tuple[date, int], ...],
) -> Pace:
    """The pace, kept: 5 ms of statistics that come to the same until a day is over or its spend is corrected."""
    return pace(budget, flight, dict(spent), today, curve=curve, before=dict(before))


def _as_of(data: CampaignData, now: datetime) -> datetime | None:
    """The oldest source's last success, never after `now`; None while one has never answered."""
    ages = [fresh.last_success for fresh in data.freshness]
    known = [age for age in ages if age]
    return min(*known, now) if known and len(known) == len(ages) else None


def _unchanged(lines: Iterable[Line]) -> tuple[Line, ...]:
    """What nothing is said of but its value: neither a goal nor the window before."""
    return tuple(replace(line, met=None, change=None) for line in lines)


def build(data: CampaignData, now: datetime, focus: str | None = None) -> Snapshot:
    """The snapshot at the aware instant `now`. `focus` is the KPI that its chart must explain (default: the worst)."""
    campaign, today = data.campaign, local_day(now, data.client.timezone)
    current, before = _current(data), sums_of(data, data.previous)
    goals = goals_of(data, current, before)
    headline, promised = headline_of(data, goals, today), {goal.kpi for goal in campaign.goals}
    others = (key for key in FOR_OBJECTIVE[campaign.objective] if key not in promised)
    missed = (line for line in goals if line.met is False)
    worst = min(missed, key=lambda line: line.attainment or Decimal(0), default=None)
    chosen = result_kpi(campaign, focus or (worst.reading.kpi if worst else None))
    lines = (*goals, *(_line(key, data, current, before) for key in others))[:MOST_LINES]
    if headline is Headline.PAUSED:  # it is not worse than before: it is paused
        lines, goals = _unchanged(lines), _unchanged(goals)
    return Snapshot(
        data=data,
        totals=current,
        headline=headline,
        goals=goals,
        lines=lines,
        worst=worst,
        pace=pace_of(data, today),
        series=_series(data, chosen, _provisional_from(data)),
        result_kpi=chosen,
        as_of=_as_of(data, now),
        origin=origin_of(data),
    )
