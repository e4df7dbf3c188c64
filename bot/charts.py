"""One worker process that draws charts, so that the event loop never waits for a picture.

Whoever asks gets the picture or an error within a bounded time, and gets no cancellation of somebody else's.
"""

import asyncio
import multiprocessing
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import ParamSpec, TypeVar

from bot.logs import log
from domain.errors import Transient
from templates.charts import ChartSpec, draw, warm

P = ParamSpec("P")
T = TypeVar("T")
_log = log("charts")
DRAW_S = 15.0
WARM_S = 60.0
"""A new worker may need so long for its first sign of life: it imports, and looks for fonts once per machine."""


def _end_with_parent() -> None:
    """In the worker: a bot that is killed cannot end it, and nobody else would ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:

        def follow() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=follow, name="parent", daemon=True).start()


class ChartWorker:
    """Draws in a spawned process, started at the first chart or by `warm()`; a worker that died is replaced once.

    `seconds` bound one picture; a worker that keeps silent for longer is ended, and the next picture gets a new one.
    """

    def __init__(self, seconds: float = DRAW_S, warm_seconds: float = WARM_S) -> None:
        self._seconds = seconds
        self._warm_seconds = warm_seconds
        self._pool: ProcessPoolExecutor | None = None
        self._silent_until = 0.0

    async def draw(self, spec: ChartSpec) -> bytes:
        """The chart as PNG bytes. Transient when there is none in time; what drawing raises is raised."""
        return await self._run(self._seconds, draw, spec)

    async def warm(self) -> None:
        """Import the drawing library over there before a person waits for it. Trouble is logged: charts have twins."""
        try:
            await self._run(self._warm_seconds, warm)
        except Exception as error:  # noqa: BLE001 - the worker's edge: the bot works without pictures
            _log.warning("the drawing worker is not warm", error=type(error).__name__, exc_info=error)

    def close(self) -> None:
        """End the worker, whatever it is doing."""
        if self._pool is not None:
            self._end(self._pool)

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(max_workers=1, mp_context=context, initializer=_end_with_parent)
            self._silent_until = time.monotonic() + self._warm_seconds
        return self._pool

    async def _run(self, seconds: float, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        for _ in range(2):
            pool = self._started()
            try:
                drawing = asyncio.wrap_future(pool.submit(work, *args, **kwargs))
            except BrokenProcessPool:
                self._end(pool)
                continue
            # Unlike awaiting it, this raises nothing when others end the pool and the drawing is cancelled with it.
            await asyncio.wait([drawing], timeout=seconds)
            if not drawing.done():
                drawing.cancel()
                self._give_up(pool)
                raise Transient("no picture in time", reason="chart")
            if not drawing.cancelled() and not isinstance(drawing.exception(), BrokenProcessPool):
                self._silent_until = 0.0
                return drawing.result()
            self._end(pool)
        raise Transient("the drawing worker died twice", reason="chart")

    def _give_up(self, pool: ProcessPoolExecutor) -> None:
        """End a worker that hangs; one that has just begun may still be on its way."""
        if time.monotonic() >= self._silent_until:
            _log.warning("the drawing worker hangs and is ended")
            self._end(pool)

    def _end(self, pool: ProcessPoolExecutor) -> None:
        """End this worker, and no other: by now somebody may have started the next."""
        if self._pool is pool:
            self._pool = None
        processes = list((pool._processes or {}).values())  # noqa: SLF001 - there is no public way to end a hung worker
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()
