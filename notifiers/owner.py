"""What only a person can mend although the account can be read: those in charge hear of it, whenever it is found.

An account that cannot be read is an alert, which is told in one place.
"""

from collections.abc import Sequence
from datetime import datetime

from domain.entities import SourceAccount
from domain.errors import NeedsOwner
from notifiers.delivery.charge import addressed
from notifiers.delivery.notices import tell
from storage import Session
from storage.directory import clients
from templates.notices.about import About


def about_source(
    session: Session, account: SourceAccount, problem: NeedsOwner, now: datetime, admins: Sequence[str] = ()
) -> None:
    """Tell everybody in charge of the client, else the first admin, of what was found at that instant."""
    client = clients.get(session, account.client_key)
    name = client.name if client else ""
    about = About(source=account.source, account_id=account.account_id, client=name, given=problem.given)
    for user in (client.managers if client else ()) or admins[:1]:
        person, key = addressed(session, user, client), account.client_key
        tell(session, person, problem.remedy, about, now, episode=now.isoformat(), client_key=key)
