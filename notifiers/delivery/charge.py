"""Who is in charge of a client and its campaigns: whoever is told, asked, and may decide."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.entities import Campaign, Client
from storage import Session
from storage.alerts import alerts
from storage.directory import campaigns, clients
from storage.messages.deliveries import Delivery


@dataclass(frozen=True, slots=True)
class InCharge:
    """Who is to be told, in which language; `user` is None where nobody is named."""

    user: str | None
    locale: str = "en"


def in_charge(
    session: Session, client_key: str | None, campaign: Campaign | None = None, admins: Sequence[str] = ()
) -> InCharge:
    """The campaign's owner, else the client's first manager, else the first admin; in the client's language."""
    client = clients.get(session, client_key) if client_key else None
    chain = everyone_in_charge(client, campaign, admins)
    return InCharge(next(iter(chain), None), client.locale if client else "en")


def may_read(session: Session, user: str, delivery: Delivery, admins: Sequence[str]) -> bool:
    """Whether a person is still in charge of every client that a delivery to them speaks of, or has an open alert of
    it; of a campaign that it names, only that campaign's owner is."""
    named = [delivery.client_key, *delivery.payload.get("others", ())]
    campaign = str(delivery.payload.get("campaign", ""))
    return user in admins or all(_is_in_charge(session, user, key, campaign) for key in named if key)


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
