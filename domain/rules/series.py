"""From what was known of a campaign to the one series that a goal is judged on: results, and the effort behind them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from domain.arrival import SCATTER
from domain.detection.known import Known
from domain.detection.setting import Aim
from domain.entities import Comparator, Goal
from domain.evidence import Cohorts, Grid, Triangle
from domain.kpi import Direction, Kpi, get, is_claimed
from domain.money import MICRO
from domain.rules.inputs import CampaignEvidence
from domain.window import local_day
from domain.words import Claim

PLATFORM = ("spend", "impressions", "clicks", "conversions", "revenue", "leads")
_GRIDS: Mapping[str, Callable[[Triangle], Grid]] = {
    "spend": lambda t: t.spend_micros / MICRO,
    "impressions": lambda t: t.impressions,
    "clicks": lambda t: t.clicks,
    "conversions": lambda t: t.conversions_micros / MICRO,
    "revenue": lambda t: t.value_micros / MICRO,
    "leads": lambda t: t.leads_micros / MICRO,
}
_COHORTS: Mapping[str, Callable[[Cohorts], Grid]] = {
    "leads": lambda c: c.leads,
    "mqls": lambda c: c.mqls,
    "sqls": lambda c: c.sqls,
    "customers": lambda c: c.customers,
    "revenue": lambda c: c.revenue_micros / MICRO,
}
_OF_LEADS = frozenset(_COHORTS) - {"leads"}
PLANNED = "planned"
"""The effort behind a sum: the flight's plan, of which each day has its share."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What counts as results and as effort for a KPI, and what it is called: a key of the KPI catalogue."""

    results: str
    effort: str
    named: str


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """What is judged: the triangle of one KPI, and what the goal asks for.

    `unit` is what one result of `known` stands for: money is counted in sales of twice the mean size, for sums of few
    large amounts say less than as many results (n_eff = n / (1 + cv^2), with a coefficient of variation about one).
    `spend` is what each day of `known` cost, as it is known now: NaN where it is not, or nobody says. `by_lead`: the
    results of a day are what its leads have brought since. `claim`: whose word they are, where a CRM counts as well.
    """

    pair: Pair
    known: Known
    aim: Aim
    goal: Goal
    unit: float = 1.0
    spend: Grid = field(default_factory=lambda: np.zeros(0))
    by_lead: bool = False
    claim: Claim | None = None

    def cost(self, first: int, end: int) -> float:
        """Spend of the days from `first` on, before `end` (ordinals)."""
        days = self.known.days[: self.spend.size]
        return float(np.nansum(np.where((days >= first) & (days < end), self.spend, 0.0)))


_NAMED = {"customers": "new_customers"}
_COST_OF = frozenset({"conversions", "leads", "downloads", "mqls", "sqls", "customers", "clicks", "impressions"})


def pair_of(kpi_key: str) -> Pair | None:
    """The pair behind a KPI of the catalogue; None for what is no such pair (spend, pace)."""
    kpi = get(kpi_key)
    top, bottom = kpi.numerator, kpi.denominator
    if kpi.direction is Direction.BAND or kpi.key in {"spend", "impressions"}:
        return None
    if not bottom:
        return Pair(top, PLANNED, _NAMED.get(top, top))
    if top == "spend":
        return Pair(bottom, "spend", _NAMED.get(bottom, bottom)) if bottom in _COST_OF else None
    return Pair(top, bottom, _NAMED.get(top, top))


def is_of_crm(kpi_key: str, claim: Claim | None) -> bool:
    """Whether a CRM counts part of it, where there is one; leads and downloads are by this `claim` (None: as ever)."""
    pair, kpi = pair_of(kpi_key), get(kpi_key)
    if kpi.counts_downloads:
        return claim is Claim.CRM
    if pair is None or (claim is Claim.PLATFORM and kpi.counts_leads):
        return False
    return not {pair.results, pair.effort}.isdisjoint(_COHORTS)


def is_judgeable(goal: Goal) -> bool:
    """Whether the goal asks for more of what is good; the reverse is no promise that one could miss."""
    kpi = get(goal.kpi)
    down = goal.comparator in {Comparator.LT, Comparator.LE}
    return pair_of(goal.kpi) is not None and down == (kpi.direction is Direction.DOWN)


