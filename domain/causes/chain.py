"""A KPI as a product of links, and how much of its change each link explains.

CPA = CPM / (1000 x CTR x CVR) and so on: in logarithms the links add up, so the shares are exact and sum to 1
(the logarithmic mean Divisia index, Ang 2004; for a product of ratios it is the plain share of the logarithm).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isclose, log

from domain.causes.cross import Sums

LINKS: Mapping[str, Mapping[str, int]] = {
    "cpa": {"cpm": 1, "ctr": -1, "cvr": -1},
    "cpl": {"cpm": 1, "ctr": -1, "cvr": -1},
    "roas": {"value": 1, "cvr": 1, "ctr": 1, "cpm": -1},
    "cpc": {"cpm": 1, "ctr": -1},
    "cvr": {"cvr": 1},
    "ctr": {"ctr": 1},
    "cpm": {"cpm": 1},
}
"""Which links a KPI is made of, and the power of each."""
RATIOS: Mapping[str, tuple[str, str]] = {
    "cpa": ("spend", "conversions"),
    "cpl": ("spend", "conversions"),
    "roas": ("revenue", "spend"),
    "cpc": ("spend", "clicks"),
    "cpm": ("spend", "impressions"),
    "ctr": ("clicks", "impressions"),
    "cvr": ("conversions", "clicks"),
    "value": ("revenue", "conversions"),
}
"""What each ratio is made of."""
PER = {"cpm": 1000}
"""CPM is for a thousand."""
COSTS = frozenset({"cpa", "cpl", "cpc"})
"""Spend over a count: where the count is zero the inverse still stands."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link: its value in both periods, and its share of the KPI's change (None where that is undefined)."""

    factor: str
    before: float | None
    after: float | None
    share: float | None


def ratio(name: str, sums: Sums) -> float | None:
    """The KPI or link over all cells; None with nothing to divide by."""
    top, bottom = (float(getattr(sums, field).sum()) for field in RATIOS[name])
    return top * PER.get(name, 1) / bottom if bottom > 0 else None


def chain(kpi: str, before: Sums, after: Sums) -> tuple[Link, ...]:
    """The links of the KPI, the one that explains most first."""
    values = [(factor, power, ratio(factor, before), ratio(factor, after)) for factor, power in LINKS[kpi].items()]
    shares = _shares([(power, old, new) for _, power, old, new in values])
    links = (Link(factor, old, new, share) for (factor, _, old, new), share in zip(values, shares, strict=True))
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
