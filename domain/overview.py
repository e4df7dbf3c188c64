"""Campaigns at a glance: the answer of the list and of Home."""

from dataclasses import dataclass
from enum import StrEnum

from domain.snapshot import Snapshot
from domain.words import Audience


class Sort(StrEnum):
    """Which campaign stands first: the one in most trouble, the one that cost most, or by name."""

    TROUBLE = "trouble"
    MONEY = "money"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Listed:
    """A campaign's picture and the view in which it is seen."""

    snapshot: Snapshot
    view: Audience


@dataclass(frozen=True, slots=True)
class Overview:
    """A page of campaigns; `total` is how many there are, `several` if of several clients.

    `page` of `pages` counts from one. `grouped`: those of a client stand together.
    """

    rows: tuple[Listed, ...]
    total: int
    several: bool
    page: int = 1
    pages: int = 1
    sort: Sort = Sort.TROUBLE
    grouped: bool = False

    def name(self, row: Listed) -> str:
        """What a row is called: its client is named where there are several and none stands above."""
        return row.snapshot.campaign.name if self.grouped else self.whole_name(row)

    def whole_name(self, row: Listed) -> str:
        """The same wherever it stands."""
        campaign, client = row.snapshot.campaign, row.snapshot.client
        return f"{client.name} · {campaign.name}" if self.several else campaign.name
