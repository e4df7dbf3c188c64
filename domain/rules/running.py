"""What can be seen while a day runs: results or spend that stopped, far too much spend, a pause with budget left.

Looked at after every poll, by the morning's `Usual` and the day so far.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from domain.detection.verdicts import SO_FEW
from domain.evidence import Today
from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.rule_kinds import RuleKind, Tier
from domain.money import MICRO, Money
from domain.rules.baseline import Baseline
from domain.rules.inputs import Listed, Moment
from domain.rules.parts import ENOUGH, YESTERDAY, blank, decimal, how_loud, is_blind, money, so_few, stop_chance
from domain.window import local_day

FARAWAY = timedelta(days=60)
"""Nobody is told of a verdict that is further away."""
WEEK = timedelta(days=7)
LATE = timedelta(hours=3)
"""How late platforms are with the results of an hour."""
TODAY_ARRIVES = 0.5
"""Share of a running day's results that is taken to be reported while it runs."""
LEFT = Decimal("0.1")
"""Share of the budget that must be left for a pause to be worth a question."""
FAR_ABOVE = 2
"""Less than twice the plan of a day is ordinary overdelivery: platforms may spend twice the daily budget on one day,
and no more (Google Ads help: "Spending limits"). Beyond it the campaign's own scatter decides: `Pace.ceiling`."""


@dataclass(frozen=True, slots=True)
class Silence:
    """The complete hours since the last one whose clicks had a result: when they began, and what they cost (micros)."""

    since: datetime
    spend_micros: int


@dataclass(frozen=True, slots=True, eq=False)
class Running(Moment):
    """A campaign in the course of a day. `listed` are the platform campaigns that it claims.

    `is_open`: it is known that its results have stopped.
    """

    usual: Baseline
    so_far: Today
    listed: tuple[Listed, ...]
    silence: Silence | None = None
    is_open: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it is known by this morning's look, from all its platforms."""
        of_today = self.usual.look >= self.today.toordinal()
        return of_today and not any(one.is_old(self.now) for one in self.platforms)

    @property
    def look(self) -> str:
        """The look's name: the newest answer of the day that is not over."""
        heard = self.so_far.as_of
        return heard.isoformat() if heard else f"{self.today}"


def of_running(running: Running) -> Iterator[Finding]:
    """Everything that is looked at after every poll."""
    yield stopped(running)
    yield spend_stopped(running)
    yield above_plan(running)
    yield paused(running)


def stopped(running: Running) -> Finding:
    """Money flows and nothing comes: by the account's own level, with the day that is not over yet."""
    usual, found = running.usual, blank(running, RuleKind.CONVERSIONS_STOPPED, running.look)
    signal = Verdict(usual.stop)
    if is_blind(found) or signal is Verdict.NO_DATA:
        return found
    found = replace(found, result=usual.results)
    if usual.rate <= 0:
        return replace(found, signal=Verdict.TOO_FEW, because=Reason.FEW_EVENTS)
    seen, due, spend, came = _with_today(running)
    chance = so_few(seen, due, usual.dispersion)
    tier, since, p = Tier(usual.stop_tier) if usual.stop_tier else None, usual.since, usual.stopped
    if signal is Verdict.BREACH and came > 0 and chance > SO_FEW:
        signal, tier = Verdict.FINE, None
    elif chance < SO_FEW and due >= ENOUGH and seen <= due / 10:
        p = max(stop_chance(chance), p)
        signal, since = Verdict.BREACH, usual.since or running.today.toordinal()
    elif _fell_silent(running):
        quiet = running.silence
        assert quiet is not None  # noqa: S101 - _fell_silent() has looked
        seen, spend, due = 0.0, quiet.spend_micros / MICRO, quiet.spend_micros / MICRO * usual.rate * TODAY_ARRIVES
        p = max(stop_chance(so_few(0.0, due, usual.dispersion)), p)
        signal, since = Verdict.BREACH, local_day(quiet.since, running.client.timezone).toordinal()
    if signal is Verdict.BREACH and tier is not Tier.INTERRUPT:
        tier = how_loud(p)
    settled = signal is Verdict.BREACH or (running.is_open and signal is Verdict.FINE)
    decidable = None if settled else _decidable(running)
    first = date.fromordinal(since) if since else running.today
    numbers = Numbers(
        seen=decimal(seen), expected=decimal(due), usual=decimal(due), spend=money(spend, running),
        at_risk=money(spend, running), arrived=usual.arrived, first=first,
        last=running.today if running.so_far.as_of else running.today - YESTERDAY, decidable=decidable,
    )  # fmt: skip
    if decidable is not None:
        return replace(found, signal=Verdict.TOO_FEW, because=Reason.FEW_EVENTS, numbers=numbers)
    return replace(
        found,
        signal=signal,
        because=_BECAUSE.get(signal, Reason.UNSURE),
        tier=tier if signal is Verdict.BREACH else None,
        probability=round(p, 4),
        since=first if signal is Verdict.BREACH else None,
        numbers=numbers,
    )


