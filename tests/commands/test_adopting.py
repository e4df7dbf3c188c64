"""A campaign that is adopted: whether its client may see it, and what counts of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from commands import actions, router
from commands.context import MessageRef
from domain.entities import Subscription
from domain.facts import AccountBudget, AccountInfo
from domain.money import MICRO
from domain.results import Action, ResultKind
from domain.words import Audience
from notifiers import updates
from storage.directory import accounts, campaigns, channels, clients
from storage.facts import performance
from templates.cards.adopt import HIDE, SHOW, TAKE
from templates.cards.results import EDIT
from tests.commands.conftest import NOW, TODAY, _row

SOURCE = MessageRef("D0MAYA", "1763283600.000100", ephemeral=True)
FOUND = "1:119"
"""Acme's account, and a campaign in it that nobody has claimed: Marca sin dueño."""


def adopted(world):
    reply = actions.dispatch(world.ctx("manager", "direct"), f"{TAKE}.0", FOUND, SOURCE)
    (made,) = [one for one in campaigns.of_client(world.session, "acme") if one.name == "Marca sin dueño"]
    return reply.message, made


def read_in(world, place, person="manager"):
    return router.dispatch(world.ctx(person, place), "list").message.text


def update(world, slack_id):
    channel, client = channels.get(world.session, slack_id), clients.get(world.session, "acme")
    notice = updates.compose(
        world.session, Subscription(slack_id, "status", "daily 09:00"), channel, client, NOW, TODAY
    )
    return str(notice.message.to_json())


def test_until_somebody_says_so_its_client_does_not_see_it(world):
    message, made = adopted(world)
    assert made.hidden
    assert "May Clínica Acme see it?" in str(message.blocks)
    for person in ("client", "manager"):
        assert "Marca" not in read_in(world, "client_channel", person)
        asked = router.dispatch(world.ctx(person, "client_channel"), f"status {made.key}")
        assert not asked.done or "Marca" not in str(asked.message)
    assert "Marca" in read_in(world, "internal")
    assert "Marca" not in update(world, "C0ACME")
    assert "Marca" in update(world, "C0ACMEINT")


def test_a_press_shows_it_and_another_hides_it(world):
    _, made = adopted(world)
    here = world.ctx("manager", "direct")
    assert actions.dispatch(here, SHOW, made.key, SOURCE).done
    assert "Marca" in read_in(world, "client_channel", "client")
    assert "Marca" in update(world, "C0ACME")
    assert actions.dispatch(world.ctx("manager", "direct"), HIDE, made.key, SOURCE).done
    assert "Marca" not in read_in(world, "client_channel", "client")
    assert not actions.dispatch(world.ctx("manager", "direct"), HIDE, made.key, SOURCE).done


@pytest.mark.parametrize(
    ("person", "place"), [("client", "client_channel"), ("member", "internal"), ("other_manager", "direct")]
)
def test_only_its_managers_may_show_it(world, person, place):
    _, made = adopted(world)
    assert not actions.dispatch(world.ctx(person, place), SHOW, made.key, SOURCE).done
    assert campaigns.get(world.session, made.key).hidden


def test_what_it_has_recorded_is_asked_about(world):
    told = (Action("messaging", 8 * MICRO, 0, "", ResultKind.LEAD),)
    day = TODAY - timedelta(days=2)
    performance.upsert(world.session, 1, [_row("119", day, 1, "EUR")._replace(actions=told)], NOW)
    message, made = adopted(world)
    values = {e["action_id"]: e.get("value") for b in message.blocks if b["type"] == "actions" for e in b["elements"]}
    assert values[EDIT] == f"campaign:{made.key}"
    assert "8 conversations" in str(message.blocks)


def test_the_view_decides_who_sees_it(world):
    _, made = adopted(world)
    assert [made.is_seen_by(view) for view in Audience] == [True, False]


def test_the_accounts_budget_is_named_where_the_campaign_has_none(world):
    found = campaigns.unclaimed(world.session, "acme")
    performance.list_campaigns(
        world.session, 1, [replace(one.campaign, budget_micros=None, budget_period="") for one in found]
    )
    info = AccountInfo("1", "", "EUR", "Europe/Madrid", budget=AccountBudget(5_000 * MICRO, 3_210 * MICRO))
    accounts.describe(world.session, 1, info, NOW)
    text = str(router.dispatch(world.ctx("manager", "direct"), "adopt").message.text).replace("\xa0", " ")
    assert "no budget of its own; its account’s is €5,000, €3,210 of it spent" in text


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (500, "The account at Google Ads has €500 left of its own budget: used up about"),
        (0, "The account at Google Ads has used up its own budget: nothing more is spent there."),
        (90_000, ""),
    ],
)
def test_the_pace_says_what_the_account_itself_may_still_spend(world, left, said):
    info = AccountInfo("1", "", "EUR", "Europe/Madrid", budget=AccountBudget((1_000 + left) * MICRO, 1_000 * MICRO))
    accounts.describe(world.session, 1, info, NOW)
    text = str(router.dispatch(world.ctx("manager", "direct"), "pace acme-otono").message.text).replace("\xa0", " ")
    assert said in text
    assert ("of its own budget" in text or "its own budget:" in text) is bool(said)
    assert ("would use the budget exactly" in text) is (left > 1_000), text
