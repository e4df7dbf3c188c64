"""Files exported by hand from the platforms' own pages, read strictly: what is doubtful is asked, never guessed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from connectors.exports import currencies, dates, numbers
from connectors.exports.headers import MONEY, NUMBERS, Role, plain
from connectors.exports.problems import Code, Problem, Unreadable
from connectors.exports.rows import RowReader, click_role, day_cell, number_cell, says_conversions
from connectors.exports.table import Line, Table, find, sort
from connectors.exports.text import decode
from domain.errors import InvalidInput
from domain.facts import PerformanceRow, PlatformCampaign, added
from domain.window import Window
from domain.words import Source

_SIGN = re.compile(r"[€£]|\b[A-Z]{3}\b")
MOST_ACCOUNTS = 8  # that a sentence names
_WANTED = (Role.IMPRESSIONS, Role.CONVERSIONS, Role.VALUE)


@dataclass(frozen=True, slots=True)
class Preview:
    """What was understood of a file, to be shown before it is imported."""

    encoding: str
    delimiter: str
    header_line: int
    columns: Mapping[str, str]  # our word -> their title
    missing: tuple[str, ...]  # columns that the file does not have: what they would say stays unknown
    currency: str
    decimal: str
    date_order: str
    days: Window | None
    campaigns: tuple[str, ...]
    rows: int  # lines of the file that can be imported
    totals: int  # rows of totals that were left out
    spend_micros: int
    unsaid: frozenset[str] = frozenset()  # numbers of a row that no column of the file says itself


@dataclass(frozen=True, slots=True)
class Export:
    """The readable rows, and every problem. `is_fatal`: the file as a whole cannot be imported, `rows` is empty."""

    rows: list[PerformanceRow] = field(default_factory=list)
    campaigns: list[PlatformCampaign] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    preview: Preview | None = None

    @property
    def is_fatal(self) -> bool:
        """Whether skipping rows would not help."""
        return any(not problem.is_of_a_row for problem in self.problems)

    @property
    def as_said(self) -> list[PerformanceRow]:
        """The rows with what their own columns say and nothing else: an import takes Google's conversions for leads."""
        unsaid: dict[str, Any] = dict.fromkeys(self.preview.unsaid if self.preview else ())
        return [row._replace(**unsaid) for row in self.rows]


def read(
    data: bytes,
    source: Source,
    *,
    decimal: str | None = None,
    dates: str | None = None,
    currency: str | None = None,
    only: str | None = None,
    today: date | None = None,
) -> Export:
    """What a file holds. `decimal` is "comma" or "point", `dates` "dmy" or "mdy", `currency` an ISO 4217 code.

    `only` is the name or the number of the account whose rows are read, of a file with several. They are needed only
    where a problem's `option` asks for them. Days after `today` are refused where it is given.
    InvalidInput when an option itself cannot be read; anything wrong with the file is a Problem.
    """
    if decimal not in {None, "comma", "point", ",", "."}:
        raise InvalidInput("decimal", "--decimal", decimal or "", "comma")
    if dates not in {None, "dmy", "mdy"}:
        raise InvalidInput("dates", "--dates", dates or "", "dmy")
    try:
        return _read(data, source, _Options(decimal, dates, currency, only, today))
    except Unreadable as error:
        return Export(problems=[error.problem])


@dataclass(frozen=True, slots=True)
class _Options:
    decimal: str | None
    dates: str | None
    currency: str | None
    only: str | None
    today: date | None


