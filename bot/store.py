"""The one seam between the event loop and the database: a function of a session, run in a thread."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Concatenate, ParamSpec, TypeVar

from storage import Engine, Session, reading, session

P = ParamSpec("P")
T = TypeVar("T")
READERS, WRITERS = 6, 8


class Store:
    """Runs storage's functions off the loop. Who reads has threads of his own: those of writers all wait, one for the
    other, while much is written."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        # SQLite has one writer at a time: a second thread would only stand before its lock, and not in line.
        self._writers = ThreadPoolExecutor(1 if engine.dialect.name == "sqlite" else WRITERS, "write")
        self._readers = ThreadPoolExecutor(READERS, "read")

    async def run(self, fn: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`fn(session, …)` in a thread, committed at its end."""

        def work() -> T:
            with session(self.engine) as opened:
                return fn(opened, *args, **kwargs)

        return await _in(self._writers, work)

    async def read(self, fn: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The same for what only reads: it waits for no writer."""

        def work() -> T:
            with reading(self.engine) as opened:
                return fn(opened, *args, **kwargs)

        return await _in(self._readers, work)


async def _in(threads: ThreadPoolExecutor, work: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(threads, copy_context().run, work)
