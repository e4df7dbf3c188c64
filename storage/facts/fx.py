"""Exchange rates by day."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from sqlalchemy import func
from sqlmodel import Session, col, select

from domain.money import Rates
from domain.window import Window
from storage.db import upserting
from storage.db.tables import AccountRow, CampaignRow, ClientRow, DealRow, FxRateRow, GoalRow, PlatformCampaignRow

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


def span(session: Session, currency: str) -> Window | None:
    """From the first to the newest day with a rate of `currency`; None when none is kept."""
    days = col(FxRateRow.day)
    first, newest = session.exec(select(func.min(days), func.max(days)).where(FxRateRow.currency == currency)).one()
    return Window(first, newest) if first else None


def needed(session: Session, client_key: str, amounts: Iterable[tuple[str, date]] = ()) -> dict[str, date | None]:
    """Every currency of a client's money, with the first day of an amount in it; None where it has no day.

    The client's own, its campaigns' budgets and goals, its accounts and what they list, its deals; and `amounts`,
    currencies with their days.
    """
    found: dict[str, date | None] = {}
    for currency, day in (*_declared(session, client_key), *_reported(session, client_key), *amounts):
        if currency:
            known = found.get(currency)
            found[currency] = min(day, known) if day and known else day or known
    return found


Amounts = Iterable[tuple[str | None, date | None]]


def _declared(session: Session, client_key: str) -> Amounts:
    campaign = CampaignRow
    own = select(ClientRow.currency).where(ClientRow.key == client_key)
    budgets = select(campaign.budget_currency, func.min(campaign.starts)).where(campaign.client_key == client_key)
    goals = (
        select(GoalRow.currency, func.min(campaign.starts))
        .join(CampaignRow, col(campaign.key) == col(GoalRow.campaign_key))
        .where(campaign.client_key == client_key)
    )
    yield from ((currency, None) for currency in session.exec(own))
    yield from session.exec(budgets.group_by(col(campaign.budget_currency)))
    yield from session.exec(goals.group_by(col(GoalRow.currency)))


def _reported(session: Session, client_key: str) -> Amounts:
    mine = select(AccountRow.id).where(AccountRow.client_key == client_key)
    own = select(AccountRow.currency).where(AccountRow.client_key == client_key).distinct()
    listed = select(PlatformCampaignRow.currency).where(col(PlatformCampaignRow.account).in_(mine)).distinct()
    deals = select(DealRow.currency, func.min(DealRow.closed_day)).where(col(DealRow.account).in_(mine))
    yield from ((currency, None) for currency in session.exec(own))
    yield from ((currency, None) for currency in session.exec(listed))
    yield from session.exec(deals.group_by(col(DealRow.currency)))


def latest(session: Session, currency: str) -> date | None:
    """The newest day with a rate of `currency`."""
    known = span(session, currency)
    return known.end if known else None
