"""An export beside what is stored: which account it is of, and what differs."""

from collections.abc import Collection, Iterable
from datetime import datetime

from connectors.exports import Export
from connectors.registry import DESCRIPTORS
from domain.entities import Client, SourceAccount
from domain.facts import PlatformCampaign
from domain.reconcile import Row
from domain.words import Source
from insights.reconciling import owner, reconciled
from storage import Session
from storage.directory import accounts


def account_of(session: Session, client: Client, source: Source, given: str, export: Export) -> SourceAccount | None:
    """The client's account that is named, else the one that lists the file's campaigns; None: it is not connected.

    InvalidInput where `given` is no account's id.
    """
    mine = [one for one in accounts.of_client(session, client.key) if one.source is source]
    if given:
        wanted = DESCRIPTORS.account_id(source, given)
        return next((one for one in mine if one.account_id == wanted), None)
    return owner(session, mine, export.campaigns)


def whose(
    session: Session, clients: Iterable[Client], spoken: Collection[PlatformCampaign]
) -> tuple[Client, SourceAccount] | None:
    """The client and the account that lists most of these campaigns; None where none of theirs does."""
    by_key = {client.key: client for client in clients}
    mine = [one for key in by_key for one in accounts.of_client(session, key) if not one.source.is_crm]
    account = owner(session, mine, spoken)
    return (by_key[account.client_key], account) if account is not None else None


def compared(
    session: Session, client: Client, account: SourceAccount | None, export: Export, now: datetime
) -> list[Row]:
    """Every number of a file that could be read beside ours."""
    return reconciled(session, client, account, export.as_said, export.campaigns, now)
