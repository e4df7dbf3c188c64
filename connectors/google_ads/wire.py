"""Google's JSON and the queries that ask for it. int64 come as strings, absent fields are defaults."""

from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

import msgspec

from connectors.google_ads.errors import Status
from domain.window import Window

VERSION = "v26"

# No filter on the status: a campaign that was removed has spent its money all the same.
_PERFORMANCE = (
    "SELECT customer.currency_code, campaign.id, segments.date, segments.device, metrics.impressions, metrics.clicks, "
    "metrics.cost_micros, metrics.conversions, metrics.conversions_value "
    "FROM campaign WHERE segments.date BETWEEN '{start}' AND '{end}'"
)
# No metric: with one, campaigns without impressions would be left out.
CAMPAIGNS = (
    "SELECT customer.currency_code, campaign.id, campaign.name, campaign.status, campaign.start_date_time, "
    "campaign.end_date_time, campaign_budget.amount_micros, campaign_budget.total_amount_micros "
    "FROM campaign WHERE campaign.status != 'REMOVED'"
)
CUSTOMER = (
    "SELECT customer.id, customer.descriptive_name, customer.currency_code, customer.time_zone, customer.manager "
    "FROM customer"
)


def performance_query(window: Window) -> str:
    """One query for everything of a window: campaign × day × device."""
    return _PERFORMANCE.format(start=window.start.isoformat(), end=window.end.isoformat())


class Token(msgspec.Struct):
    """A refreshed access token; `expires_in` is in seconds."""

    access_token: str
    expires_in: int = 0


class Currency(msgspec.Struct, rename="camel"):
    """The customer as far as money needs it."""

    currency_code: str


class CampaignId(msgspec.Struct):
    """The campaign of a performance row."""

    id: int


class Segments(msgspec.Struct):
    """The day in the customer's time zone, and the device."""

    date: date
    device: str = "UNKNOWN"


class Metrics(msgspec.Struct, rename="camel"):
    """Conversions are fractional and booked on the day of the click."""

    impressions: int = 0
    clicks: int = 0
    cost_micros: int = 0
    conversions: Decimal = Decimal(0)
    conversions_value: Decimal = Decimal(0)


class PerformanceResult(msgspec.Struct):
    """One campaign, day and device."""

    customer: Currency
    campaign: CampaignId
    segments: Segments
    metrics: Metrics = msgspec.field(default_factory=Metrics)


class CampaignFields(msgspec.Struct, rename="camel"):
    """A campaign without metrics. Times are `yyyy-MM-dd HH:mm:ss` of the customer's time zone."""

    id: int
    name: str = ""
    status: str = ""
    start_date_time: str = ""
    end_date_time: str = ""


class Budget(msgspec.Struct, rename="camel"):
    """Per day, or in total for a budget of a custom period."""

    amount_micros: int = 0
    total_amount_micros: int = 0


class CampaignResult(msgspec.Struct, rename="camel"):
    """A campaign as listed."""

    customer: Currency
    campaign: CampaignFields
    campaign_budget: Budget = msgspec.field(default_factory=Budget)


class CustomerFields(msgspec.Struct, rename="camel"):
    """The account itself."""

    id: int
    currency_code: str
    time_zone: str
    descriptive_name: str = ""
    manager: bool = False


class CustomerResult(msgspec.Struct):
    """The account as a row."""

    customer: CustomerFields


Result = TypeVar("Result")


class Chunk(msgspec.Struct, Generic[Result]):
    """A piece of the stream, or the error with which it broke off."""

    results: list[Result] = []
    error: Status | None = None
