"""The unusual: an hourly series that breaks within hours. It never interrupts: it stands in the digest."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import numpy as np

from domain.anomalies.judge import judge
from domain.diagnosis.asking import Question, with_chain
from domain.evidence import Grid, Hours
from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.rule_kinds import RuleKind, Tier
from domain.money import MICRO
from domain.rules.inputs import CampaignEvidence
from domain.rules.parts import blank, is_blind, morning
from domain.rules.rule import Nature, Rule
from domain.window import local_day

KIND = RuleKind("surprise")
RECENT = timedelta(hours=24)
"""How long ago a break may have begun to be worth a line."""
BAR = 0.8
"""Scores of breaks begin at 0.5: four series a campaign, each wrong once a month, would fill the digest."""
FEWEST = 7 * 24
"""Hours that a series must have before anything in it can be unusual."""


def surprise(view: CampaignEvidence) -> Finding:
    """The strongest break of the last day among spend, clicks, price and click rate by the hour."""
    found = blank(view, KIND, morning(view))
    hours = view.hours
    if is_blind(found) or hours is None or len(hours.starts) < FEWEST:
        return found
    broken = [(score, kpi, at) for kpi, values in _series(hours) for score, at in _recent(view, hours, values)]
    calm = replace(found, signal=Verdict.FINE, because=Reason.MET)
    if not broken:
        return calm
    score, kpi, at = max(broken)
    values = dict(_series(hours))[kpi]
    usual = values[:at][~np.isnan(values[:at])][-FEWEST:]
    return replace(
        calm,
        signal=Verdict.BREACH,
        because=Reason.UNUSUAL,
        tier=Tier.DIGEST,
        probability=round(score, 4),
        since=local_day(hours.starts[at], view.client.timezone),
        result=kpi,
        numbers=Numbers(
            value=Decimal(repr(round(float(values[at]), 6))),
            usual=Decimal(repr(round(float(np.median(usual)), 6))) if usual.size else None,
            first=local_day(hours.starts[at], view.client.timezone),
            last=view.today,
        ),
    )


def _series(hours: Hours) -> list[tuple[str, Grid]]:
    spend, clicks, seen = hours.spend_micros / MICRO, hours.clicks, hours.impressions
    return [("spend", spend), ("clicks", clicks), ("cpc", _ratio(spend, clicks)), ("ctr", _ratio(clicks, seen))]


def _ratio(top: Grid, bottom: Grid) -> Grid:
    ratio: Grid = np.divide(top, bottom, out=np.full(top.shape, np.nan), where=bottom > 0)
    return ratio


def _recent(view: CampaignEvidence, hours: Hours, values: Grid) -> list[tuple[float, int]]:
    """Score and place of each break that began within the last day."""
    instants = np.array([_micros(one) for one in hours.starts], dtype=np.int64)
    walls = instants + np.array([_offset(one, view.client.timezone) for one in hours.starts], dtype=np.int64)
    known = ~np.isnan(values)
    if known.sum() < FEWEST:
        return []
    judged = judge(instants[known], values[known], walls[known])
    places = np.flatnonzero(known)
    begins = _micros(view.now - RECENT)
    return [
        (float(judged.score[n]), int(places[n]))
        for n in np.flatnonzero(judged.alert)
        if instants[places[n]] >= begins and judged.score[n] >= BAR
    ]


def _micros(moment: datetime) -> int:
    return int(moment.timestamp()) * 1_000_000


def _offset(moment: datetime, timezone: str) -> int:
    """Microseconds that the wall clock is ahead of UTC."""
    ahead = moment.astimezone(ZoneInfo(timezone)).utcoffset() or timedelta()
    return int(ahead.total_seconds()) * 1_000_000


def _of_morning(view: CampaignEvidence) -> Iterator[Finding]:
    yield surprise(view)


def _question(finding: Finding) -> Question:
    kpi = with_chain(finding.detail) or with_chain(finding.result)
    return Question(kpi, finding.since, finding.numbers.arrived or 1.0)


RULE = Rule(
    kind=KIND,
    evidence=CampaignEvidence,
    evaluate=_of_morning,
    nature=Nature.DRIFT,
    explained_by=_question,
    of_the_whole=True,
)
