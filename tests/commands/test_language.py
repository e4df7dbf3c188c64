"""Whose language is spoken: the reader's where nobody else reads, the channel's where all do."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from commands import actions, home, router
from commands.context import MessageRef
from commands.table import VERBS
from storage.directory import channels, people
from storage.messages import deliveries
from tests.commands.conftest import NOW
from tests.commands.test_verbs import said


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ("language es", "es", "A partir de ahora te respondo en español."),
        ("idioma català", "ca", "A partir d’ara et responc en català."),
        ("llengua anglès", "en", "From now on I answer you in English."),
        ("idioma inglés", "en", "From now on I answer you in English."),
    ],
)
def test_a_language_is_chosen_and_kept_whatever_slack_says(line, code, told, world):
    assert told in said(router.dispatch(world.ctx("manager", "direct", "en"), line))
    people.keep(world.session, {"U0MAYA": "fr-FR"}, NOW)
    people.forget_others(world.session)
    assert people.chosen(world.session, "U0MAYA") == code
    assert people.locale_of(world.session, "U0MAYA", "en") == code, "notices in person speak it too"
    router.dispatch(world.ctx("manager", "direct", code), "language slack")
    assert people.locale_of(world.session, "U0MAYA", "en") == "fr-FR"


def test_who_was_never_asked_about_may_choose_and_others_are_forgotten(world):
    router.dispatch(world.ctx("member", "direct"), "language ca")
    people.keep(world.session, {"U0GONE": "es-ES"}, NOW - timedelta(days=9))
    people.forget_others(world.session)
    assert people.locale_of(world.session, "U0SALES", "en") == "ca"
    assert people.locale_of(world.session, "U0GONE", "en") == "en"


def test_a_language_that_is_not_spoken_is_refused_and_the_card_offers_the_others(world):
    here = world.ctx("manager", "direct", "es")
    assert "idioma es" in said(router.dispatch(here, "idioma klingon"))
    card = router.dispatch(here, "idioma").message
    assert [one["value"] for one in card.blocks[-1]["elements"]] == ["language en", "language es", "language ca"]
    reply = actions.dispatch(here, "vigia.run.language-ca", "language ca")
    assert "català" in said(reply)


def test_one_chooses_for_oneself_alone_and_outsiders_do_not(world):
    router.dispatch(world.ctx("client", "client_channel", "es"), "language ca")
    router.dispatch(world.ctx("stranger", "client_channel", "es"), "language ca")
    assert not people.chosen(world.session, "U0CLARA")
    router.dispatch(world.ctx("manager", "client_channel", "es"), "language ca U0POL")
    assert not people.chosen(world.session, "U0POL")
    assert not people.chosen(world.session, "U0MAYA"), "what cannot be read is refused"


def test_a_private_answer_speaks_the_readers_language_and_what_is_shared_the_channels(world):
    channels.bind(world.session, replace(channels.get(world.session, "C0ACME"), locale="ca"), "U0ADMIN", NOW)
    here = world.ctx("manager", "client_channel", "en-GB")
    private = router.dispatch(here, "status acme-otono")
    assert "Spend" in said(private)
    source = MessageRef("C0ACME", "1763283600.000100", ephemeral=True)
    done = actions.dispatch(here, "vigia.status.share", "status acme-otono", source)
    assert "Shared with this channel." in said(done)
    shared = next(d for n in range(1, 9) if (d := deliveries.get(world.session, n)) and d.kind == "share")
    assert "Inversió" in str(shared.payload)
    assert "Spend" not in str(shared.payload)


def test_home_and_direct_messages_speak_the_readers_language(world):
    assert "Tus campañas hoy" in str(home.home(world.ctx("manager", "home", "es-ES")))
    assert "Les teves campanyes" in str(home.home(world.ctx("manager", "home", "ca-ES")))
    assert "3 campañas" in said(router.dispatch(world.ctx("manager", "direct", "es"), "list"))


ENGLISH = frozenset(
    {
        "status", "list", "chart", "compare", "target", "results", "alert", "snooze", "timeline", "subscribe",
        "unsubscribe", "adopt", "help", "language", "period", "by", "sort", "page", "client", "reason", "for", "on",
        "check", "since", "until", "report", "worse", "the", "with", "and", "campaign", "spend", "conversions",
        "clicks", "budget", "why", "pace", "also", "log", "daily", "weekly",
    }
)  # fmt: skip
"""Words of the English grammar and sentences; `/campaign` itself is Slack's name for us."""
SHARED = {"es": frozenset[str](), "ca": frozenset({"client", "conversions", "on"})}
"""Words that they have too."""


@pytest.mark.parametrize("locale", ["es", "ca"])
def test_no_english_word_stands_in_help_or_in_what_could_not_be_read(locale, world):
    here = world.ctx("manager", "direct", locale)
    lines = ["help", *(f"help {verb.name}" for verb in VERBS)]
    lines += ["status otono period:zzz", "list sort:zzz", "list page:zzz", "status otono by:zzz", "language zzz"]
    lines += ["list zzz:1", "status otono kpi:zzz", "target otono zzz<3", "log", "snooze otono zzz", "chart"]
    found = {}
    for line in lines:
        told = said(router.dispatch(here, line)).replace("/campaign", "").lower()
        words = set(re.findall(r"[^\W\d_]+", told)) & ENGLISH - SHARED[locale]
        if words:
            found[line] = words
    assert found == {}
