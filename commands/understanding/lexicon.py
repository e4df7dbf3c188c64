"""The phrases of every language, compiled once, when the first sentence is heard."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from typing import NamedTuple

from commands.vocabulary import VOCABULARIES
from commands.vocabulary.sentences import Named, Sentences
from domain.languages import LANGUAGES, WEEKDAY_OF
from domain.names import fold
from domain.spoken import normal
from domain.words import Source

_REST = re.compile(r"(?<=[a-z])\*|(?<=[a-z]\))\*")
_GAP = r"(?:\\S+ ){0,6}?"


class Span(NamedTuple):
    """Where words stand, by character, and what they mean."""

    at: int
    until: int
    means: str = ""


def _sentences() -> Iterator[Sentences]:
    return (one.sentences for one in VOCABULARIES.values())


def expression(phrase: str, parts: Mapping[str, str]) -> str:
    """The regular expression of a phrase as the vocabulary writes it."""
    for name, some in parts.items():
        phrase = phrase.replace(f"{{{name}}}", some)
    return re.sub(r"\.\. ", _GAP, _REST.sub("[a-z]*", phrase))


@cache
def _parts(language: str) -> Mapping[str, str]:
    """What phrases have in common, by name: of the language; the advertising platforms; every language's devices."""
    known = {name: _either(some) for name, some in VOCABULARIES[language].sentences.parts.items()}
    platforms = [fold(word) for one in Source if one.words and not one.is_crm for word in (one.label, *one.words)]
    devices = [word for one in VOCABULARIES.values() for word in one.sentences.parts.get("device", ())]
    return known | {"platform": _either(platforms), "device": _either(devices)}


def _either(some: Iterable[str]) -> str:
    return "(" + "|".join(sorted(some, key=len, reverse=True)) + ")"


def _gathered(chosen: Callable[[Sentences], Named]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for language, one in VOCABULARIES.items():
        for name, phrases in chosen(one.sentences).items():
            found.setdefault(name, []).extend(expression(phrase, _parts(language)) for phrase in phrases)
    return found


def _compiled(expressions: Iterable[str]) -> re.Pattern[str]:
    joined = "|".join(f"(?:{one})" for one in dict.fromkeys(expressions))
    return re.compile(rf"(?<!\S)(?:{joined})(?!\S)")


@cache
def cues() -> Mapping[str, re.Pattern[str]]:
    """What hints at a meaning, by cue."""
    return {name: _compiled(some) for name, some in _gathered(lambda one: one.cues).items()}


@cache
def kpis() -> Mapping[str, re.Pattern[str]]:
    """How people speak of a KPI: its names, and what its language says beside them."""
    gathered = _gathered(lambda one: one.kpis)
    for language in LANGUAGES.values():
        for key, name in language.kpis.items():
            gathered.setdefault(key, []).extend(map(normal, (name, *language.called.get(key, ()))))
    gathered.pop("pace", None)
    return {key: _compiled(some) for key, some in gathered.items()}


@cache
def groupings() -> Mapping[str, re.Pattern[str]]:
    """What an answer may be told apart by."""
    return {name: _compiled(some) for name, some in _gathered(lambda one: one.by).items()}


@cache
def ideas() -> Mapping[str, str]:
    """By word or words, the idea that names of campaigns share in all languages."""
    return {word: idea for one in _sentences() for idea, words in one.names.items() for word in words}


@cache
def filler() -> frozenset[str]:
    """Words that say nothing."""
    return frozenset(word for one in _sentences() for word in one.filler)


@cache
def common() -> frozenset[str]:
    """Every plain word of the phrases, to which a slip of the pen may be led back."""
    tables = [some for one in _sentences() for some in (one.cues, one.kpis, one.by, one.parts)]
    texts = [phrase for some in tables for phrases in some.values() for phrase in phrases]
    texts += [phrase for one in LANGUAGES.values() for some in one.spans.phrases.values() for phrase in some]
    words = {word for text in texts for word in _plain(text)}
    words |= {
        word for one in LANGUAGES.values() for it in (*one.spans.months, *one.spans.units.values()) for word in it
    }
    for one in (language.spans for language in LANGUAGES.values()):
        named = (*one.near, *one.numbers, *one.ordinals, *one.at, *one.the, *one.of)
        words |= {word for text in named for word in text.split()}
    words |= {fold(word) for one in VOCABULARIES.values() for it in one.verbs.values() for word in it}
    return frozenset(words | set(WEEKDAY_OF) | {word for text in ideas() for word in text.split()})


def _plain(text: str) -> Iterator[str]:
    """The whole words of an expression; of one letter out of several, each in turn."""
    endings = re.findall(r"\[([a-z]{2,3})\]", text)
    for n in range(max(map(len, endings), default=1)):
        spelt = re.sub(r"\[([a-z]{2,3})\]", partial(_letter, n), text)
        yield from re.findall(r"(?<![a-z{])[a-z]{4,}(?![a-z*}?\[(])", re.sub(r"\([^()]*\)\*", " ", spelt))


def _letter(which: int, found: re.Match[str]) -> str:
    return found[1][which % len(found[1])]


def spans_of(pattern: re.Pattern[str], sentence: str, means: str = "") -> list[Span]:
    """Where a pattern is found."""
    return [Span(found.start(), found.end(), means) for found in pattern.finditer(sentence)]
