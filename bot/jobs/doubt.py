"""Whether an empty answer is believed. A vendor in trouble says "nothing" where it means "I do not know"."""

from datetime import datetime, timedelta

from domain.entities import SourceAccount
from domain.errors import NeedsOwner, Problem, Transient
from domain.window import local_day
from domain.words import Remedy
from storage import Session
from storage.facts import emptiness

ALIVE = timedelta(days=7)
"""Spend of so many days shows that an account lives."""


class Emptied(NeedsOwner):
    """An empty answer that is believed: it was read and is kept, and who owns the account is told."""


def weigh(
    session: Session, account: SourceAccount, now: datetime, *, no_campaigns: bool, no_rows: bool
) -> Problem | None:
    """What an answer's emptiness comes to: Transient where it is not believed, so that nothing of it is kept.

    The third in a row, each an hour after the last, is believed: Emptied, what is said then, once. Else None.
    """
    since = local_day(now, account.timezone or "UTC") - ALIVE
    has_spent = (no_campaigns or no_rows) and emptiness.has_spent(session, account.id, since)
    if not has_spent and not (no_campaigns and emptiness.has_campaigns(session, account.id)):
        if not no_campaigns:
            emptiness.forget(session, account.id)
        return None
    times, counted = emptiness.count(session, account.id, now)
    if times < emptiness.BELIEVED_AT:
        return Transient("an empty answer from an account that had campaigns or spend", reason="empty_answer")
    if times == emptiness.BELIEVED_AT and counted:
        return Emptied("an empty answer for the third time", Remedy.CHECK_ACCOUNT)
    return None
