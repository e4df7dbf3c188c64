"""What every table shares: names of constraints, and columns that mean the same on both databases."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, DateTime, ForeignKey, Integer, MetaData, String, Table, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlmodel import SQLModel

from domain.destination import INSTALLED

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
# SQLite counts row ids only in a column declared INTEGER; PostgreSQL wants 64 bits spelt out.
BigId = BigInteger().with_variant(Integer(), "sqlite")


class Utc(TypeDecorator[datetime]):
    """An aware instant, in UTC on the way in and out; refuses a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite keeps no zone, so what it stores is UTC without saying so."""
        if value is None:
            return None
        moment = to_utc(value)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Exact(TypeDecorator[Decimal]):
    """A decimal kept as text: SQLite would make a float of it."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """The plain digits."""
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002 - SQLAlchemy's signature
        """The same number."""
        return None if value is None else Decimal(value)


def to_utc(moment: datetime) -> datetime:
    """The instant in UTC; ValueError for one without a zone."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone")
    return moment.astimezone(UTC)


class Row(SQLModel):
    """Base of all tables, with metadata of their own."""

    metadata = MetaData(naming_convention=NAMES)


def table(model: type[SQLModel]) -> Table:
    """The model's table, for statements that make no objects."""
    found: Table = model.__table__  # type: ignore[attr-defined]
    return found


def utc(*, nullable: bool = True, index: bool = False) -> Any:
    """A column of instants."""
    return Column(Utc, nullable=nullable, index=index)


def big(*, nullable: bool = False) -> Any:
    """A column of 64-bit integers: micros and counts."""
    return Column(BigInteger, nullable=nullable)


def json(*, empty: str = "") -> Any:
    """A column of plain data; `empty` is what it holds in rows that came before it."""
    return Column(JSON, nullable=False, server_default=empty or None)


def workspace() -> Any:
    """The column of a row's workspace; the one that is installed where nothing is said."""
    return Column(String, nullable=False, server_default=INSTALLED)


def ident() -> Any:
    """A primary key that the database counts."""
    return Column(BigId, primary_key=True, autoincrement=True)


def points_to(target: str, *, nullable: bool = False, primary_key: bool = False, cascade: bool = True) -> Any:
    """A foreign key to a counted id; rows go with what they point to unless `cascade` is off."""
    link = ForeignKey(target, ondelete="CASCADE" if cascade else "SET NULL")
    return Column(BigId, link, nullable=nullable, primary_key=primary_key, index=not primary_key)


def named(
    target: str, *, nullable: bool = False, primary_key: bool = False, cascade: bool = True, index: bool = True
) -> Any:
    """A foreign key to a text key; rows go with what they point to unless `cascade` is off. `index` off: another one
    begins with the column."""
    link = ForeignKey(target, ondelete="CASCADE" if cascade else "SET NULL", onupdate="CASCADE")
    return Column(String, link, nullable=nullable, primary_key=primary_key, index=index and not primary_key)
