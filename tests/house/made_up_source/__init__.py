"""The notice board of a market hall: a source from outside, for the test that adds it to a copy of the house."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from connectors.port import AdConnector, AdSource, Values

from .descriptor import DESCRIPTOR

if TYPE_CHECKING:
    from connectors.http import Caller


def _build(_caller: "Caller", held: Mapping[str, Values], _now: Callable[[], datetime]) -> AdSource:
    from .source import Noticeboard

    return Noticeboard(held)


NOTICEBOARD = AdConnector(DESCRIPTOR, _build)
