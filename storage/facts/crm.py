"""CRM contacts and deals, as far as leads, stages and revenue per campaign need them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from domain.facts import Contact, Deal
from storage.db import upserting
from storage.db.chunks import chunks
from storage.db.tables import ContactRow, DealContactRow, DealRow, table
from storage.facts import forms

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
    "earlier_utm",
    "archived_at",
    "forms",
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
    "home_micros",
    "home_currency",
    "archived_at",
)
LINK = ("account", "deal_id", "contact_id")
MOST_NAMES = 20
"""So many earlier campaigns of a contact are kept, the first ones."""
A_YEAR = timedelta(days=365)
"""A deal that old which no campaign has is not asked about again."""
_UNSYNCED = {"synchronize_session": False}


def contact_tuple(account_id: int, contact: Contact, earlier: Sequence[str], dialect: str) -> tuple[Any, ...]:
    """A contact in the order of CONTACT: whoever is told of lives."""
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
        "\n".join(earlier[:MOST_NAMES]),
        None,
        forms.write(contact.forms),
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
        deal.home_micros,
        deal.home_currency,
        None,
    )


def upsert_contacts(session: Session, account_id: int, contacts: Iterable[Contact]) -> int:
    """Keep contacts as they are now; returns how many. Their campaigns are set by `performance.resolve_matches`.

    Which campaigns each named before is kept beside. Those that were merged into one are one person from then on, who
    became a lead when the first of them did.
    """
    kept, dialect = list(contacts), session.connection().dialect.name
    before = _known(session, account_id, {one for c in kept for one in (c.contact_id, *c.merged)})
    people = [_one_person(contact, before) for contact in kept]
    rows = (contact_tuple(account_id, person, _earlier(person, before), dialect) for person in people)
    given = upserting.upsert(session, ContactRow, CONTACT, CONTACT[2:], rows)
    for contact in kept:
        if gone := [one for one in contact.merged if one in before]:
            _merge(session, account_id, contact.contact_id, gone)
    return given


def _known(session: Session, account_id: int, ids: Collection[str]) -> dict[str, Any]:
    contact = table(ContactRow).c
    chosen = core_select(*(contact[name] for name in CONTACT)).where(contact.account == account_id)
    found = (row for some in chunks(ids) for row in session.execute(chosen.where(contact.contact_id.in_(some))))
    return {row.contact_id: row for row in found}


def _one_person(contact: Contact, before: Mapping[str, Any]) -> Contact:
    """The contact with the days of those that were merged into it, where theirs are earlier."""
    others = [before[one] for one in contact.merged if one in before]
    if not others:
        return contact

    def first(name: str) -> date | None:
        days = (getattr(one, name) for one in (contact, *others))
        return min((day for day in days if day is not None), default=None)

    days: dict[str, Any] = {name: first(name) for name in ("lead_day", "mql_day", "sql_day", "customer_day")}
    sent = forms.merged([contact.forms, *(forms.read(one.forms) for one in others)])
    return replace(contact, created_at=min(one.created_at for one in (contact, *others)), forms=sent, **days)


def _earlier(person: Contact, before: Mapping[str, Any]) -> list[str]:
    """The campaigns that it and those merged into it named before, the first one first.

    One was overwritten only where the record has changed since: otherwise it is read by another rule than before.
    """
    rows = [before[one] for one in (person.contact_id, *person.merged) if one in before]
    named = list[str]()
    for row in sorted(rows, key=lambda row: (row.created_at, row.contact_id)):
        named += row.earlier_utm.split("\n")
        if row.contact_id != person.contact_id or row.updated_at < person.updated_at:
            named.append(row.utm_campaign)
    found = [one for one in dict.fromkeys(named) if one]
    return [] if found == [person.utm_campaign] else found


def _merge(session: Session, account_id: int, into: str, gone: list[str]) -> None:
    """Those contacts are no persons of their own any more: what they bought, the one that stays has bought."""
    contact, link = ContactRow, DealContactRow
    theirs = (col(contact.account) == account_id, col(contact.contact_id).in_(gone))
    session.execute(update(contact).where(*theirs).values(merged_into=into), execution_options=_UNSYNCED)
    bought = select(link.deal_id).where(link.account == account_id, col(link.contact_id).in_(gone)).distinct()
    upserting.upsert(session, link, LINK, (), [(account_id, deal, into) for deal in session.exec(bought).all()])


def upsert_deals(session: Session, account_id: int, deals: Iterable[Deal]) -> int:
    """Keep deals, and which contacts are behind them, as they are now; returns how many. Merged ones are one deal."""
    dialect, kept = session.connection().dialect.name, list(deals)
    upserting.upsert(session, DealRow, DEAL, DEAL[2:], (deal_tuple(account_id, deal, dialect) for deal in kept))
    _unlink(session, account_id, [deal.deal_id for deal in kept])
    join(session, account_id, {deal.deal_id: deal.contact_ids for deal in kept})
    _forget_deals(session, account_id, [one for deal in kept for one in deal.merged])
    return len(kept)


def join(session: Session, account_id: int, behind: Mapping[str, Iterable[str]]) -> None:
    """Keep, by deal, who is behind it."""
    links = [(account_id, deal, contact) for deal, contacts in behind.items() for contact in dict.fromkeys(contacts)]
    upserting.upsert(session, DealContactRow, LINK, (), links)


def _unlink(session: Session, account_id: int, deals: Collection[str]) -> None:
    link = DealContactRow
    for some in chunks(deals):
        mine = (col(link.account) == account_id, col(link.deal_id).in_(some))
        session.execute(delete(link).where(*mine), execution_options=_UNSYNCED)


def _forget_deals(session: Session, account_id: int, deals: Collection[str]) -> None:
    _unlink(session, account_id, deals)
    for some in chunks(deals):
        mine = (col(DealRow.account) == account_id, col(DealRow.deal_id).in_(some))
        session.execute(delete(DealRow).where(*mine), execution_options=_UNSYNCED)


def archive(session: Session, account_id: int, contacts: Collection[str], deals: Collection[str], at: datetime) -> None:
    """These were among what was deleted, as a reading of that instant saw: they count no more."""
    for row, key, ids in _by_kind(contacts, deals):
        for some in chunks(ids):
            mine = (col(row.account) == account_id, key.in_(some))
            session.execute(update(row).where(*mine).values(archived_at=at), execution_options=_UNSYNCED)


def _by_kind(contacts: Collection[str], deals: Collection[str]) -> tuple[tuple[Any, Any, Collection[str]], ...]:
    return (ContactRow, col(ContactRow.contact_id), contacts), (DealRow, col(DealRow.deal_id), deals)


@dataclass(frozen=True, slots=True)
class Unsure:
    """What only a question by its id can settle: contacts and deals that were deleted and that the list of the deleted
    names no more (restored, or gone for good); `alone` are deals that no campaign has, whose contact may come later."""

    contacts: tuple[str, ...]
    deals: tuple[str, ...]
    alone: tuple[str, ...]


def unsure(session: Session, account_id: int, at: datetime) -> Unsure:
    """What to ask about after the reading of that instant has listed all that is deleted."""

    def unlisted(row: type[ContactRow] | type[DealRow], key: Any) -> tuple[str, ...]:
        return tuple(session.exec(select(key).where(row.account == account_id, col(row.archived_at) < at)))

    lonely = select(DealRow.deal_id).where(
        DealRow.account == account_id, col(DealRow.campaign_key).is_(None), col(DealRow.archived_at).is_(None)
    )
    alone = session.exec(lonely.where(col(DealRow.created_at) > at - A_YEAR).order_by(DealRow.deal_id))
    return Unsure(unlisted(ContactRow, ContactRow.contact_id), unlisted(DealRow, DealRow.deal_id), tuple(alone))


def settle(
    session: Session, account_id: int, asked: Unsure, contacts: Sequence[Contact], deals: Sequence[Deal]
) -> None:
    """Those that were found again count again; the others are gone for good."""
    back = [one for one in contacts if one.contact_id in asked.contacts]
    returned = [one for one in deals if one.deal_id in asked.deals]
    upsert_contacts(session, account_id, back)
    upsert_deals(session, account_id, returned)
    lost = set(asked.contacts) - {one.contact_id for one in back}
    for some in chunks(lost):
        mine = (col(ContactRow.account) == account_id, col(ContactRow.contact_id).in_(some))
        session.execute(delete(ContactRow).where(*mine), execution_options=_UNSYNCED)
    _forget_deals(session, account_id, set(asked.deals) - {one.deal_id for one in returned})
