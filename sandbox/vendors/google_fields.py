"""The fields that the Google Ads service knows, by the resource of a FROM clause, and how metrics are read."""

from collections.abc import Callable
from typing import Any

from sandbox.vendors.gaql import GaqlError, Query
from sandbox.world.cells import AdLine, Seen

Metric = Callable[[Seen, AdLine], Any]


def _video(share: float) -> Metric:
    return lambda _seen, line: share * line.spec.video_share


METRICS: dict[str, Metric] = {
    "metrics.impressions": lambda seen, _line: str(seen.impressions),
    "metrics.clicks": lambda seen, _line: str(seen.clicks),
    "metrics.interactions": lambda seen, _line: str(seen.clicks),
    "metrics.cost_micros": lambda seen, _line: str(seen.cost),
    "metrics.conversions": lambda seen, _line: seen.conversions / 100,
    "metrics.conversions_value": lambda seen, _line: seen.value / 1_000_000,
    "metrics.all_conversions": lambda seen, _line: round(seen.conversions * 1.25) / 100,
    "metrics.all_conversions_value": lambda seen, _line: seen.value / 1_000_000,
    "metrics.ctr": lambda seen, _line: seen.clicks / seen.impressions if seen.impressions else 0.0,
    "metrics.average_cpc": lambda seen, _line: seen.cost / seen.clicks if seen.clicks else 0.0,
    "metrics.video_trueview_views": lambda seen, line: str(int(seen.impressions * line.spec.video_share * 0.3)),
    "metrics.video_quartile_p25_rate": _video(0.62),
    "metrics.video_quartile_p50_rate": _video(0.44),
    "metrics.video_quartile_p75_rate": _video(0.33),
    "metrics.video_quartile_p100_rate": _video(0.27),
}
# Segment to the world's dimension; a date is a day.
DIMENSIONS = {"segments.device": "device", "segments.hour": "hour", "segments.ad_network_type": "network"}
SEGMENTS = ("segments.date", *DIMENSIONS)
BY_ACTION = (
    "segments.conversion_action",
    "segments.conversion_action_name",
    "segments.conversion_action_category",
)
BESIDE_ACTIONS = frozenset(
    {"metrics.conversions", "metrics.conversions_value", "metrics.all_conversions", "metrics.all_conversions_value"}
)
"""What may stand beside a conversion action: no cost, no click."""
ACTIONS = (
    ("7000001", "Formulario web", "SUBMIT_LEAD_FORM", "metrics.conversions"),
    ("7000002", "Ver la página de contacto", "PAGE_VIEW", ""),
)
"""Number, name, category, and whether it is primary: its share is then all conversions, else the rest of all."""


def _of(resource: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{resource}.{name}" for name in names)


CUSTOMER = _of("customer", "resource_name", "id", "descriptive_name", "currency_code", "time_zone", "manager", "status")
CAMPAIGN = (
    *_of("campaign", "resource_name", "id", "name", "status", "primary_status", "serving_status"),
    *_of("campaign", "advertising_channel_type", "start_date_time", "end_date_time", "campaign_budget"),
    *_of("campaign_budget", "resource_name", "id", "amount_micros", "total_amount_micros", "period"),
    *_of("campaign_budget", "explicitly_shared", "reference_count"),
)
CLIENTS = (
    *_of("customer_client", "resource_name", "id", "client_customer", "level", "manager"),
    *_of("customer_client", "time_zone", "status", "descriptive_name", "currency_code"),
)
ACCOUNT_BUDGET = (
    *_of("account_budget", "resource_name", "id", "status", "name", "adjusted_spending_limit_micros"),
    *_of("account_budget", "amount_served_micros", "approved_start_date_time", "approved_end_date_time"),
)
AD_GROUP = _of("ad_group", "resource_name", "id", "name", "status", "primary_status", "type", "campaign")
AD = (
    *_of("ad_group_ad", "resource_name", "status", "primary_status", "ad_group"),
    *_of("ad_group_ad.ad", "resource_name", "id", "name", "type"),
)
_MEASURED = (*SEGMENTS, *BY_ACTION, *METRICS)
RESOURCES = {
    "campaign": (*CUSTOMER, *CAMPAIGN, *_MEASURED),
    "ad_group": (*CUSTOMER, *CAMPAIGN, *AD_GROUP, *_MEASURED),
    "ad_group_ad": (*CUSTOMER, *CAMPAIGN, *AD_GROUP, *AD, *_MEASURED),
    "customer": (*CUSTOMER, *_MEASURED),
    "customer_client": (*CUSTOMER, *CLIENTS),
    "account_budget": (*CUSTOMER, *ACCOUNT_BUDGET),
}


def check(query: Query) -> None:
    """GaqlError when the query names a resource or field that does not exist (or that is not served here)."""
    if query.resource not in RESOURCES:
        raise GaqlError("BAD_RESOURCE_TYPE_IN_FROM_CLAUSE", f"Resource '{query.resource}' is not valid in FROM.")
    for name in query.mentioned():
        if name not in RESOURCES[query.resource]:
            raise GaqlError("UNRECOGNIZED_FIELD", f"Unrecognized field in the query: '{name}'.")
    prohibited = {name for name in query.mentioned() if name in METRICS} - BESIDE_ACTIONS
    if prohibited and any(name in BY_ACTION for name in query.fields):
        text = f"Cannot select the metrics {sorted(prohibited)} beside segments.conversion_action."
        raise GaqlError("PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE", text)
    if "segments.hour" in query.fields and any(name.startswith("metrics.all_conv") for name in query.fields):
        text = "Cannot select metrics.all_conversions beside segments.hour."
        raise GaqlError("PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE", text)
    conditions = {condition.field for condition in query.conditions}
    if "segments.date" in query.fields and "segments.date" not in conditions:
        raise GaqlError("EXPECTED_FILTERS_ON_DATE_RANGE", "Expecting filters on a finite date range.")
    for name in DIMENSIONS:
        if name in conditions and name not in query.fields:
            text = f"Expecting '{name}' in the SELECT clause, because the WHERE clause refers to it."
            raise GaqlError("EXPECTED_REFERENCED_FIELD_IN_SELECT_CLAUSE", text)
