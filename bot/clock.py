"""Business time. The machine's clock by default; the sandbox's, by its address, in the demo."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import aiohttp

Clock = Callable[[], datetime]


def machine() -> datetime:
    """The machine's time, aware, in UTC: for leases, backoff, rate limits, signatures and token expiry."""
    return datetime.now(UTC)


class RemoteClock:
    """A clock kept somewhere else: `{"now": "2026-11-16T07:30:00Z"}` behind `url`. Between reads it walks on."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self._url = url
        self._session = session
        self._ahead = timedelta(0)

    def __call__(self) -> datetime:
        return machine() + self._ahead

    async def refresh(self) -> None:
        """Read the time there. aiohttp.ClientError or TimeoutError when it cannot be read."""
        async with self._session.get(self._url, timeout=aiohttp.ClientTimeout(total=5)) as answer:
            answer.raise_for_status()
            told = await answer.json()
        self._ahead = datetime.fromisoformat(told["now"]) - machine()

    async def follow(self, every: float = 1.0) -> None:
        """Refresh for ever; a clock that does not answer keeps walking."""
        while True:
            await asyncio.sleep(every)
            try:
                await self.refresh()
            except (aiohttp.ClientError, TimeoutError):
                continue


def once(url: str) -> Clock:
    """For commands: the clock behind `url`, read once (blocking) and walked on; the machine's where there is none."""
    if not url:
        return machine

    async def read() -> RemoteClock:
        async with aiohttp.ClientSession() as session:
            clock = RemoteClock(url, session)
            await clock.refresh()
            return clock

    return asyncio.run(read())
