"""The table inside a file: its delimiter, its line of titles, its rows and its totals."""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

from connectors.exports.headers import MANY, OUTCOMES, Column, Role, columns, plain, prefer
from connectors.exports.problems import Code, Problem, Unreadable

DELIMITERS = (",", ";", "\t", "|")
SEARCHED = 50  # lines in which the titles must stand
ENOUGH = 2  # titles that we must know to take a line for the line of titles
SHOWN = 60  # characters of a line that a problem quotes

_TOTAL = re.compile(r"(grand )?totale?s?\b|results from\b|resultados de\b|resultats de\b")
_MEAN = frozenset({"average", "averages", "mean", "media", "promedio", "mitjana"})  # Meta's workbooks, before "Total"
_ALL_DAYS = frozenset({"all", "todo", "todos", "tots"})  # a pivot table of Meta sums each campaign over its days
_RATE = re.compile(
    r"%|cost|coste|cpm|cpc|cpa|cpl|ctr|rate|tasa|taxa|roas|frecuencia|frequency|alcance|reach|avg|media\b| id\b|^id\b"
)
_NUMBER = re.compile(r"\d[\d.,\s\u00a0\u202f]*")
_EMPTY = frozenset({"", "-", "--", "–", "—"})
_HINT = re.compile(r"sep=(.)\s*$", re.IGNORECASE)


class Line(NamedTuple):
    """The cells that begin in a line of the file."""

    number: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds. `by_role` has one column for each role; `details` those that split a campaign further.

    `counts` are the columns that may count results, with their titles: outcomes, and numbers of no other meaning.
    """

    header: Line
    by_role: dict[Role, Column]
    details: tuple[Column, ...]
    lines: tuple[Line, ...]
    delimiter: str
    counts: tuple[tuple[int, str], ...] = ()

    def text(self, line: Line, role: Role) -> str:
        """A cell by what it means; "" where the file has no such column."""
        column = self.by_role.get(role)
        return line.cells[column.index].strip() if column else ""

    def accounts(self, line: Line) -> tuple[str, ...]:
        """What a line says of its account: a name, a number, or both."""
        return tuple(line.cells[one.index].strip() for one in self.details if one.role is Role.ACCOUNT)

    def title(self, role: Role) -> str:
        """The column's title as the file spells it."""
        return self.by_role[role].title


def find(text: str) -> Table:
    """The table of a file; Unreadable where there is no line of titles that we know."""
    delimiter = _delimiter(text)
    lines = list(_numbered(text, delimiter))
    header = max(_head(lines), key=lambda line: len(columns(line.cells)))
    known = columns(header.cells)
    by_role: dict[Role, Column] = {}
    for column in known:
        before = by_role.get(column.role)
        if before and before.title == column.title and column.role not in MANY:
            raise Unreadable(Problem(header.number, column.title, Code.DUPLICATE_COLUMN, column.title))
        by_role[column.role] = prefer(before, column) if before else column
    rest = tuple(line for line in lines if line.number > header.number and any(cell.strip() for cell in line.cells))
    taken = {column.index for column in known if column.role not in OUTCOMES}
    counts = tuple(
        (index, title.strip())
        for index, title in enumerate(header.cells)
        if index not in taken and title.strip() and not _RATE.search(plain(title)) and _is_number(rest, index)
    )
    return Table(header, by_role, tuple(c for c in known if c.role in MANY), rest, delimiter, counts)


def _is_number(lines: tuple[Line, ...], index: int) -> bool:
    """Whether every cell of the column is a number or nothing, and one is a number."""
    told = [text for line in lines if index < len(line.cells) and (text := line.cells[index].strip()) not in _EMPTY]
    return bool(told) and all(_NUMBER.fullmatch(text) for text in told)


def _head(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line.number <= SEARCHED]


def _delimiter(text: str) -> str:
    head = text.split("\n", SEARCHED)[:SEARCHED]
    if hint := _HINT.match(head[0]):
        return hint[1]
    best = max(DELIMITERS, key=lambda sign: _score(head, sign))
    if _score(head, best) < ENOUGH:
        raise Unreadable(Problem(1, "", Code.NO_HEADER, head[0].strip()[:SHOWN]))
    return best


def _score(head: list[str], delimiter: str) -> int:
    """How many titles the best line has; an unclosed quote only ends the search."""
    best = 0
    with suppress(csv.Error):
        for cells in csv.reader(head, delimiter=delimiter):
            best = max(best, len(columns(cells)))
    return best


def _numbered(text: str, delimiter: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            yield Line(begins, cells)
            begins = reader.line_num + 1
    except csv.Error:
        raise Unreadable(Problem(begins, "", Code.BAD_QUOTES)) from None


def is_total(table: Table, line: Line) -> bool:
    """A row of totals or averages: no single day, and either it says so or it names no campaign."""
    day = _single_day(table, line)
    if any(c.isdigit() for c in day):
        return False
    campaign = table.text(line, Role.CAMPAIGN)
    names = [line.cells[0], day, campaign]
    says_so = any(_TOTAL.match(plain(name)) or plain(name) in _MEAN for name in names)
    return plain(day) in _ALL_DAYS or says_so or not (campaign + day).strip(" -–")


def _single_day(table: Table, line: Line) -> str:
    """The day of a line as written; "" where the line covers more than one."""
    if Role.DAY in table.by_role:
        return table.text(line, Role.DAY)
    start = table.text(line, Role.START)
    return start if start == table.text(line, Role.END) else ""


@dataclass(frozen=True, slots=True)
class Sorted:
    """The rows, how many totals were left out, and the rows that do not fit under the titles."""

    rows: tuple[Line, ...]
    totals: int
    problems: tuple[Problem, ...]


def sort(table: Table) -> Sorted:
    """Tell rows from totals, repeated titles and rows of another width."""
    rows: list[Line] = []
    problems: list[Problem] = []
    totals = 0
    width = len(table.header.cells)
    for line in table.lines:
        extra = [cell for cell in line.cells[width:] if cell.strip()]
        filled = Line(line.number, line.cells + [""] * (width - len(line.cells)))
        if line.cells == table.header.cells:
            problems.append(Problem(line.number, "", Code.REPEATED_HEADER))
        elif is_total(table, filled):
            totals += 1
        elif extra or len(line.cells) < width:
            given = f"{len(line.cells)} instead of {width}"
            problems.append(Problem(line.number, "", Code.RAGGED_ROW, given))
        else:
            rows.append(line)
    return Sorted(tuple(rows), totals, tuple(problems))
