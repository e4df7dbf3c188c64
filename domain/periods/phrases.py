"""The phrases of every language that name days, as regular expressions over a sentence in its normal form."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from domain.languages import WEEKDAY_OF
from domain.periods import points

_EVERYWHERE: Mapping[str, tuple[str, ...]] = {
    "trailing": (r"(?P<n>\d{1,3}) ?(?P<unit>d)",),
    "bare": ("{n} {unit}",),
    "span": (r"{a} (?:-|\.\.+) {b}",),
    "quarter": (r"(?:q|t)(?P<quarter>[1-4])(?: (?P<year>20\d\d))?", r"(?P<quarter>[1-4])(?:q|t)(?: (?P<year>20\d\d))?"),
}
_WEAK = {"bare", "year"}


class Phrase(NamedTuple):
    """Words that name days: what they mean, with the parts of which it is made, and where they stand."""

    meaning: str
    groups: Mapping[str, str]
    at: int
    until: int
    weak: bool


def match(sentence: str) -> Iterator[Phrase]:
    """Every phrase that the sentence may hold; they overlap."""
    for meaning, some in _compiled():
        for one in some:
            for found in one.finditer(sentence):
                groups = {name: text for name, text in found.groupdict().items() if text is not None}
                if _means_days(meaning, groups, sentence, found.start(), found.end()):
                    weak = meaning in _WEAK or (meaning == "day" and groups["a"] in _weekdays())
                    yield Phrase(meaning, groups, found.start(), found.end(), weak)


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(WEEKDAY_OF)


@cache
def _compiled() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    by_meaning: dict[str, list[re.Pattern[str]]] = {}
    for phrases in (_EVERYWHERE, *(one.phrases for one in points.spans())):
        for meaning, some in phrases.items():
            by_meaning.setdefault(meaning, []).extend(re.compile(rf"(?<!\S){_filled(text)}(?!\S)") for text in some)
    return tuple((meaning, tuple(some)) for meaning, some in by_meaning.items())


def _filled(text: str) -> str:
    """The expression with its parts in the place of their names."""
    plain = {
        "{n}": rf"(?P<n>{points.NUMBER})",
        "{month}": rf"(?P<month>{points.MONTH})",
        "{month:a}": rf"(?P<month>{points.MONTH})",
        "{month:b}": rf"(?P<month2>{points.MONTH})",
        "{year}": rf"(?P<year>{points.YEAR})",
        "{quarter}": rf"(?P<quarter>{points.QUARTER})",
        "{ordinal}": rf"(?P<ordinal>{points.ORDINAL})",
        "{a}": rf"(?P<a>{points.POINT})",
        "{b}": rf"(?P<b>{points.POINT})",
        "{unit}": rf"(?P<unit>{'|'.join(points.UNIT.values())})",
    }
    for name, expression in plain.items():
        text = text.replace(name, expression)
    return re.sub(r"\{unit:([a-z|]+)\}", _some_units, text)


def _some_units(found: re.Match[str]) -> str:
    return "(?P<unit>" + "|".join(points.UNIT[name] for name in found[1].split("|")) + ")"


def _means_days(meaning: str, groups: Mapping[str, str], sentence: str, at: int, until: int) -> bool:
    """Whether words that look like days are some: months may be other words, and numbers no days."""
    after = sentence[until:].split(maxsplit=1)[:1]
    if meaning == "span" and groups["a"].isdecimal() and groups["b"].isdecimal():
        bare = sentence[at:until].startswith(groups["a"])
        return not bare and after not in (["%"], ["€"], ["euros"], ["$"])
    if meaning == "bare" and points.number(groups["n"]) == 1:
        return groups["n"].isdecimal()
    if meaning in {"month", "month_past"} and groups["month"] in _shy() and "year" not in groups:
        before = sentence[:at].split()[-1:]
        return bool(before) and before[0] in _at()
    return True


@cache
def _shy() -> frozenset[str]:
    return frozenset(points.words(lambda one: one.shy))


@cache
def _at() -> frozenset[str]:
    return frozenset(points.words(lambda one: one.at))
