"""Bringing the tables up to date, by one process at a time."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from storage.db.engine import unavailable

_LOCK = 0x5649_4749  # any number that nothing else locks


def config(connection: Connection | None = None) -> Config:
    """Alembic's settings without a file of settings; migrations run on `connection`."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    settings.attributes["connection"] = connection
    return settings


def migrate(engine: Engine) -> None:
    """Up to the newest migration, in one transaction: all or nothing, and a second process waits for the first.

    Unavailable when the database does not answer, refuses us or is none. SQLite's sessions begin with the write lock
    taken, so only PostgreSQL needs a lock said aloud.
    """
    try:
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text("SET LOCAL lock_timeout = 0"))  # the first may take its time
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            command.upgrade(config(connection), "head")
    except DBAPIError as error:
        raise unavailable(engine, error.orig) from error
