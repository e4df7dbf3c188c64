"""The composer offers what the bot understands. The two share no code, so this holds them together."""

from commands.table import VERBS as UNDERSTOOD
from sandbox.page.verbs import VERBS as OFFERED


def test_the_page_offers_every_verb_of_the_bot_and_no_other():
    assert [verb.name for verb in OFFERED] == [verb.name for verb in UNDERSTOOD]


def test_every_alias_that_the_page_offers_is_understood():
    words = {verb.name: set(verb.names) for verb in UNDERSTOOD}

    assert [alias for verb in OFFERED for alias in verb.aliases if alias not in words[verb.name]] == []
    assert all(verb.usage.split()[0] == verb.name for verb in OFFERED)