def _read(data: bytes, source: Source, options: _Options) -> Export:
    text, encoding = decode(data)
    table = find(text)
    _require(table)
    sorted_lines = sort(table)
    lines, problems = _of_one_account(table, sorted_lines.rows, options.only), list(sorted_lines.problems)
    if not lines:
        if not problems:
            problems.append(Problem(0, "", Code.ONLY_TOTALS if sorted_lines.totals else Code.NO_ROWS))
        return Export(problems=problems)
    reader = _reader(table, lines, source, options)
    _whole_days(reader, lines)
    read_rows = _Rows(table)
    for line in lines:
        read_rows.add(line, reader.read(line))
    _not_swapped(reader, lines, read_rows)
    names = {key: name or key for key, name in read_rows.names.items()}
    campaigns = [PlatformCampaign(key, name, currency=reader.currency) for key, name in names.items()]
    rows = list(read_rows.merged.values())
    problems = sorted(problems + read_rows.problems, key=lambda problem: problem.line)
    days = [row.day for row in rows]
    preview = Preview(
        encoding=encoding,
        delimiter=table.delimiter,
        header_line=table.header.number,
        columns={role.value: column.title for role, column in table.by_role.items()},
        missing=_missing(table, source),
        currency=reader.currency,
        decimal=reader.numbers.decimal,
        date_order=reader.dates.order,
        days=Window(min(days), max(days)) if days else None,
        campaigns=tuple(names.values()),
        rows=read_rows.count,
        totals=sorted_lines.totals,
        spend_micros=sum(row.spend_micros for row in rows),
        unsaid=_unsaid(table, source),
    )
    return Export(rows, campaigns, problems, preview)


def _require(table: Table) -> None:
    """Unreadable when a column is missing without which no row means anything."""
    has, line = table.by_role.keys(), table.header.number
    if Role.DAY not in has and not {Role.START, Role.END} <= has:
        if Role.COARSE in has:
            title = table.title(Role.COARSE)
            raise Unreadable(Problem(line, title, Code.COARSE_PERIOD, title))
        raise Unreadable(Problem(line, "", Code.MISSING_DAY))
    if not {Role.CAMPAIGN, Role.CAMPAIGN_ID} & has:
        raise Unreadable(Problem(line, "", Code.MISSING_CAMPAIGN))
    if Role.SPEND not in has:
        raise Unreadable(Problem(line, "", Code.MISSING_SPEND))


def _of_one_account(table: Table, lines: tuple[Line, ...], only: str | None) -> tuple[Line, ...]:
    """The lines of one account, which is one client's: Unreadable where there are several and nobody said which."""
    told = {line.number: table.accounts(line) for line in lines}
    several = list(dict.fromkeys(told.values()))
    shown = ", ".join(" ".join(filter(None, one)) for one in several[:MOST_ACCOUNTS])
    title = next((one.title for one in table.details if one.role is Role.ACCOUNT), "")
    if only is not None:
        wanted = plain(only)
        mine = tuple(line for line in lines if wanted in map(plain, told[line.number]))
        if lines and not mine:
            raise Unreadable(Problem(0, title, Code.UNKNOWN_ACCOUNT, shown, "--only"))
        return mine
    if len(several) > 1:
        first = next(line.number for line in lines if told[line.number] != several[0])
        raise Unreadable(Problem(first, title, Code.TWO_ACCOUNTS, shown, "--only"))
    return lines


def _missing(table: Table, source: Source) -> tuple[str, ...]:
    has = table.by_role.__contains__
    clicks = click_role(source, has)
    missing = [role.value for role in _WANTED if not has(role)]
    if (has(Role.RESULTS) and has(Role.INDICATOR)) or has(Role.LEADS) or has(Role.PURCHASES):
        missing = [word for word in missing if word != Role.CONVERSIONS.value]
    return tuple(missing if has(clicks) else [*missing, clicks.value])


def _unsaid(table: Table, source: Source) -> frozenset[str]:
    """The numbers that no column of the file says itself. A file of one's own says what it is taken to say."""
    has = table.by_role.__contains__
    results = has(Role.RESULTS) and has(Role.INDICATOR) and not (has(Role.LEADS) or has(Role.PURCHASES))
    own = source is Source.CSV
    said = {
        "impressions": has(Role.IMPRESSIONS),
        "clicks": has(click_role(source, has)),
        "conversions_micros": own or results or says_conversions(source, has),
        "value_micros": has(Role.VALUE),
        "leads_micros": own or has(Role.LEADS),
    }
    return frozenset(name for name, is_said in said.items() if not is_said)


