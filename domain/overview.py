"""Campaigns at a glance: the answer of the list and of Home."""

from dataclasses import dataclass

from domain.snapshot import Snapshot
from domain.words import Audience


@dataclass(frozen=True, slots=True)
class Listed:
    """A campaign's picture and the view in which it is seen."""

    snapshot: Snapshot
    view: Audience


@dataclass(frozen=True, slots=True)
class Overview:
    """A page of campaigns, those in trouble first; `total` is how many there are, `several` if of several clients."""

    rows: tuple[Listed, ...]
    total: int
    several: bool

    def name(self, row: Listed) -> str:
        """What a row is called: the client is named where there are several."""
        campaign, client = row.snapshot.campaign, row.snapshot.client
        return f"{client.name} · {campaign.name}" if self.several else campaign.name
