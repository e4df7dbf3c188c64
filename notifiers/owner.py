"""What only a person can mend reaches that person once, until it works again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.entities import Client, SourceAccount
from domain.errors import NeedsOwner, Problem, SchemaDrift
from domain.words import Remedy
from notifiers.delivery.charge import addressed
from notifiers.delivery.notices import beginning, tell
from storage import Session
from storage.directory import accounts, clients
from storage.messages import deliveries
from templates.notices.about import About

_BY_CREDENTIAL = frozenset(
    {
        Remedy.RECONNECT_GOOGLE_ADS,
        Remedy.RECONNECT_META,
        Remedy.RECONNECT_HUBSPOT,
        Remedy.RECONNECT,
        Remedy.SET_CREDENTIALS,
    }
)
"""Mended for all accounts of a credential at once, so told once for all of them."""


def about_source(
    session: Session, account: SourceAccount, problem: Problem | None, now: datetime, admins: Sequence[str] = ()
) -> bool:
    """After a poll: tell everybody in charge what only a person can mend; True when a message was written.

    A credential may serve several clients: each person hears once, of all the accounts that are theirs to mend.
    """
    remedy = _remedy(problem)
    if remedy is None:
        return False
    shared = remedy in _BY_CREDENTIAL
    touched = _alike(session, account) if shared else [account]
    subject = (
        f"{account.source}/{account.credential}"
        if shared
        else About(source=account.source, account_id=account.account_id).key
    )
    worked, episode = _last_success(session, [account]), _iso(_last_success(session, touched))
    told = False
    for user, theirs in _by_person(session, touched, admins).items():
        known = [client for key in dict.fromkeys(a.client_key for a in theirs) if (client := clients.get(session, key))]
        person = addressed(session, user, known[0] if known else None)
        # Another account of the credential may go on working: that is no recovery of this one.
        if deliveries.said_since(session, beginning(person, subject, remedy), worked):
            continue
        keys = tuple(client.key for client in known)
        key, others = (keys[0], ()) if len(keys) == 1 else (None, keys)
        about = replace(_about(theirs, known), given=problem.given if isinstance(problem, NeedsOwner) else "")
        told |= tell(
            session, person, remedy, about, now, episode=episode, client_key=key, subject=subject, others=others
        )
    return told


def _about(theirs: Sequence[SourceAccount], known: Sequence[Client]) -> About:
    """All those accounts, each with its client's name."""
    names = {client.key: client.name for client in known}
    first, *others = (
        About(source=a.source, account_id=a.account_id, client=names.get(a.client_key, "")) for a in theirs
    )
    return replace(first, others=tuple(others))


def _alike(session: Session, account: SourceAccount) -> list[SourceAccount]:
    """The accounts of the same credential, in the order in which they were declared."""
    return [a for a in accounts.everyone(session) if (a.source, a.credential) == (account.source, account.credential)]


def _by_person(
    session: Session, touched: Sequence[SourceAccount], admins: Sequence[str]
) -> dict[str, list[SourceAccount]]:
    """Everybody in charge of the accounts, and theirs: a client's managers, else the first admin."""
    found: dict[str, list[SourceAccount]] = {}
    for account in touched:
        client = clients.get(session, account.client_key)
        for user in (client.managers if client else ()) or admins[:1]:
            found.setdefault(user, []).append(account)
    return found


def _remedy(problem: Problem | None) -> Remedy | None:
    match problem:
        case NeedsOwner():
            return problem.remedy
        case SchemaDrift():
            return Remedy.UPDATE_VIGIA
        case _:
            return None


def _last_success(session: Session, alike: Sequence[SourceAccount]) -> datetime | None:
    ids = {(account.source, account.account_id) for account in alike}
    fresh = [f for key in {a.client_key for a in alike} for f in accounts.freshness(session, key)]
    ages = [f.last_success for f in fresh if (f.source, f.account_id) in ids and f.last_success]
    return max(ages, default=None)


def _iso(instant: datetime | None) -> str:
    return instant.isoformat() if instant else "never"