def _reader(table: Table, lines: tuple[Line, ...], source: Source, options: _Options) -> RowReader:
    """A reader with the decisions that hold for the whole file."""
    currency = currencies.decide(_mentions(table, lines), options.currency)
    figures = sorted(NUMBERS & table.by_role.keys())
    decimal = numbers.decide((number_cell(table, ln, role) for ln in lines for role in figures), options.decimal)
    days = [role for role in (Role.DAY, Role.START, Role.END) if role in table.by_role]
    order = dates.decide((day_cell(table, ln, role) for ln in lines for role in days), options.dates)
    return RowReader(table, source, currency, numbers.Reader(decimal), dates.Reader(order, options.today))


def _mentions(table: Table, lines: tuple[Line, ...]) -> Iterator[currencies.Mention]:
    for role in sorted(MONEY & table.by_role.keys()):
        column = table.by_role[role]
        if column.currency:
            yield table.header.number, column.title, column.currency
    for line in lines:
        if (code := table.text(line, Role.CURRENCY)) not in {"", "-", "--"}:
            yield line.number, table.title(Role.CURRENCY), code
        if sign := _SIGN.search(table.text(line, Role.SPEND)):
            yield line.number, table.title(Role.SPEND), currencies.SYMBOLS.get(sign[0], sign[0])


def _whole_days(reader: RowReader, lines: tuple[Line, ...]) -> None:
    """Unreadable when a report without a column of days has rows of more than one day."""
    table = reader.table
    if Role.DAY in table.by_role:
        return
    for line in lines:
        start = reader.dates.read(day_cell(table, line, Role.START))
        end = reader.dates.read(day_cell(table, line, Role.END))
        if isinstance(start, date) and isinstance(end, date) and start != end:
            raise Unreadable(Problem(line.number, table.title(Role.END), Code.PERIOD_ROW, f"{start} – {end}"))


class _Rows:
    """Collects rows: those that only split a campaign further are added up, true duplicates refused."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.merged: dict[tuple[str, date, str], PerformanceRow] = {}
        self.names: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.count = 0
        self._seen: dict[tuple[str, ...], int] = {}

    def add(self, line: Line, read_row: PerformanceRow | list[Problem]) -> None:
        if isinstance(read_row, list):
            self.problems.extend(read_row)
            return
        row = read_row
        details = (line.cells[column.index].strip() for column in self.table.details)
        device = self.table.text(line, Role.DEVICE)
        key = (row.entity_id, row.day.isoformat(), device, *details)
        if (first := self._seen.setdefault(key, line.number)) != line.number:
            self.problems.append(Problem(line.number, "", Code.DUPLICATE_ROW, str(first)))
            return
        self.count += 1
        self.names.setdefault(row.entity_id, self.table.text(line, Role.CAMPAIGN))
        place = (row.entity_id, row.day, row.element)
        self.merged[place] = added(self.merged[place], row) if place in self.merged else row


def _not_swapped(reader: RowReader, lines: tuple[Line, ...], rows: _Rows) -> None:
    """Unreadable when most rows have more clicks than impressions: a single one is possible, most are not."""
    strange = [row for row in rows.merged.values() if (row.clicks or 0) > (row.impressions or 0)]
    has = reader.table.by_role.__contains__
    clicks = click_role(reader.source, has)
    if has(Role.IMPRESSIONS) and has(clicks) and len(strange) * 2 > len(rows.merged):
        given = f"{strange[0].clicks} > {strange[0].impressions}"
        raise Unreadable(Problem(lines[0].number, reader.table.title(clicks), Code.MORE_CLICKS_THAN_IMPRESSIONS, given))
