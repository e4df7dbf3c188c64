"""Which sum of a day shows how a campaign does."""

from domain.entities import Campaign
from domain.words import Objective

_COUNTED = {
    "cpl": "leads",
    "leads": "leads",
    "cpa": "conversions",
    "conversions": "conversions",
    "cost_per_download": "downloads",
    "downloads": "downloads",
    "cpc": "clicks",
    "clicks": "clicks",
    "roas": "revenue",
    "revenue": "revenue",
    "cost_per_customer": "new_customers",
    "lead_to_customer": "new_customers",
    "sql_to_customer": "new_customers",
    "new_customers": "new_customers",
    "cost_per_mql": "mqls",
    "lead_to_mql": "mqls",
    "mqls": "mqls",
    "cost_per_sql": "sqls",
    "mql_to_sql": "sqls",
    "sqls": "sqls",
}
"""The sum whose days show how a goal is missed."""


def result_kpi(campaign: Campaign, missed: str | None = None) -> str:
    """What the chart shows by day: the sum behind the goal that is missed, else what the campaign is run for."""
    usual = {Objective.LEADS: "leads", Objective.SALES: "revenue"}.get(campaign.objective, "clicks")
    return _COUNTED.get(missed or "", usual)
