"""The page's own words: the same in three languages, chosen by the browser or by a person."""

import string

import aiohttp
import pytest

from sandbox.page.words import LANGUAGES, spoken
from tests.sandbox.page_parts import served


def places(words):
    return {key: {name for _, name, _, _ in string.Formatter().parse(text) if name} for key, text in words.items()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_says_the_same_with_the_same_things_in_it(lang):
    tongue = LANGUAGES[lang]

    assert places(tongue.WORDS) == places(LANGUAGES["en"].WORDS)
    assert tongue.VERBS.keys() == LANGUAGES["en"].VERBS.keys()
    assert [len(names) for names in (tongue.MONTHS, tongue.SHORT_MONTHS)] == [12, 12]
    assert [len(names) for names in (tongue.WEEKDAYS, tongue.SHORT_WEEKDAYS)] == [7, 7]


@pytest.mark.parametrize(
    ("chosen", "accepted", "lang"),
    [
        (None, "ca-ES,ca;q=0.9,es;q=0.8", "ca"),
        (None, "fr-FR,fr;q=0.9,en;q=0.3,es;q=0.8", "es"),
        (None, "de", "en"),
        (None, "", "en"),
        ("es", "en-GB", "es"),
        ("xx", "ca", "ca"),
    ],
)
def test_the_language_is_the_chosen_one_else_the_browsers(chosen, accepted, lang):
    assert spoken(chosen, accepted) == lang


@pytest.fixture
async def get():
    async with served() as base, aiohttp.ClientSession() as session:

        async def asked(path, lang, **query):
            async with session.get(base + path, params=query, headers={"Accept-Language": lang}) as answer:
                assert answer.status == 200
                return await answer.text()

        yield asked


async def test_a_conversation_begins_with_what_may_be_tried_in_it(get):
    internal = await get("/ui/messages", "es", channel="C0ACMEINT")
    assert 'data-try="@Vigía ¿Cómo va Otoño leads?"' in internal
    assert 'data-try="/campaign estado Otoño leads" data-first' in internal
    shared = await get("/ui/messages", "ca", channel="C0FORN")
    assert "Forn Solé també llegeix aquest canal" in shared
    assert "data-first" not in shared
    client = await get("/ui/messages", "ca", channel="C0FORN", **{"as": "U0FORNJOAN"})
    assert "/campaign" not in client  # guests have no slash commands
    assert 'data-try="@Vigía Com va Nadal 2026?"' in client
    assert "data-try" not in await get("/ui/messages", "es", channel="C0NEW")


async def test_the_clients_pane_is_never_empty_without_a_word(get):
    assert "Ana Soler aún no tiene nada que leer." in await get("/ui/client", "es", channel="C0ACMEINT")
    assert "Ana Soler has nothing to read yet." in await get("/ui/client", "en", channel="D0MAYA")
    assert "Joan Solé encara no té res per llegir." in await get("/ui/client", "ca", channel="D0MAYA", last="C0FORN")
    assert "aprueb" not in await get("/ui/client", "es", channel="C0ACME", **{"as": "U0ACMEANA"})
    assert "Joan" not in await get("/ui/client", "ca", channel="C0ACME", last="C0FORN", **{"as": "U0ACMEANA"})


async def test_the_whole_page_speaks_one_language(get):
    page = await get("/", "ca-ES")

    assert '<html lang="ca">' in page
    assert all(words in page for words in ("dl 16 nov 2026, 08:30", "+7 dies", "Vista del client", "estat [campanya]"))
    assert "Client view" not in page
