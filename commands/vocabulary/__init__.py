"""Every word that people may type, one folder per language; here they are looked up in all languages at once."""

import re
from collections.abc import Callable, Mapping
from importlib import import_module

from commands.vocabulary.vocabulary import Named, Vocabulary, Words
from domain.languages import CODES

VOCABULARIES: Mapping[str, Vocabulary] = {code: import_module(f"{__name__}.{code}").VOCABULARY for code in CODES}


def words_for(chosen: Callable[[Vocabulary], Words]) -> Words:
    """The words of every language, each once: `words_for(lambda one: one.weekly)`."""
    return tuple(dict.fromkeys(word for one in VOCABULARIES.values() for word in chosen(one)))


def meanings(chosen: Callable[[Vocabulary], Named]) -> Mapping[str, str]:
    """By word, in every language, what it means: `meanings(lambda one: one.keys)["periodo"]` is `period`."""
    return {word: name for one in VOCABULARIES.values() for name, words in chosen(one).items() for word in words}


def named(chosen: Callable[[Vocabulary], Named], name: str) -> Words:
    """The words of every language for one name."""
    return words_for(lambda one: chosen(one).get(name, ()))


def pattern(words: Words) -> str:
    """A regular expression for one of the words, the longest first; a space stands for any space between them."""
    longest = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest) + ")"
