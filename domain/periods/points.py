"""One day, as people name it: by number, name, weekday, or from today."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from domain.languages import LANGUAGES, WEEKDAY_OF
from domain.languages.spans import Spans, Words
from domain.periods import calendar
from domain.periods.calendar import Days

MOST_DAYS = 31


def spans() -> tuple[Spans, ...]:
    """What every language says of days."""
    return tuple(one.spans for one in LANGUAGES.values())


def words(chosen: Callable[[Spans], Words]) -> Words:
    """The words of every language, each once."""
    return tuple(dict.fromkeys(word for one in spans() for word in chosen(one)))


def pattern(some: Words) -> str:
    """A regular expression for one of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(some, key=len, reverse=True)) + ")" if some else "(?!)"


@cache
def _numbers() -> Mapping[str, int]:
    return {word: number for one in spans() for word, number in one.numbers.items()}


@cache
def _ordinals() -> Mapping[str, int]:
    return {word: number for one in spans() for word, number in one.ordinals.items()}


@cache
def _units() -> Mapping[str, str]:
    return {word: unit for one in spans() for unit, some in one.units.items() for word in some}


@cache
def _months() -> Mapping[str, int]:
    return {word: number for one in spans() for number, some in enumerate(one.months, 1) for word in some}


@cache
def _near() -> Mapping[str, int]:
    return {word: days for one in spans() for word, days in one.near.items()}


NUMBER = rf"(?:\d{{1,3}}|{pattern(tuple(_numbers()))})"
UNIT = {
    name: pattern(tuple(word for one in spans() for word in one.units.get(name, ())))
    for name in ("day", "week", "fortnight", "month", "quarter", "year")
}
MONTH = pattern(tuple(_months()))
YEAR = r"20\d\d"
QUARTER = rf"(?:\d(?:[a-z]{{1,2}})?|{pattern(tuple(_ordinals()))})"
ORDINAL = rf"(?:\d(?:[a-z]{{1,2}})?|{pattern(tuple(_ordinals()))})"
_OF = pattern(words(lambda one: one.of))
_THE = pattern(words(lambda one: one.the))
_NUMBERED = r"\d{1,2}(?:st|nd|rd|th|r|n|t|e)?"
_WEEKDAY = pattern(tuple(word for word in WEEKDAY_OF if len(word) > 3))  # noqa: PLR2004 - short ones begin other words
_NAMED = rf"{_NUMBERED}(?: {_OF})*(?: {_THE})? {MONTH}(?:(?: {_OF})* {YEAR})?"
_ENGLISH = rf"{MONTH} {_NUMBERED}(?: {YEAR})?(?!\S)"
_SLASHED = r"\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,2}\.\d{1,2}\.\d{4}"
_SURE = rf"\d{{4}}-\d\d-\d\d|{_SLASHED}|(?:{_WEEKDAY} (?:{_THE} )?)?(?:{_NAMED}|{_ENGLISH})"
POINT = rf"(?:{_SURE}|{_WEEKDAY}|{pattern(tuple(_near()))}|{MONTH}(?:(?: {_OF})* {YEAR})?|{_NUMBERED})"


