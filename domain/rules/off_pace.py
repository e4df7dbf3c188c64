"""Pace: whether the flight will land on its budget; for the digest."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from domain.incidents.finding import Finding, Reason, Verdict
from domain.incidents.rule_kinds import RuleKind, Tier
from domain.pacing.pace import PaceVerdict
from domain.rules.inputs import CampaignEvidence
from domain.rules.parts import at_home, blank, course, is_blind, is_read, morning
from domain.rules.rule import Chart, Nature, Rule

KIND = RuleKind("off_pace")
FORGIVEN = 0.4
"""Below this probability of an end outside the band a flight is on pace again; from there on it is watched."""


def off_pace(view: CampaignEvidence) -> Finding:
    """Under or over, with where it leads, its 80 % range, and the daily spend that would land on the budget. What has
    ended is over, with what was spent, wherever it landed."""
    found = blank(view, KIND, morning(view))
    pace = view.pace
    if is_blind(found) or pace.verdict is PaceVerdict.NO_DATA or not is_read(view):
        return found
    off = pace.verdict in {PaceVerdict.UNDER, PaceVerdict.OVER}
    over = pace.verdict is PaceVerdict.OVER  # what is not spent is not lost
    numbers = replace(
        course(pace),
        value=Decimal(pace.projected.micros),
        plan=pace.expected,
        at_risk=at_home(view, pace.projected.micros - pace.budget.micros) if over else None,
        first=view.campaign.start,
        last=view.today - timedelta(days=1),
    )
    if pace.verdict is PaceVerdict.ENDED:
        return replace(found, signal=Verdict.OVER, because=Reason.ENDED, numbers=numbers)
    under = pace.verdict is PaceVerdict.UNDER
    doubtful = max(pace.under, pace.over) >= FORGIVEN
    return replace(
        found,
        signal=Verdict.BREACH if off else Verdict.DOUBT if doubtful else Verdict.FINE,
        because=(Reason.BEHIND_PLAN if under else Reason.AHEAD_OF_PLAN) if off else Reason.MET,
        tier=Tier.DIGEST if off else None,
        source=pace.held.source.value if pace.held and under else "",
        probability=round(pace.probability, 4) if off else None,
        numbers=numbers,
    )


def _of_morning(view: CampaignEvidence) -> Iterator[Finding]:
    yield off_pace(view)


RULE = Rule(
    kind=KIND,
    evidence=CampaignEvidence,
    evaluate=_of_morning,
    nature=Nature.DRIFT,
    chart=Chart.PLANNED,
    done=("budget", "bids", "audience"),
    of_the_whole=True,
    of_the_end=True,
    told_again=3,
)
