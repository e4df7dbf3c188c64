"""Pace: whether the flight will land on its budget; for the digest."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.rule_kinds import RuleKind, Tier
from domain.money import Money
from domain.pacing.pace import PaceVerdict
from domain.rules.inputs import CampaignEvidence
from domain.rules.parts import blank, is_blind, is_read, morning
from domain.rules.rule import Chart, Nature, Rule

KIND = RuleKind("off_pace")
FORGIVEN = 0.5
"""Below this probability of an end outside the band a flight is on pace again; from there on it is watched."""


def off_pace(view: CampaignEvidence) -> Finding:
    """Under or over, with where it leads, its 80 % range, and the daily spend that would land on the budget."""
    found = blank(view, KIND, morning(view))
    pace = view.pace
    if is_blind(found) or pace.verdict is PaceVerdict.NO_DATA or not is_read(view):
        return found
    off = pace.verdict in {PaceVerdict.UNDER, PaceVerdict.OVER}
    numbers = Numbers(
        value=Decimal(pace.projected.micros),
        target=Decimal(pace.budget.micros),
        spend=pace.spent,
        plan=pace.expected,
        projected=pace.projected,
        low=pace.low,
        high=pace.high,
        daily=pace.daily_to_land,
        at_risk=_off(view) if pace.verdict is PaceVerdict.OVER else None,  # what is not spent is not lost
        first=view.campaign.start,
        last=view.today - timedelta(days=1),
    )
    under = pace.verdict is PaceVerdict.UNDER
    doubtful = max(pace.under, pace.over) >= FORGIVEN
    return replace(
        found,
        signal=Verdict.BREACH if off else Verdict.DOUBT if doubtful else Verdict.FINE,
        because=(Reason.BEHIND_PLAN if under else Reason.AHEAD_OF_PLAN) if off else Reason.MET,
        tier=Tier.DIGEST if off else None,
        probability=round(pace.probability, 4) if off else None,
        numbers=numbers,
    )


def _off(view: CampaignEvidence) -> Money | None:
    """By how much it will miss its budget, in the client's currency; None without a rate."""
    pace, currency = view.pace, view.client.currency
    off = abs(pace.projected.micros - pace.budget.micros)
    amount = view.rates.convert(off, pace.budget.currency, currency, view.today)
    return None if amount is None else Money(amount, currency)


def _of_morning(view: CampaignEvidence) -> Iterator[Finding]:
    yield off_pace(view)


RULE = Rule(
    kind=KIND,
    evidence=CampaignEvidence,
    evaluate=_of_morning,
    nature=Nature.DRIFT,
    chart=Chart.SPEND,
    done=("budget", "bids", "audience"),
    of_the_whole=True,
    told_again=3,
)
