"""`target propose`: goals to start from, each with a button that sets it and keeps where it came from."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from commands import actions, router
from commands.context import MessageRef
from domain.words import Origin
from storage.directory import campaigns, channels
from storage.facts import fx
from tests.commands.conftest import NOW, PLACES, TODAY

SOURCE = MessageRef("C0ACMEINT", "1763283600.000100", ephemeral=True)
INDUSTRY = 'target propose otono industry:"Real Estate"'


@pytest.fixture
def dollars(world):
    fx.save(world.session, "USD", {TODAY - timedelta(days=3): Decimal("0.90")})
    return world


def buttons(reply) -> list[dict]:
    return [block["accessory"] for block in reply.message.blocks if "accessory" in block]


@pytest.mark.parametrize("locale", ["en", "es", "ca"])
@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("proposals", "target propose acme-otono"),
        ("proposals_industry", INDUSTRY),
        ("proposals_unknown_industry", "target propose acme-otono industry:astrology"),
        ("proposals_none", "target propose acme-navidad industry:astrology"),
    ],
)
def test_the_proposals_as_recorded(name, line, locale, dollars, golden) -> None:
    bound = channels.get(dollars.session, PLACES["internal"].channel_id)
    channels.bind(dollars.session, replace(bound, locale=locale), "U0ADMIN", NOW)
    golden(name, router.dispatch(dollars.ctx("manager", "internal", locale), line).message, locale=locale)


@pytest.mark.parametrize(
    "line", ["target propose otono", "target otono propose", "objetivo proponer otoño", "objectiu proposar otono"]
)
def test_it_is_asked_for_in_three_languages(line, dollars) -> None:
    assert buttons(router.dispatch(dollars.ctx(), line))


def test_a_button_sets_the_goal_and_keeps_where_it_came_from(dollars) -> None:
    ctx = dollars.ctx()
    offered = {tuple(button["value"].split()[:3:2]): button for button in buttons(router.dispatch(ctx, INDUSTRY))}
    for kpi, origin in (("cpl", Origin.INDUSTRY), ("ctr", Origin.OWN_HISTORY)):
        button = offered[origin.value, kpi]
        reply = actions.dispatch(ctx, button["action_id"], button["value"], SOURCE)
        assert reply.done
        goal = next(g for g in campaigns.get(dollars.session, "acme-otono").goals if g.kpi == kpi)
        assert goal.origin is origin


@pytest.mark.parametrize(
    "value",
    ["", "agreed acme-otono cpl < 1 EUR", "industry beta-rebaixes cpl < 1 EUR", "industry acme-otono", "industry x"],
)
def test_what_a_button_carries_is_decided_anew(value, dollars) -> None:
    before = campaigns.get(dollars.session, "acme-otono").goals
    reply = actions.dispatch(dollars.ctx("manager", "internal"), "vigia.proposal.0", value, SOURCE)
    assert not reply.done
    assert campaigns.get(dollars.session, "acme-otono").goals == before


@pytest.mark.parametrize(("person", "place"), [("client", "client_channel"), ("manager", "client_channel")])
def test_nothing_is_proposed_where_the_clients_people_read(person, place, dollars) -> None:
    reply = router.dispatch(dollars.ctx(person, place), "target propose otono")
    assert not reply.done
    assert not buttons(reply)


def test_who_may_not_change_goals_sees_them_without_buttons(dollars) -> None:
    assert not buttons(router.dispatch(dollars.ctx("member"), "target propose otono"))


def test_a_table_that_cannot_be_read_is_said(dollars, tmp_path) -> None:
    reply = router.dispatch(dollars.ctx(benchmarks=str(tmp_path / "none.csv")), "target propose otono")
    assert "VIGIA_BENCHMARKS" in reply.message.text
