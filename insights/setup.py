"""How far a client's set-up is."""

from domain.setup import Linked, Setup
from storage import Session
from storage.directory import accounts, campaigns, channels, clients


def of(session: Session, key: str) -> Setup:
    """The set-up of the client of that key; one without a client where there is none."""
    client = clients.get(session, key)
    if client is None:
        return Setup()
    fresh = {(one.source, one.account_id): one for one in accounts.freshness(session, key)}
    titles, linked = accounts.titles(session, key), []
    for account in accounts.of_client(session, key):
        told = fresh.get((account.source, account.account_id))
        linked.append(
            Linked(
                account.source,
                titles.get(account.id, ""),
                account.account_id.removeprefix(accounts.IMPORT_PREFIX),
                is_read=bool(told and (told.last_success)),
                error=(told.error or "") if told else "",
                remedy=told.remedy if told else None,
            )
        )
    found = campaigns.unclaimed(session, key)
    mine = campaigns.of_clients(session, (key,))
    return Setup(client, tuple(channels.of_client(session, key)), tuple(linked), len(found), tuple(mine))
