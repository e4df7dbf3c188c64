"""A month that a client has read of and that has moved since: whoever is in charge of the campaign is told once."""

from collections.abc import Sequence
from datetime import datetime

from domain.destination import person as to_person
from domain.entities import Client
from domain.late import Moved
from domain.words import Audience
from insights.late import moved_months
from notifiers.delivery.charge import in_charge
from notifiers.delivery.kinds import Kind
from notifiers.delivery.pipeline import Decision, deliver
from notifiers.delivery.policy import Notice
from storage import Session
from storage.facts import late
from templates.notices.late import late_notice


def tell(session: Session, client: Client, now: datetime, admins: Sequence[str] = ()) -> list[Decision]:
    """Everything of the client that has moved and that nobody was told of; nothing where no reading has found any."""
    if not late.looked_at(session, client.key):
        return []
    return [_say(session, client, one, now, admins) for one in moved_months(session, client, now)]


def _say(session: Session, client: Client, moved: Moved, now: datetime, admins: Sequence[str]) -> Decision:
    campaign = moved.campaign
    person = in_charge(session, client.key, campaign, admins)
    notice = Notice(
        f"late:{campaign.key}:{moved.days.start:%Y-%m}",
        Kind.OWNER,
        client.key,
        to_person(person.user or ""),
        Audience.INTERNAL,
        late_notice(moved, person.locale),
        campaign=campaign.key,
    )
    return deliver(session, notice, now, admins)
