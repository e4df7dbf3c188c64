"""Results that do not come: none at all, none from one segment, none in the CRM."""

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from domain.evidence import Grid, Segment
from domain.incidents.finding import Because, Finding, Numbers, Signal
from domain.incidents.troubles import Tier, Trouble
from domain.judging import verdicts
from domain.judging.known import Known
from domain.judging.series import Judgement, judge
from domain.judging.setting import Aim, Setting
from domain.judging.verdicts import SO_FEW, Verdict
from domain.money import MICRO
from domain.watching.drift import blind
from domain.watching.parts import (
    DAYS,
    ENOUGH,
    YESTERDAY,
    blank,
    decimal,
    is_blind,
    known,
    look_of,
    money,
    since_day,
    so_few,
)
from domain.watching.series import pair_of
from domain.watching.view import CampaignView

FARAWAY = timedelta(days=60)
"""Nobody is told of a verdict that is further away."""
WEEK = timedelta(days=7)


def stopped(view: CampaignView, results: str, setting: Setting) -> Finding:
    """Money flows and nothing comes: by the account's own level, with the day that is not over yet."""
    told = known(view, results)
    found = blank(view, Trouble.CONVERSIONS_STOPPED, look_of(view))
    if is_blind(found) or not told.looks.size:
        return found
    aim = Aim(_own_rate(view, told, results))
    if aim.rate <= 0:
        return replace(found, signal=Signal.TOO_FEW, because=Because.FEW_EVENTS, result=results)
    last = judge(told, aim, int(told.looks[-1]), setting)
    verdict, seen, due, spend = _with_today(view, results, aim, last, verdicts.conversions_stopped(last, setting))
    first = verdict.since or last.since or last.look - 1
    numbers = Numbers(
        seen=decimal(seen),
        expected=decimal(due),
        usual=decimal(due),
        spend=money(spend, view),
        at_risk=money(spend, view),
        arrived=round(last.arrived, 3) if math.isfinite(last.arrived) else None,
        first=date.fromordinal(first),
        last=view.today if view.today_so_far.as_of else view.today - YESTERDAY,
        decidable=_decidable(view, last),
    )
    signal = Signal.TOO_FEW if numbers.decidable and verdict.signal is not Signal.BREACH else verdict.signal
    return replace(
        found,
        signal=signal,
        because=Because.FEW_EVENTS if signal is Signal.TOO_FEW else verdict.because,
        tier=verdict.tier,
        result=results,
        probability=None if verdict.probability is None else round(verdict.probability, 4),
        since=date.fromordinal(first) if signal is Signal.BREACH else None,
        numbers=numbers,
    )


def _own_rate(view: CampaignView, told: Known, results: str) -> float:
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


TODAY_ARRIVES = 0.5
"""Share of a running day's results that is taken to be reported while it runs."""


def _with_today(
    view: CampaignView, results: str, aim: Aim, last: Judgement, verdict: Verdict
) -> tuple[Verdict, float, float, float]:
    """The verdict with today so far added, results seen, results due and spend since it began."""
    today = view.today_so_far
    micros = today.leads_micros if results == "leads" else today.conversions_micros
    bad = verdict.signal is Signal.BREACH or last.stopped > 1 / 2
    seen, due, spend = (last.seen, last.expected * last.usual, last.effort) if bad else (0.0, 0.0, 0.0)
    if today.as_of is None or micros is None or today.spend_micros is None:
        return verdict, seen, due, spend
    came, cost = micros / MICRO, today.spend_micros / MICRO
    seen, spend = seen + came, spend + cost
    due += cost * aim.rate * last.usual * TODAY_ARRIVES
    chance = so_few(seen, due, last.dispersion)
    if bad and came > 0 and chance > SO_FEW:
        return replace(verdict, signal=Signal.FINE, because=Because.MET, tier=None), seen, due, spend
    if chance < SO_FEW and due >= ENOUGH and seen <= due / 10:
        since = verdict.since or view.today.toordinal()
        p = max(1 - chance, verdict.probability or 0)
        trouble = Trouble.CONVERSIONS_STOPPED
        return Verdict(trouble, Signal.BREACH, Because.NO_RESULTS, Tier.INTERRUPT, p, since), seen, due, spend
    return verdict, seen, due, spend


