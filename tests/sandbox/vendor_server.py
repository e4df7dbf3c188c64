"""A loopback server with the vendor services and a clock that tests may set."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from aiohttp import web

from sandbox.vendors import add_vendor_routes
from sandbox.vendors.faults import Faults

START = datetime(2026, 11, 16, 7, 30, tzinfo=UTC)


@dataclass
class SetClock:
    """A clock that stands still until a test moves it."""

    instant: datetime = START

    def now(self) -> datetime:
        return self.instant

    def advance(self, span: timedelta) -> None:
        self.instant += span


@dataclass
class Vendors:
    """The running services: their address, clock and faults."""

    clock: SetClock = field(default_factory=SetClock)
    faults: Faults = field(default_factory=Faults)
    port: int = 0

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def vendors() -> Iterator[Vendors]:
    """The services in a thread of their own, so that the vendors' synchronous clients can call them."""
    running = Vendors()
    loop = asyncio.new_event_loop()
    app = web.Application()
    add_vendor_routes(app, running.clock, running.faults, seed=7)
    runner = web.AppRunner(app, access_log=None)

    async def begin() -> int:
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        return int(runner.addresses[0][1])

    running.port = loop.run_until_complete(begin())
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield running
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(timeout=10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=10)
        loop.close()
