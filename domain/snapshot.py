"""The honest picture of one campaign and window: goals, KPIs, pace, days, and how old the data is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from domain.campaign_data import CampaignData, added, crm_heard, is_over, provisional_from, spend_by_day
from domain.counted import result_kpi
from domain.entities import Campaign, Client, leads_of_platforms, results_of
from domain.facts import CrmDay, DaySums
from domain.goal_lines import compared_of, current, goals_of, line_of, sides_of
from domain.incidents.finding import Finding
from domain.kpi import FOR_OBJECTIVE, Reading, Totals, read
from domain.money import Money
from domain.origin import Exchange, Origin
from domain.pacing.curve import Curve
from domain.pacing.limit import Limit, limited
from domain.pacing.pace import Pace, pace, plans
from domain.results import ResultKind
from domain.standing import Headline, Line, verdict
from domain.timeline import Did, Stepped
from domain.uncounted import is_uncounted
from domain.window import Window, local_day
from domain.words import Source

MOST_LINES = 5
LATELY = timedelta(days=28)
"""The days that tell how spend is divided among the platforms."""
Dated = TypeVar("Dated", DaySums, CrmDay)


@dataclass(frozen=True, slots=True)
class DayPoint:
    """One day of the chart. `results` are leads, revenue or clicks by objective.

    Both are None on a day without advertising rows, `results` also where the CRM has not answered since. `so_far`: the
    day was not over when that was told.
    """

    day: date
    spend_micros: int | None
    results: Decimal | None
    provisional: bool
    so_far: bool = False


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
    open: tuple[Finding, ...] = ()
    """What alerts are open about it, the most urgent first."""
    done: tuple[Did, ...] = ()
    alerted: tuple[Stepped, ...] = ()
    """What was changed and what fired on these days, where somebody has asked; for the agency alone."""

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


def headline_of(data: CampaignData, lines: Iterable[Line], today: date) -> Headline:
    """The verdict in one word; `lines` are the goals."""
    if data.campaign.start >= today and not data.days:
        return Headline.NOT_STARTED
    if not any(row.day in data.window for row in data.days):
        return Headline.NO_DATA
    if data.paused and not any(row.spend_micros for row in data.days if row.day in data.window):
        return Headline.PAUSED
    return verdict(lines)


def _series(data: CampaignData, result: str, today: date) -> tuple[DayPoint, ...]:
    rows, crm, heard, since = _by_day(data.days), _by_day(data.crm), crm_heard(data), provisional_from(data)
    points = []
    for day in data.window:
        answered = heard is not None and day <= heard
        sums = added(data, rows[day], crm[day], answered=answered)
        value = read(result, sums).value if rows[day] else None
        is_young = since is not None and day >= since
        points.append(DayPoint(day, sums.spend, value, is_young, not is_over(data, day, today)))
    return tuple(points)


def _by_day(rows: Iterable[Dated]) -> defaultdict[date, list[Dated]]:
    found: defaultdict[date, list[Dated]] = defaultdict(list)
    for row in rows:
        found[row.day].append(row)
    return found


def origin_of(data: CampaignData) -> Origin:
    """Where the numbers of the data come from."""
    since = provisional_from(data)
    return Origin(
        client=data.client,
        freshness=data.freshness,
        has_crm=data.has_crm,
        provisional_from=since if since and since <= data.window.end else None,
        fx=_fx(data),
        compared=compared_of(data),
        leads_of_platforms=leads_of_platforms(data.campaign, data.client),
        as_before=data.as_before,
        unread_before=data.unread_before,
    )


def _fx(data: CampaignData) -> tuple[Exchange, ...]:
    """What went into the conversions, by currency; the euro is what rates are given in and has none."""
    used = {row.currency for row in data.days} | {row.currency for row in data.crm} | {data.client.currency}
    if len(used) == 1:
        return ()
    rates = (data.rates.on(currency, data.window.end) for currency in sorted(used - {"EUR"}))
    return tuple(Exchange(rate, rate.published <= data.window.start) for rate in rates if rate is not None)


def pace_of(data: CampaignData, today: date) -> Pace:
    """The flight's pace; without data while its first days are still to be read, unless what was read is
    more than the budget."""
    flight, budget = Window(data.campaign.start, data.campaign.end), data.campaign.budget
    before = spend_by_day(data, data.earlier_days)
    if data.unread_before and sum(spend_by_day(data).values()) <= budget.micros:
        return _paced(budget, flight, (), today, data.campaign.curve, ())
    spent, curve = tuple(_flown(data).items()), data.campaign.curve
    found = _paced(budget, flight, spent, today, curve, tuple(before.items()))
    return _limited(found, data, max(flight.start, today)) if data.limits else found


def plans_of(data: CampaignData) -> dict[date, Money]:
    """What was planned for each day shown on its own morning; nothing outside the flight."""
    flight, spent = Window(data.campaign.start, data.campaign.end), spend_by_day(data, data.earlier_days) | _flown(data)
    return plans(data.campaign.budget, data.window, flight, spent, data.campaign.curve)


def _flown(data: CampaignData) -> dict[date, int]:
    """What each day of the flight cost. One that every platform has answered for without a row cost nothing: that is
    no gap."""
    spent, flight = spend_by_day(data), Window(data.campaign.start, data.campaign.end)
    answers = [fresh.heard(data.client.timezone) for fresh in data.freshness if not fresh.source.is_crm]
    if spent and answers and all(answers):
        heard = min(answer for answer in answers if answer)
        spent = dict.fromkeys(Window(flight.start, min(flight.end, heard - timedelta(days=1))), 0) | spent
    return spent


def _limited(found: Pace, data: CampaignData, first: date) -> Pace:
    """As far as the accounts' own budgets let it come: by where the money of the last weeks went."""
    currency, spent = data.campaign.budget.currency, dict[Source, int]()
    for row in (*data.earlier_days, *data.flight_days):
        if first - LATELY <= row.day < first:
            amount = data.rates.convert(row.spend_micros, row.currency, currency, row.day) or 0
            spent[row.source] = spent.get(row.source, 0) + amount
    whole, known = sum(spent.values()), list[Limit]()
    for one in data.limits:
        left = data.rates.convert(one.left.micros, one.left.currency, currency, first)
        known += [Limit(one.source, Money(left, currency))] if left is not None else []
    return limited(found, known, {source: one / whole for source, one in spent.items()} if whole else {}, first)


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
    sums, sides = current(data), sides_of(data)
    goals = goals_of(data, sums)
    headline, promised = headline_of(data, goals, today), {goal.kpi for goal in campaign.goals}
    usual = FOR_OBJECTIVE[campaign.objective]
    if results_of(campaign, data.client).of(ResultKind.DOWNLOAD):
        usual = (*usual[:3], "downloads", *usual[3:])
    told = (key for key in usual if not is_uncounted(key, sums, campaign, has_crm=data.has_crm))
    others = (key for key in told if key not in promised)
    missed = (line for line in goals if line.met is False)
    worst = min(missed, key=lambda line: line.attainment or Decimal(0), default=None)
    chosen = result_kpi(campaign, focus or (worst.reading.kpi if worst else None))
    lines = (*goals, *(line_of(key, data, sums, sides) for key in others))[:MOST_LINES]
    if headline is Headline.PAUSED:  # it is not worse than before: it is paused
        lines, goals = _unchanged(lines), _unchanged(goals)
    return Snapshot(
        data=data,
        totals=sums,
        headline=headline,
        goals=goals,
        lines=lines,
        worst=worst,
        pace=pace_of(data, today),
        series=_series(data, chosen, today),
        result_kpi=chosen,
        as_of=_as_of(data, now),
        origin=origin_of(data),
    )
