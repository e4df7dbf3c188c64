"""What the rest of the house may expect of a source."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.entities import SourceAccount
from domain.facts import AccountInfo, Contact, Deal, Listing, PerformanceRow, Segments
from domain.window import Window
from domain.words import Source


class AdSource(Protocol):
    """An advertising platform. Every method may raise Transient, NeedsOwner or SchemaDrift of `domain.errors`."""

    source: Source
    provisional_days: int  # days back from today that the platform may still restate
    lookback_days: int  # days back from today that every poll reads again
    keeps_days: int  # days back from today that the platform answers for at all

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
    `since` of the next call.
    """

    contacts: list[Contact]
    deals: list[Deal]
    place: str
    cursor: datetime | None = None


class CrmSource(Protocol):
    """A CRM. Every method may raise Transient, NeedsOwner or SchemaDrift of `domain.errors`."""

    source: Source

    async def describe(self, account: SourceAccount) -> AccountInfo:
        """Name, currency and time zone of the account."""
        ...

    def changes(
        self, account: SourceAccount, since: datetime | None, until: datetime, place: str = ""
    ) -> AsyncGenerator[CrmPart, None]:
        """Contacts and deals changed since (None: all of them), each at least once; they may come again.

        With a `place` what an earlier call began is read from there on, between the instants of that call.
        """
        ...
