"""A version that grows with every change, for pages that wait for the next one."""

import asyncio
import contextlib


class Changes:
    def __init__(self) -> None:
        self.version = 0
        self._grown = asyncio.Event()

    def bump(self) -> None:
        self.version += 1
        self._grown.set()
        self._grown = asyncio.Event()

    async def beyond(self, since: int, seconds: float) -> int:
        """The version as soon as it is above `since`, or after so many seconds whatever it is."""
        if self.version <= since:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._grown.wait(), seconds)
        return self.version
