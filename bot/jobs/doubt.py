"""Whether an empty answer is believed. A vendor in trouble says "nothing" where it means "I do not know"."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.entities import SourceAccount
from domain.errors import NeedsOwner, Transient
from domain.window import Window, local_day
from domain.words import Remedy
from storage import Session
from storage.facts import emptiness

ALIVE = timedelta(days=7)
"""Spend of so many days shows that an account lives."""
REASON = "empty_answer"
"""The reason of a poll whose answer was not believed."""


class Emptied(NeedsOwner):
    """An empty answer that is believed: it was read and is kept, and who owns the account is told."""


@dataclass(frozen=True, slots=True)
class Silence:
    """What an answer about an account lacks; `since` is the day from which spend shows that the account lives."""

    account: int
    no_campaigns: bool
    no_rows: bool
    since: date

    @classmethod
    def of(
        cls, account: SourceAccount, now: datetime, asked: Window, *, no_campaigns: bool, no_rows: bool
    ) -> "Silence":
        """Of an answer about the days `asked` that came at a business instant."""
        since = max(asked.start, local_day(now, account.timezone or "UTC") - ALIVE)
        return cls(account.id, no_campaigns, no_rows, since)

    def is_odd(self, session: Session) -> bool:
        """Whether what is lacking was there within a week."""
        has_spent = (self.no_campaigns or self.no_rows) and emptiness.has_spent(session, self.account, self.since)
        return has_spent or (self.no_campaigns and emptiness.has_campaigns(session, self.account))


def is_doubted(session: Session, silence: Silence, now: datetime) -> bool:
    """Whether nothing of the answer may be kept: the third empty one in a row, each an hour after the last, is
    believed."""
    return silence.is_odd(session) and emptiness.times_by(session, silence.account, now) < emptiness.BELIEVED_AT


def doubted() -> Transient:
    """What stops a poll whose answer is not believed."""
    return Transient("an empty answer from an account that had campaigns or spend", reason=REASON)


def believe(session: Session, silence: Silence, now: datetime) -> Emptied | None:
    """Count what is kept, in the transaction that keeps it and before it does: Emptied, what is said then, once."""
    if not silence.is_odd(session):
        if not silence.no_campaigns:
            emptiness.forget(session, silence.account)
        return None
    times, counted = emptiness.count(session, silence.account, now)
    is_first = times == emptiness.BELIEVED_AT and counted
    return Emptied("an empty answer for the third time", Remedy.CHECK_ACCOUNT) if is_first else None
