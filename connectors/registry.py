"""All sources at once. To add one: its folder, an import and an entry here."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from connectors.google_ads import GOOGLE_ADS
from connectors.hubspot import HUBSPOT
from connectors.meta import META
from connectors.port import AdConnector, CrmConnector, Sources, Values
from domain.errors import Transient
from domain.sources import Descriptors
from domain.words import Source

if TYPE_CHECKING:
    import httpx

CONNECTORS: tuple[AdConnector | CrmConnector, ...] = (
    GOOGLE_ADS,
    META,
    HUBSPOT,
)
DESCRIPTORS = Descriptors(*(one.descriptor for one in CONNECTORS))


def silently(_problem: Transient, _wait: float) -> None:
    """Tell nobody of a retry."""


def build(
    http: "httpx.AsyncClient",
    credentials: Mapping[Source, Mapping[str, Values]],
    now: Callable[[], datetime],
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    retried: Callable[[Transient, float], None] = silently,
) -> Sources:
    """Every source, with its credentials by name ("" the default). Nothing is opened.

    `now` is the machine's clock; `retried` hears of each failure that was survived by waiting, with the seconds.
    """
    from connectors.http import Caller  # noqa: PLC0415 - brings HTTP along, which descriptors do not need

    caller = Caller(http, sleep, retried=retried)
    held = {one.descriptor.source: credentials.get(one.descriptor.source, {}) for one in CONNECTORS}
    return Sources(
        {
            one.descriptor.source: one.build(caller, held[one.descriptor.source], now)
            for one in CONNECTORS
            if isinstance(one, AdConnector)
        },
        {
            one.descriptor.source: one.build(caller, held[one.descriptor.source], now)
            for one in CONNECTORS
            if isinstance(one, CrmConnector)
        },
    )
