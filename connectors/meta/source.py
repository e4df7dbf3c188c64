"""Meta in our nouns."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from connectors.credentials import choose
from connectors.decoding import decode
from connectors.http import Caller
from connectors.meta.actions import actions, aim, own_leads, own_purchases
from connectors.meta.client import MetaClient
from connectors.meta.descriptor import DESCRIPTOR, MetaCredentials
from connectors.meta.reports import Reports
from connectors.meta.wire import (
    ACCOUNT_FIELDS,
    CAMPAIGN_FIELDS,
    OPENED_FIELDS,
    PAGE,
    Account,
    CampaignFields,
    Insight,
    OpenedAccount,
    Page,
    Split,
    by_type,
    insights_params,
    minor_to_micros,
    theirs,
)
from connectors.problems import TooMuch
from connectors.windows import halving
from domain.entities import SourceAccount
from domain.errors import SchemaDrift
from domain.facts import (
    DEVICE,
    HOUR,
    AccountBudget,
    AccountInfo,
    AccountState,
    Listing,
    OpenAccount,
    PerformanceRow,
    PlatformCampaign,
    PlatformElement,
    Segments,
    merged,
)
from domain.labels import label
from domain.money import micros
from domain.results import ResultKind
from domain.window import Window, is_in_reach
from domain.words import Level

ELEMENTS = {"mobile_app": "mobile", "mobile_web": "mobile"}
PLACEMENT = "placement"
DISABLED, RISK_PAYMENT = frozenset({2, 7}), 3
# Meta's numbers: 9 is the time of grace after a payment failed, in which it still delivers.
STATES = {
    1: AccountState.ACTIVE,
    2: AccountState.SUSPENDED,
    3: AccountState.UNPAID,
    7: AccountState.SUSPENDED,
    8: AccountState.UNPAID,
    9: AccountState.ACTIVE,
    100: AccountState.CLOSED,
    101: AccountState.CLOSED,
    201: AccountState.ACTIVE,
    202: AccountState.CLOSED,
}
PATIENT = 7  # days: from here on, halving costs more calls than an asynchronous report


def act(account_id: str) -> str:
    """The id as the API wants it, whether or not it was declared with its prefix."""
    return account_id if account_id.startswith("act_") else f"act_{account_id}"


def conversions(bought: str, purchases: int, leads: int) -> int:
    """What the campaign was bought for: Meta has no column of its own for it."""
    return {ResultKind.LEAD.value: leads, ResultKind.SALE.value: purchases}.get(bought, purchases or leads)


def _place(insight: Insight, split: Split) -> tuple[Level, str, str, str]:
    """Level, entity, breakdown and element of a row; app and browser of a phone are one device."""
    campaign = insight.campaign_id
    match split:
        case Split.AD_GROUP:
            return Level.AD_GROUP, insight.adset_id, "", ""
        case Split.AD:
            return Level.AD, insight.ad_id, "", ""
        case Split.HOUR:
            return Level.CAMPAIGN, campaign, HOUR, insight.hourly_stats_aggregated_by_advertiser_time_zone[:2]
        case Split.PLACEMENT:
            return Level.CAMPAIGN, campaign, PLACEMENT, label(insight.publisher_platform)
        case Split.DEVICE:
            device = insight.device_platform
            return Level.CAMPAIGN, campaign, DEVICE, ELEMENTS.get(device) or label(device)


def to_row(insight: Insight, split: Split = Split.DEVICE) -> PerformanceRow:
    """One row, as Meta splits them."""
    level, entity, breakdown, element = _place(insight, split)
    told = actions(by_type(insight.actions), by_type(insight.action_values), theirs(insight.results))
    leads, (purchases, value), bought = own_leads(told), own_purchases(told), aim(insight.objective)
    return PerformanceRow(
        level=level,
        entity_id=entity,
        day=insight.date_start,
        breakdown=breakdown,
        element=element,
        currency=insight.account_currency,
        impressions=insight.impressions,
        clicks=insight.inline_link_clicks,
        spend_micros=micros(insight.spend),
        conversions_micros=conversions(bought, purchases, leads),
        value_micros=value,
        leads_micros=leads,
        name=insight.campaign_name,
        actions=told,
        aim=bought,
    )


def to_element(insight: Insight, split: Split) -> PlatformElement:
    """The ad set or ad of a row."""
    if split is Split.AD_GROUP:
        return PlatformElement(Level.AD_GROUP, insight.adset_id, insight.campaign_id, insight.adset_name)
    return PlatformElement(Level.AD, insight.ad_id, insight.campaign_id, insight.ad_name)


def to_state(account: Account) -> AccountState:
    """Whether the account may deliver; one disabled for want of payment is unpaid rather than suspended."""
    if account.account_status in DISABLED and account.disable_reason == RISK_PAYMENT:
        return AccountState.UNPAID
    return STATES.get(account.account_status, AccountState.UNSAID)


def to_budget(account: Account) -> AccountBudget | None:
    """What the account may spend as a whole, and has spent since that was set."""
    cap, spent = (minor_to_micros(one, account.currency) for one in (account.spend_cap, account.amount_spent))
    return AccountBudget(cap, spent) if cap else None


def _day(text: str, path: str) -> date | None:
    try:
        day = date.fromisoformat(text[:10]) if text else None
    except ValueError:
        raise SchemaDrift(path, "not a day") from None
    return day if day and is_in_reach(day) else None


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

    descriptor = DESCRIPTOR

    def __init__(self, caller: Caller, credentials: Mapping[str, MetaCredentials], now: Callable[[], datetime]) -> None:
        """`credentials` by name, "" the default; `now` is the machine's clock, for pauses and running reports."""
        self._clients = {name: MetaClient(caller, held, now) for name, held in credentials.items()}
        self._reports = Reports(now)

    async def opened(self, credential: str) -> list[OpenAccount]:
        """The ad accounts that the token's user may see, but those that are closed."""
        client = choose(self._clients, SourceAccount("", DESCRIPTOR.source, "", credential))
        params = {"fields": OPENED_FIELDS, "limit": str(PAGE)}
        found = await client.pages("", "me/adaccounts", params, Page[OpenedAccount])
        return [
            OpenAccount(one.id, one.name, one.currency, one.timezone_name)
            for one in found
            if STATES.get(one.account_status) is not AccountState.CLOSED
        ]

    async def describe(self, account: SourceAccount) -> AccountInfo:
        """Name, currency, time zone and state."""
        key = act(account.account_id)
        found = decode(await choose(self._clients, account).get(key, key, {"fields": ACCOUNT_FIELDS}), Account)
        about = (account.account_id, found.name, found.currency, found.timezone_name, to_state(found))
        return AccountInfo(*about, budget=to_budget(found))

    async def listing(self, account: SourceAccount) -> Listing:
        """Every campaign, and the account's state, whose currency the budgets need."""
        about, key = await self.describe(account), act(account.account_id)
        params = {"fields": CAMPAIGN_FIELDS, "limit": str(PAGE)}
        listed = await choose(self._clients, account).pages(key, f"{key}/campaigns", params, Page[CampaignFields])
        return Listing(tuple(to_campaign(campaign, about.currency) for campaign in listed), about.state)

    async def performance(self, account: SourceAccount, window: Window) -> list[PerformanceRow]:
        """One paged call for the window; halves of it when that is too much, or a report for a week."""
        return list(merged(to_row(insight) for insight in await self._split(account, window, Split.DEVICE)))

    async def hours(self, account: SourceAccount, window: Window) -> list[PerformanceRow]:
        """The same by the hour of the account's own clock."""
        return [to_row(insight, Split.HOUR) for insight in await self._split(account, window, Split.HOUR)]

    async def segments(self, account: SourceAccount, window: Window) -> Segments:
        """Three calls: by placement, by ad set, by ad."""
        rows, elements = [], []
        for split in (Split.PLACEMENT, Split.AD_GROUP, Split.AD):
            found = await self._split(account, window, split)
            rows += [to_row(insight, split) for insight in found]
            if split is not Split.PLACEMENT:
                elements += [to_element(insight, split) for insight in found]
        return Segments(tuple(rows), tuple(dict.fromkeys(elements)))

    async def _split(self, account: SourceAccount, window: Window, split: Split) -> list[Insight]:
        client, key = choose(self._clients, account), act(account.account_id)

        async def fetch(part: Window) -> list[Insight]:
            try:
                return await client.pages(key, f"{key}/insights", insights_params(part, split), Page[Insight])
            except TooMuch:
                if part.days > PATIENT:
                    raise
            return await self._reports.fetch(client, key, part, split)

        return await halving(window, fetch)
