"""Meta (Facebook, Instagram) over the Marketing API."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from connectors.meta.descriptor import DESCRIPTOR, MetaCredentials
from connectors.port import AdConnector, AdSource, Values

if TYPE_CHECKING:
    from connectors.http import Caller


def _build(caller: "Caller", held: Mapping[str, Values], now: Callable[[], datetime]) -> AdSource:
    from connectors.meta.source import Meta  # noqa: PLC0415 - brings HTTP along, which settings do not need

    return Meta(caller, {name: MetaCredentials(**values) for name, values in held.items()}, now)


META = AdConnector(DESCRIPTOR, _build)
