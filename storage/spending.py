"""What was spent, without counting anything twice."""

from datetime import date, timedelta

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from domain.words import Level
from storage.tables import PerformanceTable, table


def one_family() -> ColumnElement[bool]:
    """Keeps one breakdown of each entity and day: totals where there are any, else the first by name.

    The same spend by device and by age is the same spend; adding both would count it twice.
    """
    other = table(PerformanceTable).alias("other")
    mine = table(PerformanceTable).c
    first = (
        select(func.min(other.c.breakdown))
        .where(
            other.c.account == mine.account,
            other.c.entity_id == mine.entity_id,
            other.c.day == mine.day,
            other.c.level == mine.level,
        )
        .correlate(table(PerformanceTable))
        .scalar_subquery()
    )
    return mine.breakdown == first


def last_month(session: Session, account: int) -> dict[str, int]:
    """Micros by campaign, over the 30 days that end with the account's newest."""
    rows = PerformanceTable
    newest = session.exec(select(func.max(rows.day)).where(rows.account == account)).one()
    if newest is None:
        return {}
    of_account = (col(rows.account) == account, col(rows.level) == Level.CAMPAIGN.value)
    chosen = (
        select(rows.entity_id, func.sum(rows.spend_micros))
        .where(*of_account, col(rows.day) > newest - timedelta(days=30), one_family())
        .group_by(col(rows.entity_id))
    )
    return {entity: int(spend) for entity, spend in session.exec(chosen).all()}


def first_day(session: Session, account: int, entity_id: str) -> date | None:
    """The first day with a row of a platform campaign."""
    rows = PerformanceTable
    chosen = select(func.min(rows.day)).where(rows.account == account, rows.entity_id == entity_id)
    return session.exec(chosen).one()
