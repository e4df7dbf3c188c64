"""A fresh database for every test, on each of the two backends."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from storage import Engine, Session, migrate, session
from storage.db.tables import METADATA
from tests.engines import connect
from tests.postgres import empty, execute


def _create_database(address: str) -> str:
    name = f"vigia_{uuid4().hex[:12]}"
    execute(address, f"CREATE DATABASE {name}")
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
        empty(url, METADATA.tables)
    opened = connect(url)
    yield opened
    opened.dispose()


@pytest.fixture
def db(engine: Engine) -> Iterator[Session]:
    """One session for the whole test, committed at its end."""
    with session(engine) as opened:
        yield opened
