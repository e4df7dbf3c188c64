"""What only a person can mend although the account can be read: those in charge hear of it once, until it is over.

An account that cannot be read is an alert, which is told in one place.
"""

from collections.abc import Sequence
from datetime import datetime

from domain.entities import SourceAccount
from domain.errors import NeedsOwner
from notifiers.delivery.charge import addressed
from notifiers.delivery.notices import beginning, tell
from storage import Session
from storage.directory import accounts, clients
from storage.messages import deliveries
from templates.notices.about import About


def about_source(
    session: Session, account: SourceAccount, problem: NeedsOwner, now: datetime, admins: Sequence[str] = ()
) -> bool:
    """Tell everybody in charge of the client, else the first admin; True when a message was written."""
    client = clients.get(session, account.client_key)
    name = client.name if client else ""
    about = About(source=account.source, account_id=account.account_id, client=name, given=problem.given)
    worked, told = _last_success(session, account), False
    for user in (client.managers if client else ()) or admins[:1]:
        person = addressed(session, user, client)
        if deliveries.said_since(session, beginning(person, about.key, problem.remedy), worked):
            continue
        episode = worked.isoformat() if worked else "never"
        told |= tell(session, person, problem.remedy, about, now, episode=episode, client_key=account.client_key)
    return told


def _last_success(session: Session, account: SourceAccount) -> datetime | None:
    known = accounts.freshness(session, account.client_key)
    mine = (one for one in known if (one.source, one.account_id) == (account.source, account.account_id))
    return next((one.last_success for one in mine), None)
