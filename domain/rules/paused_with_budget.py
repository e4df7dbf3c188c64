"""A pause in mid-flight, with budget left and days to spend it on."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.rule_kinds import RuleKind, Tier
from domain.money import Money
from domain.rules.inputs import Running
from domain.rules.parts import blank, is_blind
from domain.rules.rule import Chart, Nature, Rule, broke_together
from domain.window import local_day

KIND = RuleKind("paused_with_budget")
LEFT = Decimal("0.1")
"""Share of the budget that must be left for a pause to be worth a question."""


def paused(running: Running) -> Finding:
    """Somebody paused all of it in mid-flight, with budget left and days to spend it on."""
    usual, found = running.usual, blank(running, KIND, running.now.isoformat())
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
            spend=Money(usual.budget - usual.unspent, currency), plan=left, first=since,
            last=running.campaign.end,
        ),
    )  # fmt: skip


def _of_running(running: Running) -> Iterator[Finding]:
    yield paused(running)


RULE = Rule(
    kind=KIND,
    evidence=Running,
    evaluate=_of_running,
    nature=Nature.DELIVERY,
    inhibits=frozenset({Nature.RESULTS, Nature.DRIFT, "spend_stopped"}),
    alike=broke_together,
    chart=Chart.SPEND,
    done=("meant", "resumed"),
)
