"""Upserts compiled once per table and database: the speed of the driver, with the models as the only schema.

`exec_driver_sql` skips SQLAlchemy's types, so every table that uses it has one tuple builder and a round-trip test.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import or_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import psycopg
from sqlmodel import Session, SQLModel

from storage.db.tables.base import table, to_utc

CHUNK = 1_000  # bigger chunks save nothing per row and stall the event loop longer


def _insert(dialect: str, model: type[SQLModel]) -> Any:
    return (postgresql if dialect == "postgresql" else sqlite).insert(table(model))


@cache
def compiled(
    dialect: str, model: type[SQLModel], columns: tuple[str, ...], watched: tuple[str, ...], also: tuple[str, ...]
) -> str:
    """An upsert in the driver's own SQL, its parameters in the order of `columns`.

    A row is changed, in its `watched` columns and those in `also`, only where a `watched` one differs: what stays
    the same is not written. Other columns are set when a row is new and never after.
    """
    schema = table(model)
    insert = _insert(dialect, model)
    keys = [column.name for column in schema.primary_key]
    changed = [schema.c[name].is_distinct_from(insert.excluded[name]) for name in watched]
    updates = {name: insert.excluded[name] for name in (*watched, *also)}
    statement = insert.values(dict.fromkeys(columns))
    if updates:
        statement = statement.on_conflict_do_update(index_elements=keys, set_=updates, where=or_(*changed))
    else:
        statement = statement.on_conflict_do_nothing(index_elements=keys)
    style: Any = psycopg.dialect(paramstyle="format") if dialect == "postgresql" else sqlite.dialect(paramstyle="qmark")  # type: ignore[no-untyped-call]
    built = statement.compile(dialect=style, column_keys=list(columns))
    if tuple(built.positiontup) != columns:
        raise AssertionError(f"{schema.name}: {built.positiontup} is not the order of {columns}")
    return str(built)


def upsert(
    session: Session,
    model: type[SQLModel],
    columns: tuple[str, ...],
    watched: tuple[str, ...],
    rows: Iterable[tuple[Any, ...]],
    also: tuple[str, ...] = (),
) -> int:
    """Write `rows` (tuples in the order of `columns`) in chunks; returns how many were given."""
    connection = session.connection()
    statement = compiled(connection.dialect.name, model, columns, watched, also)
    stream, given = iter(rows), 0
    while chunk := list(islice(stream, CHUNK)):
        connection.exec_driver_sql(statement, chunk)
        given += len(chunk)
    return given


def day(value: date | None, dialect: str) -> Any:
    """A day as the driver wants it."""
    return value.isoformat() if value is not None and dialect == "sqlite" else value


def instant(value: datetime, dialect: str) -> Any:
    """An instant as the driver wants it; on SQLite the text that SQLAlchemy's DateTime writes."""
    moment = to_utc(value)
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f") if dialect == "sqlite" else moment


def insert_once(session: Session, model: type[SQLModel], values: Mapping[str, Any], unique: str) -> bool:
    """Insert unless a row with the same `unique` column exists; says whether it was inserted."""
    insert = _insert(session.connection().dialect.name, model)
    statement = insert.values(**values).on_conflict_do_nothing(index_elements=[unique])
    return session.execute(statement.returning(table(model).c[unique])).first() is not None


def insert_or_update(
    session: Session, model: type[SQLModel], values: Mapping[str, Any], unique: str, changed: Mapping[str, Any]
) -> None:
    """Insert, or change the row that has the same `unique` column."""
    insert = _insert(session.connection().dialect.name, model)
    statement = insert.values(**values).on_conflict_do_update(index_elements=[unique], set_=dict(changed))
    session.execute(statement)
