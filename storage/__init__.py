"""Rows, queries and claims. SQLite by default, PostgreSQL by one setting; the same functions on both."""

from sqlalchemy import Engine
from sqlmodel import Session

from storage.db.engine import connect, database, reading, session
from storage.db.migrate import is_current, migrate
from storage.db.unavailable import Unavailable, address

__all__ = [
    "Engine",
    "Session",
    "Unavailable",
    "address",
    "connect",
    "database",
    "is_current",
    "migrate",
    "reading",
    "session",
]
