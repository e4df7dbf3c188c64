"""Whose verdicts stand though they were read again: nothing new was read or declared, and time brings nothing yet.

Most hours bring nothing new of most clients. To judge one takes thirty questions to the database; to see that there is
nothing to judge takes a handful for all of them.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version

from domain.entities import Campaign, Client
from domain.rules.inputs import OLD
from storage import Session
from storage.alerts import rules
from storage.directory import campaigns, clients
from storage.evidence import validity
from storage.facts import health

RELEASE = version("vigia")


def unchanged(session: Session, keys: Collection[str], now: datetime) -> set[str]:
    """Those of the clients `keys` whom to judge again would change nothing, given that nothing new was read."""
    lasting = {key: one for key, one in validity.of(session, keys).items() if now < one.until}
    known = clients.of_keys(session, lasting.keys()) if lasting else []
    return {key for key, mark in marks(session, known, now).items() if mark == lasting[key].mark}


def marks(
    session: Session,
    some: Iterable[Client],
    now: datetime,
    owned: Iterable[Campaign] | None = None,
    release: str = RELEASE,
) -> dict[str, str]:
    """By client what judging rests on beside numbers: what was declared and set, and how the accounts answer.

    `owned` are all their campaigns, where they are at hand. `release` is the version whose rules judge: another may
    judge the same otherwise.
    """
    told = {client.key: [release, repr(client)] for client in some}
    for campaign in campaigns.of_clients(session, told.keys()) if owned is None else owned:
        told[campaign.client_key].append(repr(campaign))
    for key, settings in rules.of_clients(session, told.keys()).items():
        told[key] += map(repr, settings)
    for key, account, heard in health.answers(session, told.keys()):
        told[key].append(f"{account} {heard is None} {heard is not None and now - heard > OLD}")
    return {key: sha256("\n".join(parts).encode()).hexdigest() for key, parts in told.items()}
