"""Days as people write them: `20 nov..30 nov`, `2026-11-20`, `20/11`, `del 20 al 30 de noviembre`."""

import re
from datetime import date, timedelta

from commands.vocabulary import pattern, words_for
from domain.errors import InvalidInput
from domain.languages import MONTH_OF, WEEKDAY_OF, month_of
from domain.names import fold
from domain.periods import points

EXAMPLE = "20 nov..30 nov"
LONGEST = 92
"""Days of the longest window: what is planned for longer is no exception any more."""
_MONTHS = pattern(tuple(word for word in MONTH_OF if len(word) > 2))  # noqa: PLR2004 - two letters begin many words, as `ag`
_OF = pattern(words_for(lambda one: one.of))
_NAMED = rf"(?:{_OF}\s*)?{_MONTHS}[a-z]*\.?(?:\s+(?:{_OF}\s+)?\d{{4}})?"
_DAY = rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}(?:[/.]\d{{4}})?|\d{{1,2}}\s*{_NAMED})"
_TO = rf"\s*(?:\.\.+|…|[-–—]|\b{pattern(words_for(lambda one: one.to))}\b)\s*"
_FROM = rf"(?:\b{pattern(words_for(lambda one: one.before))}\s+(?:el\s+)?)?"
_SPAN = re.compile(rf"{_FROM}(?P<first>{_DAY}|\d{{1,2}}){_TO}(?P<last>{_DAY})")
_ONE = re.compile(rf"(?P<first>{_DAY})")
_HALF_A_YEAR = timedelta(days=183)
_WEEK = words_for(lambda one: one.week)
_THE = points.pattern(points.words(lambda one: one.the))
_LASTING = re.compile(
    rf"(?:^|\s)({points.NUMBER})\s?(d|{pattern((*words_for(lambda one: one.day), *_WEEK))})(?=$|[\s.,;])"
)
_UNTIL_WEEKDAY = re.compile(
    rf"(?:^|\s){pattern(words_for(lambda one: one.to))}\s+(?:{_THE}\s+)?({pattern(tuple(WEEKDAY_OF))})(?=$|[\s.,;])"
)

_UNTIL_LAST = re.compile(rf"\s+{pattern(words_for(lambda one: one.to))}(?:\s+{_THE})?$")


def until_in(text: str, today: date) -> tuple[str, date | None]:
    """What is left of the text (folded where a day was found) and until when it says: `until 15 dec`, `2 weeks`,
    `4d`, `hasta el lunes`; None where it names no such day."""
    said = fold(text)
    found = _LASTING.search(said)
    if found:
        day = today + timedelta(days=points.number(found[1]) * (7 if found[2] in _WEEK else 1))
        return _without(said, found), day
    found = _UNTIL_WEEKDAY.search(said)
    if found:
        ahead = (WEEKDAY_OF[found[1]] - today.weekday()) % 7 or 7
        return _without(said, found), today + timedelta(days=ahead)
    try:
        rest, span = span_in(text, today)
    except InvalidInput:
        return text, None
    return _UNTIL_LAST.sub("", rest), span[1] if span and span[0] == span[1] else None


def _without(said: str, found: re.Match[str]) -> str:
    return " ".join(f"{said[: found.start()]} {said[found.end() :]}".split())


def span_in(text: str, today: date) -> tuple[str, tuple[date, date] | None]:
    """What is left of the text (folded where days were found) and the first and last day; None where none is named.

    Without a year the nearest is meant. InvalidInput (code `days`) for days that are none, or too many.
    """
    said = fold(text)
    found = _SPAN.search(said) or _ONE.search(said)
    if found is None:
        return text, None
    last = _day(found.groupdict().get("last") or found["first"], today, text)
    first = _first(found["first"], last, today, text)
    if not 0 <= (last - first).days < LONGEST:
        raise InvalidInput("days", "days", text, EXAMPLE)
    return " ".join(f"{said[: found.start()]} {said[found.end() :]}".split()), (first, last)


def _first(typed: str, last: date, today: date, text: str) -> date:
    """The first day; a bare number is a day of the last one's month."""
    if typed.isdecimal():
        return _made(last.year, last.month, int(typed), text)
    first = _day(typed, today, text)
    return first if first <= last else _made(first.year - 1, first.month, first.day, text)


def _day(typed: str, today: date, text: str) -> date:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", typed):
        year, month, day = (int(part) for part in typed.split("-"))
        return _made(year, month, day, text)
    numbers = [int(number) for number in re.findall(r"\d+", typed)]
    named = [month_of(word) for word in re.findall(r"[a-z]{3,}", typed)]
    month = next(filter(None, named), 0) or numbers.pop(1)
    year = numbers[1] if len(numbers) > 1 else 0
    found = _made(year or today.year, month, numbers[0], text)
    if year:
        return found
    if found < today - _HALF_A_YEAR:
        return _made(today.year + 1, month, numbers[0], text)
    return found if found <= today + _HALF_A_YEAR else _made(today.year - 1, month, numbers[0], text)


def _made(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise InvalidInput("days", "days", text, EXAMPLE) from None
