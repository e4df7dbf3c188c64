"""Far too much spend in one day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.rule_kinds import RuleKind, Tier
from domain.money import Money
from domain.pacing.judgement import TOLERANCE
from domain.rules.inputs import Running
from domain.rules.parts import YESTERDAY, blank, is_blind
from domain.rules.rule import Chart, Nature, Rule, broke_together

KIND = RuleKind("spend_above_plan")
FAR_ABOVE = 2
"""Less than twice the plan of a day is ordinary overdelivery: platforms may spend twice the daily budget on one day,
and no more (Google Ads help: "Spending limits"). Beyond it the campaign's own scatter decides: `Pace.ceiling`."""


def above_plan(running: Running) -> Finding:
    """Today's spend so far against what the plan has for the whole day, and against what is usual."""
    usual, today, found = running.usual, running.so_far, blank(running, KIND, running.look)
    if is_blind(found) or today.as_of is None or today.spend_micros is None or not usual.planned:
        return found
    limit = max(usual.ceiling, FAR_ABOVE * usual.planned)
    past = usual.look == running.today.toordinal() and _is_of_yesterday(running, today.spend_micros, limit)
    spent, day = (usual.yesterday, running.today - YESTERDAY) if past else (today.spend_micros, running.today)
    far, currency = usual.ceiling > 0 and spent > limit, running.client.currency
    plan = (_told(running, day) if far else 0) or (usual.planned_before if past else usual.planned)
    numbers = Numbers(
        spend=Money(spent, currency), plan=Money(plan, currency),
        at_risk=Money(max(0, spent - plan), currency), first=day, last=day,
    )  # fmt: skip
    if far:
        bad = replace(found, signal=Verdict.BREACH, because=Reason.TOO_MUCH_SPEND, tier=Tier.INTERRUPT)
        return replace(bad, since=day, numbers=numbers)
    return replace(found, signal=Verdict.FINE, because=Reason.MET, numbers=numbers)


def _is_of_yesterday(running: Running, spent: int, limit: float) -> bool:
    """Whether it is yesterday that is to be told of. A day that was far above its plan is news until a day has passed
    that was not: it may have been a holiday. And what was told is not within its plan again by a few hours of a day."""
    usual, before = running.usual, running.usual.planned_before
    if spent <= limit < usual.yesterday:
        return True
    return KIND in running.standing and spent <= usual.planned and usual.yesterday > before * (1 + TOLERANCE) > 0


def _told(running: Running, day: date) -> int:
    """What the plan had for that day when it was judged first, in micros; 0 where it was not. The plan goes by what
    weekdays cost, and every day that is over changes it a little."""
    before = running.standing.get(KIND)
    told = before.numbers if before and before.signal is Verdict.BREACH else Numbers()
    return told.plan.micros if told.plan and told.first == day else 0


def _of_running(running: Running) -> Iterator[Finding]:
    yield above_plan(running)


RULE = Rule(
    kind=KIND,
    evidence=Running,
    evaluate=_of_running,
    nature=Nature.SPEND,
    inhibits=frozenset({"off_pace", "surprise"}),
    alike=broke_together,
    chart=Chart.SPEND_TODAY,
    done=("budget", "paused", "rule"),
)
