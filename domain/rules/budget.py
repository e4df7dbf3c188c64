"""A budget that runs out: the flight will cost more than it may, already has, or will too soon."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.rule_kinds import RuleKind, Tier
from domain.money import Money
from domain.pacing.pace import PaceVerdict
from domain.rules.inputs import CampaignEvidence, Running
from domain.rules.parts import YESTERDAY, at_home, blank, course, is_blind, is_read, morning
from domain.rules.rule import Chart, Nature, Rule

KIND = RuleKind("budget")
BEYOND = Decimal("1.1")
"""From which multiple of the budget on the lower end of what is projected interrupts."""
NEARLY, LEFT = Decimal("0.8"), Decimal("0.3")
"""Share that is spent while more than that share of the days remains: a line in the digest."""
RESTS = 2
"""Days without spend after which nothing more runs over."""
AGAIN = 3
"""Working days until it is told again, while nobody answers."""


def budget(view: CampaignEvidence) -> Finding:
    """Where the money of the flight stands this morning: on the last day too, of which some is left; on the morning
    after it is over, with what was spent of the budget."""
    found = blank(view, KIND, morning(view))
    pace = view.pace
    if is_blind(found) or not pace.budget.micros or pace.verdict in {PaceVerdict.NO_DATA, PaceVerdict.NOT_STARTED}:
        return found
    found = replace(found, numbers=_numbers(view))
    ended = pace.verdict is PaceVerdict.ENDED
    if pace.spent.micros >= pace.budget.micros and not ended:
        return _spent(view, found)
    if not is_read(view):  # half a sum misleads, but never to more than there was
        return replace(found, numbers=Numbers())
    if ended:
        return replace(found, signal=Verdict.OVER, because=Reason.ENDED)
    low = pace.low.micros if pace.low else 0
    left = Decimal(_days_left(view)) / view.flight.days
    if low > BEYOND * pace.budget.micros:
        return _breach(found, Reason.AHEAD_OF_PLAN, Tier.INTERRUPT)
    if pace.spent.micros >= NEARLY * pace.budget.micros and left > LEFT:
        return _breach(found, Reason.NEARLY_SPENT, Tier.DIGEST, _day_of(view, NEARLY))
    if low > pace.budget.micros:
        return replace(found, signal=Verdict.DOUBT, because=Reason.UNSURE)
    return replace(found, signal=Verdict.FINE, because=Reason.MET)


def _spent(view: CampaignEvidence, found: Finding) -> Finding:
    """All of it is gone: bad while money still flows. What flows no more is over, which mends nothing."""
    lately = (view.pace.spent_by_day.get(view.today - timedelta(days=n), 0) for n in range(1, RESTS + 1))
    if not any(lately):
        return replace(found, signal=Verdict.OVER, because=Reason.NO_SPEND)
    return _breach(found, Reason.SPENT, Tier.INTERRUPT, _day_of(view, Decimal(1)))


def _breach(found: Finding, because: Reason, tier: Tier, since: date | None = None) -> Finding:
    return replace(found, signal=Verdict.BREACH, because=because, tier=tier, since=since)


def _days_left(view: CampaignEvidence) -> int:
    """Days of the flight that are not over, today with them."""
    return max(0, (view.campaign.end - view.today).days + 1)


def _day_of(view: CampaignEvidence, share: Decimal) -> date | None:
    """The day on which that share of the budget was spent."""
    spent, due = 0, share * view.pace.budget.micros
    for day in sorted(one for one in view.pace.spent_by_day if one in view.flight):
        spent += view.pace.spent_by_day[day]
        if spent >= due:
            return day
    return None


def _numbers(view: CampaignEvidence) -> Numbers:
    pace = view.pace
    over = max(pace.spent.micros, pace.projected.micros) - pace.budget.micros
    return replace(
        course(pace),
        plan=pace.budget,
        at_risk=at_home(view, max(0, over)),
        first=view.campaign.start,
        last=view.campaign.end if _days_left(view) else view.today - YESTERDAY,
    )


def evaluate(view: CampaignEvidence) -> Iterator[Finding]:
    yield budget(view)


def meanwhile(running: Running) -> Iterator[Finding]:
    """All of it is gone in the course of a day: whatever was left when the day began, with days still to come."""
    usual, today, found = running.usual, running.so_far.spend_micros, blank(running, KIND, running.look)
    if is_blind(found) or today is None or not 0 < usual.unspent <= today or running.today >= running.campaign.end:
        return
    currency, spent = running.client.currency, usual.budget - usual.unspent + today
    numbers = Numbers(
        target=Decimal(usual.budget),
        spend=Money(spent, currency),
        plan=Money(usual.budget, currency),
        at_risk=Money(max(0, spent - usual.budget), currency),
        first=running.campaign.start,
        last=running.campaign.end,
    )
    yield _breach(replace(found, numbers=numbers), Reason.SPENT, Tier.INTERRUPT, running.today)


RULE = Rule(
    kind=KIND,
    evidence=CampaignEvidence,
    evaluate=evaluate,
    nature=Nature.SPEND,
    meanwhile=meanwhile,
    inhibits=frozenset({"off_pace"}),
    looks_until_over=1,  # another budget is another look at once, and ends it
    chart=Chart.PLANNED,
    done=("budget", "paused", "bids", "meant"),
    told_again=AGAIN,
)
