"""How often Slack may be asked about people and places."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

PER_MINUTE = 40
_MINUTE = 60.0


class Budget:
    """So many questions a minute for the whole workspace, first come, first served (machine's monotonic clock)."""

    def __init__(
        self,
        monotonic: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        most: int = PER_MINUTE,
    ) -> None:
        self._monotonic = monotonic
        self._sleep = sleep
        self._asked: deque[float] = deque(maxlen=most)
        self._line = asyncio.Lock()

    async def turn(self) -> None:
        """Wait until one more question may be asked."""
        async with self._line:
            while len(self._asked) == self._asked.maxlen and (left := self._asked[0] + _MINUTE - self._monotonic()) > 0:
                await self._sleep(left)
            self._asked.append(self._monotonic())
