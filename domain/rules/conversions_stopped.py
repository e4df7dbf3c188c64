"""Money flows and nothing comes: seen while the day runs, by the account's own level."""

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.detection.verdicts import SO_FEW
from domain.diagnosis.asking import Question
from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.rule_kinds import RuleKind, Tier
from domain.money import MICRO
from domain.rules.inputs import LATE, Running, Silence
from domain.rules.parts import (
    ENOUGH,
    YESTERDAY,
    blank,
    decimal,
    how_loud,
    is_blind,
    money,
    of_results,
    so_few,
    stop_chance,
)
from domain.rules.rule import Chart, Nature, Rule, broke_together
from domain.window import local_day

KIND = RuleKind("conversions_stopped")
FARAWAY = timedelta(days=60)
"""Nobody is told of a verdict that is further away."""
WEEK = timedelta(days=7)
AS_USUAL, FEWEST = 0.5, 2.0
"""From which share of its usual leads on, and from how many, a CRM shows that the campaign goes on."""
TODAY_ARRIVES = 0.5
"""Share of a running day's results that is taken to be reported while it runs."""


def stopped(running: Running) -> Finding:
    """Money flows and nothing comes: by the account's own level, with the day that is not over yet."""
    usual, found = running.usual, blank(running, KIND, running.look)
    signal = Verdict(usual.stop)
    if is_blind(found) or signal is Verdict.NO_DATA:
        return found
    found = replace(found, result=usual.results)
    if usual.rate <= 0:
        return replace(found, signal=Verdict.TOO_FEW, because=Reason.FEW_EVENTS)
    seen, due, spend, came = _with_today(running)
    chance = so_few(seen, due, usual.dispersion)
    tier, since, p = Tier(usual.stop_tier) if usual.stop_tier else None, usual.since, usual.stopped
    hour = ""
    if signal is Verdict.BREACH and came > 0 and chance > SO_FEW:
        signal, tier = Verdict.FINE, None
    elif chance < SO_FEW and due >= ENOUGH and seen <= due / 10:
        p = max(stop_chance(chance), p)
        signal, since = Verdict.BREACH, usual.since or running.today.toordinal()
    elif _fell_silent(running):
        quiet = running.silence
        assert quiet is not None  # noqa: S101 - _fell_silent() has looked
        p = max(stop_chance(so_few(0.0, _due_of(running, quiet.spend_micros), usual.dispersion)), p)
        signal, since, hour = Verdict.BREACH, *_silent_from(running, quiet, came)
        cost = _cost_since(running, quiet, since)
        seen, spend, due = 0.0, cost / MICRO, _due_of(running, cost)
    if signal is Verdict.BREACH and tier is not Tier.INTERRUPT:
        tier = how_loud(p)
    settled = signal is Verdict.BREACH or (KIND in running.standing and signal is Verdict.FINE)
    decidable = None if settled else _decidable(running)
    if seen <= 0 and since and not hour:
        since = _first_without(running, since)
    first = date.fromordinal(since) if since else running.today
    numbers = Numbers(
        seen=decimal(seen), expected=decimal(due), usual=decimal(due), spend=money(spend, running),
        at_risk=money(spend, running), arrived=usual.arrived, first=first,
        last=running.today if running.so_far.as_of else running.today - YESTERDAY, decidable=decidable,
    )  # fmt: skip
    if decidable is not None:
        return replace(found, signal=Verdict.TOO_FEW, because=Reason.FEW_EVENTS, numbers=numbers)
    told = replace(
        found,
        signal=signal,
        because=_BECAUSE.get(signal, Reason.UNSURE),
        tier=tier if signal is Verdict.BREACH else None,
        probability=round(p, 4),
        since=first if signal is Verdict.BREACH else None,
        numbers=numbers,
    )
    return _beside_crm(running, replace(told, hour=hour)) if signal is Verdict.BREACH else told


