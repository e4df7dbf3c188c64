"""A real database with the cast, a machine clock to turn by hand, and two Slacks: a scripted one and the sandbox."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from notifiers.delivery.sender import Sender
from notifiers.delivery.workspaces import Workspaces
from notifiers.port import Draw
from notifiers.slack.budget import Budget
from notifiers.slack.calls import web_client
from notifiers.slack.outbox import SlackOutbox
from notifiers.slack.whois import Whois
from storage import Engine, Session, migrate, reading, session
from templates.charts import ChartSpec
from tests import casting
from tests.engines import connect
from tests.notifiers.scripted import ScriptedSlack

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


class Machine:
    """The machine's clock: sleeping turns it, nobody waits."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


class Threads:
    """The seam: functions of a session in a thread, committed at their end. `broken` raises before that commit."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.before: Callable[[Callable[..., Any]], None] = lambda _fn: None
        self.after: Callable[[Callable[..., Any]], None] = lambda _fn: None
        self.before_reading: Callable[[Callable[..., Any]], None] = lambda _fn: None

    async def run(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        self.before(fn)

        def work() -> Any:
            with session(self.engine) as opened:
                return fn(opened, *args, **kwargs)

        found = await asyncio.to_thread(work)
        self.after(fn)
        return found

    async def read(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        self.before_reading(fn)

        def look() -> Any:
            with reading(self.engine) as opened:
                return fn(opened, *args, **kwargs)

        return await asyncio.to_thread(look)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A database with all tables and the cast, as bytes to copy."""
    path = tmp_path_factory.mktemp("cast") / "cast.sqlite3"
    engine = connect(f"sqlite:///{path}")
    migrate(engine)
    with session(engine) as opened:
        cast = casting.everybody(opened)
        casting.numbers(opened, cast)
    return _closed(engine, path)


@pytest.fixture
def engine(empty: bytes, tmp_path: Path) -> Iterator[Engine]:
    path = tmp_path / "vigia.sqlite3"
    path.write_bytes(empty)
    opened = connect(f"sqlite:///{path}")
    yield opened
    opened.dispose()


@pytest.fixture
def db(engine: Engine) -> Iterator[Session]:
    """One session for a whole test of what is written down."""
    with session(engine) as opened:
        yield opened


@pytest.fixture
def store(engine: Engine) -> Threads:
    return Threads(engine)


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
async def slack() -> AsyncIterator[ScriptedSlack]:
    """A loopback server that answers as it is told."""
    server = ScriptedSlack()
    await server.start()
    yield server
    await server.stop()


async def draw(_spec: ChartSpec) -> bytes:
    return PNG


@pytest.fixture
def picture() -> Draw:
    return draw


@pytest.fixture
async def out(slack: ScriptedSlack, machine: Machine) -> AsyncIterator[SlackOutbox]:
    """The Slack outbox, speaking to the scripted server."""
    async with aiohttp.ClientSession() as http:
        client = web_client("xoxb-test", slack.url, http)
        whois = Whois(client, machine.monotonic, Budget(machine.monotonic, machine.sleep))
        yield SlackOutbox(client, draw, machine.sleep, whois=whois)


@pytest.fixture
def sender(store: Threads, out: SlackOutbox, machine: Machine) -> Sender:
    return Sender(store, Workspaces.only(out), lambda: casting.NOW, monotonic=machine.monotonic, sleep=machine.sleep)


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A database with all tables and nothing in them, as bytes to copy: a copy costs less than migrations."""
    path = tmp_path_factory.mktemp("tables") / "bare.sqlite3"
    engine = connect(f"sqlite:///{path}")
    migrate(engine)
    return _closed(engine, path)


def _closed(engine: Engine, path: Path) -> bytes:
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    engine.dispose()
    return path.read_bytes()


def _bare(tables: bytes, folder: Path) -> Iterator[Engine]:
    (folder / "bare.sqlite3").write_bytes(tables)
    opened = connect(f"sqlite:///{folder / 'bare.sqlite3'}")
    yield opened
    opened.dispose()


@pytest.fixture
def bare(tables: bytes, tmp_path: Path) -> Iterator[Engine]:
    yield from _bare(tables, tmp_path)


@pytest.fixture
def bare_again(tables: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    yield from _bare(tables, tmp_path_factory.mktemp("again"))
