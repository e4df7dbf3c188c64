"""Work that listeners hand over: a bounded queue, a few workers, and references that are kept."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.slack.incoming import Incoming

MOST_WAITING = 1000
HEAD_START = 0.003  # seconds: rendering holds the interpreter, and the acknowledgement must leave before it begins


class Full(Exception):  # noqa: N818 - says what it is
    """More is waiting than the bot can work off; the caller tells the person."""


class WorkQueue:
    """Hands each Incoming to `work`, `workers` at a time; `most` may wait."""

    def __init__(self, work: Callable[[Incoming], Awaitable[None]], workers: int = 8, most: int = MOST_WAITING) -> None:
        self._work = work
        self._waiting: asyncio.Queue[Incoming] = asyncio.Queue(most)
        self._workers = workers
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Start the workers on the running loop."""
        self._tasks = [asyncio.create_task(self._run(), name=f"answers-{n}") for n in range(self._workers)]

    def put(self, incoming: Incoming) -> None:
        """Queue it, or raise Full."""
        try:
            self._waiting.put_nowait(incoming)
        except asyncio.QueueFull:
            raise Full from None

    async def put_in_line(self, incoming: Incoming) -> None:
        """Queue it, however long that takes."""
        await self._waiting.put(incoming)

    async def _run(self) -> None:
        while True:
            incoming = await self._waiting.get()
            await asyncio.sleep(HEAD_START)
            try:
                await self._work(incoming)
            finally:
                self._waiting.task_done()

    async def drained(self) -> None:
        """Wait until everything queued has been worked off."""
        await self._waiting.join()

    async def stop(self) -> None:
        """Cancel the workers."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
