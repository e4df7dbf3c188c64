"""Pauses of updates that are over: whoever is in charge is told once, on the day on which they go on."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from domain.destination import person as to_person
from domain.entities import Campaign, Client, is_paused
from domain.window import local_day
from domain.words import Audience
from notifiers.delivery.charge import in_charge
from notifiers.delivery.kinds import Kind
from notifiers.delivery.pipeline import Decision, deliver
from notifiers.delivery.policy import Notice
from storage import Session
from storage.directory import campaigns, clients
from storage.messages import deliveries
from templates.cards.pause import Subject, over_notice

LATEST = timedelta(days=7)
"""How long after its end a pause is still told to be over."""


def over(session: Session, now: datetime) -> set[str]:
    """The clients of whom a pause has ended of which nobody has been told."""
    known = {client.key: client for client in clients.everyone(session)}
    some: list[tuple[str, Client | Campaign]] = list(known.items())
    some += [(one.client_key, one) for one in campaigns.everyone(session) if one.client_key in known]
    return {key for key, one in some if _is_to_tell(session, known[key], one, local_day(now, known[key].timezone))}


def tell(session: Session, client: Client, now: datetime, admins: Sequence[str] = ()) -> list[Decision]:
    """Everything of the client."""
    today = local_day(now, client.timezone)
    theirs: list[Client | Campaign] = [client, *campaigns.of_client(session, client.key)]
    return list(
        _told(session, client, [one for one in theirs if _is_to_tell(session, client, one, today)], now, admins)
    )


def _told(
    session: Session, client: Client, some: Sequence[Client | Campaign], now: datetime, admins: Sequence[str]
) -> Iterator[Decision]:
    for one in some:
        campaign = one if isinstance(one, Campaign) else None
        person = in_charge(session, client.key, campaign, admins)
        notice = Notice(
            _occasion(one),
            Kind.PAUSE_OVER,
            client.key,
            to_person(person.user or ""),
            Audience.INTERNAL,
            over_notice(person.locale, Subject.of(client, one)),
            campaign=campaign.key if campaign else "",
        )
        yield deliver(session, notice, now, admins)


def _is_to_tell(session: Session, client: Client, one: Client | Campaign, today: date) -> bool:
    """Whether updates go on and nobody has said so: not of a campaign that is over by now, or that its client does not
    see, and not while all updates of the client are paused."""
    until = one.paused_until
    if until is None or not until <= today < until + LATEST or is_paused(client, today):
        return False
    if isinstance(one, Campaign) and (one.hidden or one.end < today):
        return False
    return deliveries.by_occasion(session, _occasion(one)) is None


def _occasion(one: Client | Campaign) -> str:
    what = "campaign" if isinstance(one, Campaign) else "client"
    return f"pause_over:{what}:{one.key}:{one.paused_until}"
