"""What the CRM counts for campaigns, day by day: leads, their stages, customers and what was won."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import ColumnElement, case, exists, func
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from domain.facts import CrmDay
from domain.window import Window
from storage.db.tables import ContactRow, DealRow, table
from storage.facts import forms, fx, sales
from storage.facts.sales import NO_MORE, Sale

NEVER = date.max
Counts = dict[tuple[str, date], int]
"""By campaign and day."""


def crm_days(
    session: Session,
    currencies: Mapping[str, str],
    window: Window,
    downloads: Mapping[str, Collection[str]] | None = None,
) -> dict[str, tuple[CrmDay, ...]]:
    """By campaign: leads by the day they came, new customers by their first deal won, revenue by the day won.

    Deals do not count, and customers without a deal do, where the campaign's definition of a sale says so. MQLs and
    SQLs by the day on which they first were one or more than one. `currencies` are the campaigns asked about, each with
    its client's currency: counts stand under that, and a deal in another currency has a row of its own.
    `downloads`: by campaign, the forms that are one.
    """
    if not currencies or not window.days:
        return {}
    keys = currencies.keys()
    sold = sales.of_campaigns(session, keys)
    selling = {key: code for key, code in currencies.items() if sold.get(key, NO_MORE).by_deal}
    customers = _customers(session, selling, window)
    revenue = _revenue(session, selling, window, sold)
    for (key, day), count in _without_deal(session, window, sold).items():
        customers[key, day] = customers.get((key, day), 0) + count
        if worth := sold[key].worth:
            revenue[key, day, worth.currency] += count * worth.micros
    counts = (
        _leads(session, keys, window),
        customers,
        _reached(session, keys, window, ("mql_day", "sql_day", "customer_day")),
        _reached(session, keys, window, ("sql_day", "customer_day")),
        forms.counted(session, downloads or {}, window),
    )
    counted = {(key, day, currencies[key]) for some in counts for key, day in some}
    found: defaultdict[str, list[CrmDay]] = defaultdict(list)
    for key, day, code in sorted({*revenue, *counted}):
        came, won, *further = (some.get((key, day), 0) if code == currencies[key] else 0 for some in counts)
        found[key].append(CrmDay(day, code, came, won, revenue.get((key, day, code), 0), *further))
    return {key: tuple(days) for key, days in found.items()}


def _leads(session: Session, keys: Collection[str], window: Window) -> Counts:
    day, key = col(ContactRow.lead_day), col(ContactRow.campaign_key)
    chosen = select(key, day, func.count()).where(key.in_(keys), day.between(window.start, window.end))
    return {(whose or "", when): count for whose, when, count in session.exec(chosen.group_by(key, day)) if when}


def _reached(session: Session, keys: Collection[str], window: Window, stages: tuple[str, ...]) -> Counts:
    """Leads by the first of the days on which they reached any of the stages: who skips one has reached it too."""
    contact = table(ContactRow).c
    first: ColumnElement[date] = contact[stages[0]]
    for stage in stages[1:]:
        first = case((contact[stage] < func.coalesce(first, NEVER), contact[stage]), else_=first)
    chosen = core_select(contact.campaign_key, first.label("day"), func.count()).where(
        contact.campaign_key.in_(keys), first.between(window.start, window.end)
    )
    rows = session.connection().execute(chosen.group_by(contact.campaign_key, first))
    return {(key, day): count for key, day, count in rows}


def _customers(session: Session, keys: Collection[str], window: Window) -> Counts:
    who, key = func.coalesce(DealRow.contact_id, DealRow.deal_id), col(DealRow.campaign_key)
    first = (
        select(key.label("key"), func.min(DealRow.closed_day).label("day"))
        .where(key.in_(keys), col(DealRow.is_won).is_(True))
        .group_by(key, col(DealRow.account), who)
        .subquery()
    )
    chosen = select(first.c.key, first.c.day, func.count()).where(first.c.day.between(window.start, window.end))
    return {(whose, day): count for whose, day, count in session.exec(chosen.group_by(first.c.key, first.c.day))}


def _revenue(
    session: Session, currencies: Mapping[str, str], window: Window, sold: Mapping[str, Sale]
) -> defaultdict[tuple[str, date, str], int]:
    """By campaign, day and currency what was won. Where there is no rate for that day, a deal is worth what the CRM
    itself says that it is in its own currency; without an amount, what is said that a sale is worth."""
    deal = table(DealRow).c
    chosen = (
        core_select(deal.campaign_key, deal.closed_day, deal.currency, deal.amount_micros, deal.home_currency,
                    deal.home_micros)
        .where(deal.campaign_key.in_(currencies.keys()), deal.is_won.is_(True))
        .where(deal.closed_day.between(window.start, window.end))
    )  # fmt: skip
    rows = session.connection().execute(chosen).all()
    codes = {code for _, _, unit, _, home, _ in rows for code in (unit, home) if code} | set(currencies.values())
    rates = fx.rates(session, codes, window.start)
    found: defaultdict[tuple[str, date, str], int] = defaultdict(int)
    for whose, when, unit, micros, home, at_home in rows:
        code, amount, worth = unit or currencies[whose], micros, sold.get(whose, NO_MORE).worth
        if amount is None:
            code, amount = (worth.currency, worth.micros) if worth else (code, None)
        elif at_home is not None and rates.convert(amount, code, currencies[whose], when) is None:
            code, amount = home, at_home
        if amount is not None:
            found[whose, when, code] += int(amount)
    return found


def _without_deal(session: Session, window: Window, sold: Mapping[str, Sale]) -> Counts:
    """Whoever became a customer and has won no deal, for the campaigns that count them."""
    keys = [key for key, sale in sold.items() if sale.by_stage]
    contact, deal = table(ContactRow).c, table(DealRow).c
    won = exists().where(deal.account == contact.account, deal.contact_id == contact.contact_id, deal.is_won)
    chosen = core_select(contact.campaign_key, contact.customer_day, func.count()).where(
        contact.campaign_key.in_(keys), contact.customer_day.between(window.start, window.end), ~won
    )
    rows = session.connection().execute(chosen.group_by(contact.campaign_key, contact.customer_day)) if keys else ()
    return {(key, day): count for key, day, count in rows}
