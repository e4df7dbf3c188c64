"""CRM contacts and deals, as far as leads, stages and revenue per campaign need them."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col

from domain.facts import Contact, Deal
from storage.db import upserting
from storage.db.tables import ContactRow, DealContactRow, DealRow

CONTACT = (
    "account",
    "contact_id",
    "utm_campaign",
    "source",
    "stage",
    "created_at",
    "lead_day",
    "mql_day",
    "sql_day",
    "customer_day",
    "updated_at",
)
DEAL = (
    "account",
    "deal_id",
    "amount_micros",
    "currency",
    "stage",
    "is_closed",
    "is_won",
    "created_at",
    "closed_day",
    "updated_at",
)
LINK = ("account", "deal_id", "contact_id")


def contact_tuple(account_id: int, contact: Contact, dialect: str) -> tuple[Any, ...]:
    """A contact in the order of CONTACT."""
    return (
        account_id,
        contact.contact_id,
        contact.utm_campaign,
        contact.source,
        contact.stage,
        upserting.instant(contact.created_at, dialect),
        upserting.day(contact.lead_day, dialect),
        upserting.day(contact.mql_day, dialect),
        upserting.day(contact.sql_day, dialect),
        upserting.day(contact.customer_day, dialect),
        upserting.instant(contact.updated_at, dialect),
    )


def deal_tuple(account_id: int, deal: Deal, dialect: str) -> tuple[Any, ...]:
    """A deal in the order of DEAL."""
    return (
        account_id,
        deal.deal_id,
        deal.amount_micros,
        deal.currency,
        deal.stage,
        deal.is_closed,
        deal.is_won,
        upserting.instant(deal.created_at, dialect),
        upserting.day(deal.closed_day, dialect),
        upserting.instant(deal.updated_at, dialect),
    )


def upsert_contacts(session: Session, account_id: int, contacts: Iterable[Contact]) -> int:
    """Keep contacts as they are now; returns how many. Their campaigns are set by `performance.resolve_matches`."""
    dialect = session.connection().dialect.name
    rows = (contact_tuple(account_id, contact, dialect) for contact in contacts)
    return upserting.upsert(session, ContactRow, CONTACT, CONTACT[2:], rows)


def upsert_deals(session: Session, account_id: int, deals: Iterable[Deal]) -> int:
    """Keep deals, and which contacts are behind them, as they are now; returns how many."""
    dialect, kept = session.connection().dialect.name, list(deals)
    upserting.upsert(session, DealRow, DEAL, DEAL[2:], (deal_tuple(account_id, deal, dialect) for deal in kept))
    ids = [deal.deal_id for deal in kept]
    for start in range(0, len(ids), upserting.CHUNK):
        same = col(DealContactRow.deal_id).in_(ids[start : start + upserting.CHUNK])
        session.execute(
            delete(DealContactRow).where(col(DealContactRow.account) == account_id, same),
            execution_options={"synchronize_session": False},
        )
    links = ((account_id, deal.deal_id, contact) for deal in kept for contact in dict.fromkeys(deal.contact_ids))
    upserting.upsert(session, DealContactRow, LINK, (), links)
    return len(kept)
