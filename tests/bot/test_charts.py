"""The worker that draws: real pictures from a real process, which may die and is replaced."""

import asyncio
import os
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from bot.charts import ChartWorker
from domain.errors import Transient
from domain.words import Audience
from templates.charts import ChartSpec, results_chart
from tests.loop_clock import race
from tests.templates import world

pytestmark = pytest.mark.long


PATIENCE = 120.0
"""Seconds: what is promised here holds on a machine that does ten other things, whose new worker imports for long."""


@pytest.fixture(scope="module")
def worker() -> Iterator[ChartWorker]:
    """One for all: whoever finds its process dead, hung or ended gets the next one, which is what is promised."""
    started = ChartWorker(seconds=PATIENCE, warm_seconds=PATIENCE)
    yield started
    started.close()


@pytest.fixture
def spec() -> ChartSpec:
    made = results_chart(world.off_target(), "es", Audience.INTERNAL)
    assert made is not None
    return made


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


async def test_a_chart_is_drawn_over_there_and_the_loop_stays_free(worker: ChartWorker, spec: ChartSpec) -> None:
    await worker.warm()
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    busy = asyncio.create_task(others())
    first, second = await asyncio.gather(worker.draw(spec), worker.draw(spec))
    busy.cancel()
    assert size(first) == (1440, 1200)
    assert first == second
    assert turns > 10


async def test_a_worker_that_died_is_replaced_and_the_chart_is_drawn_all_the_same(
    worker: ChartWorker, spec: ChartSpec
) -> None:
    await worker.warm()
    assert worker._pool is not None
    for process in list((worker._pool._processes or {}).values()):
        process.kill()
        process.join()
    assert size(await worker.draw(spec)) == (1440, 1200)


def signalled(worker: ChartWorker, signal_number: signal.Signals) -> list[BaseProcess]:
    assert worker._pool is not None
    processes = list((worker._pool._processes or {}).values())
    for process in processes:
        os.kill(process.pid or 0, signal_number)
    return processes


def gone(processes: list[BaseProcess], seconds: float = PATIENCE) -> bool:
    """Whether they go: asked of the system, for their pool reaps those that were killed, and only one may."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not [one for one in processes if lives(one.pid)]:
            return True
        time.sleep(0.01)
    return False


def lives(pid: int | None) -> bool:
    """Whether the process still runs; one that waits to be buried does not."""
    found = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return bool(found.stdout.strip()) and not found.stdout.startswith("Z")


async def test_a_worker_that_hangs_costs_one_picture_and_is_ended(worker: ChartWorker, spec: ChartSpec) -> None:
    await worker.warm()
    hung = signalled(worker, signal.SIGSTOP)
    drawing = asyncio.create_task(worker.draw(spec))
    await race(drawing.done)
    with pytest.raises(Transient):
        await drawing
    assert hung
    assert await asyncio.to_thread(gone, hung)
    assert size(await worker.draw(spec)) == (1440, 1200)


async def test_a_worker_that_has_just_begun_is_not_taken_for_one_that_hangs(spec: ChartSpec) -> None:
    worker = ChartWorker(seconds=0.001, warm_seconds=PATIENCE)
    try:
        with pytest.raises(Transient):
            await worker.draw(spec)
        begun = worker._pool
        await worker.warm()
        assert worker._pool is begun is not None
    finally:
        worker.close()


async def test_drawings_that_meet_a_broken_worker_share_the_next_one(worker: ChartWorker, spec: ChartSpec) -> None:
    await worker.warm()
    signalled(worker, signal.SIGSTOP)
    waiting = [asyncio.create_task(worker.draw(spec)) for _ in range(3)]
    await asyncio.sleep(0)  # each is handed to the worker at its first step
    signalled(worker, signal.SIGKILL)
    assert [size(png) for png in await asyncio.gather(*waiting)] == [(1440, 1200)] * 3


async def test_a_drawing_whose_worker_is_ended_by_another_is_not_cancelled(
    worker: ChartWorker, spec: ChartSpec
) -> None:
    await worker.warm()
    signalled(worker, signal.SIGSTOP)
    waiting = [asyncio.create_task(worker.draw(spec)) for _ in range(3)]
    await asyncio.sleep(0)  # each is handed to the worker at its first step
    worker.close()
    assert [size(png) for png in await asyncio.gather(*waiting)] == [(1440, 1200)] * 3


async def test_a_chart_that_cannot_be_drawn_fails_alone(worker: ChartWorker, spec: ChartSpec) -> None:
    with pytest.raises(Exception, match=r".+") as failed:
        await worker.draw("no chart")  # type: ignore[arg-type]
    assert not isinstance(failed.value, BrokenProcessPool)
    assert size(await worker.draw(spec)) == (1440, 1200)


async def test_a_closed_worker_leaves_no_process_and_may_be_closed_again(worker: ChartWorker) -> None:
    await worker.warm()
    assert worker._pool is not None
    processes = list((worker._pool._processes or {}).values())
    worker.close()
    worker.close()
    # The pool's own thread reaps them too, and whoever comes second at `is_alive` is told nothing: ask the system.
    until = time.monotonic() + PATIENCE
    while any(exists(process) for process in processes) and time.monotonic() < until:  # noqa: ASYNC110 - a process of somebody else tells nobody
        await asyncio.sleep(0.02)
    assert [exists(process) for process in processes] == [False] * len(processes)


def exists(process: BaseProcess) -> bool:
    try:
        os.kill(process.pid or 0, 0)
    except ProcessLookupError:
        return False
    return True


BOT = """
import asyncio, sys
from bot.charts import ChartWorker

async def main():
    worker = ChartWorker()
    await worker.warm()
    print(*(process.pid for process in worker._pool._processes.values()), flush=True)
    await asyncio.Event().wait()

if __name__ == "__main__":
    asyncio.run(main())
"""


async def test_a_worker_ends_with_a_bot_that_is_killed(tmp_path: Path) -> None:
    (tmp_path / "killed.py").write_text(BOT)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    killed = await asyncio.create_subprocess_exec(
        sys.executable, str(tmp_path / "killed.py"), stdout=subprocess.PIPE, env=environment
    )
    assert killed.stdout is not None
    worker = int(await killed.stdout.readline())
    assert lives(worker)
    killed.kill()
    await killed.wait()
    until = time.monotonic() + PATIENCE
    while lives(worker) and time.monotonic() < until:  # noqa: ASYNC110 - a process of somebody else tells nobody
        await asyncio.sleep(0.05)
    ended = not lives(worker)
    if not ended:
        os.kill(worker, signal.SIGKILL)
    assert ended
