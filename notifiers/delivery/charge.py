"""Who is in charge of a client and its campaigns: whoever is told, asked, and may decide."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.entities import Campaign, Client
from storage import Session
from storage.alerts import alerts
from storage.directory import campaigns, clients, people
from storage.messages.deliveries import Delivery


@dataclass(frozen=True, slots=True)
class InCharge:
    """Who is to be told, in which language; `user` is None where nobody is named."""

    user: str | None
    locale: str = "en"


def addressed(session: Session, user: str | None, client: Client | None = None) -> InCharge:
    """The person as they are to be told: in their own language, in the client's while theirs is not known."""
    return InCharge(user, people.locale_of(session, user, client.locale if client else "en"))


def in_charge(
    session: Session, client_key: str | None, campaign: Campaign | None = None, admins: Sequence[str] = ()
) -> InCharge:
    """The campaign's owner, else the client's first manager, else the first admin."""
    client = clients.get(session, client_key) if client_key else None
    chain = everyone_in_charge(client, campaign, admins)
    return addressed(session, next(iter(chain), None), client)


def may_read(session: Session, user: str, delivery: Delivery, admins: Sequence[str]) -> bool:
    """Whether a person is still in charge of every client that a delivery to them speaks of, or has an open alert of
    it; of a campaign that it names, only that campaign's owner is."""
    campaign = str(delivery.payload.get("campaign", ""))
    return user in admins or all(_is_in_charge(session, user, key, campaign) for key in spoken_of(delivery))


def spoken_of(delivery: Delivery) -> list[str]:
    """The keys of the clients that it speaks of, its own first, each once."""
    own = [delivery.client_key] if delivery.client_key else []
    return list(dict.fromkeys([*own, *delivery.payload.get("others", ())]))


def is_of_one(delivery: Delivery) -> bool:
    """Whether it speaks of one client alone: what speaks of several or of none has no manager of its own."""
    return len(spoken_of(delivery)) == 1


def who_can_say(session: Session, delivery: Delivery, admins: Sequence[str] = ()) -> InCharge:
    """Who is asked whether it arrived, for the question quotes it: the person it was written to, while they may read
    it; else whoever is in charge, which is an admin where it speaks of several clients or of none."""
    key = delivery.client_key
    campaign = campaigns.get(session, str(delivery.payload.get("campaign", "")))
    if delivery.to.is_person and may_read(session, delivery.to.address, delivery, admins):
        known = clients.get(session, key) if key else next(iter(clients.managed_by(session, delivery.to.address)), None)
        return addressed(session, delivery.to.address, known)
    if not is_of_one(delivery):
        return addressed(session, next(iter(admins), None))
    return in_charge(session, key, campaign, admins)


def _is_in_charge(session: Session, user: str, client_key: str, campaign: str) -> bool:
    client = clients.get(session, client_key)
    if client is not None and user in client.managers:
        return True
    theirs = campaigns.of_client(session, client_key)
    if any(one.owner == user for one in theirs if one.key == campaign or not campaign):
        return True
    return any(row.handling.assignee == user for row in alerts.of_client(session, client_key))


def everyone_in_charge(client: Client | None, campaign: Campaign | None, admins: Sequence[str]) -> list[str]:
    """Whoever may be told, in that order: who cannot be reached is followed by the next."""
    named = [campaign.owner if campaign else None, *(client.managers if client else ()), *admins]
    return list(dict.fromkeys(user for user in named if user))
