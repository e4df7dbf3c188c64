"""Opening the database and its sessions, the same way on SQLite and PostgreSQL."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlmodel import Session

from domain.errors import InvalidInput, Problem

BUSY_MS = 15_000
LOCK_MS = 10_000
"""How long PostgreSQL lets a statement wait for somebody else's lock."""
IDLE_MS = 30_000
"""How long a transaction that may write may say nothing on PostgreSQL: a frozen process lets go of its locks then."""
_READ_ONLY = "vigia_read_only"
_TURNS: WeakKeyDictionary[Engine, Lock] = WeakKeyDictionary()
_EXAMPLE = "sqlite:///vigia.sqlite3"
_POSTGRES = {"postgres", "postgresql", "postgresql+psycopg"}


class Unavailable(Problem):
    """The database cannot be opened. `address` is where it is, without its password."""

    def __init__(self, address: str, detail: str) -> None:
        super().__init__(detail)
        self.address = address


def address(engine: Engine) -> str:
    """Where the database is, without its password."""
    return engine.url.set(query={}).render_as_string(hide_password=True)


def unavailable(engine: Engine, error: BaseException | None) -> Unavailable:
    """What is wrong in the driver's own words: its first line, no secret in it."""
    url = engine.url
    said = next(iter(str(error).strip().splitlines()), type(error).__name__)
    secrets = [url.password, *(value for value in url.query.values() if isinstance(value, str))]
    for secret in filter(None, secrets):
        said = said.replace(str(secret), "***")
    return Unavailable(address(engine), said)


def connect(url: str) -> Engine:
    """An engine for `sqlite:///path` or `postgresql://…`; InvalidInput (field `DATABASE_URL`) for anything else."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise InvalidInput("database_url", "DATABASE_URL", "", _EXAMPLE) from None
    if parsed.drivername in _POSTGRES:
        engine = create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
        event.listen(engine, "connect", _open_postgres)
        event.listen(engine, "begin", _begin_postgres)
        return engine
    # Each thread would see an empty database of its own in memory, so a file it must be.
    if parsed.drivername not in {"sqlite", "sqlite+pysqlite"} or parsed.database in {None, "", ":memory:"}:
        raise InvalidInput("database_url", "DATABASE_URL", parsed.drivername, _EXAMPLE)
    Path(str(parsed.database)).expanduser().resolve().parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, connect_args={"timeout": BUSY_MS / 1000, "check_same_thread": False})
    event.listen(engine, "connect", _open_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _open_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, or sqlite3 would say it too late
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Writers queue at BEGIN: a reader that turns writer later fails at once, whatever the timeout."""
    reads = bool(connection.get_execution_options().get(_READ_ONLY))
    connection.exec_driver_sql(f"PRAGMA query_only={'ON' if reads else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _open_postgres(connection: Any, _record: Any) -> None:
    connection.execute(f"SET lock_timeout = {LOCK_MS}")
    connection.execute(f"SET idle_in_transaction_session_timeout = {IDLE_MS}")
    connection.commit()


def _begin_postgres(connection: Connection) -> None:
    """Who only reads keeps nobody waiting, and may think for as long as it likes."""
    if connection.get_execution_options().get(_READ_ONLY):
        connection.exec_driver_sql("SET TRANSACTION READ ONLY; SET LOCAL idle_in_transaction_session_timeout = 0")


@contextmanager
def session(engine: Engine) -> Iterator[Session]:
    """A session that may write: commits at the end, rolls back on an error. On SQLite one at a time."""
    with _turn(engine), Session(engine, expire_on_commit=False) as open_session, open_session.begin():
        yield open_session


def _turn(engine: Engine) -> AbstractContextManager[object]:
    """This process's turn to write. SQLite's own waiting sleeps up to 100 ms at a time between threads."""
    if engine.dialect.name != "sqlite":
        return nullcontext()
    return _TURNS.setdefault(engine, Lock())


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that only reads and waits for no writer; the database refuses its writes."""
    with Session(engine.execution_options(**{_READ_ONLY: True}), autoflush=False) as open_session:
        yield open_session
