"""Engines that know what one of them has compiled: each test has a file of its own, and every statement is known."""

from typing import Any

from sqlalchemy import Dialect

from storage import Engine
from storage import connect as opened

_COMPILED: dict[Any, Any] = {}
_DIALECT: list[Dialect] = []


def connect(url: str) -> Engine:
    """What `storage.connect` gives. A statement is kept by its text and its dialect, so SQLite's are of one dialect."""
    engine = opened(url)
    if engine.dialect.name == "sqlite":
        if not _DIALECT:
            with engine.connect():  # which tells the dialect what this SQLite can do
                _DIALECT.append(engine.dialect)
        engine.dialect = _DIALECT[0]
        engine.update_execution_options(compiled_cache=_COMPILED)
    return engine
