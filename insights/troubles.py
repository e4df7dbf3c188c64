"""What is open of clients, without what follows from something else: as it is told."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from domain.entities import Campaign, Client
from domain.incident import weight
from domain.incidents.rule_kinds import Tier, mute_keys
from domain.rules.inhibition import AFTERMATH, Sources
from storage import Session
from storage.alerts import alerts, rules
from storage.alerts.alerts import Alert
from storage.facts import health


def leading(session: Session, clients: Collection[Client], now: datetime) -> list[Alert]:
    """What is open of these clients, client by client, oldest first; a handful of queries, however many they are."""
    return _leading(session, clients, now)[0]


def _leading(session: Session, clients: Collection[Client], now: datetime) -> tuple[list[Alert], Sources]:
    """The same with what their campaigns draw on, of the clients of whom something is open."""
    rows: defaultdict[str, list[Alert]] = defaultdict(list)
    for row in alerts.lately(session, {client.key for client in clients}, now - AFTERMATH):
        rows[row.subject.client].append(row)
    troubled = [client for client in clients if any(row.state.is_open for row in rows[client.key])]
    sources = health.sources(session, {client.key for client in troubled})
    return [row for client in troubled for row in leading_of(client, rows[client.key], sources, now)], sources


def about(session: Session, asked: Collection[tuple[Campaign, Client]], now: datetime) -> dict[str, list[Alert]]:
    """By campaign, what is open of it and of the accounts that it draws on, without what is muted or follows from else.

    What interrupts comes first, then what is broken, then most money at risk. A handful of queries, however many are
    asked about.
    """
    clients = {client.key: client for _, client in asked}
    rows, sources = _leading(session, clients.values(), now)
    if not rows:
        return {}
    muted = {
        (one.campaign_key, one.rule)
        for settings in rules.of_clients(session, clients.keys()).values()
        for one in settings
        if one.is_muted(now)
    }

    def is_told(row: Alert) -> bool:
        own = row.subject.campaign
        return all((own, name) not in muted for name in mute_keys(row.trouble, row.detail)) if own else True

    ranked = [row for row in sorted(rows, key=urgency, reverse=True) if is_told(row)]
    return {campaign.key: _of(campaign, client, ranked, sources) for campaign, client in asked}


def of_campaign(session: Session, campaign: Campaign, client: Client, now: datetime) -> list[Alert]:
    """The same of one campaign, with what is muted: that is not told, and yet it is so."""
    rows, sources = _leading(session, [client], now)
    return _of(campaign, client, sorted(rows, key=urgency, reverse=True), sources)


def _of(campaign: Campaign, client: Client, rows: Collection[Alert], sources: Sources) -> list[Alert]:
    """Those of the campaign and of the accounts that it draws on."""

    def is_of(row: Alert) -> bool:
        if row.subject.campaign:
            return row.subject.campaign == campaign.key
        drawn = sources.drawn.get(campaign.key, frozenset())
        return row.subject.account in drawn and not row.subject.entity

    return [row for row in rows if row.subject.client == client.key and is_of(row)]


def urgency(row: Alert) -> tuple[bool, bool, float]:
    """For ordering: what interrupts, then what is broken, then most money at risk."""
    return row.state.tier is Tier.INTERRUPT, *weight(row.finding)


def leading_of(client: Client, rows: Collection[Alert], sources: Sources, now: datetime) -> list[Alert]:
    """Those of one client's rows that are open and follow from no other."""

    def follows(row: Alert) -> bool:
        # What was told in its own right does not go from sight for what is over.
        causes = (one for one in rows if one.state.is_open or row.told.tier is None)
        return any(sources.explains(one, row, now, client.timezone) for one in causes)

    return [row for row in rows if row.state.is_open and not follows(row)]
