"""What an alert asks: which KPI moved, and since when."""

from dataclasses import dataclass
from datetime import date

from domain.diagnosis.funnel import powers
from domain.incidents.finding import Finding
from domain.incidents.rule_kinds import RuleKind
from domain.kpi import CATALOGUE

_RESULTS = frozenset({RuleKind.CONVERSIONS_STOPPED, RuleKind.TRACKING_LOST, RuleKind.LEADS_NOT_IN_CRM})


@dataclass(frozen=True, slots=True)
class Question:
    """A KPI ("" is the campaign's own), since when (None: not told), and how much of its results has arrived."""

    kpi: str
    since: date | None = None
    arrived: float = 1.0


def question(finding: Finding) -> Question | None:
    """What to ask about a finding; None for troubles that are their own reason, and KPIs without a chain."""
    arrived = finding.numbers.arrived or 1.0
    match finding.trouble:
        case RuleKind.OFF_TARGET:
            kpi = finding.goal.kpi if finding.goal else ""
            return Question(kpi, finding.since, arrived) if powers(kpi) else None
        case RuleKind.SURPRISE:
            return Question(_known(finding.detail) or _known(finding.result), finding.since, arrived)
        case trouble if trouble in _RESULTS:
            return Question(_known(finding.result), finding.since)
        case _:
            return None


def _known(kpi: str) -> str:
    return kpi if kpi in CATALOGUE and powers(kpi) else ""
