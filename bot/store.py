"""The one seam between the event loop and the database: a function of a session, run in a thread."""

import asyncio
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from storage import Engine, Session, reading, session

P = ParamSpec("P")
T = TypeVar("T")


class Store:
    """Runs storage's functions off the loop."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    async def run(self, fn: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`fn(session, …)` in a thread, committed at its end."""

        def work() -> T:
            with session(self.engine) as opened:
                return fn(opened, *args, **kwargs)

        return await asyncio.to_thread(work)

    async def read(self, fn: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The same for what only reads: it waits for no writer."""

        def work() -> T:
            with reading(self.engine) as opened:
                return fn(opened, *args, **kwargs)

        return await asyncio.to_thread(work)
