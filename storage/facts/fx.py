"""Exchange rates by day."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Context, Decimal
from typing import Any

from sqlalchemy import BindParameter, CompoundSelect, Date, bindparam, cast, delete, func, null, union_all
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from domain.currencies import PUBLISHED
from domain.money import OwnRates, Rates
from domain.window import Window
from storage.db import upserting
from storage.db.tables import (
    AccountRow,
    CampaignRow,
    ClientRow,
    DealRow,
    FxRateRow,
    GoalRow,
    PlatformCampaignRow,
    table,
)

COLUMNS = ("currency", "day", "euros", "by_hand")
_EXACT = Context(prec=24)
"""Digits of a euro's worth: enough for turning it round and back."""
_AS_SAID = Context(prec=12)


def save(session: Session, currency: str, euros: Mapping[date, Decimal]) -> None:
    """Keep what the bank says that one unit of `currency` was worth in euros on each day."""
    _write(session, currency, euros, by_hand=False)


def _write(session: Session, currency: str, euros: Mapping[date, Decimal], *, by_hand: bool) -> None:
    dialect = session.connection().dialect.name
    rows = ((currency, upserting.day(day, dialect), format(value, "f"), by_hand) for day, value in euros.items())
    upserting.upsert(session, FxRateRow, COLUMNS, ("euros", "by_hand"), rows)


def save_own(session: Session, own: OwnRates) -> None:
    """Keep what people say of a currency, in the place of all that they said before."""
    session.execute(delete(FxRateRow).where(col(FxRateRow.currency) == own.currency, col(FxRateRow.by_hand)))
    _write(session, own.currency, {day: _EXACT.divide(1, many) for day, many in own.a_euro}, by_hand=True)


def own_rates(session: Session) -> list[OwnRates]:
    """What people say of currencies, by currency."""
    kept, found = table(FxRateRow).c, dict[str, list[tuple[date, Decimal]]]()
    chosen = core_select(kept.currency, kept.day, kept.euros).where(kept.by_hand).order_by(kept.currency, kept.day)
    for currency, day, euros in session.execute(chosen):
        found.setdefault(currency, []).append((day, _AS_SAID.divide(1, euros)))
    return [OwnRates(currency, tuple(days)) for currency, days in found.items()]


def newest(session: Session) -> dict[str, date]:
    """By currency that the bank publishes and that is kept, its newest day."""
    kept = select(FxRateRow.currency, func.max(FxRateRow.day)).where(col(FxRateRow.currency).in_(PUBLISHED))
    return dict(session.exec(kept.group_by(col(FxRateRow.currency))).all())


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
    for currency, day in (*session.execute(_NEEDED, {"client": client_key}), *amounts):
        if currency:
            known = found.get(currency)
            found[currency] = min(day, known) if day and known else day or known
    return found


def _needed() -> CompoundSelect[Any]:
    """Currencies and days of everything that a client's money is in, in one question."""
    client, campaign, account, listed, deal = (
        table(one).c for one in (ClientRow, CampaignRow, AccountRow, PlatformCampaignRow, DealRow)
    )
    goal, never = table(GoalRow).c, cast(null(), Date)
    own: BindParameter[str] = bindparam("client")
    mine = core_select(account.id).where(account.client_key == own)
    of_goals = core_select(goal.currency, func.min(campaign.starts)).join_from(table(GoalRow), table(CampaignRow))
    return union_all(
        core_select(client.currency, never).where(client.key == own),
        core_select(campaign.budget_currency, func.min(campaign.starts))
        .where(campaign.client_key == own)
        .group_by(campaign.budget_currency),
        of_goals.where(campaign.client_key == own).group_by(goal.currency),
        core_select(account.currency, never).where(account.client_key == own).distinct(),
        core_select(listed.currency, never).where(listed.account.in_(mine)).distinct(),
        core_select(deal.currency, func.min(deal.closed_day)).where(deal.account.in_(mine)).group_by(deal.currency),
        core_select(deal.home_currency, func.min(deal.closed_day))
        .where(deal.account.in_(mine))
        .group_by(deal.home_currency),
    )


_NEEDED = _needed()


def latest(session: Session, currency: str) -> date | None:
    """The newest day with a rate of `currency`."""
    known = span(session, currency)
    return known.end if known else None
