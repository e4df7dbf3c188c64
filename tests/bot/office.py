"""The desk with everything real around it: a SQLite file with the cast, Bolt, and a Slack on a loopback port."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from structlog.testing import capture_logs

from bot.clock import machine
from bot.metrics import Metrics
from bot.seal import Seal
from bot.slack import app as slack_app
from bot.slack.answers import Answers
from bot.slack.contexts import Home
from bot.slack.dispatcher import PAUSE_SECONDS, Dispatcher
from bot.slack.dropped import Files
from bot.slack.facts import Facts
from bot.slack.ledger import LEASE, Ledger
from bot.slack.queue import HEAD_START, MOST_WAITING
from bot.store import Store
from notifiers.slack.budget import Budget
from notifiers.slack.calls import web_client
from notifiers.slack.whois import Whois
from storage import Engine, migrate, session
from templates.charts import ChartSpec
from tests import casting
from tests.e2e.slack_server import BOT_TOKEN, BOT_USER, SECRET, TEAM, SlackServer, as_request, serving
from tests.engines import connect

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64
Json = dict[str, Any]


@cache
def _seeded() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cast.sqlite3"
        engine = connect(f"sqlite:///{path}")
        migrate(engine)
        with session(engine) as opened:
            casting.numbers(opened, casting.everybody(opened))
        with engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("BEGIN")
        engine.dispose()
        return path.read_bytes()


def database(folder: Path) -> Engine:
    """A file with all tables, the cast and its numbers."""
    path = folder / "vigia.sqlite3"
    path.write_bytes(_seeded())
    return connect(f"sqlite:///{path}")


async def draw(_spec: ChartSpec) -> bytes:
    return PNG


@dataclass
class Office:
    """A bot's inner half: what comes in is dispatched as signed requests, what goes out is in `slack`."""

    slack: SlackServer
    store: Store
    desk: Dispatcher
    app: AsyncApp
    metrics: Metrics

    async def deliver(self, payload: Json, **how: Any) -> BoltResponse:
        """The response to a signed request."""
        body, headers = as_request(payload, **how)
        request = AsyncBoltRequest(body=body, headers={name: [value] for name, value in headers.items()})
        answered: BoltResponse = await self.app.async_dispatch(request)
        return answered

    async def served(self, *payloads: Json) -> None:
        """Deliver them one after the other and wait until all is answered."""
        for payload in payloads:
            assert (await self.deliver(payload)).status == 200
        await self.desk.queue.drained()

    async def read(self, fn: Callable[..., Any], *args: Any) -> Any:
        """In a session that may lock rows, as who seals what waits anew does."""
        return await self.store.run(fn, *args)


@asynccontextmanager
async def opened(
    engine: Engine,
    slack: SlackServer,
    *,
    start: bool = True,
    now: Callable[[], datetime] = lambda: casting.NOW,
    clock: Callable[[], datetime] = machine,
    lease: timedelta = LEASE,
    head_start: float = HEAD_START,
    pause_s: float = PAUSE_SECONDS,
    most_waiting: int = MOST_WAITING,
) -> AsyncIterator[Office]:
    """The office over a database; not started, it takes in and answers nothing. `clock` is the machine's."""
    async with AsyncExitStack() as stack:
        stack.enter_context(capture_logs())  # tracebacks on the screen cost seconds
        http = await stack.enter_async_context(aiohttp.ClientSession())
        client = web_client(BOT_TOKEN, f"{slack.url}/api/", http)
        metrics, store = Metrics(), Store(engine)
        whois = Whois(client, budget=Budget(time.monotonic, most=100_000))
        home = Home(TEAM, BOT_USER, (casting.ADMIN,))
        answers = Answers(client, draw, http)
        ledger = Ledger(store, Seal("a-secret"), clock, lease, head_start)
        desk = Dispatcher(
            store,
            Facts(whois, home=(TEAM, None)),
            answers,
            Files(client, http),
            ledger,
            home,
            now,
            metrics,
            machine=clock,
            pause_s=pause_s,
            most_waiting=most_waiting,
        )
        me = AuthorizeResult(
            enterprise_id=None, team_id=TEAM, bot_token=BOT_TOKEN, bot_id="B0VIGIA", bot_user_id=BOT_USER
        )
        app = slack_app.build(client, SECRET, me)
        slack_app.register(app, desk, store)
        if start:
            desk.start()
            stack.push_async_callback(desk.stop)
        yield Office(slack, store, desk, app, metrics)
        await asyncio.gather(*desk._tasks)


@asynccontextmanager
async def office_in(folder: Path) -> AsyncIterator[Office]:
    """An office with a database of its own and a Slack of its own."""
    engine = database(folder)
    async with serving() as slack, opened(engine, slack) as office:
        yield office
    engine.dispose()


async def until(look: Callable[[], Any], seconds: float = 30) -> Any:
    """What `look` sees once it sees anything."""
    for _ in range(int(seconds / 0.01)):
        if found := look():
            return found
        await asyncio.sleep(0.01)
    raise AssertionError(f"nothing within {seconds} s")


def counted(metrics: Metrics, line: str) -> bool:
    """Whether the page of metrics has that line."""
    return line in metrics.page().decode().splitlines()