@dataclass(frozen=True, slots=True)
class Point:
    """A day, as far as it was named: by its weekday, by how many days ago it was, or by number, month and year."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    ago: int | None = None

    @property
    def is_day(self) -> bool:
        """Whether it is one day, rather than a month, and says of which month."""
        return self.weekday is not None or self.ago is not None or (self.day is not None and self.month is not None)

    @property
    def is_bare(self) -> bool:
        """Whether it is nothing but a number."""
        return self.day is not None and self.month is None

    def latest(self, today: date, *, past: bool = False) -> date | None:
        """The latest such day that has come; of a month, its first. `past`: a weekday is before today. None where
        there is no such day."""
        if self.ago is not None:
            return today - timedelta(days=self.ago)
        if self.weekday is not None:
            back = (today.weekday() - self.weekday) % 7
            return today - timedelta(days=back or 7 * past)
        if self.month is None:
            return self._of_latest_month(today)
        found = made(self.year or today.year, self.month, self.day or 1)
        if found and not self.year and found > today:
            return made(today.year - 1, self.month, self.day or 1)
        return found

    def _of_latest_month(self, today: date) -> date | None:
        day = self.day or 1
        found = made(today.year, today.month, day)
        if found and found <= today:
            return found
        before = today.replace(day=1) - timedelta(days=1)
        return made(before.year, before.month, day)


def made(year: int, month: int, day: int) -> date | None:
    """The day, None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read(text: str) -> Point | None:
    """The day that words name; None where they name none."""
    if text in _near():
        return Point(ago=_near()[text])
    if text in WEEKDAY_OF:
        return Point(weekday=WEEKDAY_OF[text])
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        year, number, day = (int(part) for part in text.split("-"))
        return Point(day, number, year) if made(year, number, day) else None
    if re.fullmatch(_SLASHED, text):
        numbers = [int(part) for part in re.split(r"[/.]", text)]
        return _slashed(*numbers)
    named = next((_months()[word] for word in text.split() if word in _months()), None)
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    years = [number for number in numbers if number > MOST_DAYS]
    days = [number for number in numbers if 1 <= number <= MOST_DAYS]
    if named is None and not days:
        return None
    return Point(days[0] if days else None, named, years[0] if years else None)


_OF_MONTH = re.compile(rf"(?<!\S)(?:{_NAMED}|{_ENGLISH})(?!\S)")


def impossible(sentence: str) -> str:
    """The first day that the sentence names and no calendar has, such as `31 de noviembre`; "" where it names none."""
    for found in _OF_MONTH.finditer(sentence):
        number, *_ = re.findall(r"\d+", found[0])
        named = next(_months()[word] for word in found[0].split() if word in _months())
        if not made(2000, named, int(number)):
            return found[0]
    return ""


def _slashed(day: int, number: int, year: int | None = None) -> Point | None:
    full = None if year is None else year + 2000 * (year < 100)  # noqa: PLR2004 - 26 is 2026
    return Point(day, number, full) if made(full or 2000, number, day) else None


def span(a: Point, b: Point, today: date) -> Days | None:
    """From one day to another; None where they are none. What the first leaves out, the second says."""
    if a.is_bare and b.is_bare:
        last = b.latest(today)
        first = made(last.year, last.month, a.day or 0) if last else None
        if first and last and first > last:
            first = a.latest(last)
    else:
        last = _end(b, a, today)
        first = _begin(a, last) if last else None
        if a.is_bare and first and last and first > last:
            first = a.latest(last)  # from the 20th to 10 November
    if first is None or last is None or first > last or first > today:
        return None
    return first, min(last, today)


def _end(b: Point, a: Point, today: date) -> date | None:
    """The last day; in the year in which the first one came, where none is named."""
    if b.month is None or b.year is not None:
        if b.is_bare and a.month is not None:
            return made(a.year or _began(a, today), a.month, b.day or 1)
        return b.latest(today) if b.day or b.month is None else calendar.month(b.month, b.year, today)[1]
    year = a.year or _began(Point(a.day if a.month else 1, a.month or b.month), today)
    year += a.month is not None and a.month > b.month
    return made(year, b.month, b.day) if b.day else calendar.month(b.month, year, today)[1]


def _began(a: Point, today: date) -> int:
    first = made(today.year, a.month or 1, a.day or 1)
    return today.year - (first is not None and first > today)


def _begin(a: Point, last: date) -> date | None:
    if a.is_bare:
        return made(last.year, last.month, a.day or 1)
    if a.month is not None and a.year is None:
        return made(last.year - (a.month > last.month), a.month, a.day or 1)
    return a.latest(last)


def number(text: str) -> int:
    """What a number is, in figures or words."""
    return int(text) if text.isdecimal() else _numbers()[text]


def ordinal(text: str) -> int:
    """Which one of several, from 1."""
    return int(text[0]) if text[0].isdecimal() else _ordinals()[text]


def unit(text: str) -> str:
    """The unit of time that a word means."""
    return "day" if text == "d" else _units()[text]


def is_plural(text: str) -> bool:
    """Whether a unit's word means several."""
    return any(text in some[1:] for one in spans() for some in one.units.values())


def month(text: str) -> int:
    """The month of that name, from 1."""
    return _months()[text]
