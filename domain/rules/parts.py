"""What the rules for what is broken share: what they begin from, and how they count."""

import math
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from domain.detection.known import Known
from domain.detection.verdicts import SO_FEW
from domain.diagnosis.asking import Question, with_chain
from domain.evidence import Grid
from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.rule_kinds import RuleKind, Subject, Tier
from domain.money import MICRO, Money
from domain.pacing.pace import Pace
from domain.rules.inputs import CampaignEvidence, Moment
from domain.rules.series import known_of
from domain.rules.sight import unseen
from domain.words import Objective

ENOUGH = -math.log(SO_FEW)
"""Results that must be due before none of them means anything: 6.9 (exp(-6.9) = 0.001)."""
STOPS_A_DAY = 1 / 300
"""How often what works stops within a day: about once in a campaign's year."""
SURE, CERTAIN = 0.9, 0.99
"""From when on a stop interrupts; and what no count of results makes surer."""
DAYS = 28
"""How far back "usual" is learnt."""
SCATTER = 1.5
"""Variance over mean of the results of a part: of one segment, or of what reaches the CRM."""
YESTERDAY = timedelta(days=1)


def results_of(view: CampaignEvidence) -> str:
    """What the platforms count for this campaign: leads where it is run for them, else conversions."""
    told = view.triangle.leads_micros[-1] if view.triangle.looks else np.zeros(0)
    return "leads" if view.campaign.objective is Objective.LEADS and np.nansum(told) > 0 else "conversions"


def blank(view: Moment, kind: RuleKind, look: str, detail: str = "", *, crm: bool = False) -> Finding:
    """Nothing known yet of that trouble; `crm`: a CRM is needed for it."""
    subject = Subject(view.client.key, view.campaign.key)
    signal, because = Verdict.NO_DATA, Reason.NO_ROWS
    if not view.is_running:
        signal, because = Verdict.OVER, Reason.NOT_RUNNING
    elif found := unseen(view, by_day=isinstance(view, CampaignEvidence), crm=crm):
        signal, because = found
    return Finding(subject, kind, signal, because, look, detail)


def morning(view: CampaignEvidence) -> str:
    """The name of a morning's look: with another budget or flight it is another look at the same numbers."""
    run = view.campaign
    return f"{view.today}/{run.start}..{run.end}/{run.budget.micros}"


def known(view: CampaignEvidence, results: str) -> Known:
    grid = view.triangle.leads_micros if results == "leads" else view.triangle.conversions_micros
    return known_of(view, grid / MICRO, view.triangle.spend_micros / MICRO)


def is_blind(found: Finding) -> bool:
    return found.signal is not Verdict.NO_DATA or found.because is not Reason.NO_ROWS


def is_read(view: CampaignEvidence) -> bool:
    """Whether every day of the flight so far is known: while the history is still being read, half a sum misleads."""
    newest = view.triangle.spend_micros[-1]
    return all(spend == spend for day, spend in zip(view.triangle.days, newest, strict=True) if day in view.flight)  # noqa: PLR0124 - nan


def since_day(view: CampaignEvidence, spend: Grid, since: date) -> float:
    """What was spent from that day on, in currency units."""
    later = np.array([day >= since for day in view.triangle.days], dtype=bool)
    return float(np.nansum(spend[-later.size :][later])) / MICRO if later.size else 0.0


def so_few(seen: float, due: float, dispersion: float) -> float:
    """P(at most `seen` results where `due` were to come), negative binomial of variance dispersion × mean.

    A negative binomial of shape k has P(0) = (k / (k + mean))^k; k = mean / (dispersion - 1) gives that variance, and
    a dispersion of 1 Poisson's exp(-mean). (Gelman et al., "Bayesian Data Analysis", 3rd ed., 2.6.)
    """
    if due <= 0:
        return 1.0
    spread = max(dispersion - 1, 1e-9)
    shape = due / spread
    term = math.exp(-shape * math.log1p(spread))
    total = 0.0
    for count in range(int(seen) + 1):
        total += term
        term *= (shape + count) / (count + 1) * spread / (1 + spread)
    return min(1.0, total)


def stop_chance(chance: float) -> float:
    """P(stopped | so few results), where `chance` is P(so few | all is well); at most CERTAIN.

    Bayes: odds = STOPS_A_DAY × P(so few | stopped) / P(so few | well), with the first likelihood taken to be 1.
    """
    odds = STOPS_A_DAY / max(chance, 1e-12)
    return min(CERTAIN, odds / (1 + odds))


def how_loud(probability: float) -> Tier:
    """What a stop of that probability is worth."""
    return Tier.INTERRUPT if probability >= SURE else Tier.DIGEST


def decimal(value: float) -> Decimal:
    """Exact enough for a message."""
    return Decimal(repr(round(value, 6)))


def money(amount: float, view: Moment) -> Money:
    """Currency units of the client's as money."""
    return Money(round(amount * MICRO), view.client.currency)


def broken(
    found: Finding, because: Reason, chance: float, since: date | None, result: str, numbers: Numbers
) -> Finding:
    """What is broken `since` a day (None: nothing is), as loud as it is sure; `chance` is P(so few | all is well)."""
    told = replace(found, result=result, numbers=numbers)
    if since is None:
        return replace(told, signal=Verdict.FINE, because=Reason.MET)
    p = stop_chance(chance)
    return replace(told, signal=Verdict.BREACH, because=because, tier=how_loud(p), since=since, probability=round(p, 4))


def lacking(view: Moment, seen: float, expected: float, usual: float, spend: float, first: date | None) -> Numbers:
    """Results that did not come up to yesterday, and what was spent on them (in currency units), all of it at risk."""
    cost = money(spend, view)
    return Numbers(
        seen=decimal(seen), expected=decimal(expected), usual=decimal(usual), spend=cost, at_risk=cost,
        first=first, last=view.today - YESTERDAY,
    )  # fmt: skip


def of_results(finding: Finding) -> Question:
    """Why its results do not come, where their chain can say it."""
    return Question(with_chain(finding.result), finding.since)


def course(pace: Pace) -> Numbers:
    """Where the money of a flight stands and leads."""
    return Numbers(
        target=Decimal(pace.budget.micros), spend=pace.spent, projected=pace.projected, low=pace.low, high=pace.high,
        daily=pace.daily_to_land,
    )  # fmt: skip


def at_home(view: CampaignEvidence, micros: int) -> Money | None:
    """An amount of the budget's currency in the client's; None without a rate."""
    amount = view.rates.convert(micros, view.pace.budget.currency, view.client.currency, view.today)
    return None if amount is None else Money(amount, view.client.currency)
