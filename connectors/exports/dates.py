"""Days as pages write them. The order of day and month is decided once per file."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from connectors.exports.headers import plain
from connectors.exports.problems import Code, Problem, Unreadable
from domain.languages import WEEKDAY_OF, month_of

OLDEST = date(2005, 1, 1)
MONTHS = 12
CENTURY = 2000

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_COMPACT = re.compile(r"(20\d\d)(\d\d)(\d\d)")
_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})")
_SERIAL = re.compile(r"[34]\d{4}(\.\d+)?")
_MIDNIGHT = re.compile(r"[t ]0{1,2}:00(:00)?(\.0+)?z?$")
_WORDS = re.compile(r"[a-z]+|\d+")


class Cell(NamedTuple):
    """A cell with a day."""

    line: int
    column: str
    text: str


@lru_cache(4096)  # a file has few days and many rows
def _clean(text: str) -> str:
    return _MIDNIGHT.sub("", plain(text.replace(".", "/") if _NUMERIC.match(text.strip()) else text))


def decide(cells: Iterable[Cell], asked: str | None) -> str:
    """ "dmy" or "mdy", from days beyond the twelfth. Unreadable when they contradict each other or none is there."""
    if asked:
        return asked
    proven, doubtful = "", None
    for cell in cells:
        found = _NUMERIC.fullmatch(_clean(cell.text))
        if not found:
            continue
        first, second = int(found[1]), int(found[2])
        order = "dmy" if first > MONTHS else "mdy" if second > MONTHS else ""
        if not order:
            doubtful = doubtful or cell
        elif proven and order != proven:
            raise Unreadable(Problem(cell.line, cell.column, Code.MIXED_DATES, cell.text, "--dates"))
        proven = proven or order
    if doubtful and not proven:
        raise Unreadable(Problem(doubtful.line, doubtful.column, Code.AMBIGUOUS_DATES, doubtful.text, "--dates"))
    return proven or "dmy"


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads cells in the file's order. Days after `today` are refused where it is given."""

    order: str
    today: date | None = None

    def read(self, cell: Cell) -> date | Problem:
        """The day of a cell."""
        text = _clean(cell.text)
        if text in {"", "--", "-"}:
            return Problem(cell.line, cell.column, Code.EMPTY_DATE, cell.text)
        day = _parse(text, self.order)
        if day is None:
            code = Code.SERIAL_DATE if _SERIAL.fullmatch(cell.text.strip()) else Code.BAD_DATE
        elif day < OLDEST:
            code = Code.OLD_DATE
        elif self.today and day > self.today + timedelta(days=1):  # the account may live east of us
            code = Code.FUTURE_DATE
        else:
            return day
        return Problem(cell.line, cell.column, code, cell.text)


@lru_cache(4096)
def _parse(text: str, order: str) -> date | None:
    """The day of a cleaned text; None when it is none."""
    try:
        if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _NUMERIC.fullmatch(text):
            first, second, year = int(found[1]), int(found[2]), int(found[3])
            day, month = (first, second) if order == "dmy" else (second, first)
            return date(year if year >= CENTURY else CENTURY + year, month, day)
        return _spelt(text)
    except ValueError:
        return None


def _spelt(text: str) -> date | None:
    """`1 nov 2026`, `Nov 1, 2026`, `dom, 1 de noviembre de 2026`: a name, a short number and a year in any order."""
    words = _WORDS.findall(text)
    names = [word for word in words if month_of(word)]
    if len(names) > 1 and names[0] in WEEKDAY_OF:
        names = names[1:]  # `mar` and `martes`: a Tuesday, not March
    numbers = [int(word) for word in words if word.isdigit()]
    years = [number for number in numbers if number >= CENTURY]
    days = [number for number in numbers if number < CENTURY]
    month = month_of(names[0]) if len(names) == 1 else None
    if month is None or len(years) != 1 or len(days) != 1:
        return None
    return date(years[0], month, days[0])
