"""What a KPI of a campaign comes to over some days, by plain SQL on the stored rows: none of the house computes it."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path

CRM, PLATFORMS = "crm", "platforms"
FORMULAS = {
    "impressions": ("impressions", ""),
    "clicks": ("clicks", ""),
    "ctr": ("clicks", "impressions"),
    "cpc": ("spend", "clicks"),
    "cpm": ("spend", "thousands"),
    "spend": ("spend", ""),
    "conversions": ("conversions", ""),
    "cvr": ("conversions", "clicks"),
    "cpa": ("spend", "conversions"),
    "leads": ("leads", ""),
    "cpl": ("spend", "leads"),
    "revenue": ("revenue", ""),
    "roas": ("revenue", "spend"),
    "mqls": ("mqls", ""),
    "cost_per_mql": ("spend", "mqls"),
    "lead_to_mql": ("mqls", "leads"),
    "sqls": ("sqls", ""),
    "cost_per_sql": ("spend", "sqls"),
    "mql_to_sql": ("sqls", "mqls"),
    "new_customers": ("customers", ""),
    "cost_per_customer": ("spend", "customers"),
    "lead_to_customer": ("customers", "leads"),
    "sql_to_customer": ("customers", "sqls"),
}
"""By KPI the sum above and the sum below."""
OF_CRM = frozenset({"leads", "revenue", "mqls", "sqls", "customers"})
_MICRO = 1_000_000
_PLATFORM = """
    SELECT p.account, p.entity_id, p.day, p.breakdown, p.currency, sum(p.impressions), sum(p.clicks),
           sum(p.spend_micros), sum(p.conversions_micros), sum(p.leads_micros), sum(p.value_micros)
    FROM performance p JOIN platform_campaign c ON c.account = p.account AND c.entity_id = p.entity_id
    WHERE c.campaign_key = ? AND p.level = 'campaign' AND p.breakdown IN ('', 'device')
    GROUP BY p.account, p.entity_id, p.day, p.breakdown, p.currency"""
_CONTACTS = "SELECT lead_day, mql_day, sql_day, customer_day FROM crm_contact WHERE campaign_key = ?"
_DEALS = """
    SELECT coalesce(contact_id, deal_id), closed_day, amount_micros, currency
    FROM crm_deal WHERE campaign_key = ? AND is_won AND closed_day IS NOT NULL"""


@dataclass
class Days:
    """A campaign's sums by day, as stored; those of money in its client's currency, None with any in another."""

    currency: str
    has_crm: bool
    by_day: dict[str, dict[date, Fraction]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Fraction)))
    mixed: set[str] = field(default_factory=set)

    def sum(self, name: str, claim: str, start: date, end: date) -> Fraction | None:
        """The sum of some days; None where it is not known in one currency."""
        if name == "thousands":
            some = self.sum("impressions", claim, start, end)
            return None if some is None else some / 1000
        field_ = f"crm {name}" if claim == CRM and name in OF_CRM else name
        if field_ in self.mixed:
            return None
        return sum((number for day, number in self.by_day[field_].items() if start <= day <= end), Fraction())


def truth(days: Days, kpi: str, claim: str, start: date, end: date) -> Fraction | None:
    """The KPI; None where nothing can be divided, or an amount is in another currency."""
    above, below = FORMULAS[kpi]
    top = days.sum(above, claim, start, end)
    if not below:
        return top
    bottom = days.sum(below, claim, start, end)
    return top / bottom if top is not None and bottom else None


def stored(file: Path) -> dict[str, Days]:
    """By the key of each campaign that is stored, its days."""
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as base:
        return dict(_campaigns(base))


def _campaigns(base: sqlite3.Connection) -> Iterator[tuple[str, Days]]:
    asked = {key for (key,) in base.execute("SELECT campaign_key FROM campaign_match WHERE source = 'hubspot'")}
    known = base.execute("SELECT k.key, c.currency FROM campaign k JOIN client c ON c.key = k.client_key")
    for key, currency in known.fetchall():
        found = Days(currency, key in asked)
        _platforms(found, base.execute(_PLATFORM, (key,)).fetchall())
        if found.has_crm:
            _contacts(found, base.execute(_CONTACTS, (key,)).fetchall())
            _deals(found, base.execute(_DEALS, (key,)).fetchall())
        yield key, found


def _platforms(found: Days, rows: list[tuple]) -> None:  # type: ignore[type-arg]
    whole = {row[:3] for row in rows if row[3] == ""}
    for row in rows:
        account, entity, day, breakdown, currency, impressions, clicks, *micros = row
        if breakdown and (account, entity, day) in whole:
            continue
        when = date.fromisoformat(str(day)[:10])
        counted = dict(zip(("spend", "conversions", "leads", "revenue"), micros, strict=True))
        if currency != found.currency:
            found.mixed |= {"spend", "revenue"}
        found.by_day["impressions"][when] += impressions or 0
        found.by_day["clicks"][when] += clicks or 0
        for name, number in counted.items():
            found.by_day[name][when] += Fraction(number or 0, _MICRO)


def _contacts(found: Days, rows: list[tuple]) -> None:  # type: ignore[type-arg]
    for row in rows:
        lead, mql, sql, customer = (date.fromisoformat(str(one)[:10]) if one else None for one in row)
        reached = {"leads": [lead], "mqls": [mql, sql, customer], "sqls": [sql, customer]}
        for name, days in reached.items():
            if first := min((day for day in days if day), default=None):
                found.by_day[f"crm {name}"][first] += 1


def _deals(found: Days, rows: list[tuple]) -> None:  # type: ignore[type-arg]
    first: dict[str, date] = {}
    for who, closed, amount, currency in rows:
        when = date.fromisoformat(str(closed)[:10])
        first[who] = min(when, first.get(who, when))
        if currency and currency != found.currency:
            found.mixed.add("crm revenue")
        found.by_day["crm revenue"][when] += Fraction(amount or 0, _MICRO)
    for when in first.values():
        found.by_day["crm customers"][when] += 1
