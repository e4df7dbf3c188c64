"""An account that its vendor has suspended: nothing runs there."""

from collections.abc import Iterator

from domain.incidents.finding import Finding, Reason, Verdict
from domain.incidents.rule_kinds import RuleKind
from domain.rules.inputs import AccountEvidence
from domain.rules.of_account import ACTIVE, HIDES, day_of, finding
from domain.rules.rule import Nature, Rule

KIND = RuleKind("account_suspended")


def suspended(seen: AccountEvidence) -> Iterator[Finding]:
    """As the vendor says."""
    bad = seen.account.status not in ACTIVE
    signal, because = (Verdict.BREACH, Reason.SUSPENDED) if bad else (Verdict.FINE, Reason.MET)
    yield finding(seen, KIND, signal, because, day_of(seen.account.status_since, seen.client) if bad else None)


RULE = Rule(
    kind=KIND,
    evidence=AccountEvidence,
    evaluate=suspended,
    nature=Nature.SIGHT,
    inhibits=HIDES,
    done=("payment", "review"),
)
