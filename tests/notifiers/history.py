"""Weeks that several tests live alike are computed once: a step depends on the database and on what is polled.

A step's name is a digest of the database before the first one and of all that was asked since; the database after it is
kept under that name, and copied into that of the next test that comes by. It does not matter what else a test wrote
before: another database has another digest.
"""

import sqlite3
import zlib
from collections.abc import Callable, Sequence
from contextlib import closing
from hashlib import sha256

from storage import Session

Step = tuple[str, Callable[[], object]]
"""All that a step depends on but the database, as text; and what does it."""
EVERY = 3
"""Of so many steps one is kept, and the last: what follows from there is quickly done again."""
_KEPT: dict[str, bytes] = {}


def lived(db: Session, steps: Sequence[Step]) -> None:
    """Do the steps one after another, from the last one whose outcome is known."""
    names = _names(db, steps)
    done = next((n for n in range(len(names), 0, -1) if names[n - 1] in _KEPT), 0)
    if done:
        _restore(db, zlib.decompress(_KEPT[names[done - 1]]))
    for n in range(done, len(steps)):
        steps[n][1]()
        if (n + 1) % EVERY == 0 or n + 1 == len(steps):
            _KEPT[names[n]] = zlib.compress(_content(db), level=1)


def _names(db: Session, steps: Sequence[Step]) -> list[str]:
    found, last = [], sha256(_content(db)).hexdigest()
    for asked, _ in steps:
        last = sha256(f"{last} {asked}".encode()).hexdigest()
        found.append(last)
    return found


def _raw(db: Session) -> sqlite3.Connection:
    raw = db.connection().connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


def _content(db: Session) -> bytes:
    db.flush()
    return _raw(db).serialize()


def _restore(db: Session, content: bytes) -> None:
    """Put the content in the place of what the session's file holds, between two transactions of the session."""
    raw = _raw(db)
    path = str(raw.execute("PRAGMA database_list").fetchone()[2])
    plain = bytearray(content)
    plain[18:20] = b"\x01\x01"  # in memory there is no write-ahead log
    raw.execute("COMMIT")
    with closing(sqlite3.connect(":memory:")) as source, closing(sqlite3.connect(path)) as target:
        source.deserialize(bytes(plain))
        source.backup(target)
    raw.execute("BEGIN IMMEDIATE")
    db.expire_all()
