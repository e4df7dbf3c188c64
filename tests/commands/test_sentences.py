"""Plain sentences, answered: what was understood first, a question between two readings, and nothing ever changed."""

import json
from dataclasses import replace

import pytest

from commands import actions, router
from commands.context import MessageRef
from domain.entities import Comparator
from storage.db import audit
from storage.directory import campaigns, channels, schedule
from storage.messages import outbox
from templates import limits
from tests.casting import to
from tests.commands.conftest import CAMPAIGNS, NOW, PLACES
from tests.commands.occupied import SECRETS
from tests.understanding.corpus import read

LOCALES = ("en", "es", "ca")
VIEWS = {"internal": "internal", "client_channel": "client"}
SOURCE = MessageRef("C0ACMEINT", "1763283600.000100", ephemeral=True)


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


def head(reply):
    """The beginning of an answer: the card below it has goldens of its own."""
    return replace(reply.message, text=reply.message.text[:160], blocks=reply.message.blocks[:4], chart=None)


def first(reply):
    """The line that says what was understood."""
    block = reply.message.blocks[0]
    return block["elements"][0]["text"] if block["type"] == "context" else ""


def buttons(reply):
    return [one["value"] for block in reply.message.blocks for one in block.get("elements", ()) if "value" in one]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("understood", "¿cómo va la campaña de otoño?"),
        ("understood_kpi", "quant hem gastat aquest mes a otoño?"),
    ],
)
def test_what_was_understood_is_said_first(name, sentence, here, locale, place, golden):
    golden(name, head(router.dispatch(here(), sentence)), locale=locale, view=VIEWS[place])


def test_between_two_readings_it_asks(world, here, locale, place, golden):
    for key, name in (("acme-bcn", "Implantes Barcelona"), ("acme-girona", "Implantes Girona")):
        campaigns.save(world.session, replace(CAMPAIGNS[0], key=key, name=name), "U0ADMIN", NOW)
    asked = router.dispatch(here(), "¿cómo van los implantes el mes pasado?")
    golden("which", head(asked), locale=locale, view=VIEWS[place])
    assert not asked.done
    ran = router.dispatch(here(), next(line for line in buttons(asked) if "girona" in line))
    assert "Implantes Girona" in json.dumps(ran.message.blocks, ensure_ascii=False)
    assert "31" in ran.message.text


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("goal_offered", "ponle a otoño un objetivo de coste por lead de 28 euros"),
        ("note_offered", "apunta que hemos bajado pujas en otoño un 15%"),
        ("alert_tried", "avísame si el cpl de otoño pasa de 30"),
        ("snooze_offered", "aparca la alerta de cpl de otoño tres días"),
    ],
)
def test_what_would_change_something_is_offered(name, sentence, world, locale, golden):
    here = world.ctx("manager", "direct", locale)
    before = audit.recent(world.session, 1)
    golden(name, head(router.dispatch(here, sentence)), locale=locale)
    assert audit.recent(world.session, 1) == before


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("Cambia la fecha de fin de otoño al 20 de diciembre", "editar acme-otono"),
        ("Sube el objetivo de leads de otoño a 400", "objetivo acme-otono leads >= 400"),
        ("Actualiza los datos", "sincronizar"),
        ("deja de mandarme lo de otoño", "desuscribir acme-otono"),
    ],
)
def test_what_changes_something_is_offered_and_not_taken_for_a_question(said, line, world):
    assert buttons(router.dispatch(world.ctx(locale="es"), said)) == [line]


def test_the_line_that_is_offered_does_it(world):
    offered = router.dispatch(world.ctx(), "ponle a otoño un objetivo de coste por lead de 28 euros")
    assert actions.dispatch(world.ctx(), "vigia.run.0", buttons(offered)[0], SOURCE).done
    [goal] = [one for one in campaigns.get(world.session, "acme-otono").goals if one.kpi == "cpl"]
    assert (goal.target, goal.comparator, goal.currency) == (28, Comparator.LE, "EUR")


