"""Bringing the tables up to date, by one process at a time."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

from storage.db.engine import LOCK_MS, reading
from storage.db.tables import METADATA
from storage.db.unavailable import Unavailable, Why, address, explained

TURN = 0x5649_4749
"""What who migrates locks on PostgreSQL: any number that nothing else locks."""


def config(connection: Connection | None = None) -> Config:
    """Alembic's settings without a file of settings; migrations run on `connection`."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    settings.attributes["connection"] = connection
    return settings


def migrate(engine: Engine) -> None:
    """Up to the newest migration, in one transaction: all or nothing, and a second process waits for the first.

    Unavailable when the database does not answer, refuses us, is none, or is of a later version. SQLite's sessions
    begin with the write lock taken, so only PostgreSQL needs a lock said aloud.
    """
    with explained(engine), engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            _take_turn(connection)
        settings = config(connection)
        at = _revision(connection)
        if at is not None and at not in {
            one.revision for one in ScriptDirectory.from_config(settings).walk_revisions()
        }:
            raise Unavailable(address(engine), at, Why.NEWER)
        command.upgrade(settings, "head")


def is_current(engine: Engine) -> bool:
    """Whether nothing is left to be migrated: looked at without waiting for a writer. Unavailable as for `migrate`."""
    with explained(engine), reading(engine) as looking:
        return _revision(looking.connection()) == ScriptDirectory.from_config(config()).get_current_head()


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _take_turn(connection: Connection) -> None:
    """However long another process migrates; the tables themselves are waited for no longer than ever."""
    connection.execute(text("SET LOCAL lock_timeout = 0"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": TURN})
    connection.execute(text(f"SET LOCAL lock_timeout = {LOCK_MS}"))


def examine(engine: Engine) -> None:
    """Look at the tables and, on SQLite, at every page. Unavailable for the first thing that is wrong.

    To be called after `migrate`, which has tried whether anything can be written.
    """
    with explained(engine), engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            said = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
            if said != "ok":
                raise Unavailable(address(engine), str(said), Why.DAMAGED)
        missing = sorted(set(METADATA.tables) - set(inspect(connection).get_table_names()))
        if missing:
            raise Unavailable(address(engine), ", ".join(missing), Why.INCOMPLETE)


def database_files(engine: Engine) -> list[Path]:
    """The files of a SQLite database; none on PostgreSQL."""
    if engine.dialect.name != "sqlite":
        return []
    file = Path(str(engine.url.database)).expanduser().resolve()
    return [file, *(file.with_name(file.name + end) for end in ("-wal", "-shm"))]
