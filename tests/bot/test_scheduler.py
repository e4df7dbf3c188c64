"""The metronome: it keeps ticking whatever a tick does, never twice at once, and catches up once."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from bot.metrics import Metrics
from bot.scheduler import Metronome, Tick

EVERY = 0.02


@asynccontextmanager
async def ticking(metrics: Metrics | None = None, **ticks: Tick) -> AsyncIterator[None]:
    metronome = Metronome({name: (tick, EVERY) for name, tick in ticks.items()}, metrics or Metrics())
    metronome.start()
    try:
        yield
    finally:
        await metronome.stop(seconds=1)


async def until(holds: Callable[[], bool], seconds: float = 30) -> None:
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - what is waited for tells nobody
            await asyncio.sleep(0.005)


async def test_a_tick_comes_again_and_again() -> None:
    seen: list[int] = []

    async def tick() -> None:
        seen.append(1)

    async with ticking(due=tick):
        await until(lambda: len(seen) >= 3)


async def test_a_bug_in_one_tick_is_counted_and_stops_neither_it_nor_the_others() -> None:
    seen: list[str] = []
    metrics = Metrics()

    async def broken() -> None:
        seen.append("broken")
        raise ZeroDivisionError

    async def sound() -> None:
        seen.append("sound")

    async with ticking(metrics, broken=broken, sound=sound):
        await until(lambda: seen.count("broken") >= 2 and seen.count("sound") >= 2)
    assert 'vigia_failures_total{where="broken"}' in metrics.page().decode()
    assert 'where="sound"' not in metrics.page().decode()


async def test_a_tick_that_is_still_running_is_not_called_again() -> None:
    running = most = calls = others = 0

    async def slow() -> None:
        nonlocal running, most, calls
        running, calls = running + 1, calls + 1
        most, seen = max(most, running), others
        await until(lambda: others >= seen + 3)
        running -= 1

    async def quick() -> None:
        nonlocal others
        others += 1

    async with ticking(slow=slow, quick=quick):
        await until(lambda: calls >= 3)
    assert most == 1


async def test_ticks_that_were_missed_count_once_and_late_ones_still_count() -> None:
    seen: list[int] = []

    async def tick() -> None:
        seen.append(1)

    metronome = Metronome({"due": (tick, 3_600)}, Metrics())
    metronome.start()
    # As after a laptop's lid was closed for a day.
    metronome._scheduler.modify_job("due", next_run_time=datetime.now(UTC) - timedelta(days=1))
    await until(lambda: bool(seen))
    assert metronome._scheduler.get_job("due").next_run_time > datetime.now(UTC)
    await metronome.stop(seconds=1)
    assert seen == [1], "each of the missed ones was called"


def test_building_starts_nothing_and_needs_no_loop() -> None:
    async def tick() -> None:
        raise AssertionError("nobody started it")

    assert not Metronome({"due": (tick, EVERY)}, Metrics())._scheduler.running


async def test_a_tick_under_way_may_end_before_all_stops_but_not_for_ever() -> None:
    """In the order of events, however slow the machine is: what may end does so while the metronome waits."""
    began: list[str] = []
    ended: list[str] = []
    may_end = asyncio.Event()

    async def nearly_done() -> None:
        began.append("nearly done")
        await may_end.wait()
        ended.append("in time")

    async def endless() -> None:
        began.append("endless")
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            ended.append("cut short")
            raise

    metronome = Metronome({"nearly_done": (nearly_done, EVERY), "endless": (endless, EVERY)}, Metrics())
    metronome.start()
    await until(lambda: len(began) == 2, seconds=30)
    asyncio.get_running_loop().call_soon(may_end.set)
    await metronome.stop(seconds=EVERY)
    await until(lambda: len(ended) == 2, seconds=30)
    assert ended == ["in time", "cut short"]
