"""Incidents of the shared world: firing, with a message in the client's internal channel, or over."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from domain.incidents.conditions import State, advance
from domain.incidents.finding import Finding, Numbers, Reason, Verdict
from domain.incidents.notify_decision import NotificationState
from domain.incidents.rule_kinds import Subject, Tier
from domain.money import Money
from storage.alerts import alerts
from storage.messages import deliveries, outbox
from tests import kinds
from tests.casting import to
from tests.commands.conftest import CPL, NOW, TODAY

DEAR = Finding(
    Subject("acme", "acme-otono"),
    kinds.OFF_TARGET,
    Verdict.BREACH,
    Reason.MISSED,
    TODAY.isoformat(),
    detail="cpl",
    tier=Tier.INTERRUPT,
    probability=0.97,
    since=date(2026, 11, 12),
    since_sure=0.82,
    goal=CPL,
    result="leads",
    numbers=Numbers(
        value=Decimal(38),
        target=Decimal(25),
        seen=Decimal(61),
        expected=Decimal(93),
        usual=Decimal(93),
        spend=Money.of(2318, "EUR"),
        at_risk=Money.of(793, "EUR"),
        arrived=0.86,
        first=date(2026, 11, 12),
        last=date(2026, 11, 15),
    ),
)
STOPPED = replace(
    DEAR,
    trouble=kinds.CONVERSIONS_STOPPED,
    because=Reason.NO_RESULTS,
    detail="",
    goal=None,
    numbers=replace(DEAR.numbers, value=None, target=None, seen=Decimal(0), at_risk=Money.of(412, "EUR")),
)
FOREIGN = replace(DEAR, subject=Subject("beta", "beta-rebaixes"))


def look(world, finding=DEAR, *, after=None, hours=0):
    """One look at `hours` after the usual moment, recorded."""
    at = NOW + timedelta(hours=hours)
    state, steps = advance(after.state if after else State(), replace(finding, look=f"{TODAY} {hours}"), at)
    return alerts.record(world.session, finding, state, steps, at)


def told(world, finding=DEAR, channel="C0ACMEINT"):
    """A firing incident whose message was sent."""
    row = look(world, finding)
    made = outbox.intend(
        world.session, f"alert:{row.id}:1", to(channel), "alert", {"text": "x", "blocks": []}, at=NOW, client_key="acme"
    )
    outbox.settle_sent(world.session, made.id, "1763283600.000900", NOW)
    alerts.tell(world.session, row.id, NotificationState(Tier.INTERRUPT, NOW, 2), delivery_id=made.id)
    return alerts.get(world.session, row.id)


def over(world, finding=DEAR):
    """An incident that has come and gone."""
    fine = replace(finding, signal=Verdict.FINE, because=Reason.MET, tier=None)
    first = told(world, finding)
    return look(world, fine, after=look(world, fine, after=first, hours=1), hours=2)


def now_of(world, row):
    return alerts.get(world.session, row.id)


def in_thread(world):
    """What was written down for the incident's thread."""
    found = [deliveries.get(world.session, n) for n in range(1, 30)]
    return [one for one in found if one and one.thread_of]
