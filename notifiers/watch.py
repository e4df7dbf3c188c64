"""The judge's job: a client is judged, and what is worth saying of it is written down."""

from collections.abc import Sequence
from datetime import datetime

from domain.entities import Campaign
from insights.watch import Attempt, close, plainly, watch
from notifiers import alert_notifications
from notifiers.delivery.pipeline import Decision
from storage import Session
from storage.directory import clients


def run(
    session: Session,
    now: datetime,
    client_key: str | None = None,
    admins: Sequence[str] = (),
    attempt: Attempt = plainly,
) -> list[Decision]:
    """Judge the client (everybody without one) and write down what is worth saying."""
    keys = [client_key] if client_key else [client.key for client in clients.everyone(session)]
    decisions: list[Decision] = []
    for client in (found for key in keys if (found := clients.get(session, key))):
        watch(session, client, now, attempt)
        decisions += alert_notifications.tell(session, client, now, admins)
    return decisions


def end(session: Session, campaign: Campaign, now: datetime, admins: Sequence[str] = ()) -> list[Decision]:
    """Close the open incidents of a campaign that is about to be removed: afterwards nobody could."""
    client = clients.get(session, campaign.client_key)
    if client is None:
        return []
    close(session, campaign, now)
    return alert_notifications.tell(session, client, now, admins)
