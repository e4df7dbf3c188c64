"""Google Ads in our nouns."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from connectors.credentials import choose
from connectors.decoding import decode
from connectors.google_ads.actions import all_primary, of_results
from connectors.google_ads.client import GoogleAdsClient, digits
from connectors.google_ads.descriptor import DESCRIPTOR, GoogleAdsCredentials
from connectors.google_ads.errors import judge
from connectors.google_ads.wire import (
    BUDGETS,
    CAMPAIGNS,
    CUSTOMER,
    TREE,
    AccountBudgetFields,
    BudgetResult,
    CampaignResult,
    Chunk,
    CustomerResult,
    PerformanceResult,
    Reachable,
    Split,
    TreeResult,
    actions_query,
    performance_query,
)
from connectors.http import Caller
from connectors.problems import CutOff, TooMuch
from connectors.windows import halving
from domain.entities import SourceAccount
from domain.errors import NeedsOwner, Problem, SchemaDrift
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
from domain.results import PRIMARY, merged_actions
from domain.window import Window, is_in_reach
from domain.words import Level, Remedy

OK = 200
FOREVER = 2037  # Google writes "no end" as the end of 2037
ELEMENTS = {"CONNECTED_TV": "tv"}
NETWORK = "network"
STATES = {
    "ENABLED": AccountState.ACTIVE,
    "SUSPENDED": AccountState.SUSPENDED,
    "CANCELED": AccountState.CLOSED,
    "CLOSED": AccountState.CLOSED,
}

Result = TypeVar("Result")


def read(body: bytes, shape: type[list[Chunk[Result]]]) -> list[Result]:
    """The results of a stream. One that broke off is TooMuch: nothing of it is used."""
    try:
        chunks = decode(body, shape)
    except CutOff:
        raise TooMuch("the stream broke off") from None
    for piece in chunks:
        if piece.error is not None:
            raise _broken(judge(piece.error, piece.error.code or OK))
    return [result for piece in chunks for result in piece.results or ()]


def _broken(named: Problem) -> Problem:
    unnamed = isinstance(named, NeedsOwner) and named.remedy is Remedy.REPORT_BUG
    return TooMuch(f"the stream broke off: {named.detail}") if unnamed else named


def to_row(result: PerformanceResult, split: Split = Split.DEVICE) -> PerformanceRow:
    """One row. Google does not say which conversions are leads: unless a client does, all of them count as such."""
    metrics = result.metrics
    level, entity, breakdown, element = _place(result, split)
    conversions, value = micros(metrics.conversions), micros(metrics.conversions_value)
    return PerformanceRow(
        level=level,
        entity_id=str(entity),
        day=result.segments.date,
        breakdown=breakdown,
        element=element,
        currency=result.customer.currency_code,
        impressions=metrics.impressions,
        clicks=metrics.clicks,
        spend_micros=metrics.cost_micros,
        conversions_micros=conversions,
        value_micros=value,
        leads_micros=conversions,
        name=result.campaign.name,
        actions=(all_primary(conversions, value),),
        aim=PRIMARY if split is Split.HOUR else "",
    )


def _with_actions(rows: list[PerformanceRow], told: list[PerformanceResult], split: Split) -> list[PerformanceRow]:
    """The rows with what was recorded by action; where nothing else was, a row of its own."""
    by_place: dict[tuple[object, ...], list[PerformanceResult]] = {}
    for result in told:
        by_place.setdefault(_key(result, split), []).append(result)
    found = [
        row._replace(actions=merged_actions(row.actions or (), of_results(by_place.pop(row[:5], ())))) for row in rows
    ]
    for results in by_place.values():
        recorded = of_results(results)
        if recorded:
            bare = to_row(results[0], split)
            found.append(bare._replace(conversions_micros=0, value_micros=0, leads_micros=0, actions=recorded))
    return found


def _key(result: PerformanceResult, split: Split) -> tuple[object, ...]:
    """What the row of a result begins with."""
    level, entity, breakdown, element = _place(result, split)
    return level, str(entity), result.segments.date, breakdown, element


def _place(result: PerformanceResult, split: Split) -> tuple[Level, int, str, str]:
    """Level, entity, breakdown and element of a row."""
    segments, campaign = result.segments, result.campaign.id
    match split:
        case Split.AD_GROUP:
            return Level.AD_GROUP, result.ad_group.id, "", ""
        case Split.AD:
            return Level.AD, result.ad_group_ad.ad.id, "", ""
        case Split.HOUR:
            return Level.CAMPAIGN, campaign, HOUR, f"{segments.hour:02d}"
        case Split.NETWORK:
            return Level.CAMPAIGN, campaign, NETWORK, label(segments.ad_network_type.lower())
        case Split.DEVICE:
            return Level.CAMPAIGN, campaign, DEVICE, ELEMENTS.get(segments.device) or label(segments.device.lower())


def to_element(result: PerformanceResult, split: Split) -> PlatformElement:
    """The ad group or ad of a row; an ad without a name goes by its ad group's, and its number."""
    campaign, group, placed = str(result.campaign.id), result.ad_group, result.ad_group_ad
    if split is Split.AD_GROUP:
        return PlatformElement(Level.AD_GROUP, str(group.id), campaign, group.name, group.status.lower())
    ad = placed.ad
    return PlatformElement(Level.AD, str(ad.id), campaign, ad.name or f"{group.name} {ad.id}", placed.status.lower())


