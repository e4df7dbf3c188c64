"""The platforms count leads and the CRM receives next to none of them."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from domain.detection.verdicts import SO_FEW
from domain.diagnosis.asking import Question, with_chain
from domain.evidence import Grid
from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.rule_kinds import RuleKind
from domain.money import MICRO
from domain.rules.inputs import CampaignEvidence
from domain.rules.parts import (
    DAYS,
    SCATTER,
    YESTERDAY,
    blank,
    decimal,
    how_loud,
    is_blind,
    money,
    morning,
    since_day,
    so_few,
    stop_chance,
)
from domain.rules.rule import Chart, Nature, Rule, broke_together

KIND = RuleKind("leads_not_in_crm")
LOOKED_BACK = 7
"""Days of silence that are tried; the chance is multiplied by their number, for each is a look (Bonferroni)."""


def not_in_crm(view: CampaignEvidence) -> Finding:
    """The platforms count leads and the CRM receives next to none of them, over some number of the last days."""
    found = blank(view, KIND, morning(view), crm=True)
    if view.cohorts is None or not view.cohorts.looks:
        return replace(found, signal=Verdict.OVER, because=Reason.NOT_RUNNING) if not view.is_running else found
    if is_blind(found):
        return found
    told = ~np.isnan(view.cohorts.leads[-1])  # what the CRM has not been asked about is no silence
    theirs = np.nan_to_num(view.triangle.leads_micros[-1])[told] / MICRO
    ours = view.cohorts.leads[-1][told]
    days = [day for day, known in zip(view.cohorts.days, told, strict=True) if known]
    quiet = [_quiet(theirs, ours, last) for last in range(1, min(LOOKED_BACK, ours.size - 1) + 1)]
    chance, seen, due, last = min(quiet, default=(1.0, 0.0, 0.0, 0))
    lost, p = chance * LOOKED_BACK < SO_FEW and seen <= due / 10, stop_chance(chance * LOOKED_BACK)
    counted = float(theirs[-last:].sum()) if last else 0.0
    since = days[-last] if lost else None
    spend = since_day(view, view.triangle.spend_micros[-1], since) if since else 0.0
    return replace(
        found,
        signal=Verdict.BREACH if lost else Verdict.FINE,
        because=Reason.CRM_SILENT if lost else Reason.MET,
        tier=how_loud(p) if lost else None,
        since=since,
        probability=round(p, 4) if lost else None,
        result="leads",
        numbers=Numbers(
            seen=decimal(seen), expected=decimal(counted), usual=decimal(due), spend=money(spend, view),
            at_risk=money(spend, view), first=since, last=view.today - YESTERDAY,
        ),
    )  # fmt: skip


def _quiet(theirs: Grid, ours: Grid, last: int) -> tuple[float, float, float, int]:
    """Chance of so few in the CRM over the `last` days, how many came, how many were due, and `last` itself."""
    before = slice(max(0, ours.size - last - DAYS), ours.size - last)
    claimed = float(theirs[before].sum())
    share = min(1.0, float(ours[before].sum()) / claimed) if claimed else 0.0
    seen, due = float(ours[-last:].sum()), float(theirs[-last:].sum()) * share
    return so_few(seen, due, SCATTER), seen, due, last


def _of_morning(view: CampaignEvidence) -> Iterator[Finding]:
    yield not_in_crm(view)


def _needs_crm(_detail: str) -> bool:
    return True


def _question(finding: Finding) -> Question:
    return Question(with_chain(finding.result), finding.since)


RULE = Rule(
    kind=KIND,
    evidence=CampaignEvidence,
    evaluate=_of_morning,
    nature=Nature.RESULTS,
    inhibits=frozenset({"off_target"}),
    alike=broke_together,
    explained_by=_question,
    chart=Chart.RESULTS,
    done=("crm", "by_hand"),
    needs_crm=_needs_crm,
)
