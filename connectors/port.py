"""What the rest of the house may expect of a source."""

from collections.abc import AsyncGenerator, Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from domain.entities import SourceAccount
from domain.facts import AccountInfo, Contact, Deal, Listing, OpenAccount, PerformanceRow, Segments
from domain.sources import Descriptor
from domain.window import Window
from domain.words import Source

if TYPE_CHECKING:
    from connectors.http import Caller


Values = Mapping[str, str]
"""A credential's fields by name."""


class AdSource(Protocol):
    """An advertising platform. Every method may raise Transient, NeedsOwner or SchemaDrift of `domain.errors`."""

    descriptor: Descriptor

    async def opened(self, credential: str) -> list[OpenAccount]:
        """Every account that the credential of that name opens; NeedsOwner where there is no such credential."""
        ...

    async def describe(self, account: SourceAccount) -> AccountInfo:
        """Name, currency and time zone of the account."""
        ...

    async def listing(self, account: SourceAccount) -> Listing:
        """Every campaign that has not been removed, spending or not, and the state of the account."""
        ...

    async def performance(self, account: SourceAccount, window: Window) -> list[PerformanceRow]:
        """Campaign × day × device. A day without a row had no impressions; a failure is raised, never empty."""
        ...

    async def hours(self, account: SourceAccount, window: Window) -> list[PerformanceRow]:
        """Campaign × day × hour of the account's own clock; empty where the platform knows no hours."""
        ...

    async def segments(self, account: SourceAccount, window: Window) -> Segments:
        """By ad group, by ad, and by campaign in whatever other breakdown the platform has; with their names."""
        ...


@dataclass(frozen=True, slots=True)
class CrmPart:
    """A part of what changed in a CRM, to be kept before the next is asked for.

    `place` is where another call goes on if this one is broken off; "" with the last part, whose `cursor` is the
    `since` of the next call. The `gone` are ids of what was deleted; with the last part of a reading that named them
    all, it `has_listed_deleted`. `forms` are the names of forms, as a definition calls them.
    """

    contacts: list[Contact]
    deals: list[Deal]
    place: str
    cursor: datetime | None = None
    gone_contacts: tuple[str, ...] = ()
    gone_deals: tuple[str, ...] = ()
    has_listed_deleted: bool = False
    forms: Mapping[str, str] = field(default_factory=dict)


class CrmSource(Protocol):
    """A CRM. Every method may raise Transient, NeedsOwner or SchemaDrift of `domain.errors`."""

    descriptor: Descriptor

    async def opened(self, credential: str) -> list[OpenAccount]:
        """Every account that the credential of that name opens; NeedsOwner where there is no such credential."""
        ...

    async def describe(self, account: SourceAccount) -> AccountInfo:
        """Name, currency and time zone of the account."""
        ...

    def rules(self, account: SourceAccount) -> str:
        """What the account's records are read by: where that has changed, they are read anew."""
        ...

    def changes(
        self,
        account: SourceAccount,
        since: datetime | None,
        until: datetime,
        place: str = "",
        *,
        deleted: bool = False,
    ) -> AsyncGenerator[CrmPart, None]:
        """Contacts and deals changed since (None: all of them), each at least once; they may come again.

        With a `place` what an earlier call began is read from there on, between the instants of that call. `deleted`:
        what was deleted is named before.
        """
        ...

    async def again(self, account: SourceAccount, contacts: Collection[str], deals: Collection[str]) -> CrmPart:
        """These records as they are now, by their ids; those that are not there are left out."""
        ...

    async def contacts_of(self, account: SourceAccount, deals: Collection[str]) -> Mapping[str, Collection[str]]:
        """Who is behind deals by now; deals without anybody are left out."""
        ...


@dataclass(frozen=True, slots=True)
class AdConnector:
    """An advertising platform: its descriptor, and how it is built with credentials by name and the machine's clock."""

    descriptor: Descriptor
    build: Callable[["Caller", Mapping[str, Values], Callable[[], datetime]], AdSource]


@dataclass(frozen=True, slots=True)
class CrmConnector:
    """The same of a CRM."""

    descriptor: Descriptor
    build: Callable[["Caller", Mapping[str, Values], Callable[[], datetime]], CrmSource]


@dataclass(frozen=True, slots=True)
class Sources:
    """Those that can be read, by kind."""

    ads: Mapping[Source, AdSource] = field(default_factory=dict)
    crms: Mapping[Source, CrmSource] = field(default_factory=dict)

    def get(self, source: Source) -> AdSource | CrmSource | None:
        """Whichever it is, to be described; None where it cannot be read."""
        return self.ads.get(source) or self.crms.get(source)