def _decidable(view: CampaignView, last: Judgement) -> date | None:
    """For an account whose results are so few that a stop takes more than a week to show: when one would."""
    if last.rate <= 0:
        return None
    days = math.ceil(ENOUGH / last.rate)
    wait = timedelta(days=days)
    return view.today + wait if WEEK < wait <= FARAWAY else None


def tracking_lost(view: CampaignView, results: str) -> Iterator[Finding]:
    """One segment's results vanish while its clicks go on and the others' results come as usual."""
    looked = {segment.element: _silent(view, segment, results) for segment in view.segments}
    alone = [name for name, (chance, *_) in looked.items() if chance < SO_FEW]
    others = sum(seen for name, (_, seen, _, _) in looked.items() if name not in alone)
    due = sum(usual for name, (_, _, usual, _) in looked.items() if name not in alone)
    healthy = due > 0 and others >= due / 2
    for segment in view.segments:
        chance, seen, usual, since = looked[segment.element]
        detail = f"{segment.dimension}={segment.element}"
        found = blank(view, Trouble.TRACKING_LOST, look_of(view), detail)
        if is_blind(found):
            yield found
            continue
        lost = chance < SO_FEW and healthy and len(alone) == 1
        spend = since_day(view, segment.spend_micros, since)
        numbers = Numbers(
            seen=decimal(seen), expected=decimal(usual), usual=decimal(usual), spend=money(spend, view),
            at_risk=money(spend, view), first=since, last=view.today - YESTERDAY,
        )  # fmt: skip
        signal = Signal.BREACH if lost else Signal.FINE
        yield replace(
            found,
            signal=signal,
            because=Because.SEGMENT_SILENT if lost else Because.MET,
            tier=Tier.INTERRUPT if lost else None,
            since=since if lost else None,
            probability=round(1 - chance, 4) if lost else None,
            result=results,
            numbers=numbers,
        )


def _silent(view: CampaignView, segment: Segment, results: str) -> tuple[float, float, float, date]:
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


def not_in_crm(view: CampaignView) -> Finding:
    """The platforms count leads and the CRM receives none: over the days since the CRM's last one."""
    found = blank(view, Trouble.LEADS_NOT_IN_CRM, look_of(view))
    if view.cohorts is None or not view.cohorts.looks:
        return replace(found, signal=Signal.OVER, because=Because.NOT_RUNNING) if not view.is_running else found
    crm_blind = blind(view, view.crms)
    if is_blind(found) or crm_blind:
        return found if crm_blind is None else replace(found, signal=crm_blind[0], because=crm_blind[1])
    theirs = np.nan_to_num(view.triangle.leads_micros[-1]) / MICRO
    ours = np.nan_to_num(view.cohorts.leads[-1])
    some = np.flatnonzero(ours > 0)
    begin = int(some[-1]) + 1 if some.size else ours.size
    first = max(0, begin - DAYS)
    claimed = float(theirs[first:begin].sum())
    share = min(1.0, float(ours[first:begin].sum()) / claimed) if claimed else 0.0
    seen = float(theirs[begin:].sum())
    lost = begin < ours.size and seen >= 1 and so_few(0.0, seen * share, 1.0) < SO_FEW
    since = view.cohorts.days[begin] if begin < ours.size else None
    spend = since_day(view, view.triangle.spend_micros[-1], since) if since else 0.0
    return replace(
        found,
        signal=Signal.BREACH if lost else Signal.FINE,
        because=Because.CRM_SILENT if lost else Because.MET,
        tier=Tier.INTERRUPT if lost else None,
        since=since if lost else None,
        result="leads",
        numbers=Numbers(
            seen=Decimal(0), expected=decimal(seen), usual=decimal(seen * share), spend=money(spend, view),
            at_risk=money(spend, view), first=since, last=view.today - YESTERDAY,
        ),
    )  # fmt: skip
