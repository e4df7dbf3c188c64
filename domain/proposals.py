"""Goals to begin with: from the account's own weeks, else from what an industry's campaigns reach on average.

Both are starting values, never truths: each keeps where it comes from, so that it can be shown beside the number.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from statistics import median

from domain.entities import Campaign, Comparator, Goal
from domain.kpi import FOR_OBJECTIVE, Direction, Totals, Unit, get, read
from domain.money import MICRO, Rate, Rates, micros
from domain.names import fold
from domain.window import Window
from domain.words import Objective, Origin, Source

DAYS = 91
"""What is looked back on: 13 whole weeks, the trailing quarter."""
WEEK = 7
LEAST_WEEKS = 4
EVERY_INDUSTRY = "ALL"
DOUBTFUL = "low"
_SEARCH = "search"
CURRENCY = "USD"
"""What the table's costs are in."""
_PLACES = {Unit.MONEY: Decimal("0.01"), Unit.PERCENT: Decimal("0.0001"), Unit.RATIO: Decimal("0.01")}
_YEAR = re.compile(r"20\d\d(?:-\d\d)?")


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One row of the industry table. `values` by KPI, as far as known: rates as fractions, costs in dollars."""

    source: Source
    campaign_type: str
    industry: str
    period: str
    region: str
    values: Mapping[str, Decimal]
    origin: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A goal and what it rests on: so many of the account's own weeks, or a benchmark.

    `weeks` and `window` are those of the account; `dollars` and `rate` say what a benchmark's amount was before it was
    converted.
    """

    goal: Goal
    window: Window | None = None
    weeks: int = 0
    benchmark: Benchmark | None = None
    dollars: Decimal | None = None
    rate: Rate | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What is proposed; `industry` as asked for ("" for none), `industries` those that something is known of."""

    campaign: Campaign
    proposals: Sequence[Proposal]
    industry: str
    industries: Sequence[str]


def weeks_before(today: date) -> list[Window]:
    """The whole weeks that are looked back on, the newest first; today is not over."""
    ends = (date.fromordinal(today.toordinal() - 1 - WEEK * back) for back in range(DAYS // WEEK))
    return [Window.trailing(end, WEEK) for end in ends]


def from_history(weeks: Sequence[tuple[Window, Totals]], objective: Objective) -> list[Proposal]:
    """The median week of each KPI that can be promised; none where fewer than four weeks say anything."""
    proposals = []
    for kpi in _promised(objective):
        readings = [(window, read(kpi, totals)) for window, totals in weeks]
        known = [(window, one.value, one.currency) for window, one in readings if one.value]
        if len(known) < LEAST_WEEKS:
            continue
        value = median(value for _, value, _ in known)
        whole = Window(min(window.start for window, _, _ in known), max(window.end for window, _, _ in known))
        goal = _goal(kpi, value, known[0][2], Origin.OWN_HISTORY)
        if goal:
            proposals.append(Proposal(goal, window=whole, weeks=len(known)))
    return proposals


@dataclass(frozen=True, slots=True)
class Market:
    """Whose benchmarks are asked for: the platforms, what the campaign is for, its industry ("" for all of them)."""

    sources: tuple[Source, ...]
    objective: Objective
    industry: str = ""


def from_industry(
    table: Iterable[Benchmark], market: Market, currency: str, rates: Rates, today: date
) -> list[Proposal]:
    """The newest trustworthy benchmark of each KPI: of the industry, else of all of them.

    Amounts are converted at the newest rate; left out where there is none. What is doubtful is never proposed.
    """
    rows = [row for row in table if row.confidence != DOUBTFUL and _fits(row, market)]
    proposals = []
    for kpi in _promised(market.objective):
        said = [row for row in rows if kpi in row.values]
        own = [row for row in said if market.industry and fold(row.industry) == fold(market.industry)]
        pool = own or [row for row in said if row.industry == EVERY_INDUSTRY]
        if pool:
            proposals += _of_benchmark(max(pool, key=_newness), kpi, currency, rates, today)
    return proposals


def industries(table: Iterable[Benchmark], sources: Sequence[Source]) -> list[str]:
    """The industries that something trustworthy is known of, by name."""
    known = {row.industry for row in table if row.source in sources and row.confidence != DOUBTFUL}
    return sorted(known - {EVERY_INDUSTRY})


def _promised(objective: Objective) -> list[str]:
    """Ratios with a good side: counts depend on the budget and are promised by people."""
    keys = dict.fromkeys((*FOR_OBJECTIVE[objective], "cpc"))
    return [key for key in keys if get(key).denominator and get(key).direction in {Direction.UP, Direction.DOWN}]


def _fits(row: Benchmark, market: Market) -> bool:
    in_feeds = "leads" if market.objective is Objective.LEADS else "traffic"
    return row.source in market.sources and row.campaign_type in {_SEARCH, in_feeds}


def _newness(row: Benchmark) -> tuple[str, str]:
    return max(_YEAR.findall(row.period), default=""), row.period


def _of_benchmark(row: Benchmark, kpi: str, currency: str, rates: Rates, today: date) -> list[Proposal]:
    value = row.values[kpi]
    if get(kpi).unit is not Unit.MONEY:
        goal = _goal(kpi, value, None, Origin.INDUSTRY)
        return [Proposal(goal, benchmark=row)] if goal else []
    converted = rates.convert(micros(value), CURRENCY, currency, today)
    if not converted:
        return []
    goal = _goal(kpi, Decimal(converted) / MICRO, currency, Origin.INDUSTRY)
    rate = rates.on(CURRENCY, today) if currency != CURRENCY else None
    return [Proposal(goal, benchmark=row, dollars=value, rate=rate)] if goal else []


def _goal(kpi: str, value: Decimal, currency: str | None, origin: Origin) -> Goal | None:
    """The goal at the value, rounded as people would write it; None for one that rounds to nothing."""
    row = get(kpi)
    rounded = value.quantize(_PLACES[row.unit], ROUND_HALF_EVEN).normalize()
    if rounded <= 0:
        return None
    comparator = Comparator.LE if row.direction is Direction.DOWN else Comparator.GE
    return Goal(kpi, comparator, Decimal(f"{rounded:f}"), currency if row.unit is Unit.MONEY else None, origin)
