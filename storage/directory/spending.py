"""What was spent, without counting anything twice."""

from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from sqlalchemy import ColumnElement, FromClause, and_, case, exists, func, literal, or_
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from domain.facts import DEVICE, HOUR
from domain.window import Window
from domain.words import Level
from storage.db.tables import AccountRow, PerformanceTable, PlatformCampaignRow, table


@cache
def one_family() -> ColumnElement[bool]:
    """Keeps one breakdown of each entity and day: totals where there are any, else devices, else the first by name.

    The same spend by device and by age is the same spend; adding both would count it twice. Hours come last: a file
    or a vendor may know only some of them.
    """
    mine = table(PerformanceTable).c
    other = mine.breakdown.not_in(("", DEVICE))
    return or_(
        mine.breakdown == "",
        and_(mine.breakdown == DEVICE, ~_there_is("")),
        and_(other, ~_there_is("", DEVICE), _place(mine.breakdown) == _first()),
    )


def _beside() -> FromClause:
    """The rows of the same entity and day."""
    return table(PerformanceTable).alias("other")


def _same(other: FromClause) -> ColumnElement[bool]:
    mine = table(PerformanceTable).c
    return and_(*(other.c[name] == mine[name] for name in ("account", "entity_id", "day", "level")))


def _there_is(*breakdowns: str) -> ColumnElement[bool]:
    other = _beside()
    found = core_select(literal(1)).select_from(other).where(_same(other), other.c.breakdown.in_(breakdowns))
    return exists(found.correlate(table(PerformanceTable)))


def _first() -> ColumnElement[str]:
    other = _beside()
    chosen = core_select(func.min(_place(other.c.breakdown))).where(_same(other))
    return chosen.correlate(table(PerformanceTable)).scalar_subquery()


def _place(breakdown: ColumnElement[str]) -> ColumnElement[str]:
    return case((breakdown == HOUR, "~"), else_=breakdown)


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


class Unclaimed(NamedTuple):
    """What a client's platform campaigns have spent of which nobody takes care: how many, and micros of a currency."""

    client_key: str
    currency: str
    many: int
    micros: int


def unclaimed(session: Session, days: Window) -> list[Unclaimed]:
    """Of every client, what was spent in these days by what nobody has claimed or left aside, most first."""
    rows, listed, account = table(PerformanceTable).c, table(PlatformCampaignRow).c, table(AccountRow).c
    spent = func.sum(rows.spend_micros)
    chosen = (
        core_select(account.client_key, rows.currency, func.count(listed.entity_id.distinct()), spent)
        .select_from(table(PlatformCampaignRow))
        .join(table(AccountRow), account.id == listed.account)
        .join(table(PerformanceTable), (rows.account == listed.account) & (rows.entity_id == listed.entity_id))
        .where(listed.campaign_key.is_(None), listed.ignored.is_(False), rows.level == Level.CAMPAIGN.value)
        .where(rows.day.between(days.start, days.end), rows.spend_micros > 0, one_family())
        .group_by(account.client_key, rows.currency)
        .order_by(spent.desc(), account.client_key)
    )
    return [Unclaimed(key, currency, many, int(micros)) for key, currency, many, micros in session.execute(chosen)]


def first_day(session: Session, account: int, entity_id: str) -> date | None:
    """The first day with a row of a platform campaign."""
    rows = PerformanceTable
    chosen = select(func.min(rows.day)).where(rows.account == account, rows.entity_id == entity_id)
    return session.exec(chosen).one()
