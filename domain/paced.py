"""Where the money of a flight stands: the answer of `pace`."""

from dataclasses import dataclass

from domain.entities import Campaign, Client
from domain.origin import Origin
from domain.pacing.pace import Pace


@dataclass(frozen=True, slots=True)
class PaceAnswer:
    """A campaign's pace, and where its numbers come from."""

    campaign: Campaign
    client: Client
    pace: Pace
    origin: Origin
