"""Google Ads over its REST interface."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from connectors.google_ads.descriptor import DESCRIPTOR, GoogleAdsCredentials
from connectors.port import AdConnector, AdSource, Values

if TYPE_CHECKING:
    from connectors.http import Caller


def _build(caller: "Caller", held: Mapping[str, Values], now: Callable[[], datetime]) -> AdSource:
    from connectors.google_ads.source import GoogleAds  # noqa: PLC0415 - brings HTTP along, which settings do not need

    return GoogleAds(caller, {name: GoogleAdsCredentials(**values) for name, values in held.items()}, now)


GOOGLE_ADS = AdConnector(DESCRIPTOR, _build)
