"""The platforms count leads and the CRM receives next to none of them."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from domain.detection.verdicts import SO_FEW
from domain.evidence import Grid
from domain.incidents.finding import Finding, Reason, Verdict
from domain.incidents.rule_kinds import RuleKind
from domain.money import MICRO
from domain.rules.inputs import CampaignEvidence
from domain.rules.parts import DAYS, SCATTER, blank, broken, is_blind, lacking, morning, since_day, so_few
from domain.rules.rule import Chart, Nature, Rule, broke_together
from domain.words import Claim

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
    lost = chance * LOOKED_BACK < SO_FEW and seen <= due / 10
    counted = float(theirs[-last:].sum()) if last else 0.0
    since = days[-last] if lost else None
    spend = since_day(view, view.triangle.spend_micros[-1], since) if since else 0.0
    numbers = lacking(view, seen, counted, due, spend, since)
    return broken(found, Reason.CRM_SILENT, chance * LOOKED_BACK, since, "leads", numbers)


def _quiet(theirs: Grid, ours: Grid, last: int) -> tuple[float, float, float, int]:
    """Chance of so few in the CRM over the `last` days, how many came, how many were due, and `last` itself."""
    before = slice(max(0, ours.size - last - DAYS), ours.size - last)
    claimed = float(theirs[before].sum())
    share = min(1.0, float(ours[before].sum()) / claimed) if claimed else 0.0
    seen, due = float(ours[-last:].sum()), float(theirs[-last:].sum()) * share
    return so_few(seen, due, SCATTER), seen, due, last


def _of_morning(view: CampaignEvidence) -> Iterator[Finding]:
    yield not_in_crm(view)


def _needs_crm(_detail: str, _claim: Claim | None) -> bool:
    return True


RULE = Rule(
    kind=KIND,
    evidence=CampaignEvidence,
    evaluate=_of_morning,
    nature=Nature.RESULTS,
    inhibits=frozenset({"off_target"}),
    alike=broke_together,
    chart=Chart.RESULTS,
    done=("crm", "by_hand"),
    needs_crm=_needs_crm,
)
