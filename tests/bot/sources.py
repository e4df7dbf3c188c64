"""Sources that say what a test tells them to; they stand where the vendors' connectors stand."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from connectors.port import CrmPart, Sources
from connectors.registry import DESCRIPTORS
from domain.entities import SourceAccount
from domain.errors import Problem
from domain.facts import (
    AccountInfo,
    AccountState,
    Contact,
    CrmStage,
    Deal,
    Listing,
    PerformanceRow,
    PlatformCampaign,
    Segments,
)
from domain.sources import Descriptor
from domain.window import Window
from domain.words import Source
from tests.loop_clock import race

CAMPAIGNS = (PlatformCampaign("111", "ES | Leads", "enabled"), PlatformCampaign("555", "New one", "enabled"))


@dataclass
class Ads:
    """An advertising platform. `rows` gives the rows of an account's window, or raises."""

    rows: Callable[[SourceAccount, Window], list[PerformanceRow]]
    source: Source = Source.GOOGLE_ADS
    zone: str = "Europe/Madrid"
    windows: list[Window] = field(default_factory=list)
    described: list[str] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    segmented: list[Window] = field(default_factory=list)
    slow: Window | None = None  # never answered
    stuck: asyncio.Event = field(default_factory=asyncio.Event)
    campaigns: tuple[PlatformCampaign, ...] = CAMPAIGNS
    state: AccountState = AccountState.ACTIVE
    keeps_days: int | None = None  # where a test has no use for older days
    by_hour: Callable[[SourceAccount, Window], list[PerformanceRow]] = lambda _account, _window: []
    by_segment: Callable[[SourceAccount, Window], Segments] = lambda _account, _window: Segments((), ())

    @property
    def descriptor(self) -> Descriptor:
        theirs = DESCRIPTORS[self.source]
        return replace(theirs, keeps_days=self.keeps_days) if self.keeps_days else theirs

    async def describe(self, account: SourceAccount) -> AccountInfo:
        self.described.append(account.account_id)
        return AccountInfo(account.account_id, "An account", "EUR", self.zone)

    async def listing(self, account: SourceAccount) -> Listing:
        self.listed.append(account.account_id)
        return Listing(self.campaigns, self.state)

    async def performance(self, account: SourceAccount, window: Window) -> list[PerformanceRow]:
        self.windows.append(window)
        if window == self.slow:
            self.stuck.set()
            await asyncio.Event().wait()
        return self.rows(account, window)

    async def hours(self, account: SourceAccount, window: Window) -> list[PerformanceRow]:
        return self.by_hour(account, window)

    async def segments(self, account: SourceAccount, window: Window) -> Segments:
        self.segmented.append(window)
        return self.by_segment(account, window)


@dataclass
class Crm:
    """A CRM with one contact; remembers since when it was asked."""

    source: Source = Source.HUBSPOT
    contact: Contact | None = None
    since: list[datetime | None] = field(default_factory=list)
    pages: int = 1
    slow_from: int | None = None  # this page and all after it take for ever
    cut_off: bool = False  # whoever reads is stopped after the last page
    asked: list[int] = field(default_factory=list)
    reads_by: str = ""
    unnamed_stages: tuple[CrmStage, ...] = ()
    deep: list[bool] = field(default_factory=list)
    deals: list[Deal] = field(default_factory=list)
    gone: tuple[str, ...] = ()  # ids of contacts that were deleted
    there: list[Contact] = field(default_factory=list)  # found when asked for by their ids
    asked_again: list[tuple[str, ...]] = field(default_factory=list)
    behind: dict[str, list[str]] = field(default_factory=dict)
    fails: Problem | None = None

    @property
    def descriptor(self) -> Descriptor:
        return DESCRIPTORS[self.source]

    async def describe(self, account: SourceAccount) -> AccountInfo:
        return AccountInfo(account.account_id, "", "EUR", "Europe/Madrid", unnamed_stages=self.unnamed_stages)

    def rules(self, account: SourceAccount) -> str:
        return f"{self.reads_by}{account.stages or ''}"

    async def changes(
        self,
        account: SourceAccount,
        since: datetime | None,
        until: datetime,
        place: str = "",
        *,
        deleted: bool = False,
    ) -> AsyncGenerator[CrmPart, None]:
        self.since.append(since)
        self.deep.append(deleted)
        for page in range(int(place or 0), self.pages):
            self.asked.append(page)
            if self.slow_from is not None and page >= self.slow_from:
                await race()
            some = [replace(self.contact, contact_id=f"{self.contact.contact_id}-{page}")] if self.contact else []
            last = page == self.pages - 1
            told = (some, self.deals if last else [], "" if last else str(page + 1))
            gone = self.gone if deleted else ()
            ends = until - timedelta(minutes=1) if last else None
            yield CrmPart(*told, ends, gone_contacts=gone, has_listed_deleted=deleted and last)
        if self.cut_off:
            raise asyncio.CancelledError

    async def again(self, account: SourceAccount, contacts: Collection[str], deals: Collection[str]) -> CrmPart:
        self.asked_again.append((*contacts, *deals))
        return CrmPart([one for one in self.there if one.contact_id in contacts], [], "")

    async def contacts_of(self, account: SourceAccount, deals: Collection[str]) -> Mapping[str, Collection[str]]:
        if self.fails:
            raise self.fails
        return {deal: self.behind[deal] for deal in deals if deal in self.behind}


def standing(*made: Ads | Crm) -> Sources:
    """These where the vendors' sources stand."""
    ads = {one.source: one for one in made if isinstance(one, Ads)}
    return Sources(ads, {one.source: one for one in made if isinstance(one, Crm)})
