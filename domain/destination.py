"""Where something is sent: a channel or a person, in a workspace."""

from dataclasses import dataclass
from enum import StrEnum

INSTALLED = "home"
"""The workspace in which the app is installed, where only one is: our own key for it, not Slack's id."""


class Reach(StrEnum):
    """What kind of address it is."""

    CHANNEL = "channel"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Destination:
    """An address of a workspace: `kind` says whether it is a channel's id or a person's."""

    workspace: str
    kind: Reach
    address: str

    @property
    def is_person(self) -> bool:
        """Whether a person is reached, by direct message."""
        return self.kind is Reach.PERSON


def channel(address: str, workspace: str = INSTALLED) -> Destination:
    """A channel, by its id."""
    return Destination(workspace, Reach.CHANNEL, address)


def person(address: str, workspace: str = INSTALLED) -> Destination:
    """A person, by their id."""
    return Destination(workspace, Reach.PERSON, address)
