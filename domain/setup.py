"""How far a client's set-up is: its accounts and what was read of them, campaigns found and taken, goals; what is next.

Everything follows from what is kept, so that it can be left at any step and taken up by anybody who may.
"""

from dataclasses import dataclass
from enum import StrEnum

from domain.entities import Campaign, Channel, Client
from domain.words import Remedy, Source


class Step(StrEnum):
    """What is to be done next."""

    CLIENT = "client"
    ACCOUNTS = "accounts"
    READING = "reading"
    MEND = "mend"
    CAMPAIGNS = "campaigns"
    GOALS = "goals"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Linked:
    """An account of the client: `is_read` once its numbers are here; `error` and `remedy` where they are not."""

    source: Source
    name: str
    account_id: str
    is_read: bool
    error: str = ""
    remedy: Remedy | None = None


@dataclass(frozen=True, slots=True)
class Setup:
    """Everything that the card of a set-up says."""

    client: Client | None = None
    channels: tuple[Channel, ...] = ()
    accounts: tuple[Linked, ...] = ()
    found: int = 0
    campaigns: tuple[Campaign, ...] = ()

    @property
    def without_goals(self) -> tuple[Campaign, ...]:
        """The campaigns that nobody has given a goal yet."""
        return tuple(one for one in self.campaigns if not one.goals)

    @property
    def reading(self) -> tuple[Linked, ...]:
        """The accounts whose first numbers are still to come."""
        return tuple(one for one in self.accounts if not one.is_read and not one.error)

    @property
    def next(self) -> Step:
        """The first step that is not done."""
        if self.client is None:
            return Step.CLIENT
        if not self.accounts:
            return Step.ACCOUNTS
        if self.campaigns:
            return Step.GOALS if self.without_goals else Step.DONE
        if self.reading:
            return Step.READING
        if not any(one.is_read for one in self.accounts):
            return Step.MEND
        return Step.CAMPAIGNS
