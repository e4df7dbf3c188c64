"""Meta in our nouns."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from connectors.credentials import MetaCredentials, choose
from connectors.decoding import decode
from connectors.http import Caller
from connectors.meta.client import MetaClient
from connectors.meta.reports import Reports
from connectors.meta.wire import (
    ACCOUNT_FIELDS,
    CAMPAIGN_FIELDS,
    PAGE,
    Account,
    CampaignFields,
    Insight,
    Page,
    by_type,
    insights_params,
    minor_to_micros,
    pick_leads,
    pick_purchases,
)
from connectors.problems import TooMuch
from connectors.windows import halving
from domain.entities import SourceAccount
from domain.errors import SchemaDrift
from domain.facts import AccountInfo, PerformanceRow, PlatformCampaign, added
from domain.money import micros
from domain.window import Window
from domain.words import Level, Source

ELEMENTS = {"mobile_app": "mobile", "mobile_web": "mobile"}
LEAD_OBJECTIVES = frozenset({"OUTCOME_LEADS", "LEAD_GENERATION"})
SALES_OBJECTIVES = frozenset({"OUTCOME_SALES", "CONVERSIONS", "PRODUCT_CATALOG_SALES"})
SMALLEST = 7  # days: below this, halving costs more calls than an asynchronous report


def act(account_id: str) -> str:
    """The id as the API wants it, whether or not it was declared with its prefix."""
    return account_id if account_id.startswith("act_") else f"act_{account_id}"


def conversions(objective: str, purchases: Decimal, leads: Decimal) -> Decimal:
    """What the campaign was bought for: Meta has no column of its own for it."""
    if objective in LEAD_OBJECTIVES:
        return leads
    return purchases if objective in SALES_OBJECTIVES else purchases or leads


def to_row(insight: Insight) -> PerformanceRow:
    """One row, as Meta splits devices."""
    actions, values = by_type(insight.actions), by_type(insight.action_values)
    leads = pick_leads(actions)
    return PerformanceRow(
        level=Level.CAMPAIGN,
        entity_id=insight.campaign_id,
        day=insight.date_start,
        breakdown="device",
        element=ELEMENTS.get(insight.device_platform, insight.device_platform),
        currency=insight.account_currency,
        impressions=insight.impressions,
        clicks=insight.inline_link_clicks,
        spend_micros=micros(insight.spend),
        conversions_micros=micros(conversions(insight.objective, pick_purchases(actions), leads)),
        value_micros=micros(pick_purchases(values)),
        leads_micros=micros(leads),
    )


def merge(rows: Iterable[PerformanceRow]) -> list[PerformanceRow]:
    """One row per campaign, day and device of ours: app and browser of a phone are one."""
    merged: dict[tuple[str, date, str], PerformanceRow] = {}
    for row in rows:
        key = (row.entity_id, row.day, row.element)
        merged[key] = added(merged[key], row) if key in merged else row
    return list(merged.values())


def _day(text: str, path: str) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        raise SchemaDrift(path, "not a day") from None


def to_campaign(campaign: CampaignFields, currency: str) -> PlatformCampaign:
    """One campaign as listed."""
    budget = campaign.lifetime_budget or campaign.daily_budget
    period = "lifetime" if campaign.lifetime_budget else "daily" if campaign.daily_budget else ""
    return PlatformCampaign(
        entity_id=campaign.id,
        name=campaign.name,
        status=(campaign.effective_status or campaign.status).lower(),
        start=_day(campaign.start_time, "$.data[*].start_time"),
        end=_day(campaign.stop_time, "$.data[*].stop_time"),
        budget_micros=minor_to_micros(budget, currency) if budget else None,
        budget_period=period,
        currency=currency,
    )


class Meta:
    """The ad accounts that the credentials reach. Constructing it opens nothing."""

    source = Source.META
    provisional_days = 3
    lookback_days = 28
    keeps_days = 1_120  # 37 months, however short their Februaries

    def __init__(self, caller: Caller, credentials: Mapping[str, MetaCredentials], now: Callable[[], datetime]) -> None:
        """`credentials` by name, "" the default; `now` is the machine's clock, for pauses and running reports."""
        self._clients = {name: MetaClient(caller, held, now) for name, held in credentials.items()}
        self._reports = Reports(now)

    async def describe(self, account: SourceAccount) -> AccountInfo:
        """Name, currency and time zone."""
        key = act(account.account_id)
        found = decode(await choose(self._clients, account).get(key, key, {"fields": ACCOUNT_FIELDS}), Account)
        return AccountInfo(account.account_id, found.name, found.currency, found.timezone_name)

    async def campaigns(self, account: SourceAccount) -> list[PlatformCampaign]:
        """Every campaign; budgets need the account's currency, asked for where it is not known yet."""
        currency = account.currency or (await self.describe(account)).currency
        params = {"fields": CAMPAIGN_FIELDS, "limit": str(PAGE)}
        key = act(account.account_id)
        listed = await choose(self._clients, account).pages(key, f"{key}/campaigns", params, Page[CampaignFields])
        return [to_campaign(campaign, currency) for campaign in listed]

    async def performance(self, account: SourceAccount, window: Window) -> list[PerformanceRow]:
        """One paged call for the window; halves of it when that is too much, and a report for the smallest."""
        client, key = choose(self._clients, account), act(account.account_id)

        async def fetch(part: Window) -> list[Insight]:
            try:
                return await client.pages(key, f"{key}/insights", insights_params(part), Page[Insight])
            except TooMuch:
                if part.days > SMALLEST:
                    raise
            return await self._reports.fetch(client, key, part)

        return merge(to_row(insight) for insight in await halving(window, fetch, SMALLEST))
