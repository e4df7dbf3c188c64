"""Plain sentences as people meet them: what was understood is said first, and nothing is changed by a sentence."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from commands import actions, budget, router, target
from commands.context import MessageRef
from domain.entities import Comparator, Goal
from domain.money import Money
from storage.db import audit
from storage.directory import campaigns, channels
from storage.messages import outbox
from tests.casting import to
from tests.commands.conftest import NOW, PLACES

LOCALES = ("en", "es", "ca")
CPL28 = Goal("cpl", Comparator.LT, Decimal(28), "EUR")
SOURCE = MessageRef("C0ACMEINT", "1763283600.000100", ephemeral=True)
VIEWS = {"internal": "internal", "client_channel": "client"}


@pytest.fixture(params=LOCALES)
def locale(request):
    return request.param


@pytest.fixture(params=["internal", "client_channel"], ids=["internal", "client"])
def place(request):
    return request.param


@pytest.fixture
def here(world, locale, place):
    """A context in one of the client's channels, whose language is set."""
    bound = channels.get(world.session, PLACES[place].channel_id)
    channels.bind(world.session, replace(bound, locale=locale), "U0ADMIN", NOW)
    return lambda person="manager", **more: world.ctx(person, place, locale, **more)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("kpi_first", "status acme-otono kpi:cpl period:2026-11-01..2026-11-12"),
        ("kpi_first_of_today", "status acme-otono kpi:spend period:today"),
        ("kpi_first_of_a_total", "status acme-otono kpi:leads"),
    ],
)
def test_the_kpi_that_was_asked_about_is_said_first(name, line, here, locale, place, golden):
    said = router.dispatch(here(), line).message
    golden(
        name, replace(said, text=said.text[:160], blocks=said.blocks[:3], chart=None), locale=locale, view=VIEWS[place]
    )


def test_the_number_said_first_is_the_one_on_the_card(ctx):
    said = router.dispatch(ctx(locale="es"), "status acme-otono kpi:cpl").message
    first, card = said.blocks[0]["text"]["text"], json.dumps(said.blocks[1:], ensure_ascii=False)
    value = first.split(": ")[1].split("*")[0]
    assert f"*{value}*" in card


def test_of_a_clients_total_the_kpi_is_said_first(here, locale, place, golden):
    said = router.dispatch(here(), "status client:acme kpi:spend period:2026-11-01..2026-11-12").message
    golden(
        "kpi_of_all",
        replace(said, text=said.text[:160], blocks=said.blocks[:2], chart=None),
        locale=locale,
        view=VIEWS[place],
    )
    total = said.blocks[2]["text"]["text"].splitlines()[-2].replace("\xa0", " ")
    assert said.blocks[0]["text"]["text"].split("*")[1].split(": ")[1] in total


def test_a_chart_shows_the_kpi_that_was_asked_for(ctx):
    said = router.dispatch(ctx(), "chart acme-otono kpi:ctr").message
    assert said.chart.axes[1].title.startswith("CTR")
    assert "kpi:ctr" in json.dumps(said.blocks)


def test_a_client_is_never_told_of_the_pace(ctx):
    assert router.dispatch(ctx("client", "client_channel"), "chart acme-otono kpi:pace").message.chart == (
        router.dispatch(ctx("client", "client_channel"), "chart acme-otono").message.chart
    )
    told = router.dispatch(ctx("client", "client_channel"), "status acme-otono kpi:pace").message
    assert told.blocks[0]["type"] == "header"


def posted(world, address, ts, campaign, **more):
    payload = {"text": "x", "blocks": [], "campaign": campaign, **more}
    made = outbox.intend(world.session, f"said:{ts}", to(address), "status", payload, at=NOW, client_key="acme")
    outbox.settle_sent(world.session, made.id, ts, NOW)


def test_in_a_thread_its_campaign_is_meant(world):
    posted(world, "C0ACMEINT", "17.1", "acme-invierno")
    said = router.dispatch(world.ctx(thread_ts="17.1"), "status").message
    assert "Invierno" in said.blocks[0]["text"]["text"]
    assert "Otoño" in router.dispatch(world.ctx(thread_ts="17.1"), "status otoño").message.blocks[0]["text"]["text"]


@pytest.mark.parametrize("campaign", ["beta-rebaixes", "no-such", ""])
def test_a_thread_tells_nothing_of_what_may_not_be_seen_here(world, campaign):
    posted(world, "C0ACMEINT", "17.1", campaign)
    here, elsewhere = (router.dispatch(world.ctx(thread_ts=ts), "status").message for ts in ("17.1", None))
    assert here == elsewhere


def test_the_thread_of_an_update_about_several_means_none_of_them(world):
    posted(world, "C0ACMEINT", "17.1", "acme-invierno", several=True)
    assert world.ctx(thread_ts="17.1").about == ""


# A budget


