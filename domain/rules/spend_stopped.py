"""No spend where the account's own weekdays say that there should be some."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.rule_kinds import RuleKind, Tier
from domain.rules.inputs import Running
from domain.rules.parts import YESTERDAY, blank, decimal, is_blind, money
from domain.rules.rule import Chart, Nature, Rule, broke_together

KIND = RuleKind("spend_stopped")


def spend_stopped(running: Running) -> Finding:
    """No spend where the account's own weekdays say that there should be some; after one whole silent day already where
    there was never one and the platform says that the campaign is on. What is not spent is not at risk."""
    usual, found = running.usual, blank(running, KIND, running.look)
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
    if signal is Verdict.BREACH and usual.look < running.today.toordinal():
        signal, tier = Verdict.DOUBT, None  # nobody has looked at yesterday yet: it may have begun again
    bad, first = signal is Verdict.BREACH, date.fromordinal(usual.silent) if usual.silent else None
    return replace(
        found,
        signal=signal,
        because=Reason.NO_SPEND if bad else Reason.MET if signal is Verdict.FINE else Reason.UNSURE,
        tier=tier,
        since=first if bad else None,
        numbers=Numbers(
            spend=money(0, running), usual=decimal(usual.spend_a_day), plan=money(usual.spend_a_day, running),
            first=first, last=running.today - YESTERDAY,
        ),
    )  # fmt: skip


def _of_running(running: Running) -> Iterator[Finding]:
    yield spend_stopped(running)


RULE = Rule(
    kind=KIND,
    evidence=Running,
    evaluate=_of_running,
    nature=Nature.DELIVERY,
    inhibits=frozenset({Nature.RESULTS, Nature.DRIFT}),
    alike=broke_together,
    chart=Chart.SPEND,
    done=("payment", "review", "resumed", "bids"),
)
