"""A KPI as a product of links, and how much of its change each link explains.

CPA = CPM / (1000 x CTR x CVR) and so on: in logarithms the links add up, so the shares are exact and sum to 1
(the logarithmic mean Divisia index, Ang 2004; for a product of ratios it is the plain share of the logarithm).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isclose, log
from typing import TypeAlias

from domain.diagnosis.cross import Sums

LINKS: Mapping[str, Mapping[str, int]] = {
    "cpa": {"cpm": 1, "ctr": -1, "cvr": -1},
    "cpl": {"cpm": 1, "ctr": -1, "cvr": -1},
    "roas": {"value": 1, "cvr": 1, "ctr": 1, "cpm": -1},
    "cpc": {"cpm": 1, "ctr": -1},
    "cvr": {"cvr": 1},
    "ctr": {"ctr": 1},
    "cpm": {"cpm": 1},
    "clicks": {"volume": 1, "ctr": 1},
    "conversions": {"volume": 1, "ctr": 1, "cvr": 1},
    "leads": {"volume": 1, "ctr": 1, "cvr": 1},
    "revenue": {"volume": 1, "ctr": 1, "cvr": 1, "value": 1},
}
"""Which links a KPI is made of, and the power of each. Counts are per day, and begin with the impressions."""
RATIOS: Mapping[str, tuple[str, str]] = {
    "cpa": ("spend", "conversions"),
    "cpl": ("spend", "conversions"),
    "roas": ("revenue", "spend"),
    "cpc": ("spend", "clicks"),
    "cpm": ("spend", "impressions"),
    "ctr": ("clicks", "impressions"),
    "cvr": ("conversions", "clicks"),
    "value": ("revenue", "conversions"),
    "volume": ("impressions", ""),
    "clicks": ("clicks", ""),
    "conversions": ("conversions", ""),
    "leads": ("conversions", ""),
    "revenue": ("revenue", ""),
}
"""What each ratio is made of; counts are over days."""
RATES = tuple(name for name in LINKS if RATIOS[name][1])
"""The KPIs that do not depend on how long a period was."""
PER = {"cpm": 1000}
"""CPM is for a thousand."""
COSTS = frozenset({"cpa", "cpl", "cpc"})
"""Spend over a count: where the count is zero the inverse still stands."""


Days: TypeAlias = tuple[float, float]
ALIKE: Days = (1.0, 1.0)
Move: TypeAlias = tuple[str, int, float | None, float | None]
"""A link's name, its power in the KPI, and its value before and after."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link: its value in both periods, and its share of the KPI's change (None where that is undefined)."""

    factor: str
    before: float | None
    after: float | None
    share: float | None


def sums_of(name: str, sums: Sums, days: float) -> tuple[float, float]:
    """Top and bottom of the KPI or link, over all cells."""
    top, bottom = RATIOS[name]
    return float(getattr(sums, top).sum()), float(getattr(sums, bottom).sum()) if bottom else days


def ratio(name: str, sums: Sums, days: float = 1.0) -> float | None:
    """The KPI or link over all cells; None with nothing to divide by."""
    top, bottom = sums_of(name, sums, days)
    return top * PER.get(name, 1) / bottom if bottom > 0 else None


def chain(kpi: str, before: Sums, after: Sums, days: Days = ALIKE) -> tuple[Link, ...]:
    """The links of the KPI, the one that explains most first. `days` are the lengths of the two periods."""
    parts = LINKS[kpi].items()
    return linked([(f, power, ratio(f, before, days[0]), ratio(f, after, days[1])) for f, power in parts])


def linked(moves: Sequence[Move]) -> tuple[Link, ...]:
    """Links with their shares, the one that explains most first."""
    shares = _shares([(power, old, new) for _, power, old, new in moves])
    links = (Link(factor, old, new, share) for (factor, _, old, new), share in zip(moves, shares, strict=True))
    return tuple(sorted(links, key=lambda link: -(link.share or 0.0)))


def _shares(moves: list[tuple[int, float | None, float | None]]) -> list[float | None]:
    """Shares of the logarithm. A link that fell to zero, or rose from it, explains everything."""
    if len(moves) == 1 and None not in moves[0]:
        return [1.0 if moves[0][1] != moves[0][2] else None]
    unknown: list[float | None] = [None] * len(moves)
    zeros = [bool(old == 0) != bool(new == 0) for _, old, new in moves]
    if sum(zeros) == 1:
        return [1.0 if zero else 0.0 for zero in zeros]
    logs = [power * log(new / old) for power, old, new in moves if old and new]
    whole = sum(logs)
    if len(logs) < len(moves) or isclose(whole, 0.0, abs_tol=1e-9):
        return unknown
    return [one / whole + 0.0 for one in logs]
