"""HubSpot over its dated API, with a service key."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from connectors.hubspot.descriptor import DESCRIPTOR, HubSpotCredentials
from connectors.port import CrmConnector, CrmSource, Values

if TYPE_CHECKING:
    from connectors.http import Caller


def _build(caller: "Caller", held: Mapping[str, Values], _now: Callable[[], datetime]) -> CrmSource:
    from connectors.hubspot.source import HubSpot  # noqa: PLC0415 - brings HTTP along, which settings do not need

    return HubSpot(caller, {name: HubSpotCredentials(**values) for name, values in held.items()})


HUBSPOT = CrmConnector(DESCRIPTOR, _build)
