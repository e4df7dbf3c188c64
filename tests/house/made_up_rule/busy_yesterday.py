"""A rule that nobody needs: anything was spent yesterday."""

from collections.abc import Iterator
from dataclasses import replace

from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.rule_kinds import RuleKind, Tier
from domain.rules.inputs import CampaignEvidence
from domain.rules.parts import YESTERDAY, blank, is_blind, money, morning
from domain.rules.rule import Chart, Nature, Rule

KIND = RuleKind("busy_yesterday")


def busy(view: CampaignEvidence) -> Iterator[Finding]:
    """One finding a morning."""
    found = blank(view, KIND, morning(view))
    if is_blind(found):
        yield found
        return
    spent = float(view.triangle.spend_micros[-1][-1]) / 1e6
    day = view.today - YESTERDAY
    yield replace(
        found,
        signal=Verdict.BREACH if spent else Verdict.FINE,
        because=Reason.UNUSUAL if spent else Reason.MET,
        tier=Tier.INTERRUPT if spent else None,
        since=day,
        numbers=Numbers(spend=money(spent, view), first=day, last=day),
    )


RULE = Rule(
    kind=KIND,
    evidence=CampaignEvidence,
    evaluate=busy,
    nature=Nature.SPEND,
    inhibits=frozenset({"off_target"}),
    chart=Chart.SPEND,
    done=("meant",),
)
