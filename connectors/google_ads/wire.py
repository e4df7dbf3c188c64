"""Google's JSON and the queries that ask for it. int64 come as strings, absent fields are defaults."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

import msgspec

from connectors.decoding import Count, check_counted
from connectors.google_ads.errors import Status
from domain.window import Window

VERSION = "v26"

_METRICS = "metrics.impressions, metrics.clicks, metrics.cost_micros, metrics.conversions, metrics.conversions_value"
# No filter on the status: a campaign that was removed has spent its money all the same.
_PERFORMANCE = (
    "SELECT customer.currency_code, campaign.id, {fields}, segments.date, " + _METRICS + " "
    "FROM {resource} WHERE segments.date BETWEEN '{start}' AND '{end}'"
)
# No metric: with one, campaigns without impressions would be left out.
CAMPAIGNS = (
    "SELECT customer.currency_code, customer.status, campaign.id, campaign.name, campaign.status, "
    "campaign.start_date_time, campaign.end_date_time, campaign_budget.amount_micros, "
    "campaign_budget.total_amount_micros, campaign_budget.resource_name, campaign_budget.explicitly_shared "
    "FROM campaign WHERE campaign.status != 'REMOVED'"
)
CUSTOMER = (
    "SELECT customer.id, customer.descriptive_name, customer.currency_code, customer.time_zone, customer.manager, "
    "customer.status FROM customer"
)

# A manager's whole tree; an account that stands alone is a tree of one.
TREE = (
    "SELECT customer_client.id, customer_client.descriptive_name, customer_client.currency_code, "
    "customer_client.time_zone, customer_client.manager, customer_client.status FROM customer_client"
)


# By action there is no cost and no click: Google refuses them beside `segments.conversion_action`. `all_conversions`
# are those of secondary actions too; by the hour Google knows primary ones alone.
_ACTIONS = (
    "SELECT customer.currency_code, campaign.id, {fields}, segments.date, segments.conversion_action, "
    "segments.conversion_action_name, segments.conversion_action_category, {metrics} "
    "FROM {resource} WHERE segments.date BETWEEN '{start}' AND '{end}'"
)
_ALL = "metrics.conversions, metrics.all_conversions, metrics.all_conversions_value"
_PRIMARY = "metrics.conversions, metrics.conversions_value"
# Those of accounts that pay by invoice; each holds for a time, as the customer's own clock has it.
BUDGETS = (
    "SELECT account_budget.adjusted_spending_limit_micros, account_budget.amount_served_micros, "
    "account_budget.approved_start_date_time, account_budget.approved_end_date_time "
    "FROM account_budget WHERE account_budget.status = 'APPROVED'"
)


class Split(StrEnum):
    """What the numbers of a query are split by, besides campaign and day; the value is what is selected for it."""

    DEVICE = "campaign.name, segments.device"  # campaigns that were removed stand in no list, and have a name
    HOUR = "segments.hour"
    NETWORK = "segments.ad_network_type"
    AD_GROUP = "ad_group.id, ad_group.name, ad_group.status"
    AD = "ad_group.name, ad_group_ad.ad.id, ad_group_ad.ad.name, ad_group_ad.status"


_RESOURCES = {Split.AD_GROUP: "ad_group", Split.AD: "ad_group_ad"}


def performance_query(window: Window, split: Split = Split.DEVICE) -> str:
    """One query for everything of a window in one split."""
    resource, start, end = _RESOURCES.get(split, "campaign"), window.start.isoformat(), window.end.isoformat()
    return _PERFORMANCE.format(fields=split.value, resource=resource, start=start, end=end)


def actions_query(window: Window, split: Split = Split.DEVICE) -> str:
    """The same window by conversion action."""
    resource, start, end = _RESOURCES.get(split, "campaign"), window.start.isoformat(), window.end.isoformat()
    metrics = _PRIMARY if split is Split.HOUR else _ALL
    return _ACTIONS.format(fields=split.value, resource=resource, start=start, end=end, metrics=metrics)


class Reachable(msgspec.Struct, rename="camel"):
    """The customers that a consent reaches: `customers/1234567890`."""

    resource_names: list[str] = []


class TreeFields(msgspec.Struct, rename="camel"):
    """An account below a manager, or the one that was asked itself."""

    id: int
    descriptive_name: str = ""
    currency_code: str = ""
    time_zone: str = ""
    manager: bool = False
    status: str = ""


class TreeResult(msgspec.Struct, rename="camel"):
    """A row of the tree."""

    customer_client: TreeFields


class Token(msgspec.Struct):
    """A refreshed access token; `expires_in` is in seconds."""

    access_token: str
    expires_in: int = 0


class Currency(msgspec.Struct, rename="camel"):
    """The customer as far as money needs it; `status` where it was asked for."""

    currency_code: str
    status: str = ""


class CampaignId(msgspec.Struct):
    """The campaign of a performance row; `name` where it was asked for."""

    id: int
    name: str = ""


class Segments(msgspec.Struct, rename="camel"):
    """The day in the customer's time zone, and what was asked for besides."""

    date: date
    device: str = "UNKNOWN"
    hour: int = 0
    ad_network_type: str = "UNKNOWN"
    conversion_action: str = ""  # customers/1/conversionActions/555
    conversion_action_name: str = ""
    conversion_action_category: str = ""