def _day(text: str, path: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        raise SchemaDrift(path, "not a day") from None
    return day if is_in_reach(day) and day.year < FOREVER else None


def to_campaigns(results: Sequence[CampaignResult]) -> tuple[PlatformCampaign, ...]:
    """All campaigns as listed. A budget is shared where Google says so, and where two of them have the same one."""
    drawn = Counter(result.campaign_budget.resource_name for result in results)
    return tuple(to_campaign(one, is_shared=drawn[one.campaign_budget.resource_name] > 1) for one in results)


def to_campaign(result: CampaignResult, *, is_shared: bool = False) -> PlatformCampaign:
    """One campaign as listed. `is_shared`: another one has the same budget."""
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
        shared_budget=budget.resource_name if is_shared or budget.explicitly_shared else "",
    )


def to_budget(budgets: Iterable[AccountBudgetFields], here: datetime) -> AccountBudget | None:
    """The one with a limit that holds at this moment of the account's own clock."""
    now = here.strftime("%Y-%m-%d %H:%M:%S")
    for one in budgets:
        limit, end = one.adjusted_spending_limit_micros, one.approved_end_date_time
        if limit and one.approved_start_date_time <= now and (not end or now <= end):
            return AccountBudget(limit, one.amount_served_micros, date.fromisoformat(end[:10]) if end else None)
    return None


def to_opened(root: str, tree: Iterable[TreeResult]) -> Iterator[OpenAccount]:
    """The accounts of a tree that may deliver; below a manager they are read through it."""
    for one in (result.customer_client for result in tree):
        if one.manager or one.status not in {"ENABLED", ""}:
            continue
        through = {} if str(one.id) == root else {"login_customer_id": root}
        yield OpenAccount(str(one.id), one.descriptive_name, one.currency_code, one.time_zone, through)


def to_state(status: str) -> AccountState:
    """Whether the account may deliver."""
    return STATES.get(status, AccountState.UNSAID)


