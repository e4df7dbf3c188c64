"""The list: numbers on every row, its order, its pages, and a client's own."""

from dataclasses import replace
from datetime import timedelta

import pytest

from commands import actions, router
from commands.context import MessageRef
from domain.facts import PerformanceRow
from domain.money import Money
from domain.words import Level
from storage.directory import accounts, campaigns, clients
from storage.facts import performance
from templates import limits
from templates.cards.listing import MOST
from tests.commands.alerting import DEAR, told
from tests.commands.conftest import NOW, TODAY

PRESSED = MessageRef("D0MAYA", "1.1", ephemeral=True)


def listed(reply):
    """The names of the campaigns in their order, below the clients that stand above them."""
    assert limits.check(reply.message) == []
    heads = [one["text"]["text"] for one in reply.message.blocks[1:] if one["type"] in {"header", "section"}]
    return [head.split("\n")[0].replace("*", "") for head in heads]


def turns(reply):
    """By what a button below the list says, the line that it runs."""
    row = next((one for one in reply.message.blocks if one["type"] == "actions"), {"elements": []})
    return {one["text"]["text"]: one["value"] for one in row["elements"]}


def many(world, count):
    base = campaigns.get(world.session, "acme-otono")
    for n in range(count):
        campaigns.save(world.session, replace(base, key=f"acme-{n}", name=f"Serie {n:02}", matches=()), "U", NOW)


def test_a_row_has_spend_its_kpi_beside_the_goal_the_budget_totals_and_alerts(world):
    told(world)
    text = router.dispatch(world.ctx("manager", "direct"), "list acme").message.text
    numbers = "Spend: €1,078 · Cost per lead: €30.80 (goal < €25) · Budget: 55% of €12,000 spent · 195 of 300 leads"
    assert numbers.replace("<", "&lt;") in text
    assert "*Alert:* Cost per lead" in text


def test_a_client_reads_neither_budget_nor_alerts_in_it(world):
    told(world)
    text = router.dispatch(world.ctx("client", "client_channel"), "list").message.text
    assert "Inversión: 1.078" in text
    assert "Presupuesto" not in text
    assert "Alerta" not in text


def test_those_of_a_client_stand_together_below_its_name(world):
    found = listed(router.dispatch(world.ctx("admin", "direct"), "list"))
    assert found.index("Zenit Botigues") + 1 == found.index("Rebaixes tardor")
    assert set(found[found.index("Clínica Acme") + 1 :]) >= {"Otoño leads", "Invierno", "Navidad"}
    only = listed(router.dispatch(world.ctx("admin", "direct"), 'list client:"Zenit Botigues"'))
    assert only == ["Rebaixes tardor"]


@pytest.mark.parametrize("line", ["list sort:money", "lista orden:inversión", "llista per inversió"])
def test_what_cost_most_can_stand_first(line, world):
    account = accounts.of_client(world.session, "acme")[0]
    dear = PerformanceRow(Level.CAMPAIGN, "112", TODAY - timedelta(days=1), "", "", "EUR", 9, 9, 10**10, 0, 0, 0)
    performance.upsert(world.session, account.id, [dear], NOW)
    assert listed(router.dispatch(world.ctx("manager", "direct"), line))[0] == "Invierno"
    assert listed(router.dispatch(world.ctx("manager", "direct"), "list sort:name")) == [
        "Invierno",
        "Navidad",
        "Otoño leads",
    ]


def test_the_worst_stands_first_whoever_is_asked_about_it(world):
    """`¿cuál es la peor campaña?` was answered with a page of the client whose open alert weighed most."""
    many(world, MOST)
    for line in ("list sort:trouble", "¿cuál es la peor campaña?", "quina és la pitjor campanya?"):
        found = listed(router.dispatch(world.ctx("admin", "direct"), line))
        assert "Clínica Acme · Otoño leads" in found, line
        assert found[0] != "Clínica Acme", line
    assert "Clínica Acme" in listed(router.dispatch(world.ctx("admin", "direct"), "list"))


