"""Sources that say what a test tells them to; they stand where the vendors' connectors stand."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from connectors.port import CrmChanges
from domain.entities import SourceAccount
from domain.facts import AccountInfo, Contact, PerformanceRow, PlatformCampaign
from domain.window import Window
from domain.words import Source


@dataclass
class Ads:
    """An advertising platform. `rows` gives the rows of an account's window, or raises."""

    rows: Callable[[SourceAccount, Window], list[PerformanceRow]]
    source: Source = Source.GOOGLE_ADS
    zone: str = "Europe/Madrid"
    provisional_days: int = 3
    lookback_days: int = 30
    keeps_days: int = 1_120
    windows: list[Window] = field(default_factory=list)
    described: list[str] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)

    async def describe(self, account: SourceAccount) -> AccountInfo:
        self.described.append(account.account_id)
        return AccountInfo(account.account_id, "An account", "EUR", self.zone)

    async def campaigns(self, account: SourceAccount) -> list[PlatformCampaign]:
        self.listed.append(account.account_id)
        return [PlatformCampaign("111", "ES | Leads", "enabled"), PlatformCampaign("555", "New one", "enabled")]

    async def performance(self, account: SourceAccount, window: Window) -> list[PerformanceRow]:
        self.windows.append(window)
        return self.rows(account, window)


@dataclass
class Crm:
    """A CRM with one contact; remembers since when it was asked."""

    source: Source = Source.HUBSPOT
    contact: Contact | None = None
    since: list[datetime | None] = field(default_factory=list)

    async def describe(self, account: SourceAccount) -> AccountInfo:
        return AccountInfo(account.account_id, "", "EUR", "Europe/Madrid")

    async def changes(self, account: SourceAccount, since: datetime | None, until: datetime) -> CrmChanges:
        self.since.append(since)
        return CrmChanges([self.contact] if self.contact else [], [], until - timedelta(minutes=1))
