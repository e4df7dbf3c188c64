"""The honest picture of one campaign and window: goals, KPIs, pace, days, and how old the data is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from domain import goals as goal_words
from domain.entities import Campaign, Client, Goal
from domain.facts import CrmDay, DaySums, Freshness
from domain.kpi import FOR_OBJECTIVE, Reading, Totals, get, read, total
from domain.money import Rate, Rates
from domain.pace import Pace, pace
from domain.window import Window, local_day
from domain.words import Objective

MOST_LINES = 5


class Headline(StrEnum):
    """The verdict of a card in one word."""

    ON_TARGET = "on_target"
    OFF_TARGET = "off_target"
    MIXED = "mixed"
    NO_GOALS = "no_goals"
    NO_DATA = "no_data"
    NOT_STARTED = "not_started"


@dataclass(frozen=True, slots=True)
class CampaignData:
    """Everything known about a campaign over a window and the window before; sums by day, source and currency."""

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
    """One day of the chart. `results` are leads, customers or clicks by objective; None where no source says."""

    day: date
    spend_micros: int | None
    results: Decimal | None
    provisional: bool


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a card shows. `lines` are at most five, goals first; `as_of` is the oldest source's last success."""

    data: CampaignData
    headline: Headline
    goals: tuple[Line, ...]
    lines: tuple[Line, ...]
    worst: Line | None
    pace: Pace
    series: tuple[DayPoint, ...]
    result_kpi: str
    provisional_from: date | None
    as_of: datetime | None
    fx: tuple[Rate, ...]

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


def _totals(data: CampaignData, window: Window, expected_spend: int | None) -> Totals:
    days = (row for row in data.days if row.day in window)
    crm = (row for row in data.crm if row.day in window)
    sums = total(days, crm, data.rates, data.client.currency, has_crm=data.has_crm)
    return replace(sums, expected_spend=expected_spend)


def totals_of(data: CampaignData) -> Totals:
    """The window's sums in the client's currency."""
    return _totals(data, data.window, _expected_spend(data, data.window))


def _expected_spend(data: CampaignData, window: Window) -> int | None:
    flight = Window(data.campaign.start, data.campaign.end)
    inside = sum(1 for day in window if day in flight)
    budget = data.rates.convert(
        data.campaign.budget.micros, data.campaign.budget.currency, data.client.currency, window.end
    )
    return None if budget is None or not flight.days else budget * inside // flight.days


def target_in_window(goal: Goal, data: CampaignData) -> Goal:
    """The goal in the client's currency, and a count's target cut to the window's share of the flight."""
    if goal.currency and goal.currency != data.client.currency:
        micros = data.rates.convert(int(goal.target * 10**6), goal.currency, data.client.currency, data.window.end)
        if micros is not None:
            goal = replace(goal, target=Decimal(micros) / 10**6, currency=data.client.currency)
    kpi = get(goal.kpi)
    flight = Window(data.campaign.start, data.campaign.end)
    if kpi.additive and flight.days:
        inside = sum(1 for day in data.window if day in flight)
        goal = replace(goal, target=goal.target * inside / flight.days)
    return goal


def _line(key: str, now: Totals, before: Totals, goal: Goal | None) -> Line:
    reading, past = read(key, now), read(key, before)
    change = reading.value / past.value - 1 if reading.value is not None and past.value else None
    met = goal_words.met(goal, reading) if goal else None
    return Line(reading, past, change, goal, met, goal_words.attainment(goal, reading) if goal else None)


def _headline(data: CampaignData, lines: Iterable[Line], today: date) -> Headline:
    if data.campaign.start >= today and not data.days:
        return Headline.NOT_STARTED
    if not any(row.day in data.window for row in data.days):
        return Headline.NO_DATA
    verdicts = {line.met for line in lines}
    if not verdicts:
        return Headline.NO_GOALS
    if verdicts <= {None}:
        return Headline.NO_DATA
    if False not in verdicts:
        return Headline.ON_TARGET
    return Headline.MIXED if True in verdicts else Headline.OFF_TARGET


def _series(data: CampaignData, result: str, provisional_from: date | None) -> tuple[DayPoint, ...]:
    points = []
    for day in data.window:
        rows = [row for row in data.days if row.day == day]
        crm = [row for row in data.crm if row.day == day]
        sums = total(rows, crm, data.rates, data.client.currency, has_crm=data.has_crm)
        value = read(result, sums).value if rows else None
        points.append(DayPoint(day, sums.spend, value, provisional_from is not None and day >= provisional_from))
    return tuple(points)


def result_kpi(campaign: Campaign) -> str:
    """The count that a campaign of this objective is run for."""
    return {Objective.LEADS: "leads", Objective.SALES: "revenue"}.get(campaign.objective, "clicks")


def _fx(data: CampaignData) -> tuple[Rate, ...]:
    used = {row.currency for row in data.days} | {row.currency for row in data.crm}
    foreign = used - {data.client.currency}
    rates = (data.rates.on(currency, data.window.end) for currency in sorted(foreign))
    return tuple(rate for rate in rates if rate is not None)


def spend_by_day(data: CampaignData) -> dict[date, int]:
    """Micros of the budget's currency by day of the flight; days without a rate are left out."""
    spent: dict[date, int] = {}
    for row in data.flight_days:
        micros = data.rates.convert(row.spend_micros, row.currency, data.campaign.budget.currency, row.day)
        if micros is not None:
            spent[row.day] = spent.get(row.day, 0) + micros
    return spent


def build(data: CampaignData, now: datetime) -> Snapshot:
    """The snapshot at the aware instant `now`."""
    today = local_day(now, data.client.timezone)
    provisional = min((f.provisional_from for f in data.freshness if f.provisional_from), default=None)
    current = totals_of(data)
    before = _totals(data, data.previous, None)
    goals = tuple(_line(goal.kpi, current, before, target_in_window(goal, data)) for goal in data.campaign.goals)
    promised = {line.reading.kpi for line in goals}
    others = (key for key in FOR_OBJECTIVE[data.campaign.objective] if key not in promised)
    lines = (*goals, *(_line(key, current, before, None) for key in others))[:MOST_LINES]
    missed = [line for line in goals if line.met is False]
    ages = [f.last_success for f in data.freshness]
    flight = Window(data.campaign.start, data.campaign.end)
    chosen = result_kpi(data.campaign)
    return Snapshot(
        data=data,
        headline=_headline(data, goals, today),
        goals=goals,
        lines=lines,
        worst=min(missed, key=lambda line: line.attainment or Decimal(0), default=None),
        pace=pace(data.campaign.budget, flight, spend_by_day(data), today),
        series=_series(data, chosen, provisional),
        result_kpi=chosen,
        provisional_from=provisional if provisional and provisional <= data.window.end else None,
        as_of=min(age for age in ages if age) if ages and all(ages) else None,
        fx=_fx(data),
    )


def usual_window(campaign: Campaign, today: date) -> Window:
    """What is shown when nobody says which days: the last seven of the flight; all of it once it has ended."""
    if today > campaign.end:
        return Window(campaign.start, campaign.end)
    return default_window(campaign.start, today)


def default_window(data_start: date, today: date) -> Window:
    """The trailing seven complete days, cut to the campaign's start; today alone on its first day."""
    end = today - timedelta(days=1)
    start = max(data_start, end - timedelta(days=6))
    return Window(start, end) if start <= end else Window(today, today)