def _beside_crm(running: Running, found: Finding) -> Finding:
    """Who counts no more, and what a CRM received meanwhile: where it goes on as usual, it is the counting that broke,
    and nothing of what was spent is at risk."""
    crm = running.crms[0].source.value if running.crms else ""
    counters = tuple(sorted({one.source.value for one in running.platforms}))
    found = replace(found, counters=counters, source=crm)
    told = running.usual.in_crm(found.since.toordinal()) if found.since else None
    if told is None:
        return found
    came, due = told
    numbers = replace(found.numbers, in_crm=decimal(came))
    if came < max(FEWEST, due * AS_USUAL):
        return replace(found, numbers=numbers)
    return replace(found, because=Reason.NOT_COUNTED, numbers=replace(numbers, at_risk=None))


def _silent_from(running: Running, quiet: Silence, came: float) -> tuple[int, str]:
    """The day on which the clicks' silence began, and its hour where that day had results before. What began late on a
    day that is over is told by the first that had none."""
    day = local_day(quiet.since, running.client.timezone)
    if day == running.today:
        wall = quiet.since.astimezone(ZoneInfo(running.client.timezone))
        return day.toordinal(), f"{wall:%H:%M}" if came > 0 else ""
    return _first_without(running, day.toordinal()), ""


def _cost_since(running: Running, quiet: Silence, since: int) -> int:
    """What the silence has cost from the day on that is told (micros): no evening before it where that is today."""
    began, so_far = local_day(quiet.since, running.client.timezone), running.so_far.spend_micros
    if began < running.today and since == running.today.toordinal() and so_far:
        return min(quiet.spend_micros, so_far)
    return quiet.spend_micros


def _due_of(running: Running, cost: int) -> float:
    """Results that should be reported by now of what was spent in the course of a day."""
    return cost / MICRO * running.usual.rate * TODAY_ARRIVES


def _first_without(running: Running, since: int) -> int:
    """That day, or the first after it on which nothing was counted: results have come late, or until late."""
    return min(max(since, running.usual.day_after_last()), running.today.toordinal())


def _fell_silent(running: Running) -> bool:
    """By the hours of clicks: within a day, and whatever came before on that day."""
    if running.silence is None:
        return False
    due = _due_of(running, running.silence.spend_micros)
    return due >= ENOUGH and so_few(0.0, due, running.usual.dispersion) < SO_FEW


_BECAUSE = {Verdict.BREACH: Reason.NO_RESULTS, Verdict.FINE: Reason.MET, Verdict.TOO_FEW: Reason.FEW_EVENTS}


def _with_today(running: Running) -> tuple[float, float, float, float]:
    """Results seen, due, and spend since it began, with today so far; and what came today."""
    usual, today = running.usual, running.so_far
    micros = today.leads_micros if usual.results == "leads" else today.conversions_micros
    if today.as_of is None or micros is None or today.spend_micros is None:
        return usual.seen, usual.due, usual.spend, 0.0
    came, cost = micros / MICRO, today.spend_micros / MICRO
    return usual.seen + came, usual.due + cost * usual.rate * _arrives(running, today.as_of), usual.spend + cost, came


def _arrives(running: Running, heard: datetime) -> float:
    """Nothing of the last three hours need have arrived: of a night that has just begun, nothing at all."""
    midnight = datetime.combine(running.today, time(), ZoneInfo(running.client.timezone))
    return min(TODAY_ARRIVES, max(0.0, 1 - LATE / max(heard - midnight, LATE)))


def _decidable(running: Running) -> date | None:
    """For an account whose results are so few that a stop takes more than a week to show: when one would."""
    if running.usual.a_day <= 0:
        return None
    wait = timedelta(days=math.ceil(ENOUGH / running.usual.a_day))
    return running.today + wait if WEEK < wait <= FARAWAY else None


def _of_running(running: Running) -> Iterator[Finding]:
    yield stopped(running)


def _question(finding: Finding) -> Question | None:
    """Where only the counting broke, no KPI moved."""
    return None if finding.because is Reason.NOT_COUNTED else of_results(finding)


RULE = Rule(
    kind=KIND,
    evidence=Running,
    evaluate=_of_running,
    nature=Nature.RESULTS,
    inhibits=frozenset({"off_target", "tracking_lost", "surprise"}),
    alike=broke_together,
    explained_by=_question,
    chart=Chart.COUNTED,
    settles_after=LATE / (1 - TODAY_ARRIVES),
    done=("tag", "page", "paused"),
)
