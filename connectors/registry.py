"""All sources at once. To add one: its folder, and a line here."""

import asyncio
import random
from collections.abc import Callable, Mapping
from datetime import datetime

import httpx

from connectors.credentials import Credentials
from connectors.google_ads.source import GoogleAds
from connectors.http import Caller, Sleep
from connectors.hubspot.source import HubSpot
from connectors.meta.source import Meta
from connectors.port import AdSource, CrmSource
from domain.words import Source


def build(
    http: httpx.AsyncClient,
    credentials: Credentials,
    now: Callable[[], datetime],
    sleep: Sleep = asyncio.sleep,
    jitter: Callable[[], float] = random.random,
) -> Mapping[Source, AdSource | CrmSource]:
    """Every source by its name. `now` is the machine's clock. Nothing is opened."""
    caller = Caller(http, sleep, jitter)
    return {
        Source.GOOGLE_ADS: GoogleAds(caller, credentials.google_ads, now),
        Source.META: Meta(caller, credentials.meta, now),
        Source.HUBSPOT: HubSpot(caller, credentials.hubspot),
    }
