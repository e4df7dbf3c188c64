"""Spending that is nobody's: adopted or left aside from its alert, the digest and Home."""

from dataclasses import replace

import pytest

from commands import actions, home
from commands.context import MessageRef
from domain.incidents.conditions import Condition
from domain.incidents.finding import Numbers, Reason
from domain.incidents.rule_kinds import Subject
from domain.money import Money
from notifiers import due_notifications
from storage.alerts import alerts
from storage.db import audit
from storage.directory import campaigns
from storage.facts import health
from storage.messages import deliveries
from templates.cards import buttons
from tests import kinds
from tests.commands.alerting import DEAR, now_of, told
from tests.commands.conftest import NOW, TODAY
from tests.commands.test_verbs import answered, said

CARD = MessageRef("C0ACMEINT", "1763283600.000900")
NOBODYS = replace(
    DEAR,
    subject=Subject("acme", account=1, entity="119"),
    trouble=kinds.UNCLAIMED_SPENDING,
    because=Reason.UNCLAIMED,
    detail="",
    goal=None,
    probability=None,
    result="",
    numbers=Numbers(spend=Money.of(300, "EUR"), at_risk=Money.of(300, "EUR")),
    name="Marca sin dueño",
    source="google_ads",
)


def press(ctx, action_id, row, source=CARD):
    return answered(actions.dispatch(ctx, action_id, str(row.id), source))


def free(world):
    return [one.entity_id for one in health.unclaimed(world.session, "acme", TODAY)]


def test_the_alert_and_home_offer_to_adopt_or_ignore(ctx, world):
    row = told(world, NOBODYS)
    shown = str(home.home(ctx("manager", "home")))
    assert buttons.ADOPT in shown
    assert buttons.IGNORE in shown
    alerts.touch(world.session, row.id)
    due_notifications.catch_up(world.session, "acme", NOW)
    edited = [one for n in range(1, 20) if (one := deliveries.get(world.session, n)) and one.edits]
    assert buttons.ADOPT in str(edited[-1].payload)


def test_adopting_from_the_alert_makes_a_campaign_and_ends_the_alert(ctx, world):
    row = told(world, NOBODYS)
    assert "119" in free(world)
    reply = press(ctx(), buttons.ADOPT, row)
    assert reply.done
    assert "Marca sin dueño" in said(reply)
    made = campaigns.get(world.session, "acme-marca-sin-dueno")
    assert made is not None
    assert made.owner == "U0MAYA"
    after = now_of(world, row)
    assert (after.state.condition, after.finding.because) == (Condition.OK, Reason.CLAIMED)
    assert [one.id for one in alerts.touched(world.session)] == [row.id]
    assert not press(ctx(), buttons.ADOPT, row).done


def test_what_is_ignored_is_told_of_no_more_and_can_still_be_adopted(ctx, world):
    row = told(world, NOBODYS)
    assert "/campaign adopt" in said(press(ctx(), buttons.IGNORE, row))
    after = now_of(world, row)
    assert (after.state.condition, after.finding.because) == (Condition.OK, Reason.IGNORED)
    assert "119" not in free(world)
    (noted,) = [one for one in audit.recent(world.session) if one.what == "unclaimed.ignored"]
    assert noted.actor == "U0MAYA"
    assert "119" in [one.campaign.entity_id for one in campaigns.unclaimed(world.session, "acme")]
    assert answered(actions.dispatch(ctx(), "vigia.adopt.take.0", "1:119", CARD)).done


@pytest.mark.parametrize("action_id", [buttons.ADOPT, buttons.IGNORE])
@pytest.mark.parametrize(
    ("person", "place"),
    [("client", "client_channel"), ("member", "internal"), ("other_manager", "direct"), ("manager", "client_channel")],
)
def test_nobody_else_can(action_id, person, place, ctx, world):
    row = told(world, NOBODYS)
    assert not press(ctx(person, place), action_id, row).done
    assert "119" in free(world)
