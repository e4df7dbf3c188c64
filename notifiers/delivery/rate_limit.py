"""Freshly known places, and the pace that Slack allows; the rests themselves are rows."""

from collections.abc import Callable

from domain.destination import Destination
from notifiers.delivery.workspaces import Workspaces
from notifiers.port import ChannelFacts

SPACING_S = 1.05
"""Slack takes about one message a second per channel; edits, about fifty a minute, have a lane of their own."""
KEEP_S = 300.0


class Places:
    """What Slack says of channels, at most five minutes old."""

    def __init__(self, workspaces: Workspaces, monotonic: Callable[[], float]) -> None:
        self._workspaces = workspaces
        self._monotonic = monotonic
        self._known: dict[Destination, tuple[float, ChannelFacts]] = {}

    async def facts(self, channel: Destination) -> ChannelFacts:
        """The channel's facts; raises what the outbox raises."""
        known = self._known.get(channel)
        if known and self._monotonic() - known[0] < KEEP_S:
            return known[1]
        facts = await self._workspaces.of(channel).channel(channel.address)
        self._known[channel] = (self._monotonic(), facts)
        return facts

    def forget(self, address: str) -> None:
        """Ask again next time."""
        for channel in [one for one in self._known if one.address == address]:
            del self._known[channel]
