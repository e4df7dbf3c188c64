"""The chain of a campaign's KPI all the way to the customer: what the views cost, and what became of each step."""

from collections.abc import Mapping
from typing import TypeAlias

from domain.diagnosis.chain import Days, Link, Move, linked

Sums: TypeAlias = Mapping[str, float | None]
"""What is known of a period: impressions, clicks, spend, results, leads, mqls, sqls, customers, revenue."""
FIELDS = ("impressions", "clicks", "spend", "leads", "mqls", "sqls", "customers", "revenue")
"""What `domain.kpi.Totals` tells of them by the same names."""
FROM_LEADS = frozenset({"leads", "mqls", "sqls", "customers"})
LATE = FROM_LEADS | {"conversions", "downloads", "revenue"}
"""What arrives late."""
WHOLE = frozenset({"impressions", "clicks", "mqls", "sqls", "customers"})
"""What is kept as whole numbers rather than in micros."""
STEPS: Mapping[str, tuple[str, str]] = {
    "ctr": ("clicks", "impressions"),
    "cvr": ("results", "clicks"),
    "lead_to_mql": ("mqls", "leads"),
    "mql_to_sql": ("sqls", "mqls"),
    "sql_to_customer": ("customers", "sqls"),
    "cpm": ("spend", "impressions"),
    "value": ("revenue", "results"),
}
WON = ("lead_to_mql", "mql_to_sql", "sql_to_customer")
_UNTIL: Mapping[str, tuple[str, ...]] = {
    "impressions": (),
    "clicks": ("ctr",),
    "conversions": ("ctr", "cvr"),
    "leads": ("ctr", "cvr"),
    "downloads": ("ctr", "cvr"),
    "mqls": ("ctr", "cvr", *WON[:1]),
    "sqls": ("ctr", "cvr", *WON[:2]),
    "new_customers": ("ctr", "cvr", *WON),
}
"""The steps that lead from a view to each count."""
_COSTS: Mapping[str, str] = {
    "cpm": "impressions",
    "cpc": "clicks",
    "cpa": "conversions",
    "cpl": "leads",
    "cost_per_download": "downloads",
    "cost_per_mql": "mqls",
    "cost_per_sql": "sqls",
    "cost_per_customer": "new_customers",
}
_RATES: Mapping[str, tuple[str, ...]] = {
    "ctr": ("ctr",),
    "cvr": ("cvr",),
    "lead_to_mql": WON[:1],
    "mql_to_sql": WON[1:2],
    "sql_to_customer": WON[2:],
    "lead_to_customer": WON,
}
SEARCHED: Mapping[str, str] = {
    **{
        kpi: kpi
        for kpi in ("cpa", "cpl", "cpc", "cpm", "ctr", "cvr", "roas", "clicks", "conversions", "leads", "revenue")
    },
    **dict.fromkeys(("cost_per_mql", "cost_per_sql", "cost_per_customer"), "cpl"),
    **dict.fromkeys(("mqls", "sqls", "new_customers"), "leads"),
}
"""The KPI that the elements of the platforms are searched by: beyond the lead, platforms know nothing, and of downloads
they tell none by element."""


def powers(kpi: str) -> dict[str, int] | None:
    """The links of the KPI and the power of each; None for a KPI without a chain."""
    if kpi in _COSTS:
        return {"cpm": 1, **dict.fromkeys(_UNTIL[_COSTS[kpi]], -1)}
    if kpi in _RATES:
        return dict.fromkeys(_RATES[kpi], 1)
    if kpi in _UNTIL:
        return {"volume": 1, **dict.fromkeys(_UNTIL[kpi], 1)}
    if kpi == "revenue":
        return {"volume": 1, "ctr": 1, "cvr": 1, "value": 1}
    return {"value": 1, "cvr": 1, "ctr": 1, "cpm": -1} if kpi == "roas" else None


def funnel(kpi: str, before: Sums, after: Sums, days: Days) -> tuple[Link, ...]:
    """The links, the one that explains most first; none for a KPI without a chain. Volume is impressions per day."""
    moves: list[Move] = [
        (factor, power, _value(factor, before, days[0]), _value(factor, after, days[1]))
        for factor, power in (powers(kpi) or {}).items()
    ]
    return linked(moves)


def _value(factor: str, sums: Sums, days: float) -> float | None:
    if factor == "volume":
        shown = sums.get("impressions")
        return None if shown is None or not days else shown / days
    top, bottom = (sums.get(name) for name in STEPS[factor])
    if top is None or not bottom:
        return None
    return top * (1000 if factor == "cpm" else 1) / bottom
