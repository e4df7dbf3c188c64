"""Google Ads in our nouns."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TypeVar

from connectors.credentials import GoogleAdsCredentials, choose
from connectors.decoding import decode
from connectors.google_ads.client import GoogleAdsClient
from connectors.google_ads.errors import judge
from connectors.google_ads.wire import (
    CAMPAIGNS,
    CUSTOMER,
    CampaignResult,
    Chunk,
    CustomerResult,
    PerformanceResult,
    performance_query,
)
from connectors.http import Caller
from connectors.problems import TooMuch
from connectors.windows import halving
from domain.entities import SourceAccount
from domain.errors import NeedsOwner, Problem, SchemaDrift
from domain.facts import AccountInfo, PerformanceRow, PlatformCampaign
from domain.money import micros
from domain.window import Window
from domain.words import Level, Remedy, Source

OK = 200
FOREVER = 2037  # Google writes "no end" as the end of 2037
ELEMENTS = {"CONNECTED_TV": "tv"}

Result = TypeVar("Result")


def read(body: bytes, shape: type[list[Chunk[Result]]]) -> list[Result]:
    """The results of a stream. A stream that broke off is TooMuch: nothing of it is used."""
    if not body.rstrip().endswith(b"]"):
        raise TooMuch("the stream broke off")
    chunks = decode(body, shape)
    for piece in chunks:
        if piece.error is not None:
            raise _broken(judge(piece.error, piece.error.code or OK))
    return [result for piece in chunks for result in piece.results]


def _broken(named: Problem) -> Problem:
    unnamed = isinstance(named, NeedsOwner) and named.remedy is Remedy.REPORT_BUG
    return TooMuch(f"the stream broke off: {named.detail}") if unnamed else named


def to_row(result: PerformanceResult) -> PerformanceRow:
    """One row. Google does not say which conversions are leads: where no CRM does, all of them count as such."""
    metrics, device = result.metrics, result.segments.device
    conversions = micros(metrics.conversions)
    return PerformanceRow(
        level=Level.CAMPAIGN,
        entity_id=str(result.campaign.id),
        day=result.segments.date,
        breakdown="device",
        element=ELEMENTS.get(device, device.lower()),
        currency=result.customer.currency_code,
        impressions=metrics.impressions,
        clicks=metrics.clicks,
        spend_micros=metrics.cost_micros,
        conversions_micros=conversions,
        value_micros=micros(metrics.conversions_value),
        leads_micros=conversions,
    )


def _day(text: str, path: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        raise SchemaDrift(path, "not a day") from None
    return day if day.year < FOREVER else None


def to_campaign(result: CampaignResult) -> PlatformCampaign:
    """One campaign as listed."""
    campaign, budget = result.campaign, result.campaign_budget
    period = "lifetime" if budget.total_amount_micros else "daily" if budget.amount_micros else ""
    return PlatformCampaign(
        entity_id=str(campaign.id),
        name=campaign.name,
        status=campaign.status.lower(),
        start=_day(campaign.start_date_time, "$[*].results[*].campaign.startDateTime"),
        end=_day(campaign.end_date_time, "$[*].results[*].campaign.endDateTime"),
        budget_micros=(budget.total_amount_micros or budget.amount_micros) or None,
        budget_period=period,
        currency=result.customer.currency_code,
    )


class GoogleAds:
    """The Google Ads accounts that the credentials reach. Constructing it opens nothing."""

    source = Source.GOOGLE_ADS
    provisional_days = 3
    lookback_days = 30
    keeps_days = 1_120  # 37 months, however short their Februaries

    def __init__(
        self, caller: Caller, credentials: Mapping[str, GoogleAdsCredentials], now: Callable[[], datetime]
    ) -> None:
        """`credentials` by name, "" the default; `now` is the machine's clock, for the age of tokens."""
        self._clients = {name: GoogleAdsClient(caller, held, now) for name, held in credentials.items()}

    async def _search(self, account: SourceAccount, query: str, shape: type[list[Chunk[Result]]]) -> list[Result]:
        client = choose(self._clients, account)
        login = account.options.get("login_customer_id", "")
        return read(await client.search(account.account_id, query, login), shape)

    async def describe(self, account: SourceAccount) -> AccountInfo:
        """Name, currency and time zone; a manager account has no figures and is refused."""
        found = await self._search(account, CUSTOMER, list[Chunk[CustomerResult]])
        if not found:
            raise SchemaDrift("$[0].results", "the account does not describe itself")
        customer = found[0].customer
        if customer.manager:
            raise NeedsOwner(f"{customer.id} is a manager account", Remedy.FIX_REQUEST)
        return AccountInfo(account.account_id, customer.descriptive_name, customer.currency_code, customer.time_zone)

    async def campaigns(self, account: SourceAccount) -> list[PlatformCampaign]:
        """Every campaign that is not removed."""
        return [to_campaign(result) for result in await self._search(account, CAMPAIGNS, list[Chunk[CampaignResult]])]

    async def performance(self, account: SourceAccount, window: Window) -> list[PerformanceRow]:
        """One request for the window; halves of it while the stream breaks off."""

        async def fetch(part: Window) -> list[PerformanceRow]:
            query = performance_query(part)
            return [to_row(result) for result in await self._search(account, query, list[Chunk[PerformanceResult]])]

        return await halving(window, fetch)
