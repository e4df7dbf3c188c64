"""An account that cannot be read any more, and that only a person can mend."""

from collections.abc import Iterator

from domain.incidents.finding import Finding, Reason, Verdict
from domain.incidents.rule_kinds import RuleKind
from domain.rules.inputs import AccountEvidence
from domain.rules.of_account import HIDES, day_of, finding
from domain.rules.rule import Nature, Rule

KIND = RuleKind("source_disconnected")


def disconnected(seen: AccountEvidence) -> Iterator[Finding]:
    """Only what a person can mend: what passes by itself is told when it has lasted, as stale data."""
    account = seen.account
    broken = account.error is not None and account.remedy is not None
    signal, because = (Verdict.BREACH, Reason.SOURCE_FAILED) if broken else (Verdict.FINE, Reason.MET)
    yield finding(seen, KIND, signal, because, day_of(account.last_success, seen.client) if broken else None)


RULE = Rule(
    kind=KIND,
    evidence=AccountEvidence,
    evaluate=disconnected,
    nature=Nature.SIGHT,
    inhibits=HIDES,
    done=("access", "reported"),
    leaves_bad_days=False,
)
