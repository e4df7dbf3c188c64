"""The clock of the running event loop, which a test pushes: what waits for a time-out has waited, and nobody waits."""

import asyncio
import time
from collections.abc import Callable


class _Pushed:
    """The loop's own seconds, and those that were pushed."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.ahead


def push(seconds: float) -> None:
    """Let that much time pass on the running loop: timers that come due by then fire at its next turn."""
    loop = asyncio.get_running_loop()
    if not isinstance(loop.time, _Pushed):
        loop.time = _Pushed()  # what a loop asks for the time; replacing it is what asyncio documents
    loop.time.ahead += seconds


async def race(until: Callable[[], bool] = lambda: False) -> None:
    """Let a second pass at every turn of the loop, until something is so (or whoever races is cancelled)."""
    while not until():
        push(1.0)
        await asyncio.sleep(0)
