"""Opening the database and its sessions, the same way on SQLite and PostgreSQL."""

import os
from collections.abc import Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from sqlite3 import OperationalError
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlmodel import Session

from domain.errors import InvalidInput

PRIVATE = 0o600
"""The mode of what holds data and secrets: for its owner alone."""
BUSY_MS = 15_000
LOCK_MS = 10_000
"""How long PostgreSQL lets a statement wait for somebody else's lock."""
IDLE_MS = 30_000
"""How long a transaction that may write may say nothing on PostgreSQL: a frozen process lets go of its locks then."""
_TRIES = 9
_READ_ONLY = "vigia_read_only"
_TURNS: WeakKeyDictionary[Engine, Lock] = WeakKeyDictionary()
_EXAMPLE = "sqlite:///vigia.sqlite3"
_POSTGRES = {"postgres", "postgresql", "postgresql+psycopg"}


def connect(url: str) -> Engine:
    """An engine for `sqlite:///path` or `postgresql://…`; InvalidInput (field `DATABASE_URL`) for anything else."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # a port that is no number is the latter
        raise InvalidInput("database_url", "DATABASE_URL", "", _EXAMPLE) from None
    if parsed.drivername in _POSTGRES:
        engine = create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
        event.listen(engine, "connect", _open_postgres)
        event.listen(engine, "begin", _begin_postgres)
        return engine
    # Each thread would see an empty database of its own in memory, so a file it must be.
    if parsed.drivername not in {"sqlite", "sqlite+pysqlite"} or parsed.database in {None, "", ":memory:"}:
        raise InvalidInput("database_url", "DATABASE_URL", parsed.drivername, _EXAMPLE)
    _create(Path(str(parsed.database)).expanduser().resolve())
    engine = create_engine(parsed, connect_args={"timeout": BUSY_MS / 1000, "check_same_thread": False})
    event.listen(engine, "connect", _open_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _create(file: Path) -> None:
    """An empty file that only its owner may read, unless there is one; SQLite gives its companions the same mode."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, PRIVATE))


def _open_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, or sqlite3 would say it too late
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    _use_log(cursor)
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _use_log(cursor: Any) -> None:
    """Write ahead. Of several that open a new file at once all but one are told "locked" without being made to wait:
    they wait for a turn as writers, and ask again."""
    for last in (*[False] * _TRIES, True):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except OperationalError:
            if last:
                raise
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute("COMMIT")
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    """Writers queue at BEGIN: a reader that turns writer later fails at once, whatever the timeout."""
    reads = bool(connection.get_execution_options().get(_READ_ONLY))
    if connection.info.get(_READ_ONLY, False) is not reads:
        connection.exec_driver_sql(f"PRAGMA query_only={'ON' if reads else 'OFF'}")
        connection.info[_READ_ONLY] = reads
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _open_postgres(connection: Any, _record: Any) -> None:
    connection.execute(f"SET lock_timeout = {LOCK_MS}")
    connection.execute(f"SET idle_in_transaction_session_timeout = {IDLE_MS}")
    connection.commit()


def _begin_postgres(connection: Connection) -> None:
    """Who only reads keeps nobody waiting, and may think for as long as it likes."""
    if connection.get_execution_options().get(_READ_ONLY):
        connection.exec_driver_sql("SET TRANSACTION READ ONLY; SET LOCAL idle_in_transaction_session_timeout = 0")


def is_read_only(session: Session) -> bool:
    """Whether it is a `reading` session."""
    return bool(session.connection().get_execution_options().get(_READ_ONLY))


def database(session: Session) -> Hashable:
    """What tells one open database from another, for what is kept of it while it is open."""
    return session.get_bind().engine.pool


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
