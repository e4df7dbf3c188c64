"""What the rules about an account share. They are facts, not estimates: the vendor says so, or says nothing.

Each stands for all the campaigns that read through the account, whose own troubles follow from it.
"""

from datetime import date, datetime

from domain.entities import Client
from domain.incidents.finding import Finding, Reason, Verdict
from domain.incidents.rule_kinds import RuleKind, Subject, Tier
from domain.rules.inputs import AccountEvidence
from domain.rules.rule import Nature
from domain.window import local_day

ACTIVE = frozenset({"", "active"})
HIDES = frozenset({Nature.DELIVERY, Nature.SPEND, Nature.RESULTS, Nature.DRIFT})
"""What cannot be seen, or does not run, through such an account."""


def finding(seen: AccountEvidence, kind: RuleKind, signal: Verdict, because: Reason, since: date | None) -> Finding:
    """What is said of the account; a breach interrupts."""
    account = seen.account
    return Finding(
        subject=Subject(seen.client.key, account=account.id),
        trouble=kind,
        signal=signal,
        because=because,
        look=seen.now.isoformat(),
        tier=Tier.INTERRUPT if signal is Verdict.BREACH else None,
        since=since,
        cause=account.label,
        name=account.name or account.account_id,
        source=account.source.value,
        remedy=account.remedy.value if account.remedy else "",
        given=account.given,
    )


def day_of(moment: datetime | None, client: Client) -> date | None:
    """The client's calendar day of an instant."""
    return local_day(moment, client.timezone) if moment else None