def series(view: CampaignEvidence, goal: Goal, tolerance: float) -> Series | None:
    """The series of the goal, in the client's currency; None of a total, and where its currency has no rate or nobody
    counts it."""
    pair, target = pair_of(goal.kpi), _target(view, goal)
    if pair is None or pair.effort == PLANNED or target is None or target <= 0:
        return None
    kpi = get(goal.kpi)
    results, effort = (_grid(view, name, kpi) for name in (pair.results, pair.effort))
    if results is None or effort is None:
        return None
    rate = kpi.per / target if kpi.numerator == "spend" else target
    unit = _sale(view, results) if pair.results == "revenue" else 1.0
    spend = view.triangle.spend_micros[-1] / MICRO if view.triangle.looks else np.zeros(0)
    by_lead = view.cohorts is not None and pair.results in _OF_LEADS
    known, aim = known_of(view, results / unit, effort), Aim(rate / unit, tolerance)
    return Series(pair, known, aim, goal, unit, spend, by_lead, claim_of(view, kpi))


def claim_of(view: CampaignEvidence, kpi: Kpi) -> Claim | None:
    """Whose word the KPI is, where a CRM counts beside the platforms, or is to."""
    if kpi.counts_downloads:
        return Claim.CRM if view.counts(kpi.key) is Claim.CRM else None
    theirs = _of_platforms(view, kpi)
    if not is_claimed(kpi) or (view.cohorts is None and not (theirs and view.campaign.asks_crm)):
        return None
    return Claim.CRM if kpi.from_crm and not theirs else Claim.PLATFORM


def _of_platforms(view: CampaignEvidence, kpi: Kpi) -> bool:
    """Whether its leads are the platforms': of what becomes of leads, which only a CRM knows, they are its own."""
    return kpi.counts_leads and view.counts(kpi.key) is Claim.PLATFORM


def _sale(view: CampaignEvidence, revenue: Grid) -> float:
    """What counts as one result of a sum of money: SCATTER times the mean sale; all of it where none is counted."""
    sales = view.cohorts.customers if view.cohorts is not None else view.triangle.conversions_micros / MICRO
    if not revenue.shape[0]:
        return 1.0
    total, count = float(np.nansum(revenue[-1])), float(np.nansum(sales[-1]))
    return SCATTER * total / count if total > 0 and count > 0 else max(total, 1.0)


def _target(view: CampaignEvidence, goal: Goal) -> float | None:
    currency = goal.currency or view.client.currency
    if get(goal.kpi).unit.value != "money" or currency == view.client.currency:
        return float(goal.target)
    converted = view.rates.convert(int(goal.target * MICRO), currency, view.client.currency, view.today)
    return None if converted is None else converted / MICRO


def _grid(view: CampaignEvidence, name: str, kpi: Kpi) -> Grid | None:
    """A CRM that is asked counts leads and what becomes of them, heard or not; else the platforms' word stands, or of
    leads where theirs leads."""
    if name == "downloads":
        return _downloads(view, kpi)
    if name == "leads" and _of_platforms(view, kpi):
        return _GRIDS[name](view.triangle)
    if name in _COHORTS and (view.cohorts is not None or view.campaign.asks_crm):
        return None if view.cohorts is None else _COHORTS[name](view.cohorts)
    return _GRIDS[name](view.triangle) if name in _GRIDS else None


def _downloads(view: CampaignEvidence, kpi: Kpi) -> Grid | None:
    """By forms of a CRM where there are any, which then counts them alone; None where nobody has said what one is."""
    if view.counts(kpi.key) is Claim.CRM:
        return None if view.cohorts is None else view.cohorts.downloads
    told = view.triangle.downloads_micros
    return None if told is None else told / MICRO


def known_of(view: CampaignEvidence, results: Grid, effort: Grid) -> Known:
    """The triangle by calendar days. A morning without a look knows what the one before knew, and is not fresh.

    A look speaks of the days before its own: of these it says all, so that a figure is as old as its day.
    """
    zone = view.client.timezone
    mornings = [local_day(look, zone).toordinal() for look in view.triangle.looks]
    return known_at(mornings, view.triangle.days, results, effort)


def known_at(mornings: list[int], days: tuple[date, ...], results: Grid, effort: Grid) -> Known:
    """`mornings` are the ordinals of the looks, ascending; one look a day at most."""
    none = np.zeros(0, dtype=np.int64)
    if not mornings or not days:
        return Known(none, none, np.zeros((0, 0)), np.zeros((0, 0)), np.zeros((0, 0), np.int64), none.astype(np.bool_))
    looks = np.arange(mornings[0], mornings[-1] + 1, dtype=np.int64)
    columns = np.array([day.toordinal() for day in days], dtype=np.int64)
    row = np.searchsorted(np.array(mornings), looks, side="right") - 1
    told = np.array(mornings)[row]
    past = columns[None, :] < told[:, None]
    seen = np.where(past, results[row], np.nan)
    spent = np.where(past, effort[row], np.nan)
    known = ~(np.isnan(seen) | np.isnan(spent))
    ages = np.where(known, told[:, None] - columns[None, :], 0)
    return Known(looks, columns, np.where(known, seen, np.nan), np.where(known, spent, np.nan), ages, told == looks)
