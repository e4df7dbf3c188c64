"""Freshly known places, and the pace that Slack allows; the rests themselves are rows."""

from collections.abc import Callable

from domain.destination import Destination
from domain.entities import Channel
from domain.words import Audience
from notifiers.delivery.workspaces import Workspaces
from notifiers.port import ChannelFacts

SPACING_S = 1.05
"""Slack takes about one message a second per channel; edits, about fifty a minute, have a lane of their own."""
CLIENT_SECONDS = 10.0
"""How old what is known may be in a client's channel, and where nobody has said whose it is."""
INTERNAL_SECONDS = 60.0


def freshness(bound: Channel | None) -> float:
    """How old in seconds what is known of a place may be: less where a client reads, or nobody knows who does."""
    return INTERNAL_SECONDS if bound and bound.audience is Audience.INTERNAL else CLIENT_SECONDS


class Places:
    """What Slack says of channels, as old as the asker allows."""

    def __init__(self, workspaces: Workspaces, monotonic: Callable[[], float]) -> None:
        self._workspaces = workspaces
        self._monotonic = monotonic
        self._known: dict[Destination, tuple[float, ChannelFacts]] = {}

    async def facts(self, channel: Destination, max_age: float) -> ChannelFacts:
        """The channel's facts, at most so many seconds old; raises what the outbox raises."""
        known = self._known.get(channel)
        if known and self._monotonic() - known[0] < max_age:
            return known[1]
        facts = await self._workspaces.of(channel).channel(channel.address)
        self._known[channel] = (self._monotonic(), facts)
        return facts

    def forget(self, address: str) -> None:
        """Ask again next time."""
        for channel in [one for one in self._known if one.address == address]:
            del self._known[channel]
