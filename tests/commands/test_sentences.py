"""Plain sentences, answered: what was understood first, a question between two readings, and nothing ever changed."""

import json
from dataclasses import replace

import pytest

from commands import router
from commands.context import MessageRef
from storage.db import audit
from storage.directory import campaigns, channels
from tests.commands.conftest import NOW, PLACES
from tests.commands.test_no_leak import SECRETS

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
    ],
)
def test_what_was_understood_is_said_first(name, sentence, here, locale, place, golden):
    golden(name, head(router.dispatch(here(), sentence)), locale=locale, view=VIEWS[place])


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("estado de la campaña de otoño el mes pasado", "status acme-otono period:2026-10-01..2026-10-31"),
        ("hola, ¿cómo va otoño?", "status acme-otono"),
        ("¿cómo va otoño?", "status acme-otono"),
    ],
)
def test_a_sentence_is_answered_as_its_line_is(said, typed, ctx):
    answer, same = (router.dispatch(ctx(), line).message for line in (said, typed))
    assert answer.blocks[1:] == same.blocks
    assert answer.blocks[0]["type"] == "context"


def test_a_campaign_that_is_not_known_is_asked_about_as_before(ctx):
    assert "zzzz" not in json.dumps(router.dispatch(ctx(), "status zzzz").message.blocks)
    assert first(router.dispatch(ctx(), "status zzzz")) == ""


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
    here = world.ctx("client", "client_channel", "en", by_name=True)
    golden(
        "client_status", router.dispatch(here, "¿cómo va la campaña de otoño?").message, locale=locale, view="client"
    )
    golden("client_off_topic", head(router.dispatch(here, "búscame un vuelo a Lisboa")), locale=locale, view="client")


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
