"""Accounts as an answer reads them: how old their data is, how they are read, what they may still spend themselves."""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select as core_select
from sqlmodel import Session, col

from domain.facts import Freshness
from domain.money import Money
from storage.db.tables import AccountRow
from storage.directory.accounts import fresh_of


class Left(NamedTuple):
    """What is left of an account's own budget, and the last day for which that holds (None: for ever)."""

    money: Money
    until: date | None = None


class Reading(NamedTuple):
    """How often an account was claimed for reading, when a file was last read into it, and whether it is read now.

    `left`: None where the account has no budget of its own.
    """

    fence: int
    imported_at: datetime | None
    is_under_way: bool
    left: Left | None = None


def freshness_of(session: Session, clients: Collection[str]) -> list[tuple[str, int, Reading, Freshness]]:
    """Every account of these clients, in the order declared: the client, our id, how it is read, and its data's age."""
    row = AccountRow
    read = (row.client_key, row.id, row.fence, row.lease_until)
    own = (row.currency, row.budget_micros, row.budget_spent_micros, row.budget_until)
    age = (row.last_success, row.imported_at, row.provisional_from, row.error, row.remedy)
    told = (row.source, row.account_id, *age, row.timezone)
    # Columns rather than objects: these are read for every answer, and an object would be kept from before.
    chosen = core_select(*(col(one) for one in (*read, *own, *told))).where(col(row.client_key).in_(clients))
    return [
        (client, number, Reading(fence, rest[3], lease is not None, _left(*budget)), fresh_of(*rest))
        for client, number, fence, lease, *both in session.execute(chosen.order_by(col(row.id)))
        for budget, rest in [(both[: len(own)], both[len(own) :])]
    ]


def _left(currency: str, amount: int | None, spent: int | None, until: date | None) -> Left | None:
    return None if amount is None else Left(Money(max(0, amount - (spent or 0)), currency), until)