def test_a_budget_is_changed_after_its_effect_was_seen(world, locale, golden):
    here = world.ctx("manager", "direct", locale)
    offered = router.dispatch(here, "presupuesto otoño 15000")
    golden("budget", offered.message, locale=locale)
    assert campaigns.get(world.session, "acme-otono").budget == Money.of(12000, "EUR")
    yes, no = (button["value"] for button in offered.message.blocks[-1]["elements"])
    golden("budget_kept", actions.dispatch(here, "vigia.budget.keep", no, SOURCE).message, locale=locale)
    golden("budget_set", actions.dispatch(here, "vigia.budget.set", yes, SOURCE).message, locale=locale)
    assert campaigns.get(world.session, "acme-otono").budget == Money.of(15000, "EUR")
    newest = audit.recent(world.session, 1)[0]
    assert (newest.what, newest.actor, newest.subject) == ("campaign.changed", "U0MAYA", "acme-otono")
    assert newest.detail["fields"]["budget"] == {"old": "12000 EUR", "new": "15000 EUR"}
    again = actions.dispatch(here, "vigia.budget.set", yes, SOURCE)
    golden("budget_same", again.message, locale=locale)
    assert not again.done


def test_what_the_budget_card_says_is_what_pace_says(world):
    here = world.ctx(locale="es")
    offered = router.dispatch(here, "presupuesto otoño 15000").message
    assert pace_in(router.dispatch(here, "ritmo otoño")) in offered.blocks[1]["text"]["text"]
    actions.dispatch(here, "vigia.budget.set", offered.blocks[-1]["elements"][0]["value"], SOURCE)
    assert pace_in(router.dispatch(here, "ritmo otoño")) in offered.blocks[2]["text"]["text"]


def pace_in(reply):
    return reply.message.blocks[1]["text"]["text"].split("\n", 1)[1]


def test_a_budget_that_was_changed_meanwhile_is_shown_again(world):
    here = world.ctx(locale="es")
    first = router.dispatch(here, "presupuesto otoño 15000").message.blocks[-1]["elements"][0]["value"]
    second = router.dispatch(here, "presupuesto otoño 9000").message.blocks[-1]["elements"][0]["value"]
    assert actions.dispatch(here, "vigia.budget.set", second, SOURCE).done
    late = actions.dispatch(here, "vigia.budget.set", first, SOURCE)
    assert "entretanto" in late.message.text
    assert not late.done
    assert campaigns.get(world.session, "acme-otono").budget == Money.of(9000, "EUR")


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        ("presupuesto otoño 15000", 15000),
        ("sube el presupuesto de otoño a 15.000 €", 15000),
        ("baja el presupuesto de otoño un 20 %", 9600),
        ("sube el presupuesto de otoño 500 €", 12500),
        ("sube el presupuesto de otoño a 3000", 3000),
        ("puja el pressupost d'otoño a 13 mil euros", 13000),
        ("raise the budget of otoño by 1,500", 13500),
        ("budget otoño 9k", 9000),
        ("cut otoño's budget to 8000", 8000),
    ],
)
def test_a_budget_is_read_as_people_say_it(said, becomes, ctx):
    value = router.dispatch(ctx(), said).message.blocks[-1]["elements"][0]["value"]
    assert value.split()[:2] == ["acme-otono", str(becomes * 10**6)]


@pytest.mark.parametrize(
    "said",
    [
        "presupuesto otoño",
        "presupuesto otoño 2026",
        "presupuesto últimos 30 días",
        "presupuesto diario otoño 50",
        "¿cuánto queda del presupuesto de 12000 de otoño?",
        "presupuesto otoño del 1 al 15",
        "estado otoño",
    ],
)
def test_asking_about_a_budget_changes_none(said, ctx):
    assert budget.asked(ctx(), said) is None


def test_which_campaign_is_asked_and_the_choice_goes_on(ctx):
    asked = router.dispatch(ctx(), "sube el presupuesto un 10 %").message
    line = next(one["value"] for one in asked.blocks[-1]["elements"] if "otono" in one["value"])
    assert router.dispatch(ctx(), line).message.blocks[-1]["elements"][0]["value"].split()[1] == str(13200 * 10**6)


@pytest.mark.parametrize(
    "value", ["", "acme-otono", "acme-otono -5 EUR 12000000000 EUR", "acme-otono 5 EU 5 EUR", "x 1 EUR 1 EUR"]
)
def test_a_forged_budget_changes_nothing(value, ctx):
    assert actions.dispatch(ctx(), "vigia.budget.set", value, SOURCE).refused


