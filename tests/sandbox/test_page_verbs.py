"""The composer offers what the bot understands. The two share no code, so this holds them together."""

import pytest

from commands.table import VERBS as UNDERSTOOD
from sandbox.page.verbs import completions
from sandbox.page.words import LANGUAGES


def test_the_page_offers_every_verb_of_the_bot_and_no_other():
    for tongue in LANGUAGES.values():
        assert list(tongue.VERBS) == [verb.name for verb in UNDERSTOOD]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_that_the_page_offers_is_understood_the_own_language_first(lang):
    for understood, offered in zip(UNDERSTOOD, completions(lang), strict=True):
        assert {offered["name"], *offered["aliases"]} <= set(understood.names)
        assert offered["usage"].split()[0] == offered["name"]