class AdGroup(msgspec.Struct):
    """The ad group of a row."""

    id: int = 0
    name: str = ""
    status: str = ""


class Ad(msgspec.Struct):
    """An ad; those that Google assembles itself have no name."""

    id: int = 0
    name: str = ""


class AdGroupAd(msgspec.Struct):
    """An ad in its ad group."""

    ad: Ad = msgspec.field(default_factory=Ad)
    status: str = ""


class Metrics(msgspec.Struct, rename="camel"):
    """Conversions are fractional and booked on the day of the click."""

    impressions: Count = 0
    clicks: Count = 0
    cost_micros: Count = 0
    conversions: Decimal = Decimal(0)
    conversions_value: Decimal = Decimal(0)
    all_conversions: Decimal = Decimal(0)
    all_conversions_value: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        check_counted(self.conversions, self.all_conversions)


class PerformanceResult(msgspec.Struct, rename="camel"):
    """One campaign and day in one split."""

    customer: Currency
    campaign: CampaignId
    segments: Segments
    ad_group: AdGroup = msgspec.field(default_factory=AdGroup)
    ad_group_ad: AdGroupAd = msgspec.field(default_factory=AdGroupAd)
    metrics: Metrics = msgspec.field(default_factory=Metrics)


class CampaignFields(msgspec.Struct, rename="camel"):
    """A campaign without metrics. Times are `yyyy-MM-dd HH:mm:ss` of the customer's time zone."""

    id: int
    name: str = ""
    status: str = ""
    start_date_time: str = ""
    end_date_time: str = ""


class Budget(msgspec.Struct, rename="camel"):
    """Per day, or in total for a budget of a custom period. Several campaigns may draw on one: it has a name."""

    amount_micros: Count = 0
    total_amount_micros: Count = 0
    resource_name: str = ""
    explicitly_shared: bool = False


class CampaignResult(msgspec.Struct, rename="camel"):
    """A campaign as listed."""

    customer: Currency
    campaign: CampaignFields
    campaign_budget: Budget = msgspec.field(default_factory=Budget)


class AccountBudgetFields(msgspec.Struct, rename="camel"):
    """What an account may spend in a time; without a limit it may spend any amount, without an end for ever."""

    adjusted_spending_limit_micros: Count = 0
    amount_served_micros: Count = 0
    approved_start_date_time: str = ""
    approved_end_date_time: str = ""


class BudgetResult(msgspec.Struct, rename="camel"):
    """One budget of the account."""

    account_budget: AccountBudgetFields = msgspec.field(default_factory=AccountBudgetFields)


class CustomerFields(msgspec.Struct, rename="camel"):
    """The account itself."""

    id: int
    currency_code: str
    time_zone: str
    descriptive_name: str = ""
    manager: bool = False
    status: str = ""


class CustomerResult(msgspec.Struct):
    """The account as a row."""

    customer: CustomerFields


Result = TypeVar("Result")


class Chunk(msgspec.Struct, Generic[Result], rename="camel"):
    """A piece of the stream, or the error with which it broke off. Every piece names at least its request."""

    results: list[Result] | None = None
    error: Status | None = None
    request_id: str = ""

    def __post_init__(self) -> None:
        if self.results is None and self.error is None and not self.request_id:
            raise ValueError("Expected results, an error or the id of the request")
