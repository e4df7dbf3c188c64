"""Meta's JSON. Every number is a string; lists are absent when empty; budgets are in minor units, spend in major."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Generic, TypeVar

import msgspec

from connectors.decoding import Count, check_counted
from domain.window import Window

VERSION = "v26.0"
PAGE = 500
# Only what adds up over devices is asked for: reach and frequency would need a call of their own.
FIELDS = "account_currency,campaign_id,objective,spend,impressions,inline_link_clicks,actions,action_values"
OPENED_FIELDS = "name,currency,timezone_name,account_status"
ACCOUNT_FIELDS = "name,currency,timezone_name,account_status,disable_reason,spend_cap,amount_spent"
CAMPAIGN_FIELDS = "id,name,status,effective_status,objective,daily_budget,lifetime_budget,start_time,stop_time"

# Currencies that Meta counts without a minor unit.
NO_MINOR_UNIT = frozenset(["CLP", "COP", "CRC", "HUF", "ISK", "IDR", "JPY", "KRW", "PYG", "TWD", "VND"])


class Split(Enum):
    """What insights are split by besides campaign and day: the level, its breakdown, and its fields."""

    DEVICE = ("campaign", "device_platform", ",campaign_name,results")  # archived campaigns stand in no list
    HOUR = ("campaign", "hourly_stats_aggregated_by_advertiser_time_zone", "")
    PLACEMENT = ("campaign", "publisher_platform", "")
    AD_GROUP = ("adset", "", ",adset_id,adset_name")
    AD = ("ad", "", ",ad_id,ad_name")


def insights_params(window: Window, split: Split = Split.DEVICE) -> dict[str, str]:
    """One call for everything of a window in one split."""
    level, breakdown, fields = split.value
    return {
        "level": level,
        "time_increment": "1",
        "time_range": f'{{"since":"{window.start.isoformat()}","until":"{window.end.isoformat()}"}}',
        "action_attribution_windows": '["7d_click","1d_view"]',
        **({"breakdowns": breakdown} if breakdown else {}),
        "fields": FIELDS + fields,
        "limit": str(PAGE),
    }


class Cursors(msgspec.Struct):
    """Where a page ends."""

    after: str = ""


class Paging(msgspec.Struct):
    """`next` carries the token: only its presence is read."""

    cursors: Cursors = msgspec.field(default_factory=Cursors)
    next: str | None = None


Row = TypeVar("Row")


class Page(msgspec.Struct, Generic[Row]):
    """A page; the last one has no `next`."""

    data: list[Row]
    paging: Paging = msgspec.field(default_factory=Paging)


class ActionCount(msgspec.Struct):
    """How often, or for how much, an action happened. Types overlap."""

    action_type: str
    value: Decimal = Decimal(0)


class ResultValue(msgspec.Struct):
    """How many results, in one attribution setting."""

    value: Decimal = Decimal(0)


class ResultCount(msgspec.Struct):
    """What Meta itself calls the results of a campaign: `actions:lead`, and how many they are."""

    indicator: str = ""
    values: list[ResultValue] = []


class Insight(msgspec.Struct):
    """One campaign and day in one split."""

    campaign_id: str
    date_start: date
    account_currency: str
    campaign_name: str = ""
    objective: str = ""
    device_platform: str = "unknown"
    publisher_platform: str = "unknown"
    hourly_stats_aggregated_by_advertiser_time_zone: str = ""  # "13:00:00 - 13:59:59"
    adset_id: str = ""
    adset_name: str = ""
    ad_id: str = ""
    ad_name: str = ""
    spend: Decimal = Decimal(0)
    impressions: Count = 0
    inline_link_clicks: Count = 0
    actions: list[ActionCount] = []
    action_values: list[ActionCount] = []
    results: list[ResultCount] = []

    def __post_init__(self) -> None:
        check_counted(self.spend, *(action.value for action in self.actions))


class Account(msgspec.Struct):
    """An ad account. In minor units: `spend_cap` is what it may spend as a whole, 0 for any amount, `amount_spent` what
    of that is spent."""

    currency: str
    timezone_name: str
    name: str = ""
    account_status: int = 0
    disable_reason: int = 0
    spend_cap: Count = 0
    amount_spent: Count = 0


class OpenedAccount(msgspec.Struct):
    """An ad account in the list of those that a token opens; its id has the prefix."""

    id: str
    name: str = ""
    currency: str = ""
    timezone_name: str = ""
    account_status: int = 0


class CampaignFields(msgspec.Struct):
    """A campaign as listed. Budgets may sit at its ad sets instead: then both are absent."""

    id: str
    name: str = ""
    status: str = ""
    effective_status: str = ""
    daily_budget: Count = 0
    lifetime_budget: Count = 0
    start_time: str = ""
    stop_time: str = ""


class Submitted(msgspec.Struct):
    """An asynchronous report; the id is a string or a bare number."""

    report_run_id: str | int


class Job(msgspec.Struct):
    """How far it is. 100 % may stand beside "Job Running" for a while."""

    async_status: str
    error_code: int = 0
    error_subcode: int | None = None


def by_type(actions: Sequence[ActionCount]) -> dict[str, Decimal]:
    """Values by action type."""
    return {action.action_type: action.value for action in actions}


def theirs(results: Sequence[ResultCount]) -> Decimal | None:
    """How many results Meta itself counts; None where it does not say, or counts what does not add up (reach)."""
    adding = ("actions:", "conversions:")
    found = [one.values[0].value for one in results if one.indicator.startswith(adding) and one.values]
    return sum(found, Decimal(0)) if found else None


def minor_to_micros(amount: int, currency: str) -> int:
    """Budgets come in cents, or in whole units where the currency has none."""
    return amount * (1_000_000 if currency in NO_MINOR_UNIT else 10_000)
