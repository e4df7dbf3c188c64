"""Turns, pace and freshly known places: what the sender keeps between two messages. All by the machine's clock."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from notifiers.port import ChannelFacts, Outbox, Sleep

SPACING_S = 1.05
"""Slack takes about one message a second per channel; edits, about fifty a minute, have a lane of their own."""
KEEP_S = 300.0


class Slots:
    """One message a second per channel."""

    def __init__(self, monotonic: Callable[[], float], sleep: Sleep) -> None:
        self._monotonic = monotonic
        self._sleep = sleep
        self._free_at: dict[str, float] = {}

    async def wait(self, channel: str) -> None:
        """Return when the channel may have its next message."""
        while (left := self._free_at.get(channel, 0.0) - self._monotonic()) > 0:
            await self._sleep(left)

    def used(self, channel: str) -> None:
        """A message has just gone there."""
        self.rest(channel, SPACING_S)

    def rest(self, channel: str, seconds: float) -> None:
        """Nothing more for so many seconds; a longer rest already agreed on stays."""
        if len(self._free_at) > 10_000:  # noqa: PLR2004 - a bound on memory, far above any agency's channels
            self._free_at.clear()
        self._free_at[channel] = max(self._free_at.get(channel, 0.0), self._monotonic() + seconds)


class Line:
    """Deliveries of one channel leave in the order in which they were claimed."""

    def __init__(self) -> None:
        self.claiming = asyncio.Lock()
        self._last: dict[str, asyncio.Event] = {}

    def stand(self, channel: str) -> AbstractAsyncContextManager[None]:
        """A place in the channel's line; entered when those before have left."""
        before, mine = self._last.get(channel), asyncio.Event()
        self._last[channel] = mine
        return self._turn(channel, before, mine)

    @asynccontextmanager
    async def _turn(self, channel: str, before: asyncio.Event | None, mine: asyncio.Event) -> AsyncIterator[None]:
        try:
            if before is not None:
                await before.wait()
            yield
        finally:
            mine.set()
            if self._last.get(channel) is mine:
                del self._last[channel]


class Places:
    """What Slack says of channels, at most five minutes old."""

    def __init__(self, out: Outbox, monotonic: Callable[[], float]) -> None:
        self._out = out
        self._monotonic = monotonic
        self._known: dict[str, tuple[float, ChannelFacts]] = {}

    async def facts(self, channel: str) -> ChannelFacts:
        """The channel's facts; raises what the outbox raises."""
        known = self._known.get(channel)
        if known and self._monotonic() - known[0] < KEEP_S:
            return known[1]
        facts = await self._out.channel(channel)
        self._known[channel] = (self._monotonic(), facts)
        return facts

    def forget(self, channel: str) -> None:
        """Ask again next time."""
        self._known.pop(channel, None)
