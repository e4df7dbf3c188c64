"""Results that do not arrive where they should: none from one segment, none in the CRM. Judged on complete days."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np

from domain.detection.verdicts import SO_FEW
from domain.evidence import Grid, Segment
from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.rule_kinds import RuleKind
from domain.money import MICRO
from domain.rules.inputs import CampaignEvidence
from domain.rules.parts import (
    DAYS,
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


def tracking_lost(view: CampaignEvidence, results: str) -> Iterator[Finding]:
    """One segment's results vanish while its clicks go on and the others' results come as usual."""
    looked = {segment.element: _silent(view, segment, results) for segment in view.segments}
    alone = [name for name, (chance, *_) in looked.items() if chance < SO_FEW]
    others = sum(seen for name, (_, seen, _, _) in looked.items() if name not in alone)
    due = sum(usual for name, (_, _, usual, _) in looked.items() if name not in alone)
    healthy = due > 0 and others >= due / 2
    for segment in view.segments:
        chance, seen, usual, since = looked[segment.element]
        detail = f"{segment.dimension}={segment.element}"
        found = blank(view, RuleKind.TRACKING_LOST, morning(view), detail)
        if is_blind(found):
            yield found
            continue
        lost = chance < SO_FEW and healthy and len(alone) == 1
        spend = since_day(view, segment.spend_micros, since)
        numbers = Numbers(
            seen=decimal(seen), expected=decimal(usual), usual=decimal(usual), spend=money(spend, view),
            at_risk=money(spend, view), first=since, last=view.today - YESTERDAY,
        )  # fmt: skip
        signal, p = Verdict.BREACH if lost else Verdict.FINE, stop_chance(chance)
        yield replace(
            found,
            signal=signal,
            because=Reason.SEGMENT_SILENT if lost else Reason.MET,
            tier=how_loud(p) if lost else None,
            since=since if lost else None,
            probability=round(p, 4) if lost else None,
            result=results,
            numbers=numbers,
        )


def _silent(view: CampaignEvidence, segment: Segment, results: str) -> tuple[float, float, float, date]:
    """Chance of so few, results seen, results usual by now, and the first silent day, over the days since the last
    result of the segment. The usual rate is that of the four weeks before; a fifth of the results may yet arrive."""
    grid = segment.leads_micros if results == "leads" else segment.conversions_micros
    came, clicks = np.nan_to_num(grid) / MICRO, np.nan_to_num(segment.clicks)
    some = np.flatnonzero(came > 0)
    if not some.size or some[-1] == came.size - 1:
        return 1.0, float(came[-7:].sum()), _rate(came, clicks, came.size) * float(clicks[-7:].sum()), view.today
    begin = int(some[-1]) + 1
    due = _rate(came, clicks, begin) * float(clicks[begin:].sum()) * _ARRIVED
    return so_few(0.0, due, _SCATTER), 0.0, due, segment.days[begin]


_ARRIVED, _SCATTER = 0.6, 1.5


def _rate(came: Grid, clicks: Grid, end: int) -> float:
    first = max(0, end - DAYS)
    base = float(clicks[first:end].sum())
    return float(came[first:end].sum()) / base if base else 0.0


def not_in_crm(view: CampaignEvidence) -> Finding:
    """The platforms count leads and the CRM receives next to none of them, over some number of the last days."""
    found = blank(view, RuleKind.LEADS_NOT_IN_CRM, morning(view))
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


LOOKED_BACK = 7
"""Days of silence that are tried; the chance is multiplied by their number, for each is a look (Bonferroni)."""


def _quiet(theirs: Grid, ours: Grid, last: int) -> tuple[float, float, float, int]:
    """Chance of so few in the CRM over the `last` days, how many came, how many were due, and `last` itself."""
    before = slice(max(0, ours.size - last - DAYS), ours.size - last)
    claimed = float(theirs[before].sum())
    share = min(1.0, float(ours[before].sum()) / claimed) if claimed else 0.0
    seen, due = float(ours[-last:].sum()), float(theirs[-last:].sum()) * share
    return so_few(seen, due, _SCATTER), seen, due, last
