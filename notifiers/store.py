"""The seam between the event loop and the database, as this room sees it; the bot brings the real one."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from storage import Session

P = ParamSpec("P")
T = TypeVar("T")


class Store(Protocol):
    """Runs a function of a session off the loop, committed at its end; what only reads waits for no writer."""

    async def run(self, fn: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`fn(session, …)`; what it raises is raised here, with nothing written."""
        ...

    async def read(self, fn: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`fn(session, …)`, which writes nothing."""
        ...
