"""Who is in charge of a client and its campaigns: whoever is told, asked, and may decide."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.entities import Campaign, Client
from storage import Session
from storage.directory import clients


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


def everyone_in_charge(client: Client | None, campaign: Campaign | None, admins: Sequence[str]) -> list[str]:
    """Whoever may be told, in that order: who cannot be reached is followed by the next."""
    named = [campaign.owner if campaign else None, *(client.managers if client else ()), *admins]
    return list(dict.fromkeys(user for user in named if user))
