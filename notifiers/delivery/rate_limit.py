"""Pace and freshly known places: what the sender keeps between two messages. All by the machine's clock."""

from collections.abc import Callable

from domain.destination import Destination
from notifiers.delivery.workspaces import Workspaces
from notifiers.port import ChannelFacts
from storage.messages.deliveries import Lane

SPACING_S = 1.05
"""Slack takes about one message a second per channel; edits, about fifty a minute, have a lane of their own."""
KEEP_S = 300.0


class Slots:
    """One message a second per lane."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._free_at: dict[Lane, float] = {}

    def left(self, lane: Lane) -> float:
        """Seconds until the lane may have its next message; 0 when it may have it now."""
        return max(0.0, self._free_at.get(lane, 0.0) - self._monotonic())

    def resting(self) -> dict[Lane, float]:
        """The lanes that may have nothing now, and for how many seconds."""
        now = self._monotonic()
        self._free_at = {lane: until for lane, until in self._free_at.items() if until > now}
        return {lane: until - now for lane, until in self._free_at.items()}

    def used(self, lane: Lane) -> None:
        """A message has just gone there."""
        self.rest(lane, SPACING_S)

    def rest(self, lane: Lane, seconds: float) -> None:
        """Nothing more for so many seconds; a longer rest already agreed on stays."""
        self._free_at[lane] = max(self._free_at.get(lane, 0.0), self._monotonic() + seconds)


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
