"""The sentences are worth measuring with: enough of them, of all kinds, each with a label that can be right."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

import pytest

from commands.table import VERBS
from domain.kpi import CATALOGUE
from domain.languages import LANGUAGES
from tests.understanding.corpus import SETS, Sentence, directory, read

ALL = [one for name in SETS for one in read(name)]
NAMES = {verb.name for verb in VERBS} | {"compare"}
ASKED = {
    *("status", "list", "chart", "pace", "why", "target", "compare", "alert", "snooze", "log", "timeline"),
    *("results", "subscribe", "unsubscribe", "help", None),
}


def test_there_are_a_hundred_and_thirty_in_each_language_and_a_third_is_held_back() -> None:
    assert min(Counter(one.lang for one in ALL).values()) >= 130
    assert {one.lang for one in ALL} == set(LANGUAGES)
    for lang in LANGUAGES:
        held = [one for one in read("held_back") if one.lang == lang]
        assert 0.3 < len(held) / sum(one.lang == lang for one in ALL) < 0.36


@pytest.mark.parametrize("name", SETS)
def test_each_verb_that_people_ask_for_is_in_each_set(name: str) -> None:
    assert {one.meant.verb for one in read(name)} == ASKED


def test_labels_name_what_there_is() -> None:
    campaigns = {key: {it.key for it in some} for key, (_, some) in directory().items()}
    for one in ALL:
        meant = one.meant
        assert meant.verb in NAMES | {None}, one.say
        assert meant.campaign in campaigns[one.client] | {None}, one.say
        assert meant.kpi in CATALOGUE.keys() | {None}, one.say
        assert meant.by in {"platform", "campaign", "device", None}, one.say
        assert (meant.start is None) == (meant.end is None), one.say
        assert meant.start is None or meant.end is None or meant.start <= meant.end <= one.as_of, one.say
        assert meant.verb or not any(meant), one.say


def _alike() -> Iterator[tuple[Sentence, Sentence]]:
    spoken = [(one, re.findall(r"\w+", one.say.casefold())) for one in ALL]
    for (one, a), (other, b) in combinations(spoken, 2):
        if one.lang == other.lang and len(a) == len(b) > 2 and sum(x != y for x, y in zip(a, b, strict=True)) < 2:
            yield one, other


def test_no_sentence_is_another_with_one_word_changed() -> None:
    assert not list(_alike())
