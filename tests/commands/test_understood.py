"""Plain sentences as people meet them: what was understood is said first, and nothing is changed by a sentence."""

import json
from dataclasses import replace

import pytest

from commands import router
from storage.directory import channels
from storage.messages import outbox
from tests.casting import to
from tests.commands.conftest import NOW, PLACES

LOCALES = ("en", "es", "ca")
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
    golden(name, router.dispatch(here(), line).message, locale=locale, view=VIEWS[place])


def test_the_number_said_first_is_the_one_on_the_card(ctx):
    said = router.dispatch(ctx(locale="es"), "status acme-otono kpi:cpl").message
    first, card = said.blocks[0]["text"]["text"], json.dumps(said.blocks[1:], ensure_ascii=False)
    value = first.split(": ")[1].split("*")[0]
    assert f"*{value}*" in card


def test_a_client_is_never_told_of_the_pace(ctx):
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
