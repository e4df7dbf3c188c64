"""A rule tried on the past: what would have been told, on the observations that were there."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from commands.campaigns import Chosen
from commands.context import Context
from domain.detection.setting import DEFAULT
from domain.entities import Goal
from domain.incidents.finding import Reason
from domain.incidents.rule_kinds import RuleKind, Tier
from domain.kpi import get
from domain.rules import off_target
from domain.rules.backtest import Tried, tried
from domain.rules.parts import YESTERDAY
from domain.rules.replaying import Morning, Told
from domain.track import Fired, Trial, TrialDay
from insights import gather
from storage.alerts.rules import RuleSetting
from templates.cards import trial as cards

DAYS = 60
WEEK = 7


@dataclass(frozen=True, slots=True)
class Attempt:
    """A rule and what it would have told, on so many days of the campaign that were `asked` for."""

    goal: Goal
    found: Tried
    asked: int

    def fired(self) -> tuple[Fired, ...]:
        """The alerts there would have been, each with its end."""
        return tuple(_fired(self.found.told))


def attempt(ctx: Context, chosen: Chosen, goal: Goal, setting: RuleSetting, days: int = DAYS) -> Attempt | None:
    """The rule on every morning of the last `days`; None where there is nothing to try it on."""
    known = gather.newest(ctx.session, chosen.client, chosen.campaign, ctx.now)
    if known is None:
        return None
    today = ctx.today(chosen.client)
    found = tried(known, goal, today - timedelta(days=days), gather.wish(setting, ctx.now))
    run = chosen.campaign
    asked = min(today, run.end + YESTERDAY) - max(today - timedelta(days=days), run.start)
    return Attempt(goal, found, asked.days) if found else None


def card(
    chosen: Chosen, goal: Goal, one: Attempt | None, enable: str = "", said: tuple[Fired, ...] | None = None
) -> cards.Tried:
    """A rule as the card of trials takes it; `one` is None where there was nothing to try it on.

    `said` are its alerts where they are known better than from its series.
    """
    kpi = get(goal.kpi)
    trial = Trial(
        kpi=kpi.key,
        currency=chosen.client.currency,
        days=tuple(_day(one, morning) for morning in one.found.mornings) if one else (),
        interrupt=DEFAULT.interrupt,
        digest=DEFAULT.digest,
        target=goal.target,
        fired=said if said is not None else one.fired() if one else (),
    )
    return cards.Tried(
        chosen.client,
        chosen.campaign,
        off_target.KIND,
        trial,
        detail=kpi.key,
        goal=goal,
        enable=enable,
        asked=one.asked if one else 0,
        watched=one.found.watched if one else None,
    )


def _day(one: Attempt, morning: Morning) -> TrialDay:
    """The morning, with the KPI over the seven days before it as they are known by now."""
    return TrialDay(date.fromordinal(morning.look), morning.probability, lately(one, morning.look))


def lately(one: Attempt, look: int) -> Decimal | None:
    """The KPI over the seven days before a morning, as they are known by now; None where there were no results."""
    known = one.found.series.known
    mine = (known.days >= look - WEEK) & (known.days < look)
    results, effort = (float(np.nansum(grid[-1][mine])) for grid in (known.results, known.effort))
    kpi = get(one.goal.kpi)
    cost = kpi.numerator == "spend"
    top, bottom = (effort * kpi.per, results) if cost else (results, effort)
    return Decimal(repr(round(top / bottom, 6))) if bottom > 0 else None


def _fired(told: tuple[Told, ...]) -> list[Fired]:
    """Alerts as they would have begun, and ended where they did."""
    open_now: dict[RuleKind, int] = {}
    found: list[Fired] = []
    for one in told:
        day = date.fromordinal(one.look)
        if not one.fires:
            at = open_now.pop(one.trouble, None)
            if at is not None:
                found[at] = replace(found[at], over=day, is_late=one.because is Reason.LATE_RESULTS)
        elif one.trouble in open_now:
            at = open_now[one.trouble]
            if one.tier is Tier.INTERRUPT and found[at].tier is Tier.DIGEST:
                found[at] = replace(found[at], tier=one.tier, probability=one.probability)
        else:
            open_now[one.trouble] = len(found)
            since = date.fromordinal(one.since) if one.since else None
            found.append(Fired(day, one.tier, since, one.probability))
    return found