def test_nothing_of_it_tells_a_client_what_was_spent_where_it_may_not_see_that(world):
    account = accounts.of_client(world.session, "acme")[0]
    dear = PerformanceRow(Level.CAMPAIGN, "111", TODAY - timedelta(days=1), "", "", "EUR", 9, 9, 10**10, 0, 0, 0)
    performance.upsert(world.session, account.id, [dear], NOW)
    clients.save(world.session, replace(clients.get(world.session, "acme"), show=("budget",)), "U", NOW)
    assert "Presupuesto" in router.dispatch(world.ctx("client", "client_channel"), "list").message.text
    assert listed(router.dispatch(world.ctx("client", "client_channel"), "list sort:money"))[0] == "Otoño leads"
    for key in ("acme-otono", "acme-invierno"):
        kept = replace(campaigns.get(world.session, key), client_kpis=("leads",), goals=())
        campaigns.save(world.session, kept, "U", NOW)
    for line in ("list sort:money", "list"):
        reply = router.dispatch(world.ctx("client", "client_channel"), line)
        assert listed(reply)[0] == "Invierno", "as they are known, by name"
        assert "Presupuesto" not in reply.message.text, "its share would be what was spent"
    first = router.dispatch(world.ctx("client", "client_channel"), "status").message
    assert "Invierno" in first.blocks[0]["text"]["text"]
    by_money = router.dispatch(world.ctx("client", "client_channel"), "status client:acme").message.text
    assert by_money.index("Invierno") < by_money.index("Otoño")


def test_an_order_that_there_is_not_is_refused_with_an_example(world):
    here = world.ctx("manager", "direct", "es")
    assert "orden:inversión" in router.dispatch(here, "lista orden:color").message.text
    for page in ("0", "x", "1001", "²"):
        assert "página:2" in router.dispatch(here, f"lista página:{page}").message.text


def test_pages_hold_every_campaign_once_and_their_buttons_turn_them(world):
    many(world, 2 * MOST)
    here, seen, line = world.ctx("manager", "direct"), [], "list sort:name"
    for n in range(3):
        reply = actions.dispatch(here, "vigia.run.after", line, PRESSED)
        seen += listed(reply)
        assert reply.replace
        assert (turns(reply).get("Previous page") is None) == (n == 0)
        line = turns(reply).get("Next page")
    assert line is None
    assert len(seen) == len(set(seen)) == 2 * MOST + 3
    assert "page 3 of 3" in reply.message.text
    beyond = router.dispatch(here, "list sort:name page:9")
    assert listed(beyond) == listed(reply), "the last there is"


def test_very_long_names_of_many_clients_still_make_a_message_that_slack_takes(world):
    base = campaigns.get(world.session, "acme-otono")
    for n in range(MOST):
        long = replace(base, key=f"acme-{n}", name=f"{n} <!channel> " * 12, budget=Money.of(10**9, "EUR"))
        campaigns.save(world.session, long, "U", NOW)
        told(world, replace(DEAR, subject=replace(DEAR.subject, campaign=long.key)))
    reply = router.dispatch(world.ctx("admin", "direct"), "list")
    assert limits.check(reply.message) == []
    assert "<!channel>" not in str([one.get("text") for one in reply.message.blocks if one["type"] == "section"])


def test_words_that_fit_nothing_are_said_to_and_a_client_hears_of_no_other(world):
    """“There is no campaign here that you can see” was said to somebody who sees twenty-seven."""
    assert "fits those words" in router.dispatch(world.ctx("manager", "direct", "en"), "list rainbow").message.text
    here = world.ctx("client", "client_channel", "en")
    assert router.dispatch(here, "list colour:red").message.text.endswith("Here I know sort:money.")


def test_another_clients_campaigns_stay_out_whatever_is_typed(world):
    for person, place in (("client", "client_channel"), ("manager", "internal"), ("other_manager", "client_channel")):
        for line in ("list client:beta", "list zenit sort:money", "list page:2", "list"):
            answer = router.dispatch(world.ctx(person, place), line)
            assert "Zenit" not in str(answer.message)
            assert "Rebaixes" not in str(answer.message)
