"""Every rule that there is: deleting one is its module, its words and its line here."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from domain.diagnosis.asking import Question
from domain.errors import InvalidInput
from domain.incidents.finding import Finding
from domain.incidents.rule_kinds import RuleKind
from domain.kpi import get
from domain.rules import (
    account_suspended,
    budget,
    conversions_stopped,
    leads_not_in_crm,
    off_pace,
    off_target,
    paused_with_budget,
    source_disconnected,
    spend_above_plan,
    spend_stopped,
    stale_data,
    surprise,
    tracking_lost,
    unclaimed_spending,
)
from domain.rules.inputs import Moment, Running
from domain.rules.rule import Nature, Rule
from domain.rules.sight import Blindness
from domain.rules.sight import unseen as _unseen

RULES: Mapping[str, Rule[Any]] = {
    module.KIND: module.RULE
    for module in (
        off_target,
        conversions_stopped,
        spend_stopped,
        spend_above_plan,
        tracking_lost,
        leads_not_in_crm,
        source_disconnected,
        account_suspended,
        stale_data,
        paused_with_budget,
        unclaimed_spending,
        budget,
        off_pace,
        surprise,
    )
}
"""In the order in which they are asked and listed."""


def findings(evidence: object) -> Iterator[Finding]:
    """What every rule says that looks at evidence of that type."""
    for rule in RULES.values():
        if rule.evidence is type(evidence):
            yield from rule.evaluate(evidence)


def meanwhile(running: Running) -> Iterator[Finding]:
    """What the rules of the morning's look say in the course of a day."""
    for rule in RULES.values():
        yield from rule.meanwhile(running)


def of_kind(kind: RuleKind) -> Rule[Any]:
    """The rule; one that says and does nothing where it was taken out of the house, and only its alerts are left."""
    return RULES.get(kind) or Rule(kind, object, lambda _evidence: (), Nature.UNCLAIMED)


def inhibits(one: RuleKind, other: RuleKind) -> bool:
    """Whether `one` explains `other`."""
    return of_kind(one).explains(of_kind(other))


def alike(one: Finding, other: Finding) -> bool:
    """Whether two incidents of a client have most probably one cause."""
    of_campaigns = bool(one.subject.campaign and other.subject.campaign)
    return one.trouble == other.trouble and of_campaigns and of_kind(one.trouble).alike(one, other)


def is_old_news(finding: Finding, today: date) -> bool:
    """Whether it began so long ago that nobody need hear of it for the first time."""
    fresh, since = of_kind(finding.trouble).news_for, finding.since
    return fresh is not None and since is not None and today - since > fresh


def parts(name: str) -> tuple[RuleKind, str]:
    """The trouble and the detail of a rule's name; InvalidInput (code `rule`, or `kpi`) where it is none."""
    trouble, _, detail = name.partition(":")
    if trouble not in RULES:
        raise InvalidInput("rule", "rule", name, "cpl")
    if RULES[RuleKind(trouble)].of_goals:
        get(detail)
    return RuleKind(trouble), detail


def question(finding: Finding) -> Question | None:
    """What to ask about a finding; None for troubles that are their own reason, and KPIs without a chain."""
    return of_kind(finding.trouble).explained_by(finding)


def unseen(view: Moment, kind: RuleKind, detail: str = "") -> Blindness | None:
    """Why a rule sees nothing at present, where it does not."""
    rule = of_kind(kind)
    return _unseen(view, by_day=rule.is_by_day, crm=rule.needs_crm(detail, view.counts(detail)))


__all__ = ["RULES", "alike", "findings", "inhibits", "meanwhile", "of_kind", "question", "unseen"]
