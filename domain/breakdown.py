"""One picture taken apart: by platform, by campaign or by device, with what the parts come to together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import reduce
from typing import Any

from domain.entities import Campaign, Client
from domain.facts import plus
from domain.kpi import FOR_OBJECTIVE, IN_MICROS, Reading, Totals, get, read
from domain.window import Window
from domain.words import Claim

MOST_KPIS = 4
ROUNDED = 10_000
"""Micros below which what is left is what was lost in rounding: a cent, a hundredth of a result."""


class By(StrEnum):
    """What a part is."""

    PLATFORM = "platform"
    CAMPAIGN = "campaign"
    DEVICE = "device"


@dataclass(frozen=True, slots=True)
class Part:
    """A part by its name ("" for what no part claims), with its sums."""

    name: str
    totals: Totals

    def reading(self, kpi: str) -> Reading:
        """A KPI of it, from its sums."""
        return read(kpi, self.totals)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The parts, most spent first, and what they come to. `card`: what the card says of the same days, where a CRM
    counts what the platforms are asked for part by part."""

    by: By
    client: Client
    window: Window
    kpis: tuple[str, ...]
    parts: tuple[Part, ...]
    whole: Part
    card: Part | None = None


_ADDED = tuple(one.name for one in fields(Totals) if one.type == int | None)
_WHOLE = frozenset(_ADDED) - IN_MICROS
_CLAIMS = ("claim", "leads_claim", "downloads_claim")


def is_empty(totals: Totals) -> bool:
    """Whether nothing at all was reported."""
    return all(getattr(totals, name) is None for name in _ADDED)


def added(parts: Iterable[Totals], currency: str) -> Totals:
    """The sums of parts in one currency; nothing of those of which nothing was reported. What one of the others does
    not say, nobody says of all; what the CRM counts of some and platforms of others is nobody's word alone."""
    known = [one for one in parts if not is_empty(one)]
    if not known:
        return Totals(currency)
    sums: dict[str, Any] = {name: reduce(plus, (getattr(one, name) for one in known)) for name in _ADDED}
    claims: dict[str, Any] = {name: _claim(known, name) for name in _CLAIMS}
    unrated, unsaid = ((one.unrated for one in known), (one.unsaid for one in known))
    return Totals(currency, **sums, **claims, unrated=frozenset().union(*unrated), unsaid=frozenset().union(*unsaid))


def _claim(known: Sequence[Totals], name: str) -> Claim:
    return Claim.CRM if all(getattr(one, name) is Claim.CRM for one in known) else Claim.PLATFORM


def is_mixed(parts: Iterable[Totals], kpi: str) -> bool:
    """Whether a CRM counts it of some of the parts, and platforms of others."""
    return len({read(kpi, one).claim for one in parts if not is_empty(one)}) > 1


def rest(whole: Totals, parts: Sequence[Totals]) -> Totals | None:
    """What no part claims of the whole; None where that is nothing."""
    told = added(parts, whole.currency)
    left: dict[str, Any] = {name: _less(getattr(whole, name), getattr(told, name)) for name in _ADDED}
    if all(amount is None or amount < ROUNDED for name, amount in left.items() if name not in _WHOLE) and not any(
        left[name] for name in _WHOLE
    ):
        return None
    return replace(whole, **left)


def _less(whole: int | None, part: int | None) -> int | None:
    return whole if whole is None else max(0, whole - (part or 0))


def kpis_of(campaigns: Iterable[Campaign]) -> tuple[str, ...]:
    """The KPIs by which parts are read: spend, what the goals promise that platforms can say, the objectives' own."""
    some = tuple(campaigns)
    goals = [goal.kpi for one in some for goal in one.goals]
    promised = [part for key in goals for part in (_counted(key), key)]
    usual = [key for objective in dict.fromkeys(one.objective for one in some) for key in _USUAL[objective]]
    told = [key for key in ("spend", *promised, *usual) if key and not get(key).crm_only and key != "pace"]
    return tuple(dict.fromkeys(told))[:MOST_KPIS]


def _counted(key: str) -> str:
    """What a cost is for."""
    kpi = get(key)
    return kpi.denominator if kpi.numerator == "spend" and kpi.denominator in _RESULTS else ""


_RESULTS = frozenset({"leads", "conversions", "downloads", "clicks"})
_USUAL = {objective: tuple(key for key in keys if not get(key).crm_only) for objective, keys in FOR_OBJECTIVE.items()}
