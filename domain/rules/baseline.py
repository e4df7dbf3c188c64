"""How a campaign usually does, learnt on a morning."""

import math
from collections.abc import Iterable
from datetime import date
from typing import Any

import numpy as np

from domain.arrival import of
from domain.detection import lag, spending, verdicts
from domain.detection.known import Known
from domain.detection.series import judge
from domain.detection.setting import DEFAULT, Aim, Setting
from domain.evidence import Grid
from domain.goals import spell
from domain.incidents.finding import Verdict
from domain.money import Money
from domain.rules.inputs import CampaignEvidence, Moment, RuleOverride
from domain.rules.parts import DAYS, YESTERDAY, known, results_of
from domain.rules.series import pair_of
from domain.rules.usual import Baseline
from domain.words import Objective

LONGEST = 120
"""Days of a CRM that are kept, as many as are judged: what it has received since is told however old a trouble is."""


def mark_of(moment: Moment, wishes: Iterable[RuleOverride]) -> str:
    """What judging depends on beside the numbers: goals, wishes and the flight, in words."""
    run = moment.campaign
    asked = sorted(
        f"{one.rule} {spell(one.goal) if one.goal else ''} {one.looser} {one.min_results} {one.for_days}"
        for one in wishes
    )
    return "; ".join((*map(spell, run.goals), *asked, f"{run.start}..{run.end} {run.budget.micros}"))


def usual_of(view: CampaignEvidence, about: str, setting: Setting = DEFAULT) -> Baseline:
    """How the campaign usually does, on this morning."""
    results = results_of(view)
    told = known(view, results)
    if not told.looks.size:
        return Baseline(view.today.toordinal(), about, results)
    silence, row = spending.silence(told), told.looks.size - 1
    silent = verdicts.spend_stopped(silence, row)
    budget = view.pace.budget
    planned = view.rates.convert(budget.micros, budget.currency, view.client.currency, view.today) or 0
    share = (view.rates.convert(view.pace.spent.micros, budget.currency, view.client.currency, view.today)) or 0
    arrival = of(lag.learn(told, setting))
    return Baseline(
        look=int(told.looks[-1]),
        mark=about,
        results=results,
        silence=silent.signal.value,
        silence_tier=silent.tier.value if silent.tier else "",
        silent=silent.since,
        never_silent=_never_silent(told),
        spend_a_day=float(silence.usual[row]),
        ceiling=_converted(view, view.pace.ceiling),
        yesterday=_yesterday(view),
        planned=_planned(view, planned, view.today),
        planned_before=_planned(view, planned, view.today - YESTERDAY),
        unspent=planned - share,
        budget=planned,
        arrives=arrival.complete,
        unsure=arrival.doubt,
        came=_by_day(told.results[-1]),
        crm=_by_day(view.cohorts.leads[-1], LONGEST) if _asks_crm(view) and view.cohorts is not None else (),
        **_stop(view, told, results, setting),
    )


def _asks_crm(view: CampaignEvidence) -> bool:
    """Whether a CRM counts the same people as the platforms do."""
    return view.campaign.objective is Objective.LEADS and view.cohorts is not None and bool(view.cohorts.looks)


def _by_day(counts: Grid, days: int = DAYS) -> tuple[float, ...]:
    """The newest days as plain numbers; -1 where it is not known."""
    return tuple(round(float(one), 3) if np.isfinite(one) else -1.0 for one in counts[-days:])


def _stop(view: CampaignEvidence, told: Known, results: str, setting: Setting) -> dict[str, Any]:
    aim = Aim(own_rate(view, told, results))
    if aim.rate <= 0:
        return {"stop": Verdict.TOO_FEW.value}
    last = judge(told, aim, int(told.looks[-1]), setting)
    if not math.isfinite(last.probability):
        return {"stop": Verdict.TOO_FEW.value}
    verdict = verdicts.conversions_stopped(last, setting)
    bad = verdict.signal is Verdict.BREACH or last.stopped > 1 / 2
    return {
        "rate": aim.rate * last.usual,
        "a_day": last.rate,
        "dispersion": last.dispersion,
        "stop": verdict.signal.value,
        "stop_tier": verdict.tier.value if verdict.tier else "",
        "stopped": round(float(last.stopped), 4),
        "since": (verdict.since or last.since) if bad else 0,
        "seen": last.seen if bad else 0.0,
        "due": last.expected * last.usual if bad else 0.0,
        "spend": last.effort if bad else 0.0,
        "arrived": round(last.arrived, 3) if math.isfinite(last.arrived) else 1.0,
    }


def own_rate(view: CampaignEvidence, told: Known, results: str) -> float:
    """Results per unit of spend at the goal, where one names them; else as they used to come."""
    for goal in view.campaign.goals:
        pair = pair_of(goal.kpi)
        own = goal.currency in {None, view.client.currency}
        if pair and own and pair.effort == "spend" and pair.results == results and goal.target > 0:
            return 1 / float(goal.target)
    seen, spent = told.results[-1], told.effort[-1]
    old = told.ages[-1] > 7  # noqa: PLR2004 - a week: what is younger may be what is wrong
    due = float(np.nansum(np.where(old, spent, 0)))
    return float(np.nansum(np.where(old, seen, 0))) / due if due else 0.0


def _never_silent(told: Known) -> bool:
    """Whether there was spend on every one of the four weeks' days before the last one that was spent on."""
    spend = told.effort[-1]
    flowing = np.flatnonzero(spend > 0)
    if not flowing.size:
        return False
    before = spend[max(0, flowing[-1] - DAYS + 1) : flowing[-1] + 1]
    return before.size == DAYS and bool((before > 0).all())


def _planned(view: CampaignEvidence, budget: int, day: date) -> int:
    """What the plan has for that day, in micros of the client's currency."""
    place = (day - view.campaign.start).days
    plan = view.pace.plan
    whole = view.pace.budget.micros
    return budget * plan[place].micros // whole if whole and 0 <= place < len(plan) else 0


def _converted(view: CampaignEvidence, amount: Money | None) -> int:
    if amount is None:
        return 0
    return view.rates.convert(amount.micros, amount.currency, view.client.currency, view.today) or 0


def _yesterday(view: CampaignEvidence) -> int:
    """What the last complete day cost, in micros."""
    spend = view.triangle.spend_micros[-1][-1:]
    return int(spend[0]) if spend.size and np.isfinite(spend[0]) else 0
