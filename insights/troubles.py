"""What is open of clients, without what follows from something else: as it is told."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from domain.entities import Client
from domain.rules.inhibition import AFTERMATH, Sources
from storage import Session
from storage.alerts import alerts
from storage.alerts.alerts import Alert
from storage.facts import health


def leading(session: Session, clients: Collection[Client], now: datetime) -> list[Alert]:
    """What is open of these clients, client by client, oldest first; a handful of queries, however many they are."""
    rows: defaultdict[str, list[Alert]] = defaultdict(list)
    for row in alerts.lately(session, {client.key for client in clients}, now - AFTERMATH):
        rows[row.subject.client].append(row)
    troubled = [client for client in clients if any(row.state.is_open for row in rows[client.key])]
    sources = health.sources(session, {client.key for client in troubled})
    return [row for client in troubled for row in leading_of(client, rows[client.key], sources, now)]


def leading_of(client: Client, rows: Collection[Alert], sources: Sources, now: datetime) -> list[Alert]:
    """Those of one client's rows that are open and follow from no other."""

    def follows(row: Alert) -> bool:
        # What was told in its own right does not go from sight for what is over.
        causes = (one for one in rows if one.state.is_open or row.told.tier is None)
        return any(sources.explains(one, row, now, client.timezone) for one in causes)

    return [row for row in rows if row.state.is_open and not follows(row)]