@pytest.mark.parametrize(
    ("person", "place"),
    [
        ("manager", "client_channel"),
        ("client", "client_channel"),
        ("guest", "client_channel"),
        ("member", "internal"),
        ("other_manager", "direct"),
        ("other_manager", "beta_internal"),
        ("stranger", "client_channel"),
    ],
)
def test_a_budget_is_changed_by_nobody_else_and_nowhere_else(person, place, world):
    value = "acme-otono 15000000000 EUR 12000000000 EUR"
    here = world.ctx(person, place)
    for action, carried in (("vigia.budget.set", value), ("vigia.budget.keep", "acme-otono")):
        reply = actions.dispatch(here, action, carried, SOURCE)
        assert not reply.done
        assert "12" not in reply.message.text
    typed = router.dispatch(here, "presupuesto otoño 15000")
    assert "Otoño" not in json.dumps(typed.message.blocks, ensure_ascii=False) or "12.000" not in typed.message.text
    assert "acme-otono 1" not in json.dumps(typed.message.blocks)
    assert campaigns.get(world.session, "acme-otono").budget == Money.of(12000, "EUR")


# Goals in words


@pytest.mark.parametrize(
    ("said", "name", "goals"),
    [
        ("urgencias coste por lead < 30", "urgencias", "cpl < 30"),
        ("urgencias coste por lead de menos de 30 €", "urgencias", "cpl < 30 €"),
        ("urgencias cpl máximo 30 euros", "urgencias", "cpl <= 30 eur"),
        ("otoño leads 300 leads como mínimo", "otono leads", "leads >= 300"),
        ("tardor cost per lead per sota de 25€", "tardor", "cpl < 25€"),
        ("autumn at least 300 leads", "autumn", "leads >= 300"),
        ("otoño al menos 300 leads y un cpl de menos de 25", "otono", "leads >= 300 cpl < 25"),
        ("30 € de coste por lead como máximo en otoño", "otono", "cpl <= 30 €"),
        ("cost per lead under 30 for autumn", "autumn", "cpl < 30"),
        ("otoño gasto hasta 5.000 €", "otono", "spend <= 5.000 €"),
        ("implantes tasa de conversión mínimo 3%", "implantes", "cvr >= 3%"),
        ("el cost per lead ha de ser de menys de 30 a la tardor", "tardor", "cpl < 30"),
        ("otoño leads leads>=300 cpl<25€", "otoño leads", "leads>=300 cpl<25€"),
        ("otoño 300 leads", "otono", "leads 300"),
        ("otoño leads", "otoño leads", ""),
        ("otoño foo<25", "otoño", "foo<25"),
    ],
)
def test_goals_are_read_by_their_names_and_comparisons(said, name, goals):
    typed = target.split(said)
    assert (typed.name, typed.goals) == (name, goals)


def test_a_goal_said_in_words_is_set(world):
    assert router.dispatch(world.ctx(), "objetivo otoño coste por lead de menos de 28 euros").done
    assert CPL28 in campaigns.get(world.session, "acme-otono").goals


def test_an_alert_is_tried_by_its_kpis_name(ctx):
    said, typed = (
        router.dispatch(ctx(), line)
        for line in ("alerta añadir otoño coste por lead por debajo de 25 €", "alert add otoño cpl<25€")
    )
    assert said == typed


def test_who_shares_no_channel_is_answered_in_the_language_of_the_one_they_have(ctx):
    told = router.dispatch(ctx("client", "direct", "en"), "hola").message.text
    assert told.startswith("No tienes autorización"), told


def test_no_client_is_offered_another_client(ctx):
    """`client:acme` was the example, in the channel of another client."""
    assert "client" not in router.dispatch(ctx("client", "client_channel"), "list nonsense:1").message.text.lower()
    assert "client:" in router.dispatch(ctx("manager", "direct", "en"), "list nonsense:1").message.text


def test_a_day_that_no_calendar_has_is_not_taken_for_its_month(ctx):
    for line in ("estado otoño 31 de noviembre", "¿cómo fue otoño el 30 de febrero?"):
        told = router.dispatch(ctx(locale="es"), line).message.text
        assert told.startswith("No existe ese día: "), told
    across = router.dispatch(ctx(locale="es"), "estado otoño del 20 al 10 de noviembre").message.text
    assert "20 oct – 10 nov" in across.replace("\u2009", " ")


def test_two_months_side_by_side_are_the_later_beside_the_former(ctx):
    told = router.dispatch(ctx(locale="es"), "compara octubre y noviembre de otoño").message.text.replace("\u2009", " ")
    assert "1–16 nov" in told.splitlines()[0]
    assert "1–31 oct" in told or "1–16 oct" in told


@pytest.mark.parametrize("said", ["jajaja", "ja ja ja qué arte", "haha", "jaja"])
def test_laughter_is_no_slip_of_the_pen(ctx, said):
    """It was asked whether `desuscribir` was meant."""
    assert router.dispatch(ctx("manager", "internal", by_name=True), said).message is None
    assert "desuscribir" not in router.dispatch(ctx("manager", "direct", "es"), said).message.text


def test_an_alert_is_put_aside_until_the_day_that_a_sentence_names(ctx):
    told = router.dispatch(ctx(locale="es"), "silencia la alerta de otoño hasta el lunes").message.text
    assert "posponer acme-otono 2026-11-23" in told
