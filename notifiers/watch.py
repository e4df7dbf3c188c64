"""After every poll: what is known becomes findings, findings move incidents, what is worth saying is written down."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from domain.entities import Campaign, Client
from domain.incidents.conditions import Condition, State, advance
from domain.incidents.finding import Because, Finding, Signal
from domain.incidents.troubles import Trouble
from domain.watching.accounts import of_account, unclaimed
from domain.watching.findings import of_campaign
from notifiers import telling, views
from notifiers.pipeline import Decision
from storage import Session, alerts, campaigns, clients, looks
from storage.alerts import AlertRow
from storage.looks import Look

_QUIET = frozenset({Signal.FINE, Signal.TOO_FEW, Signal.OVER, Signal.NO_DATA, Signal.STALE, Signal.ERROR})
"""Signals that begin nothing: where nothing is remembered of a rule, they leave no row."""


def run(session: Session, now: datetime, client_key: str | None = None, admins: Sequence[str] = ()) -> list[Decision]:
    """Judge everything of the client (of everybody without one) and write down what is worth saying."""
    keys = [client_key] if client_key else [client.key for client in clients.everyone(session)]
    decisions: list[Decision] = []
    for client in (found for key in keys if (found := clients.get(session, key))):
        settle(session, client, findings(session, client, now), now)
        decisions += telling.tell(session, client, now, admins)
    return decisions


def findings(session: Session, client: Client, now: datetime) -> list[Finding]:
    """What there is to be said of a client at this instant, troubled or not. Writes nothing."""
    healths = views.healths(session, client)
    found = [
        finding
        for campaign in campaigns.of_client(session, client.key)
        if (view := views.of_campaign(session, client, campaign, healths, now)) is not None
        for finding in of_campaign(view)
    ]
    found += [finding for health in healths for finding in of_account(client, health, now)]
    return found + unclaimed(client, views.unclaimed(session, client, now), now)


def settle(session: Session, client: Client, found: Iterable[Finding], now: datetime) -> None:
    """Move every incident by its finding; what nothing was found of any more is over."""
    rows = {(row.subject.key, row.rule): row for row in alerts.of_client(session, client.key, only_open=False)}
    seen: set[tuple[str, str]] = set()
    for finding in found:
        key = finding.subject.key, finding.rule
        seen.add(key)
        _move(session, rows.get(key), finding, now)
        if finding.trouble is Trouble.OFF_TARGET and finding.subject.campaign:
            _keep_look(session, finding, now)
    for key, row in rows.items():
        if key not in seen and row.state.condition is not Condition.OK:
            gone = replace(row.finding, signal=Signal.OVER, because=Because.NO_GOAL, look=now.isoformat())
            _move(session, row, gone, now)


def _keep_look(session: Session, finding: Finding, now: datetime) -> None:
    """A goal's answer of this morning, for charts and for whoever checks a back-test against it."""
    value = finding.numbers.value
    day = date.fromisoformat(finding.look)
    one = Look(finding.subject.campaign, finding.rule, day, now, finding.signal, finding.probability, value)
    looks.save_looks(session, [one])


def close(session: Session, campaign: Campaign, now: datetime, admins: Sequence[str] = ()) -> list[Decision]:
    """End the open incidents of a campaign that is about to be removed: afterwards nobody could."""
    client = clients.get(session, campaign.client_key)
    if client is None:
        return []
    for row in alerts.open_alerts(session, campaign.key):
        _move(session, row, replace(row.finding, signal=Signal.OVER, because=Because.NOT_RUNNING), now)
    return telling.tell(session, client, now, admins)


def _move(session: Session, row: AlertRow | None, finding: Finding, now: datetime) -> None:
    if row is None and finding.signal in _QUIET and finding.numbers.decidable is None:
        return
    state, steps = advance(row.state if row else State(), finding, now)
    if row is not None and not steps and state == row.state and _keeps(row, finding):
        return
    alerts.record(session, _as_told(row, finding), state, steps, now)


def _keeps(row: AlertRow, finding: Finding) -> bool:
    """Whether the finding adds nothing: the row is quiet, or the finding is the one it has."""
    return row.state.condition is Condition.OK or replace(finding, look=row.finding.look) == row.finding


def _as_told(row: AlertRow | None, finding: Finding) -> Finding:
    """A finding that sees nothing keeps the numbers of the last that did, and one of a trouble that eases its date."""
    if row is None:
        return finding
    if finding.signal in {Signal.NO_DATA, Signal.STALE, Signal.ERROR, Signal.OVER} and row.state.is_open:
        return replace(row.finding, signal=finding.signal, because=finding.because, look=finding.look)
    if row.state.is_open and finding.since is None:
        return replace(finding, since=row.finding.since, since_sure=row.finding.since_sure)
    return finding