class GoogleAds:
    """The Google Ads accounts that the credentials reach. Constructing it opens nothing."""

    descriptor = DESCRIPTOR

    def __init__(
        self, caller: Caller, credentials: Mapping[str, GoogleAdsCredentials], now: Callable[[], datetime]
    ) -> None:
        """`credentials` by name, "" the default; `now` is the machine's clock, for the age of tokens."""
        self._clients = {name: GoogleAdsClient(caller, held, now) for name, held in credentials.items()}
        self._now = now

    async def _search(self, account: SourceAccount, query: str, shape: type[list[Chunk[Result]]]) -> list[Result]:
        client = choose(self._clients, account)
        login = account.options.get("login_customer_id", "")
        return read(await client.search(account.account_id, query, login), shape)

    async def opened(self, credential: str) -> list[OpenAccount]:
        """The accounts of every manager that the consent reaches, and those that it reaches without one. A manager that
        refuses keeps none of the others back."""
        client = choose(self._clients, SourceAccount("", DESCRIPTOR.source, "", credential))
        login = digits(client.held.login_customer_id)
        roots = [name.removeprefix("customers/") for name in decode(await client.customers(), Reachable).resource_names]
        found: dict[str, OpenAccount] = {}
        refused: NeedsOwner | None = None
        for root in [login] if login else roots:
            try:
                tree = read(await client.search(root, TREE, root), list[Chunk[TreeResult]])
            except NeedsOwner as problem:
                refused = problem
                continue
            for one in to_opened(root, tree):
                found.setdefault(one.account_id, one)
        if refused is not None and not found:
            raise refused
        return list(found.values())

    async def describe(self, account: SourceAccount) -> AccountInfo:
        """Name, currency and time zone; a manager account has no figures and is refused."""
        found = await self._search(account, CUSTOMER, list[Chunk[CustomerResult]])
        if not found:
            raise SchemaDrift("$[0].results", "the account does not describe itself")
        customer = found[0].customer
        if customer.manager:
            raise NeedsOwner(f"{customer.id} is a manager account", Remedy.FIX_REQUEST)
        name, zone, state = customer.descriptive_name, customer.time_zone, to_state(customer.status)
        budgets = [one.account_budget for one in await self._search(account, BUDGETS, list[Chunk[BudgetResult]])]
        budget = to_budget(budgets, self._now().astimezone(ZoneInfo(zone))) if budgets else None
        return AccountInfo(account.account_id, name, customer.currency_code, zone, state, budget=budget)

    async def listing(self, account: SourceAccount) -> Listing:
        """Every campaign that is not removed. The account's state comes along where it has any."""
        found = await self._search(account, CAMPAIGNS, list[Chunk[CampaignResult]])
        state = to_state(found[0].customer.status) if found else AccountState.UNSAID
        return Listing(to_campaigns(found), state)

    async def performance(self, account: SourceAccount, window: Window) -> list[PerformanceRow]:
        """Two requests for the window, the second by conversion action; halves of it while the stream breaks off."""
        return (await self._rows(account, window, Split.DEVICE))[0]

    async def hours(self, account: SourceAccount, window: Window) -> list[PerformanceRow]:
        """The same by the hour."""
        return (await self._rows(account, window, Split.HOUR))[0]

    async def segments(self, account: SourceAccount, window: Window) -> Segments:
        """Two requests each: by network, by ad group, by ad. One ad in several ad groups is one ad."""
        rows, elements = [], []
        for split in (Split.NETWORK, Split.AD_GROUP, Split.AD):
            some, found = await self._rows(account, window, split)
            rows += some
            if split is not Split.NETWORK:
                elements += [to_element(result, split) for result in found]
        return Segments(tuple(rows), tuple(dict.fromkeys(elements)))

    async def _rows(
        self, account: SourceAccount, window: Window, split: Split
    ) -> tuple[list[PerformanceRow], list[PerformanceResult]]:
        """The rows of a window in one split, with the results that they are made of; who did not advertise has none."""
        found = await self._split(account, window, split, performance_query)
        told = await self._split(account, window, split, actions_query) if found else []
        return _with_actions(list(merged(to_row(result, split) for result in found)), told, split), found

    async def _split(
        self, account: SourceAccount, window: Window, split: Split, query: Callable[[Window, Split], str]
    ) -> list[PerformanceResult]:
        async def fetch(part: Window) -> list[PerformanceResult]:
            return await self._search(account, query(part, split), list[Chunk[PerformanceResult]])

        return await halving(window, fetch)
