"""Engines that know what one of them has compiled: each test has a file of its own, and every statement is known."""

from typing import Any

from sqlalchemy import Dialect

from storage import Engine
from storage import connect as opened

_COMPILED: dict[Any, Any] = {}
_DIALECTS: dict[str, Dialect] = {}


def connect(url: str) -> Engine:
    """What `storage.connect` gives. A statement is kept by its text and its dialect, so each kind has one."""
    engine = opened(url)
    name = engine.dialect.name
    if name not in _DIALECTS:
        with engine.connect():  # which tells the dialect what this database can do
            _DIALECTS[name] = engine.dialect
    engine.dialect = _DIALECTS[name]
    engine.update_execution_options(compiled_cache=_COMPILED)
    return engine
