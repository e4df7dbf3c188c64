"""All sources at once. To add one: its folder, and a line here."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime

import httpx

from connectors.credentials import Credentials
from connectors.google_ads.source import GoogleAds
from connectors.http import Caller, Retried, Sleep, silently
from connectors.hubspot.source import HubSpot
from connectors.meta.source import Meta
from connectors.port import AdSource, CrmSource
from domain.words import Source


def build(
    http: httpx.AsyncClient,
    credentials: Credentials,
    now: Callable[[], datetime],
    sleep: Sleep = asyncio.sleep,
    retried: Retried = silently,
) -> Mapping[Source, AdSource | CrmSource]:
    """Every source by its name. Nothing is opened.

    `now` is the machine's clock; `retried` hears of each failure that was survived by waiting, with the seconds.
    """
    caller = Caller(http, sleep, retried=retried)
    return {
        Source.GOOGLE_ADS: GoogleAds(caller, credentials.google_ads, now),
        Source.META: Meta(caller, credentials.meta, now),
        Source.HUBSPOT: HubSpot(caller, credentials.hubspot),
    }
