"""The notice board in our nouns: one poster, the same every day."""

from collections.abc import Mapping

from connectors.credentials import choose
from connectors.port import Values
from domain.entities import SourceAccount
from domain.errors import NeedsOwner
from domain.facts import DEVICE, AccountInfo, Listing, OpenAccount, PerformanceRow, PlatformCampaign, Segments
from domain.window import Window
from domain.words import Level

from .descriptor import DESCRIPTOR

POSTER = PlatformCampaign("p1", "Autumn poster", "active", currency="EUR")


class Noticeboard:
    """Reads a board with the key of its glass door; needs no network."""

    descriptor = DESCRIPTOR

    def __init__(self, held: Mapping[str, Values]) -> None:
        self._held = held

    async def opened(self, credential: str) -> list[OpenAccount]:
        self._unlock(SourceAccount("", DESCRIPTOR.source, "", credential))
        return [OpenAccount("7", "Board of the ground floor", "EUR", "Europe/Madrid", {"floor": "ground"})]

    async def describe(self, account: SourceAccount) -> AccountInfo:
        self._unlock(account)
        return AccountInfo(account.account_id, f"Board on the {account.options['floor']} floor", "EUR", "Europe/Madrid")

    async def listing(self, account: SourceAccount) -> Listing:
        self._unlock(account)
        return Listing((POSTER,))

    async def performance(self, account: SourceAccount, window: Window) -> list[PerformanceRow]:
        day = PerformanceRow(
            level=Level.CAMPAIGN,
            entity_id=POSTER.entity_id,
            day=window.start,
            breakdown=DEVICE,
            element="other",
            currency="EUR",
            impressions=1_000,
            clicks=20,
            spend_micros=2_000_000,
            conversions_micros=1_000_000,
            value_micros=0,
            leads_micros=1_000_000,
        )
        return [day._replace(day=each) for each in window]

    async def hours(self, account: SourceAccount, window: Window) -> list[PerformanceRow]:
        return []

    async def segments(self, account: SourceAccount, window: Window) -> Segments:
        return Segments((), ())

    def _unlock(self, account: SourceAccount) -> None:
        if not choose(self._held, account)["key"].startswith("brass-"):
            raise NeedsOwner("the key does not turn", DESCRIPTOR.reconnect)
