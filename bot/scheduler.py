"""The metronome: a handful of ticks. What is due stands in the database."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.logs import log
from bot.metrics import Metrics

Tick = Callable[[], Awaitable[object]]
_log = log("scheduler")


class Metronome:
    """Calls each tick every so many seconds; one that is still running is not called again."""

    def __init__(self, ticks: Mapping[str, tuple[Tick, float]], metrics: Metrics) -> None:
        # A late tick still counts (misfire_grace_time None), several missed ones count once (coalesce).
        self._scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
        )
        self._metrics = metrics
        self._running: set[asyncio.Task[object]] = set()
        for name, (tick, seconds) in ticks.items():
            self._scheduler.add_job(self._guarded(name, tick), "interval", seconds=seconds, id=name)

    def start(self) -> None:
        """Begin on the running loop."""
        self._scheduler.start()

    async def stop(self, seconds: float) -> None:
        """No more ticks; those under way have so many seconds to end by themselves."""
        self._scheduler.pause()
        if self._running:
            await asyncio.wait(self._running, timeout=seconds)
        self._scheduler.shutdown(wait=False)

    def _guarded(self, name: str, tick: Tick) -> Callable[[], Awaitable[None]]:
        async def run() -> None:
            task = asyncio.ensure_future(tick())
            self._running.add(task)
            try:
                await task
            except asyncio.CancelledError:
                _log.warning("tick cut short", tick=name)
            except Exception:  # noqa: BLE001 - the edge: a bug in one tick must not stop the metronome
                self._metrics.failed.labels(name).inc()
                _log.exception("tick failed", tick=name)
            finally:
                self._running.discard(task)

        return run
