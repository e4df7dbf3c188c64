"""A platform campaign that spends and belongs to no campaign of ours: nobody watches what it costs."""

from collections.abc import Iterator
from dataclasses import replace

from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.rule_kinds import RuleKind, Subject, Tier
from domain.money import Money
from domain.rules.inputs import UnclaimedEvidence
from domain.rules.rule import Nature, Rule
from domain.window import local_day

KIND = RuleKind("unclaimed_spending")
WORTH_SAYING = 1_000_000
"""Micros: an unclaimed campaign that has spent less than one unit of its currency is somebody's test."""
YOUNG, LITTLE = 2, 0.01
"""Who has spent for fewer days than that, and less than that share of what the client usually spends in a day, may be
a test, or only beginning."""


def unclaimed(seen: UnclaimedEvidence) -> Iterator[Finding]:
    """One that spent before anybody looked can wait for the morning; one that begins to before our eyes cannot, once it
    is worth a word beside what the client's campaigns usually spend in a day. It is over as soon as it is off."""
    yield _unclaimed(seen)


def _unclaimed(seen: UnclaimedEvidence) -> Finding:
    client, listed, now, little = seen.client, seen.listed, seen.now, seen.usual * LITTLE
    spends = listed.spend_micros >= WORTH_SAYING
    spend = Money(max(listed.spend_micros, listed.whole_micros), listed.currency)
    at_risk = spend if listed.currency == client.currency else None
    found = Finding(
        subject=Subject(client.key, account=listed.account, entity=listed.entity_id),
        trouble=KIND,
        signal=Verdict.FINE,
        because=Reason.MET,
        look=now.isoformat(),
        name=listed.name,
        source=listed.source.value,
    )
    if listed.is_off:
        return replace(found, signal=Verdict.OVER, because=Reason.OFF)
    if not spends:
        return found
    found = replace(found, since=listed.since, numbers=Numbers(spend=spend, at_risk=at_risk))
    small = at_risk is not None and listed.spend_micros < little
    if small and listed.since is not None and (local_day(now, client.timezone) - listed.since).days < YOUNG:
        return replace(found, signal=Verdict.DOUBT, because=Reason.UNSURE)
    tier = Tier.DIGEST if listed.before or small else Tier.INTERRUPT
    return replace(found, signal=Verdict.BREACH, because=Reason.UNCLAIMED, tier=tier)


RULE = Rule(
    kind=KIND,
    evidence=UnclaimedEvidence,
    evaluate=unclaimed,
    nature=Nature.UNCLAIMED,
    done=("adopted", "paused", "meant"),
)
