"""Money that does not flow as planned: none, far too much, or paused with its budget left."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np

from domain.incidents.finding import Because, Finding, Numbers, Signal
from domain.incidents.troubles import Tier, Trouble
from domain.judging import spending, verdicts
from domain.judging.known import Known
from domain.money import Money
from domain.watching.parts import DAYS, YESTERDAY, blank, decimal, is_blind, known, look_of, money
from domain.watching.view import CampaignView
from domain.window import local_day

LEFT = Decimal("0.1")
"""Share of the budget that must be left for a pause to be worth a question."""


def spend_stopped(view: CampaignView) -> Finding:
    """No spend where the account's own weekdays say that there should be some; as soon as one whole day was silent,
    where the platform says that the campaign is on."""
    told = known(view, "conversions")
    found = blank(view, Trouble.SPEND_STOPPED, look_of(view))
    if is_blind(found) or not told.looks.size:
        return found
    silence = spending.silence(told)
    row = told.looks.size - 1
    verdict = verdicts.spend_stopped(silence, row)
    usual, missed = float(silence.usual[row]), float(silence.missed[row])
    spends = (view.today_so_far.spend_micros or 0) > 0
    if spends and verdict.signal is not Signal.FINE:
        verdict = replace(verdict, signal=Signal.FINE, because=Because.MET, tier=None)
    if not spends and _is_on(view) and verdict.since and _never_silent(told):
        verdict = replace(verdict, signal=Signal.BREACH, because=Because.NO_SPEND, tier=Tier.INTERRUPT)
    numbers = Numbers(
        spend=money(0, view),
        usual=decimal(usual),
        plan=money(usual, view),
        at_risk=money(missed, view),
        first=date.fromordinal(verdict.since) if verdict.since else None,
        last=view.today - YESTERDAY,
    )
    since = date.fromordinal(verdict.since) if verdict.since and verdict.signal is Signal.BREACH else None
    return replace(
        found, signal=verdict.signal, because=verdict.because, tier=verdict.tier, since=since, numbers=numbers
    )


def _is_on(view: CampaignView) -> bool:
    return any(one.status == "enabled" for one in view.listed)


def _never_silent(told: Known) -> bool:
    """Whether there was spend on every one of the four weeks' days before the last one that was spent on."""
    spend = told.effort[-1]
    flowing = np.flatnonzero(spend > 0)
    if not flowing.size:
        return False
    before = spend[max(0, flowing[-1] - DAYS + 1) : flowing[-1] + 1]
    return before.size == DAYS and bool((before > 0).all())


FAR_ABOVE = Decimal(2)
"""A day that has cost more than twice its plan before it is over is no ordinary overdelivery: platforms may spend twice
the daily budget on one day, and no more (Google Ads help: "Spending limits")."""


def above_plan(view: CampaignView) -> Finding:
    """Today's spend so far against what the plan has for the whole day, and against what is usual."""
    found = blank(view, Trouble.SPEND_ABOVE_PLAN, look_of(view))
    today, plan = view.today_so_far, _plan_of_a_day(view)
    if is_blind(found) or today.as_of is None or today.spend_micros is None or not plan:
        return found
    spent = today.spend_micros
    usual = _most_in_a_day(view)
    far = spent > FAR_ABOVE * plan and spent > 2 * usual
    numbers = Numbers(
        spend=Money(spent, view.client.currency),
        plan=Money(plan, view.client.currency),
        at_risk=Money(max(0, spent - plan), view.client.currency),
        first=view.today,
        last=view.today,
    )
    if far:
        bad = replace(found, signal=Signal.BREACH, because=Because.TOO_MUCH_SPEND, tier=Tier.INTERRUPT)
        return replace(bad, since=view.today, numbers=numbers)
    return replace(found, signal=Signal.FINE, because=Because.MET, numbers=numbers)


def _plan_of_a_day(view: CampaignView) -> int:
    """Micros of the client's currency: the flight's even day."""
    budget = view.campaign.budget
    planned = view.rates.convert(budget.micros, budget.currency, view.client.currency, view.today)
    return planned // view.flight.days if planned and view.flight.days else 0


def _most_in_a_day(view: CampaignView) -> int:
    """The usual day of the last four weeks, in micros."""
    if not view.triangle.looks:
        return 0
    spend = view.triangle.spend_micros[-1][-DAYS:]
    flowing = spend[~np.isnan(spend) & (spend > 0)]
    return int(np.median(flowing)) if flowing.size else 0


def paused(view: CampaignView) -> Finding:
    """Somebody paused all of it in mid-flight, with budget left and days to spend it on."""
    found = blank(view, Trouble.PAUSED_WITH_BUDGET, view.now.isoformat())
    if is_blind(found) or not view.listed:
        return found
    off = all(one.status in {"paused", "removed"} for one in view.listed)
    pace = view.pace
    unspent = pace.budget.micros - pace.spent.micros
    left = (view.campaign.end - view.today).days + 1
    worth = left > 1 and unspent > LEFT * pace.budget.micros
    moments = [one.status_since for one in view.listed if one.status_since]
    since = local_day(max(moments), view.client.timezone) if moments else None
    signal = Signal.BREACH if off and worth else Signal.FINE
    return replace(
        found,
        signal=signal,
        because=Because.PAUSED if signal is Signal.BREACH else Because.MET,
        tier=Tier.INTERRUPT if signal is Signal.BREACH else None,
        since=since if signal is Signal.BREACH else None,
        numbers=Numbers(
            spend=pace.spent, plan=Money(unspent, pace.budget.currency), at_risk=Money(unspent, pace.budget.currency),
            first=since, last=view.campaign.end,
        ),
    )  # fmt: skip