def _fell_silent(running: Running) -> bool:
    """By the hours of clicks: within a day, and whatever came before on that day."""
    if running.silence is None:
        return False
    due = running.silence.spend_micros / MICRO * running.usual.rate * TODAY_ARRIVES
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


def spend_stopped(running: Running) -> Finding:
    """No spend where the account's own weekdays say that there should be some; after one whole silent day already where
    there was never one and the platform says that the campaign is on."""
    usual, found = running.usual, blank(running, RuleKind.SPEND_STOPPED, running.look)
    signal, tier = Verdict(usual.silence), Tier(usual.silence_tier) if usual.silence_tier else None
    if is_blind(found) or signal is Verdict.NO_DATA:
        return found
    if running.listed and not any(one.status == "enabled" for one in running.listed):
        return replace(found, signal=Verdict.OVER, because=Reason.PAUSED)  # nothing stops that was switched off
    spends = (running.so_far.spend_micros or 0) > 0
    if spends:
        signal, tier = Verdict.FINE, None
    elif usual.silent and usual.never_silent and any(one.status == "enabled" for one in running.listed):
        signal, tier = Verdict.BREACH, Tier.INTERRUPT
    bad, first = signal is Verdict.BREACH, date.fromordinal(usual.silent) if usual.silent else None
    return replace(
        found,
        signal=signal,
        because=Reason.NO_SPEND if bad else Reason.MET if signal is Verdict.FINE else Reason.UNSURE,
        tier=tier,
        since=first if bad else None,
        numbers=Numbers(
            spend=money(0, running), usual=decimal(usual.spend_a_day), plan=money(usual.spend_a_day, running),
            at_risk=money(usual.missed, running), first=first, last=running.today - YESTERDAY,
        ),
    )  # fmt: skip


def above_plan(running: Running) -> Finding:
    """Today's spend so far against what the plan has for the whole day, and against what is usual."""
    usual, today, found = running.usual, running.so_far, blank(running, RuleKind.SPEND_ABOVE_PLAN, running.look)
    if is_blind(found) or today.as_of is None or today.spend_micros is None or not usual.planned:
        return found
    limit = max(usual.ceiling, FAR_ABOVE * usual.planned)
    # A day that was far above its plan is news until a day has passed that was not: it may have been a holiday.
    past = usual.look == running.today.toordinal() and today.spend_micros <= limit < usual.yesterday
    spent, day = (usual.yesterday, running.today - YESTERDAY) if past else (today.spend_micros, running.today)
    far, currency = usual.ceiling > 0 and spent > limit, running.client.currency
    numbers = Numbers(
        spend=Money(spent, currency), plan=Money(usual.planned, currency),
        at_risk=Money(max(0, spent - usual.planned), currency), first=day, last=day,
    )  # fmt: skip
    if far:
        bad = replace(found, signal=Verdict.BREACH, because=Reason.TOO_MUCH_SPEND, tier=Tier.INTERRUPT)
        return replace(bad, since=day, numbers=numbers)
    return replace(found, signal=Verdict.FINE, because=Reason.MET, numbers=numbers)


def paused(running: Running) -> Finding:
    """Somebody paused all of it in mid-flight, with budget left and days to spend it on."""
    usual, found = running.usual, blank(running, RuleKind.PAUSED_WITH_BUDGET, running.now.isoformat())
    if is_blind(found) or not running.listed:
        return found
    off = all(one.status in {"paused", "removed"} for one in running.listed)
    worth = running.campaign.end > running.today and usual.unspent > LEFT * usual.budget
    moments = [one.status_since for one in running.listed if one.status_since]
    since = local_day(max(moments), running.client.timezone) if moments else None
    bad, currency = off and worth, running.client.currency
    left = Money(usual.unspent, currency)
    return replace(
        found,
        signal=Verdict.BREACH if bad else Verdict.FINE,
        because=Reason.PAUSED if bad else Reason.MET,
        tier=Tier.INTERRUPT if bad else None,
        since=since if bad else None,
        numbers=Numbers(
            spend=Money(usual.budget - usual.unspent, currency), plan=left, at_risk=left, first=since,
            last=running.campaign.end,
        ),
    )  # fmt: skip