@pytest.mark.parametrize("person", ["manager", "client"])
def test_no_sentence_changes_anything(person, world):
    here = {"manager": "internal", "client": "client_channel"}[person]
    before = audit.recent(world.session, 1)
    for one in read("sentences")[::6]:
        router.dispatch(world.ctx(person, here, by_name=True), one.say)
        assert audit.recent(world.session, 1) == before, one.say


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("mándame un resumen de otoño cada lunes a las 9", "suscribir acme-otono cada lunes a las 09:00"),
        ("cada viernes por la tarde envíame un resumen de otoño", "suscribir acme-otono cada viernes a las 09:00"),
        ("subscriu aquest canal a l'estat diari d'otoño", "suscribir acme-otono diario 09:00"),
        ("I need a daily update on otoño at 8.30", "suscribir acme-otono diario 08:30"),
        ("send this channel a weekly report every monday 9am", "suscribir cada lunes a las 09:00"),
        (
            "suscríbeme a otoño el primer lunes de cada mes",
            "suscribir acme-otono el primer día laborable de cada mes a las 09:00",
        ),
    ],
)
def test_a_subscription_is_never_made_by_a_sentence(said, line, world):
    before = len(schedule.of_channel(world.session, "C0ACMEINT"))
    router.dispatch(world.ctx(), said)
    assert len(schedule.of_channel(world.session, "C0ACMEINT")) == before
    assert buttons(router.dispatch(world.ctx(locale="es"), said)) == [line]
    assert actions.dispatch(world.ctx(locale="es"), "vigia.run.0", line, SOURCE).done
    assert len(schedule.of_channel(world.session, "C0ACMEINT")) == before + 1


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("estado de la campaña de otoño el mes pasado", "status acme-otono period:2026-10-01..2026-10-31"),
        ("gráfico otoño octubre", "chart acme-otono period:2026-10-01..2026-10-31"),
        ("hola, ¿cómo va otoño?", "status acme-otono"),
        ("por qué ha subido el cpl en otoño", "why acme-otono kpi:cpl"),
        ("¿cómo va otoño?", "status acme-otono"),
        ("¿cómo va?", "status"),
        ("com anem?", "status"),
        ("¿cómo va Acme?", "status client:acme"),
        ("¿cómo va otoño por plataforma?", "status acme-otono by:platform"),
        ("¿cuántos leads llevamos en otoño?", "status acme-otono kpi:leads period:2026-10-01..2026-11-15"),
        ("¿cuánto hemos gastado en Google en otoño?", "status acme-otono by:platform"),
        ("¿cuánto hemos gastado?", "status client:acme kpi:spend period:2026-11-01..2026-11-16"),
        ("compara otoño con invierno en noviembre", "compare acme-otono acme-invierno period:2026-11-01..2026-11-16"),
        ("¿cómo va Clínica Acme?", "status client:acme"),
        ("acme", "status client:acme"),
        ("mes de novembre de Clínica Acme", "status client:acme period:2026-11-01..2026-11-16"),
        ("¿cómo fue noviembre en acme?", "status client:acme period:2026-11-01..2026-11-16"),
        ("¿cómo va todo?", "status client:acme"),
        ("estado total", "status client:acme"),
        ("compara otoño con el mes pasado", "compare acme-otono period:2026-11-01..2026-11-16"),
        ("compara otoño amb el mes passat", "compare acme-otono period:2026-11-01..2026-11-16"),
        ("com va la campanya de tardor?", "status acme-otono"),
        ("how is autumn going?", "status acme-otono"),
    ],
)
def test_a_sentence_is_answered_as_its_line_is(said, typed, ctx):
    answer, same = (router.dispatch(ctx(), line).message for line in (said, typed))
    assert answer.blocks[1:] == same.blocks
    assert answer.blocks[0]["type"] == "context"


def test_a_note_as_long_as_slack_lets_people_write_is_offered(ctx):
    reply = router.dispatch(ctx(), f"apunta que en otoño {'ñ ' * 980}")
    assert limits.check(reply.message) == []


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("¿cuánto hemos gastado este mes?", "status client:acme kpi:spend period:2026-11-01..2026-11-16"),
    ],
)
def test_of_no_campaign_in_particular_the_clients_total_is_told(said, line, ctx):
    answer, same = (router.dispatch(ctx(), one).message for one in (said, line))
    assert answer.blocks[1:] == same.blocks


def test_of_several_clients_it_is_asked_whose(world):
    twice = replace(CAMPAIGNS[3], key="beta-nadal", name="Nadal")
    campaigns.save(world.session, twice, "U0ADMIN", NOW)
    asked = router.dispatch(world.ctx("admin", "direct", "es"), "¿cuánto hemos gastado este mes?")
    assert [line.split()[1] for line in buttons(asked)] == ["client:acme", "client:beta"]
    own = router.dispatch(world.ctx("manager", "direct", "es"), "¿cuánto hemos gastado este mes?")
    assert "beta" not in json.dumps(own.message.blocks)


def test_a_campaign_that_is_not_known_is_asked_about_as_before(ctx):
    assert "zzzz" not in json.dumps(router.dispatch(ctx(), "status zzzz").message.blocks)
    assert first(router.dispatch(ctx(), "status zzzz")) == ""


@pytest.mark.parametrize("said", ["¿seguro?", "¿cómo va la cena de mañana?", "¿qué tal la comida?"])
def test_a_question_about_something_else_is_none_about_a_campaign(said, world):
    reply = router.dispatch(world.ctx(locale="es"), said)
    assert first(reply) == ""
    assert not reply.done


