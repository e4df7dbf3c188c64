"""What many tests write into a database without rows is worked out once: every other test gets the same rows.

Row by row as the database holds them, and the numbers that it gives next; a database that holds rows gets its own.
"""

import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar

from storage import Session
from storage.db.tables import METADATA

T = TypeVar("T")
TABLES = [one.name for one in METADATA.sorted_tables if one.name != "workspace"]
"""Each after those that it points at. A workspace is there in a new database, and points at nothing."""
_KEPT: dict[tuple[Callable[[Session], Any], str], tuple[dict[str, Any], str, Any]] = {}


def written(db: Session, write: Callable[[Session], T]) -> T:
    """What `write` gives, and everything that it writes."""
    db.flush()
    raw = db.connection().connection.driver_connection
    known = _KEPT.get((write, type(raw).__module__))
    if not _is_empty(raw):
        return write(db)
    if known is None:
        found = write(db)
        db.flush()
        _KEPT[write, type(raw).__module__] = _rows(raw), _numbers(raw), found
        return found
    for name, rows in known[0].items():
        _fill(raw, name, rows)
    if known[1]:
        raw.execute(known[1])
    return known[2]


def _is_empty(raw: Any) -> bool:
    held = " OR ".join(f'EXISTS (SELECT 1 FROM "{name}")' for name in TABLES)  # noqa: S608 - names of our own tables
    return not raw.execute(f"SELECT {held}").fetchone()[0]


def _rows(raw: Any) -> dict[str, Any]:
    """By table: SQLite's rows, or PostgreSQL's own copy of them."""
    if isinstance(raw, sqlite3.Connection):
        rows = {name: raw.execute(f'SELECT * FROM "{name}"').fetchall() for name in TABLES}  # noqa: S608 - the same
    else:
        rows = {}
        for name in TABLES:
            with raw.cursor() as cursor, cursor.copy(f'COPY "{name}" TO STDOUT') as copy:
                rows[name] = b"".join(map(bytes, copy))
    return {name: found for name, found in rows.items() if found}


def _fill(raw: Any, name: str, rows: Any) -> None:
    if isinstance(raw, sqlite3.Connection):
        values = ", ".join("?" * len(rows[0]))
        raw.executemany(f'INSERT INTO "{name}" VALUES ({values})', rows)  # noqa: S608 - the same
    else:
        with raw.cursor() as cursor, cursor.copy(f'COPY "{name}" FROM STDIN') as copy:
            copy.write(rows)


def _numbers(raw: Any) -> str:
    """What tells PostgreSQL how far its sequences have come; SQLite sees it in the rows."""
    if isinstance(raw, sqlite3.Connection):
        return ""
    used = raw.execute("SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL").fetchall()
    return "SELECT " + ", ".join(f"setval('\"{name}\"', {last})" for name, last in used)
