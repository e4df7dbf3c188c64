"""One segment's results vanish while its clicks go on and the others' results come as usual."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from domain.detection.verdicts import SO_FEW
from domain.evidence import Grid, Segment
from domain.incidents.finding import Finding, Reason
from domain.incidents.rule_kinds import RuleKind
from domain.money import MICRO
from domain.rules.inputs import CampaignEvidence
from domain.rules.parts import (
    DAYS,
    SCATTER,
    blank,
    broken,
    is_blind,
    lacking,
    morning,
    of_results,
    results_of,
    since_day,
    so_few,
)
from domain.rules.rule import Nature, Rule, broke_together

KIND = RuleKind("tracking_lost")
ARRIVED = 0.6
"""Share of a silent segment's results that is taken to be reported by now."""


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
        found = blank(view, KIND, morning(view), detail)
        if is_blind(found):
            yield found
            continue
        lost = chance < SO_FEW and healthy and len(alone) == 1
        spend = since_day(view, segment.spend_micros, since)
        numbers = lacking(view, seen, usual, usual, spend, since)
        yield broken(found, Reason.SEGMENT_SILENT, chance, since if lost else None, results, numbers)


def _silent(view: CampaignEvidence, segment: Segment, results: str) -> tuple[float, float, float, date]:
    """Chance of so few, results seen, results usual by now, and the first silent day, over the days since the last
    result of the segment. The usual rate is that of the four weeks before; a fifth of the results may yet arrive."""
    grid = segment.leads_micros if results == "leads" else segment.conversions_micros
    came, clicks = np.nan_to_num(grid) / MICRO, np.nan_to_num(segment.clicks)
    some = np.flatnonzero(came > 0)
    if not some.size or some[-1] == came.size - 1:
        return 1.0, float(came[-7:].sum()), _rate(came, clicks, came.size) * float(clicks[-7:].sum()), view.today
    begin = int(some[-1]) + 1
    due = _rate(came, clicks, begin) * float(clicks[begin:].sum()) * ARRIVED
    return so_few(0.0, due, SCATTER), 0.0, due, segment.days[begin]


def _rate(came: Grid, clicks: Grid, end: int) -> float:
    first = max(0, end - DAYS)
    base = float(clicks[first:end].sum())
    return float(came[first:end].sum()) / base if base else 0.0


def _of_morning(view: CampaignEvidence) -> Iterator[Finding]:
    return tracking_lost(view, results_of(view))


RULE = Rule(
    kind=KIND,
    evidence=CampaignEvidence,
    evaluate=_of_morning,
    nature=Nature.RESULTS,
    inhibits=frozenset({"off_target", "surprise"}),
    alike=broke_together,
    explained_by=of_results,
    done=("tag", "page", "paused"),
)
