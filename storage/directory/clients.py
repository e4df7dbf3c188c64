"""Clients of the agency."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from domain.entities import Client, SourceAccount
from domain.incidents.quiet import QuietHours
from domain.results import ResultDefinition, ResultKind
from storage.db import audit, flat
from storage.db.chunks import chunks
from storage.db.engine import is_read_only
from storage.db.tables import AccountRow, CampaignRow, ChannelRow, ClientRow, table
from storage.directory import accounts, changes, quiet_hours, schedule
from storage.directory.at_hand import at_hand
from storage.directory.changes import Via


def _client(row: Any) -> Client:
    return Client(
        row.key,
        row.name,
        row.locale,
        row.timezone,
        row.currency,
        tuple(row.managers),
        tuple(row.show),
        tuple(sorted(row.quiet.items())),
        row.workspace_id,
        ResultDefinition.of_plain(row.results),
        row.paused_until,
        row.paused_because,
    )


def get(session: Session, key: str) -> Client | None:
    """The client of that key."""
    row = session.get(ClientRow, key)
    return _client(row) if row else None


def lock(session: Session, key: str, *, wait: bool = True) -> bool:
    """Take the client for this transaction, before anything of its alerts is read: on PostgreSQL two that change the
    same alerts would else do it twice or stop each other. False where there is no such client or, without `wait`,
    where somebody else has it now. SQLite has one writer at a time anyway.

    Rows that point to the client may still be written meanwhile. A session that only reads takes nothing.
    """
    chosen = select(ClientRow.key).where(ClientRow.key == key)
    if not is_read_only(session):
        chosen = chosen.with_for_update(key_share=True, skip_locked=not wait)
    return session.exec(chosen).first() is not None


def everyone(session: Session) -> list[Client]:
    """All clients, by key."""
    return at_hand(session, "clients", _everyone)


def _everyone(session: Session) -> list[Client]:
    # Columns rather than objects: every answer asks whose campaigns may be seen.
    return [_client(row) for row in session.execute(core_select(*table(ClientRow).c).order_by(col(ClientRow.key)))]


def of_keys(session: Session, keys: Collection[str]) -> list[Client]:
    """Those of these keys that there are, by key."""
    mine = table(ClientRow).c
    asked = core_select(*mine).order_by(mine.key)
    return [_client(row) for some in chunks(keys) for row in session.execute(asked.where(mine.key.in_(some)))]


def quiet_of(session: Session, key: str) -> QuietHours:
    """When the client wants people left alone; the usual where it says nothing."""
    row = session.get(ClientRow, key)
    return quiet_hours.quiet(row.quiet if row else {})


def managed_by(session: Session, user: str) -> list[Client]:
    """The clients that a Slack user manages, by key."""
    return [client for client in everyone(session) if user in client.managers]


def save(session: Session, client: Client, actor: str, at: datetime, via: Via = Via.SLACK) -> list[str]:
    """Create or change a client; returns the names of the fields that changed.

    In a new time zone its subscriptions keep their wall-clock time.
    """
    before = get(session, client.key)
    row = session.get(ClientRow, client.key)
    values: dict[str, Any] = {
        "key": client.key,
        "name": client.name,
        "locale": client.locale,
        "timezone": client.timezone,
        "currency": client.currency,
        "managers": changes.keep(client.managers),
        "show": changes.keep(client.show),
        "quiet": dict(client.quiet),
        "results": client.results.plain(),
        "paused_until": client.paused_until,
        "paused_because": client.paused_because,
        "workspace_id": client.workspace,
    }
    session.add(row.sqlmodel_update(values) if row else ClientRow(**values))
    session.flush()
    if before and before.timezone != client.timezone:
        schedule.retime(session, client.key, client.timezone, at)
    old = flat.client(before) if before else None
    return changes.record(session, ("client", client.key), old, flat.client(client), (actor, at, via))


def counting(session: Session, account: SourceAccount) -> SourceAccount:
    """The account with what its client says that the stages of a CRM count as, and which of them make a lead."""
    client = get(session, account.client_key) if account.source.is_crm else None
    if client is None:
        return account
    leads = client.results.of(ResultKind.LEAD)
    said = leads.of(account.source) if leads else None
    return replace(account, stages=client.results.stages_of(account.source), leads=said)


def remove(session: Session, key: str, actor: str, at: datetime, via: Via = Via.SLACK) -> bool:
    """Delete a client with everything under it; False when there is none."""
    row = session.get(ClientRow, key)
    if row is None:
        return False
    things = _things(session, key)
    accounts.forget_observed(session, col(AccountRow.client_key) == key)
    session.delete(row)
    session.flush()
    session.expire_all()  # the database took its campaigns and channels along
    changes.forget(session, ("client", key), (actor, at, via), key)
    for thing in things:
        audit.belonged(session, thing, key)
    return True


def _things(session: Session, key: str) -> list[str]:
    """What the audit log calls what goes with the client."""
    named = (
        select(CampaignRow.key).where(CampaignRow.client_key == key),
        select(ChannelRow.slack_id).where(ChannelRow.client_key == key),
    )
    found = [one for chosen in named for one in session.exec(chosen)]
    return [*found, *map(accounts.name, accounts.of_client(session, key))]
