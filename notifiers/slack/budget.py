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
        self._rests_until = monotonic()

    async def turn(self) -> None:
        """Wait until one more question may be asked."""
        async with self._line:
            while (left := self._opens() - self._monotonic()) > 0:
                await self._sleep(left)
            self._asked.append(self._monotonic())

    def rest(self, seconds: float) -> None:
        """Slack wants to be left alone for so long: nobody asks it anything until then."""
        self._rests_until = max(self._rests_until, self._monotonic() + seconds)

    def _opens(self) -> float:
        is_full = len(self._asked) == self._asked.maxlen
        return max(self._rests_until, self._asked[0] + _MINUTE) if is_full else self._rests_until
