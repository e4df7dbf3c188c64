"""Exchange rates by day."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from sqlalchemy import func
from sqlmodel import Session, col, select

from domain.money import Rates
from storage import upserting
from storage.tables import FxRateRow

COLUMNS = ("currency", "day", "euros")


def save(session: Session, currency: str, euros: Mapping[date, Decimal]) -> None:
    """Keep what one unit of `currency` was worth in euros on each day."""
    dialect = session.connection().dialect.name
    rows = ((currency, upserting.day(day, dialect), format(value, "f")) for day, value in euros.items())
    upserting.upsert(session, FxRateRow, COLUMNS, ("euros",), rows)


def rates(session: Session, currencies: Iterable[str], since: date) -> Rates:
    """The currencies' rates from `since` on, and the last one before, which serves until the next is known."""
    found: dict[str, dict[date, Decimal]] = {}
    for currency in sorted(set(currencies) - {"EUR", ""}):
        of_currency = col(FxRateRow.currency) == currency
        before = select(func.max(FxRateRow.day)).where(of_currency, col(FxRateRow.day) <= since).scalar_subquery()
        chosen = select(col(FxRateRow.day), col(FxRateRow.euros)).where(
            of_currency, col(FxRateRow.day) >= func.coalesce(before, since)
        )
        found[currency] = dict(session.exec(chosen).all())
    return Rates(found)


def latest(session: Session, currency: str) -> date | None:
    """The newest day with a rate of `currency`."""
    return session.exec(select(func.max(FxRateRow.day)).where(FxRateRow.currency == currency)).one()
