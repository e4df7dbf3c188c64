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
def occasions() -> frozenset[str]:
    """Ideas that a campaign is called by, and little else is."""
    return frozenset(ideas().values())


@cache
def filler() -> frozenset[str]:
    """Words that say nothing."""
    return frozenset(word for one in _sentences() for word in one.filler)


@cache
def shorts(language: str) -> Mapping[str, str]:
    """What is typed in haste in a language, and the word that is meant."""
    return {short: word for word, some in VOCABULARIES[language].sentences.shorts.items() for short in some}


@cache
def between() -> frozenset[str]:
    """Words within names that are said of anything."""
    return frozenset(word for one in _sentences() for word in one.between)


@cache
def calendar() -> frozenset[str]:
    """Words for months and weekdays, long and short."""
    return frozenset(WEEKDAY_OF).union(*(some for one in LANGUAGES.values() for some in one.spans.months))


@cache
def everyday() -> frozenset[str]:
    """Words of every day that are no slips of the pen, whatever they mean."""
    return filler().union(*(one.everyday for one in _sentences()))


@cache
def common() -> frozenset[str]:
    """Every plain word of the phrases, to which a slip of the pen may be led back."""
    return frozenset(set(WEEKDAY_OF).union(*map(common_in, VOCABULARIES)))


@cache
def common_in(language: str) -> tuple[str, ...]:
    """Those of one language."""
    own, spans = VOCABULARIES[language].sentences, LANGUAGES[language].spans
    phrases = [phrase for some in (own.cues, own.kpis, own.by, own.parts) for it in some.values() for phrase in it]
    phrases += [phrase for some in spans.phrases.values() for phrase in some]
    words = {word for text in phrases for word in _plain(text)}
    words |= {word for some in (*spans.months, *spans.units.values()) for word in some}
    named = (*spans.near, *spans.numbers, *spans.ordinals, *spans.at, *spans.the, *spans.of)
    named += tuple(text for some in own.names.values() for text in some)
    words |= {word for text in named for word in text.split()}
    words |= {fold(word) for some in VOCABULARIES[language].verbs.values() for word in some}
    return tuple(sorted(words))


def likeliest(words: Iterable[str]) -> tuple[str, ...]:
    """The languages that are spoken, that of most of the words first."""
    said = set(words)
    known = {it: len(said.intersection(one.sentences.filler)) for it, one in VOCABULARIES.items()}
    most = max(known.values())
    return tuple(sorted((it for it in known if known[it] + 1 >= most), key=lambda it: -known[it]))


def _plain(text: str) -> Iterator[str]:
    """The whole words of an expression; of one letter out of several, each in turn."""
    for stems, ends in re.findall(r"\(([a-z|]+)\)\(([a-z|]+)\)", text):
        yield from (stem + end for stem in stems.split("|") for end in ends.split("|"))
    endings = re.findall(r"\[([a-z]{2,3})\]", text)
    for n in range(max(map(len, endings), default=1)):
        spelt = re.sub(r"\[([a-z]{2,3})\]", partial(_letter, n), text)
        yield from re.findall(r"(?<![a-z{])[a-z]{4,}(?![a-z*}?\[(])", re.sub(r"\([^()]*\)(?=[*(])", " ", spelt))


@cache
def doing() -> re.Pattern[str]:
    """How words end that say what is done."""
    return re.compile("|".join(f"(?:{end})" for one in _sentences() for end in one.endings))


def _letter(which: int, found: re.Match[str]) -> str:
    return found[1][which % len(found[1])]


def spans_of(pattern: re.Pattern[str], sentence: str, means: str = "") -> list[Span]:
    """Where a pattern is found."""
    return [Span(found.start(), found.end(), means) for found in pattern.finditer(sentence)]
