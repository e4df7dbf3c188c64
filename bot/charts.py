"""One worker process that draws charts, so that the event loop never waits for a picture."""

import asyncio
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from templates.charts import ChartSpec, draw, warm


class ChartWorker:
    """Draws in a spawned process, started at the first chart or by `warm()`; a worker that died is replaced once."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(max_workers=1, mp_context=context)
        return self._pool

    async def draw(self, spec: ChartSpec) -> bytes:
        """The chart as PNG bytes."""
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._started(), draw, spec)
        except BrokenProcessPool:
            self.close()
            return await loop.run_in_executor(self._started(), draw, spec)

    async def warm(self) -> None:
        """Import the drawing library over there before a person waits for it."""
        await asyncio.get_running_loop().run_in_executor(self._started(), warm)

    def close(self) -> None:
        """End the worker."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None
