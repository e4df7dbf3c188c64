"""The way out of each workspace in which the app is installed."""

from collections.abc import Mapping

from domain.destination import INSTALLED, Destination
from domain.errors import NeedsOwner
from domain.words import Remedy
from notifiers.port import Outbox


class Workspaces:
    """Finds the outbox, and so Slack's client with its token, by where something goes."""

    def __init__(self, outboxes: Mapping[str, Outbox]) -> None:
        self._outboxes = outboxes

    @classmethod
    def only(cls, out: Outbox) -> "Workspaces":
        """The one workspace that is installed."""
        return cls({INSTALLED: out})

    def of(self, to: Destination) -> Outbox:
        """Its workspace's; NeedsOwner where the app is not installed there."""
        found = self._outboxes.get(to.workspace)
        if found is None:
            raise NeedsOwner(f"not installed in the workspace {to.workspace}", Remedy.REINSTALL_APP)
        return found

    def forget(self, to: Destination) -> None:
        """What is known of a channel does not hold any more."""
        if found := self._outboxes.get(to.workspace):
            found.forget(to.address)
