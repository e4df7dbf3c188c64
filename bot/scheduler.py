"""The metronome: a handful of ticks. What is due stands in the database."""

from collections.abc import Awaitable, Callable, Mapping

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.logs import log
from bot.metrics import Metrics

Tick = Callable[[], Awaitable[object]]
_log = log("scheduler")


def build(ticks: Mapping[str, tuple[Tick, float]], metrics: Metrics) -> AsyncIOScheduler:
    """A scheduler that calls each tick every so many seconds; one that is still running is not called again."""
    # A late tick still counts (misfire_grace_time None), several missed ones count once (coalesce).
    scheduler = AsyncIOScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
    )
    for name, (tick, seconds) in ticks.items():
        scheduler.add_job(_guarded(name, tick, metrics), "interval", seconds=seconds, id=name)
    return scheduler


def _guarded(name: str, tick: Tick, metrics: Metrics) -> Callable[[], Awaitable[None]]:
    async def run() -> None:
        try:
            await tick()
        except Exception:  # noqa: BLE001 - the edge: a bug in one tick must not stop the metronome
            metrics.failed.labels(name).inc()
            _log.exception("tick failed", tick=name)

    return run
