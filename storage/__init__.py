"""Rows, queries and claims. SQLite by default, PostgreSQL by one setting; the same functions on both."""

from sqlalchemy import Engine
from sqlmodel import Session

from storage.db.engine import Unavailable, address, connect, reading, session
from storage.db.migrate import migrate

__all__ = ["Engine", "Session", "Unavailable", "address", "connect", "migrate", "reading", "session"]
