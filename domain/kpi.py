"""The KPI catalogue and how a KPI is read from sums.

Ratios come from sums, never from ratios; an undefined KPI stays undefined, with the reason.
Formulas and names: the field's standard terms.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import reduce

from domain.errors import InvalidInput
from domain.facts import CrmDay, DaySums, plus
from domain.languages import LANGUAGES
from domain.money import MICRO, Rates
from domain.names import fold
from domain.words import Claim, Objective


class Unit(StrEnum):
    """How a reading is written."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    RATIO = "ratio"


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    BAND = "band"
    NEUTRAL = "neutral"


class Undefined(StrEnum):
    """Why a reading has no value."""

    NO_DATA = "no_data"
    NO_DENOMINATOR = "no_denominator"
    NO_RATE = "no_rate"
    NO_SOURCE = "no_source"
    NOT_COUNTED = "not_counted"
    NOT_SAID = "not_said"
    NOT_STARTED = "not_started"


@dataclass(frozen=True, slots=True)
class Kpi:
    """One row of the catalogue. `numerator` and `denominator` name fields of `Totals`; `per` scales the ratio."""

    key: str
    unit: Unit
    direction: Direction
    numerator: str
    denominator: str = ""
    per: int = 1
    from_crm: bool = False
    crm_only: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Its names in every language, and what else people type for it."""
        read = (language.kpis[self.key] for language in LANGUAGES.values())
        return (*read, *(word for language in LANGUAGES.values() for word in language.called.get(self.key, ())))

    @property
    def counts_leads(self) -> bool:
        """Whether leads are all that it counts: whose count of them leads may be said (`leads_from`)."""
        return "leads" in {self.numerator, self.denominator} and not self.crm_only

    @property
    def counts_downloads(self) -> bool:
        """Whether downloads are what it counts."""
        return "downloads" in {self.numerator, self.denominator}

    @property
    def additive(self) -> bool:
        """Whether values may be added over days and campaigns."""
        return not self.denominator


_ROWS = (
    Kpi("impressions", Unit.COUNT, Direction.NEUTRAL, "impressions"),
    Kpi("clicks", Unit.COUNT, Direction.UP, "clicks"),
    Kpi("ctr", Unit.PERCENT, Direction.UP, "clicks", denominator="impressions"),
    Kpi("cpc", Unit.MONEY, Direction.DOWN, "spend", denominator="clicks"),
    Kpi("cpm", Unit.MONEY, Direction.DOWN, "spend", denominator="impressions", per=1000),
    Kpi("spend", Unit.MONEY, Direction.NEUTRAL, "spend"),
    Kpi("conversions", Unit.COUNT, Direction.UP, "conversions"),
    Kpi("cvr", Unit.PERCENT, Direction.UP, "conversions", denominator="clicks"),
    Kpi("cpa", Unit.MONEY, Direction.DOWN, "spend", denominator="conversions"),
    Kpi("leads", Unit.COUNT, Direction.UP, "leads", from_crm=True),
    Kpi("cpl", Unit.MONEY, Direction.DOWN, "spend", denominator="leads", from_crm=True),
    Kpi("downloads", Unit.COUNT, Direction.UP, "downloads"),
    Kpi("cost_per_download", Unit.MONEY, Direction.DOWN, "spend", denominator="downloads"),
    Kpi("revenue", Unit.MONEY, Direction.UP, "revenue", from_crm=True),
    Kpi("roas", Unit.RATIO, Direction.UP, "revenue", denominator="spend", from_crm=True),
    Kpi("mqls", Unit.COUNT, Direction.UP, "mqls", from_crm=True, crm_only=True),
    Kpi("cost_per_mql", Unit.MONEY, Direction.DOWN, "spend", denominator="mqls", from_crm=True, crm_only=True),
    Kpi("lead_to_mql", Unit.PERCENT, Direction.UP, "mqls", denominator="leads", from_crm=True, crm_only=True),
    Kpi("sqls", Unit.COUNT, Direction.UP, "sqls", from_crm=True, crm_only=True),
    Kpi("cost_per_sql", Unit.MONEY, Direction.DOWN, "spend", denominator="sqls", from_crm=True, crm_only=True),
    Kpi("mql_to_sql", Unit.PERCENT, Direction.UP, "sqls", denominator="mqls", from_crm=True, crm_only=True),
    Kpi("new_customers", Unit.COUNT, Direction.UP, "customers", from_crm=True, crm_only=True),
    Kpi(
        "cost_per_customer", Unit.MONEY, Direction.DOWN, "spend", denominator="customers", from_crm=True, crm_only=True
    ),
    Kpi("lead_to_customer", Unit.PERCENT, Direction.UP, "customers", denominator="leads", from_crm=True, crm_only=True),
    Kpi("sql_to_customer", Unit.PERCENT, Direction.UP, "customers", denominator="sqls", from_crm=True, crm_only=True),
    Kpi("pace", Unit.PERCENT, Direction.BAND, "spend", denominator="expected_spend"),
)

CATALOGUE: Mapping[str, Kpi] = {row.key: row for row in _ROWS}

FOR_OBJECTIVE: Mapping[Objective, tuple[str, ...]] = {
    Objective.LEADS: ("spend", "leads", "cpl", "cvr", "ctr"),
    Objective.SALES: ("spend", "revenue", "roas", "new_customers", "cvr"),
    Objective.TRAFFIC: ("spend", "clicks", "cpc", "ctr", "conversions"),
    Objective.AWARENESS: ("spend", "impressions", "cpm", "clicks", "ctr"),
}


def is_claimed(kpi: Kpi) -> bool:
    """Whether it must be said whose word the number is: the CRM's or the platforms'."""
    return kpi.from_crm or "conversions" in {kpi.numerator, kpi.denominator}


_BY_NAME = {fold(name).replace("-", " "): row for row in _ROWS for name in (*row.names, row.key.replace("_", " "))}


def get(key: str) -> Kpi:
    """The catalogue's row by key or by its name in any of the languages; InvalidInput naming the keys otherwise."""
    found = CATALOGUE.get(key) or _BY_NAME.get(" ".join(re.split(r"[\s_-]+", fold(key))))
    if found is None:
        raise InvalidInput("kpi", "kpi", key, ", ".join(CATALOGUE))
    return found


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of a window in one currency; money in micros, fractional counts in micros. None: no source says.

    `unrated` names the fields that are None for want of an exchange rate: a part of a sum is not the sum.
    `unsaid` names those of which a source says nothing, as a file without that column. `silence` is why the others are.
    `claim` is whose word the rest is, `leads_claim` and `downloads_claim` whose those are; `crm_leads` are what the CRM
    counts anyway.
    """

    currency: str
    impressions: int | None = None
    clicks: int | None = None
    spend: int | None = None
    conversions: int | None = None
    downloads: int | None = None
    platform_leads: int | None = None
    platform_revenue: int | None = None
    leads: int | None = None
    revenue: int | None = None
    customers: int | None = None
    mqls: int | None = None
    sqls: int | None = None
    expected_spend: int | None = None
    claim: Claim = Claim.PLATFORM
    leads_claim: Claim = Claim.PLATFORM
    downloads_claim: Claim = Claim.PLATFORM
    crm_leads: int | None = None
    unrated: frozenset[str] = frozenset()
    unsaid: frozenset[str] = frozenset()
    silence: Undefined = Undefined.NO_DATA


@dataclass(frozen=True, slots=True)
class Reading:
    """A KPI of a window, as it has been received. `value`: money in currency units, percent as a fraction, counts and
    factors as they are. `numerator` over `denominator` (in thousands for a price per thousand) is `value`.

    `expected` is what it comes to once all results are in; None where all are, or nobody can say. `by` is the key of
    the source whose word alone it is; "" where several may speak.
    """

    kpi: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None = None
    currency: str | None = None
    claim: Claim = Claim.PLATFORM
    why: Undefined | None = None
    expected: Decimal | None = None
    by: str = ""


def _in(rates: Rates, amounts: Iterable[tuple[int, DaySums | CrmDay]], currency: str) -> int | None:
    """The sum of amounts converted day by day, in micros; None when one of them has no rate."""
    added = 0
    for amount, day in amounts:
        converted = rates.convert(amount, day.currency, currency, day.day)
        if converted is None:
            return None
        added += converted
    return added


def _sum(numbers: Iterable[int | None]) -> int | None:
    """The sum; None when there is nothing to add, or one of the parts is not known."""
    known = tuple(numbers)
    return reduce(plus, known) if known else None


def _of_crm(outcomes: tuple[CrmDay, ...], name: str) -> int:
    return sum(int(getattr(row, name)) for row in outcomes) * MICRO


_COUNTED = {
    "impressions": "impressions",
    "clicks": "clicks",
    "conversions": "conversions_micros",
    "platform_leads": "leads_micros",
}
"""What the platforms count, by the field of a day."""


def total(
    days: Iterable[DaySums],
    crm: Iterable[CrmDay],
    rates: Rates,
    currency: str,
    *,
    has_crm: bool,
    crm_answered: bool = True,
    by_crm: Collection[str] = ("leads",),
) -> Totals:
    """Sums over days and accounts in `currency`. With no rows at all every sum is None, not zero.

    A CRM that has answered and counts nothing says 0; one that has not says nothing, and nobody speaks in its place.
    `by_crm`: which of leads and downloads are its to count, where there is one.
    """
    rows, outcomes = tuple(days), tuple(crm)
    heard = has_crm and crm_answered
    spend = _in(rates, ((row.spend_micros, row) for row in rows), currency) if rows else None
    claimed = _claimed(rows, rates, currency)
    won = _in(rates, ((row.revenue_micros, row) for row in outcomes), currency) if heard else None
    counted = {name: _sum(getattr(row, field) for row in rows) for name, field in _COUNTED.items()}
    crm_leads, downloaded = (_of_crm(outcomes, name) if heard else None for name in ("leads", "downloads"))
    unsaid = _unsaid(rows, counted, has_crm=has_crm)
    leads_by_crm, downloads_by_crm = (has_crm and name in by_crm for name in ("leads", "downloads"))
    unsaid |= {"leads"} if has_crm and not leads_by_crm and "platform_leads" in unsaid else frozenset()
    if not downloads_by_crm and len({row.downloads_micros is None for row in rows}) > 1:  # they are known of some
        unsaid |= {"downloads"}
    revenue, told = (won, heard) if has_crm else (claimed, bool(rows))
    converted = (("spend", spend, rows), ("platform_revenue", claimed, rows), ("revenue", revenue, told))
    return Totals(
        currency=currency,
        impressions=counted["impressions"],
        clicks=counted["clicks"],
        spend=spend,
        conversions=counted["conversions"],
        downloads=downloaded if downloads_by_crm else _sum(row.downloads_micros for row in rows),
        platform_leads=counted["platform_leads"],
        platform_revenue=claimed,
        leads=crm_leads if leads_by_crm else counted["platform_leads"],
        revenue=revenue,
        customers=sum(row.customers for row in outcomes) if heard else None,
        mqls=sum(row.mqls for row in outcomes) if heard else None,
        sqls=sum(row.sqls for row in outcomes) if heard else None,
        claim=Claim.CRM if has_crm else Claim.PLATFORM,
        leads_claim=Claim.CRM if leads_by_crm else Claim.PLATFORM,
        downloads_claim=Claim.CRM if downloads_by_crm else Claim.PLATFORM,
        crm_leads=crm_leads,
        unrated=frozenset(field for field, amount, known in converted if known and amount is None) - unsaid,
        unsaid=unsaid,
    )


def _claimed(rows: tuple[DaySums, ...], rates: Rates, currency: str) -> int | None:
    """What the platforms say was earned; None when one of them does not say."""
    values = [(row.value_micros, row) for row in rows if row.value_micros is not None]
    return _in(rates, values, currency) if rows and len(values) == len(rows) else None


def _unsaid(rows: tuple[DaySums, ...], counted: Mapping[str, int | None], *, has_crm: bool) -> frozenset[str]:
    """The sums of which a platform, asked for all else, says nothing."""
    fields = {field for field, amount in counted.items() if rows and amount is None}
    if any(row.value_micros is None for row in rows):
        fields.add("platform_revenue")
    if not has_crm:
        fields |= {field.removeprefix("platform_") for field in fields}
    return frozenset(fields)


IN_MICROS = frozenset(
    {
        "spend",
        "conversions",
        "downloads",
        "platform_leads",
        "platform_revenue",
        "leads",
        "crm_leads",
        "revenue",
        "expected_spend",
    }
)


def _amount(totals: Totals, field: str) -> Decimal | None:
    raw: int | None = getattr(totals, field)
    if raw is None:
        return None
    return Decimal(raw) / MICRO if field in IN_MICROS else Decimal(raw)


def read(key: str, totals: Totals) -> Reading:
    """The KPI's reading; undefined with its reason where a source, a rate or a denominator is missing."""
    kpi = get(key)
    claim = _claim(kpi, totals)
    currency = totals.currency if kpi.unit is Unit.MONEY else None
    top = _amount(totals, kpi.numerator)
    of_crm = kpi.crm_only and kpi.denominator == "leads" and totals.leads_claim is not totals.claim
    bottom = _amount(totals, "crm_leads" if of_crm else kpi.denominator) if kpi.denominator else None
    bottom = None if bottom is None else bottom / kpi.per
    why = _undefined(kpi, totals, top, bottom)
    value = None
    if why is None and top is not None:
        value = top / bottom if bottom else top
    return Reading(kpi.key, value, top, bottom, currency, claim, why)


def _claim(kpi: Kpi, totals: Totals) -> Claim:
    """Whose word the KPI is."""
    if kpi.counts_downloads:
        return totals.downloads_claim
    if not kpi.from_crm:
        return Claim.PLATFORM
    return totals.leads_claim if kpi.counts_leads else totals.claim


def _undefined(kpi: Kpi, totals: Totals, top: Decimal | None, bottom: Decimal | None) -> Undefined | None:
    if kpi.crm_only and totals.claim is not Claim.CRM:
        return Undefined.NO_SOURCE
    if {kpi.numerator, kpi.denominator} & totals.unsaid:
        return Undefined.NOT_SAID
    if kpi.counts_downloads and totals.downloads is None and totals.downloads_claim is Claim.PLATFORM:
        return Undefined.NOT_COUNTED
    if {kpi.numerator, kpi.denominator} & totals.unrated:
        return Undefined.NO_RATE
    if top is None or (kpi.denominator and bottom is None):
        return totals.silence
    return Undefined.NO_DENOMINATOR if kpi.denominator and not bottom else None
