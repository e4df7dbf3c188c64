"""The unusual: an hourly series that breaks within hours. It never interrupts: it stands in the digest."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Self, TypeAlias
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

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

Instants: TypeAlias = npt.NDArray[np.int64]
KIND = RuleKind("surprise")
RECENT = timedelta(hours=24)
"""How long ago a break may have begun to be worth a line."""
NEWS = timedelta(days=1)
"""An hour of the day before yesterday is nobody's news any more."""
BAR = 0.8
"""Scores of breaks begin at 0.5: four series a campaign, each wrong once a month, would fill the digest."""
FEWEST = 7 * 24
"""Hours that a series must have before anything in it can be unusual."""


def surprise(view: CampaignEvidence) -> Finding:
    """The strongest break of the last day among spend, clicks, price and click rate by the hour."""
    found = blank(view, KIND, morning(view))
    if view.today > view.campaign.end:
        return replace(
            found, signal=Verdict.OVER, because=Reason.NOT_RUNNING
        )  # that it spends less then is no surprise
    hours = view.hours
    if is_blind(found) or hours is None or len(hours.starts) < FEWEST:
        return found
    series, clock = dict(_series(hours)), _Clock.of(view, hours)
    broken = [(score, kpi, at) for kpi, values in series.items() for score, at in clock.recent(values)]
    calm = replace(found, signal=Verdict.FINE, because=Reason.MET)
    if not broken:
        return calm
    score, kpi, at = max(broken)
    values = series[kpi]
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


@dataclass(frozen=True, slots=True)
class _Clock:
    """When the hours of a campaign's series begin, in microseconds: everywhere, and on its client's wall clock."""

    instants: Instants
    walls: Instants
    begins: int

    @classmethod
    def of(cls, view: CampaignEvidence, hours: Hours) -> Self:
        """That of what is known; a break is recent that `begins` then or later."""
        zone = ZoneInfo(view.client.timezone)
        instants = np.array([_micros(one) for one in hours.starts], dtype=np.int64)
        ahead = np.array([_offset(one, zone) for one in hours.starts], dtype=np.int64)
        return cls(instants, instants + ahead, _micros(view.now - RECENT))

    def recent(self, values: Grid) -> list[tuple[float, int]]:
        """Score and place of each break that began within the last day."""
        places = np.flatnonzero(~np.isnan(values))
        if len(places) < FEWEST:
            return []
        judged = judge(self.instants[places], values[places], self.walls[places])
        return [
            (float(judged.score[n]), int(places[n]))
            for n in np.flatnonzero(judged.alert)
            if self.instants[places[n]] >= self.begins and judged.score[n] >= BAR
        ]


def _micros(moment: datetime) -> int:
    return int(moment.timestamp()) * 1_000_000


def _offset(moment: datetime, zone: ZoneInfo) -> int:
    """Microseconds that the wall clock is ahead of UTC."""
    ahead = moment.astimezone(zone).utcoffset() or timedelta()
    return int(ahead.total_seconds()) * 1_000_000


def _of_morning(view: CampaignEvidence) -> Iterator[Finding]:
    yield surprise(view)


def _question(finding: Finding) -> Question | None:
    """Why its own KPI moved; that money stopped is no matter of another one."""
    kpi = with_chain(finding.detail) or with_chain(finding.result)
    return Question(kpi, finding.since, finding.numbers.arrived) if kpi else None


RULE = Rule(
    kind=KIND,
    evidence=CampaignEvidence,
    evaluate=_of_morning,
    nature=Nature.DRIFT,
    explained_by=_question,
    news_for=NEWS,
    of_the_whole=True,
)
