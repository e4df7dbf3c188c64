"""Numbers as pages write them. The decimal sign is decided once per file, over all its cells."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from connectors.exports.problems import Code, Problem, Unreadable

NOTHING = frozenset({"", "-", "--", "–", "—", "n/a", "n/d", "na", "null", "< 10"})
_SIGNS = re.compile(r"[€$£]|\b[A-Z]{3}\b|[\s\u00a0\u202f'’]")
_NEGATIVE = re.compile(r"^\((.*)\)$")
LARGEST = Decimal(1_000_000_000)
GROUP = 3
REMEMBERED = 1 << 15  # texts: cells repeat each other, and reading one costs ten times looking it up


class Cell(NamedTuple):
    """A cell with a number, and whether it can only be a whole one."""

    line: int
    column: str
    text: str
    is_count: bool


def bare(text: str) -> str:
    """Digits, separators and the sign: without currencies and spaces."""
    found = _SIGNS.sub("", text.strip().replace("\u2212", "-"))
    return _NEGATIVE.sub(r"-\1", found)


@lru_cache(REMEMBERED)
def evidence(text: str, *, is_count: bool) -> str | None:
    """The decimal sign that a number proves, "?" when it could be either, None when it has no separator."""
    number = bare(text).lstrip("-+")
    dots, commas = number.count("."), number.count(",")
    if not dots and not commas:
        return None
    if dots and commas:
        return "." if number.rfind(".") > number.rfind(",") else ","
    sign = "." if dots else ","
    other = "," if dots else "."
    if dots + commas > 1:
        return other
    head, tail = number.split(sign)
    if len(tail) != GROUP or len(head) > GROUP or head.lstrip("0") == "":
        return sign
    return other if is_count else "?"


def decide(cells: Iterable[Cell], asked: str | None) -> str:
    """The decimal sign of a file, "." or ",".

    A count with one separator, "1,234" impressions, proves that the separator groups thousands. Unreadable when cells
    contradict each other, or when the only separators could be either and nothing was asked for.
    """
    if asked:
        return {"comma": ",", "point": ".", "dot": "."}.get(asked, asked)
    proven, doubtful = "", None
    for cell in cells:
        sign = evidence(cell.text, is_count=cell.is_count)
        if sign == "?":
            doubtful = doubtful or cell
        elif sign is not None:
            if proven and sign != proven:
                raise Unreadable(Problem(cell.line, cell.column, Code.MIXED_DECIMALS, cell.text, "--decimal"))
            proven = sign
    if not proven and doubtful:
        raise Unreadable(Problem(doubtful.line, doubtful.column, Code.AMBIGUOUS_DECIMAL, doubtful.text, "--decimal"))
    return proven or "."


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads cells with the file's decimal sign."""

    decimal: str

    def read(self, cell: Cell, *, is_spend: bool = False) -> Decimal | Problem:
        """The number of a cell: nothing and dashes are zero, as pages write what did not happen."""
        if cell.text.strip().casefold() in NOTHING:
            return Decimal(0)
        number = _parse(cell.text, self.decimal)
        if number is None:
            code = Code.BAD_NUMBER
        elif number < 0:
            code = Code.NEGATIVE_SPEND if is_spend else Code.NEGATIVE_NUMBER
        elif number >= LARGEST * (1000 if cell.is_count else 1):
            code = Code.NUMBER_TOO_LARGE
        elif cell.is_count and number != number.to_integral_value():
            code = Code.FRACTIONAL_COUNT
        else:
            return number
        return Problem(cell.line, cell.column, code, cell.text)


@lru_cache(2)
def _shape(decimal: str) -> re.Pattern[str]:
    point, group = re.escape(decimal), re.escape("," if decimal == "." else ".")
    return re.compile(rf"[-+]?(\d{{1,3}}({group}\d{{3}})+|\d+)?({point}\d*)?")


@lru_cache(REMEMBERED)
def _parse(text: str, decimal: str) -> Decimal | None:
    number = bare(text)
    if not _shape(decimal).fullmatch(number) or not any(c.isdigit() for c in number):
        return None
    return Decimal(number.replace("," if decimal == "." else ".", "").replace(decimal, "."))