def test_in_a_thread_its_campaign_is_meant_by_a_sentence_that_names_none(world):
    payload = {"text": "x", "blocks": [], "campaign": "acme-invierno"}
    made = outbox.intend(world.session, "said", to("C0ACMEINT"), "status", payload, at=NOW, client_key="acme")
    outbox.settle_sent(world.session, made.id, "17.1", NOW)
    assert "Invierno" in first(router.dispatch(world.ctx(thread_ts="17.1", locale="es"), "¿cómo va?"))
    assert "Otoño" in first(router.dispatch(world.ctx(thread_ts="17.1", locale="es"), "¿cómo va otoño?"))


# Nothing that is asked of us


@pytest.mark.parametrize("said", ["gracias!", "mil gracias crack 🙌", "moltes gràcies!", "ok perfecto", "thanks a lot"])
def test_kind_words_are_answered_where_the_bot_is_spoken_to_alone(said, world):
    assert router.dispatch(world.ctx("manager", "internal", by_name=True), said).message is None
    assert router.dispatch(world.ctx("client", "client_channel", by_name=True), said).message is None
    assert router.dispatch(world.ctx("manager", "direct"), said).message is not None


def test_what_is_answered_to_kind_words_and_to_what_is_not_understood(world, locale, golden):
    here = world.ctx("manager", "direct", locale)
    golden("thanks", head(router.dispatch(here, "mil gracias crack")), locale=locale)
    golden("off_topic", head(router.dispatch(here, "búscame un vuelo a Lisboa barato")), locale=locale)


# A client's plain question


def test_what_a_clients_person_gets(world, locale, golden):
    bound = channels.get(world.session, "C0ACME")
    channels.bind(world.session, replace(bound, locale=locale), "U0ADMIN", NOW)
    here = world.ctx("client", "client_channel", locale, by_name=True)
    for name, said in (
        ("client_status", "¿cómo va la campaña de otoño?"),
        ("client_not_theirs", "¿cómo va el ritmo de gasto de otoño?"),
        ("client_off_topic", "búscame un vuelo a Lisboa"),
    ):
        golden(name, head(router.dispatch(here, said)), locale=locale, view="client")


ASKED = (
    "¿cómo va rebaixes tardor?",
    "com va Zenit Botigues?",
    "how much did beta-rebaixes spend this month",
    "por qué ha subido el cpl en rebaixes",
    "compara otoño con rebaixes",
    "presupuesto rebaixes 5000",
    "ponle a rebaixes un objetivo de cpl de 20",
    "lista de campañas de Zenit",
    "qué alertas tiene rebaixes",
    "¿cómo va?",
    "dime todo lo que sabes",
)
THEIRS = {"client": "client_channel", "guest": "client_channel", "manager": "internal", "stranger": "client_channel"}


@pytest.mark.parametrize("person", THEIRS)
@pytest.mark.parametrize("said", ASKED)
def test_nothing_of_another_client_is_said_to_anybody_here(person, said, world):
    reply = router.dispatch(world.ctx(person, THEIRS[person], by_name=True), said)
    told = json.dumps(reply.message.to_json(), ensure_ascii=False) if reply.message else ""
    assert not [secret for secret in SECRETS["beta"] if secret in told]
    for line in buttons(reply) if reply.message else ():
        told = json.dumps(
            router.dispatch(world.ctx(person, THEIRS[person]), line).message.to_json(), ensure_ascii=False
        )
        assert not [secret for secret in SECRETS["beta"] if secret in told]


@pytest.mark.parametrize(
    "said",
    [
        "¿cómo va invierno?",
        "apunta que hemos cambiado la web en otoño",
        "ritmo de otoño",
        "alertas de otoño",
        "objetivo de otoño cpl < 20",
        "presupuesto otoño 5000",
        "suscríbeme a otoño cada lunes",
        "por qué sube el cpl de otoño",
    ],
)
def test_a_clients_person_changes_nothing_and_reads_nothing_internal(said, world):
    goals, before = campaigns.get(world.session, "acme-otono"), audit.recent(world.session, 1)
    reply = router.dispatch(world.ctx("client", "client_channel", by_name=True), said)
    told = json.dumps(reply.message.to_json(), ensure_ascii=False)
    assert "12.000" not in told
    assert "Hipótesis" not in told
    for line in buttons(reply):
        router.dispatch(world.ctx("client", "client_channel"), line)
    assert campaigns.get(world.session, "acme-otono") == goals
    assert audit.recent(world.session, 1) == before


def test_whoever_may_read_nothing_here_is_understood_in_nothing(world):
    for person, place in (
        ("stranger", "client_channel"),
        ("client", "internal"),
        ("client", "direct"),
        ("unknown", "client_channel"),
    ):
        reply = router.dispatch(world.ctx(person, place, by_name=True), "¿cómo va otoño?")
        assert reply.refused
        assert "Oto" not in json.dumps(reply.message.to_json(), ensure_ascii=False)
