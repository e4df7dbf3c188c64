"""Rows of an export as performance rows."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256

from connectors.exports import dates, numbers
from connectors.exports.headers import COUNTS, NUMBERS, OUTCOMES, Role, plain
from connectors.exports.problems import Code, Problem
from connectors.exports.table import Line, Table
from connectors.meta.actions import recorded
from domain.facts import PerformanceRow
from domain.labels import label
from domain.labels import line as one_line
from domain.money import MICRO, micros
from domain.names import fold_title
from domain.results import Action, ResultKind, merged_actions
from domain.words import Level, Source

DEVICES = {
    "mobile": "mobil|movil|phone|smartphone|android|iphone|ipod",
    "tablet": "tablet|ipad",
    "desktop": "computer|desktop|ordenador|ordinador|escritorio",
    "tv": "tv|televisi",
}
_LEAD = re.compile(r"lead|cliente[s]? potencial|clients? potencial")
_SALE = re.compile(r"purchase|compra")
_CONVERSION = re.compile(r"conversion")
_TYPE = re.compile(r"(actions|conversions):(?P<type>[a-z0-9_.:]+)")
_ID = re.compile(r"[0-9]+")
_ROUNDED = re.compile(r"[0-9]+[.,][0-9]+(e\+?[0-9]+)?|[0-9]+e\+?[0-9]+", re.IGNORECASE)
_LONGEST, _DISTINCT = 180, 160  # characters of a name that stand in an id

Figures = Mapping[Role, Decimal]


def number_cell(table: Table, line: Line, role: Role) -> numbers.Cell:
    """A cell with a number."""
    return numbers.Cell(line.number, table.title(role), table.text(line, role), role in COUNTS)


def day_cell(table: Table, line: Line, role: Role) -> dates.Cell:
    """A cell with a day."""
    return dates.Cell(line.number, table.title(role), table.text(line, role))


@lru_cache(1024)
def device(text: str) -> str:
    """Our word for a device, "" for none; tablets before telephones, because "mobile devices" may say both."""
    word = plain(text)
    order = ("tablet", "tv", "desktop", "mobile")
    return next((ours for ours in order if re.search(DEVICES[ours], word)), label(word.replace(" ", "_")))


def entity_id(table: Table, line: Line) -> str:
    """The platform's id where the file has it, else the name: the same campaign again gets the same id."""
    given = table.text(line, Role.CAMPAIGN_ID)
    if _ID.fullmatch(given):
        return given
    name = one_line(table.text(line, Role.CAMPAIGN))
    short = name if len(name) <= _LONGEST else f"{name[:_DISTINCT]}~{sha256(name.encode()).hexdigest()[:12]}"
    return f"name:{short}"


def outcome(source: Source, got: Figures, indicator: str | None) -> tuple[Decimal | None, Decimal | None]:
    """(conversions, leads), as the connectors count them; None where the file has no column that says.

    `indicator` says what the results are; None where the file has no such column: they are whatever each campaign was
    bought for, people reached for example, and count as nothing.
    """
    conversions, leads = _counted(source, got, indicator)
    says_leads = Role.LEADS in got or (Role.RESULTS in got and indicator is not None)
    if source is Source.GOOGLE_ADS or (source is Source.CSV and not {Role.RESULTS, Role.PURCHASES} & got.keys()):
        says_leads = says_leads or Role.CONVERSIONS in got  # as Google does, every conversion is taken for one
    says = OUTCOMES & got.keys() - (set() if indicator is not None else {Role.RESULTS})
    return conversions if says else None, leads if says_leads else None


def _counted(source: Source, got: Figures, indicator: str | None) -> tuple[Decimal, Decimal]:
    conversions, leads = got.get(Role.CONVERSIONS, Decimal(0)), got.get(Role.LEADS, Decimal(0))
    # a file of one's own that only knows "conversions" means what Google's does
    only_conversions = Role.CONVERSIONS in got and not {Role.RESULTS, Role.PURCHASES, Role.LEADS} & got.keys()
    if source is Source.GOOGLE_ADS or (source is Source.CSV and only_conversions):
        return conversions, leads if Role.LEADS in got else conversions
    told = result(indicator or "", got.get(Role.RESULTS, Decimal(0)))
    counted = Decimal(told.count_micros) / MICRO if told is not None and told.is_own else Decimal(0)
    if Role.LEADS not in got and told is not None and told.hint is ResultKind.LEAD:
        leads = counted
    return conversions or got.get(Role.PURCHASES, Decimal(0)) or leads or counted, leads


def result(indicator: str, number: Decimal) -> Action | None:
    """What the results of a row are: `actions:omni_purchase` as the platform's interface calls it, or words of its
    page. None for what nobody would count, such as people reached."""
    if found := _TYPE.fullmatch(indicator.strip().casefold()):
        return recorded(found["type"], number)
    kind, amount = plain(indicator), micros(number)
    for words, hint in ((_LEAD, ResultKind.LEAD), (_SALE, ResultKind.SALE), (_CONVERSION, ResultKind.CONVERSION)):
        if words.search(kind):
            return Action(fold_title(indicator), amount, 0, indicator.strip(), hint, "", is_own=True)
    return Action(fold_title(indicator), amount, 0, indicator.strip()) if kind else None


_HINTS = {
    Role.LEADS: ResultKind.LEAD,
    Role.PURCHASES: ResultKind.SALE,
    Role.CONVERSIONS: ResultKind.CONVERSION,
}
_THEIRS = {
    (Source.META, Role.LEADS): "lead",
    (Source.META, Role.PURCHASES): "omni_purchase",
    (Source.GOOGLE_ADS, Role.CONVERSIONS): "conversions",
}
"""What the platform's own interface calls a column that its page exports."""


@dataclass(frozen=True, slots=True)
class RowReader:
    """Turns lines into rows with the decisions that were taken for the whole file."""

    table: Table
    source: Source
    currency: str
    numbers: numbers.Reader
    dates: dates.Reader

    def read(self, line: Line) -> PerformanceRow | list[Problem]:
        """The row of a line, or everything that is wrong with it."""
        problems: list[Problem] = []
        figures: dict[Role, Decimal] = {}
        for role in sorted(NUMBERS & self.table.by_role.keys()):
            read = self.numbers.read(number_cell(self.table, line, role), is_spend=role is Role.SPEND)
            if isinstance(read, Problem):
                problems.append(read)
            else:
                figures[role] = read
        day = self.day(line)
        if isinstance(day, Problem):
            problems.append(day)
        if _ROUNDED.fullmatch(given := self.table.text(line, Role.CAMPAIGN_ID)):
            title = self.table.by_role[Role.CAMPAIGN_ID]
            problems.append(Problem(line.number, title.title, Code.ROUNDED_ID, given))
        elif not self.table.text(line, Role.CAMPAIGN) and not _ID.fullmatch(given):
            title = self.table.by_role.get(Role.CAMPAIGN) or self.table.by_role[Role.CAMPAIGN_ID]
            problems.append(Problem(line.number, title.title, Code.EMPTY_CAMPAIGN))
        return problems if problems or isinstance(day, Problem) else self._row(line, day, figures)

    def day(self, line: Line) -> date | Problem:
        """The day of a line."""
        role = Role.DAY if Role.DAY in self.table.by_role else Role.START
        return self.dates.read(day_cell(self.table, line, role))

    def _row(self, line: Line, day: date, got: Figures) -> PerformanceRow:
        indicator = self.table.text(line, Role.INDICATOR) if Role.INDICATOR in self.table.by_role else None
        conversions, leads = outcome(self.source, got, indicator)
        value = _micros(got.get(Role.VALUE))
        element = device(self.table.text(line, Role.DEVICE))
        return PerformanceRow(
            level=Level.CAMPAIGN,
            entity_id=entity_id(self.table, line),
            day=day,
            breakdown="device" if Role.DEVICE in self.table.by_role else "",
            element=element,
            currency=self.currency,
            impressions=_whole(got.get(Role.IMPRESSIONS)),
            clicks=_whole(got.get(click_role(self.source, got.__contains__))),
            spend_micros=micros(got[Role.SPEND]),
            conversions_micros=_micros(conversions),
            value_micros=value,
            leads_micros=_micros(leads),
            actions=self._actions(line, got, indicator),
        )

    def _actions(self, line: Line, got: Figures, indicator: str | None) -> tuple[Action, ...]:
        """What the row records: each column by its title, and by what the platform's interface calls it where it does;
        and what the results are where the file says so."""
        roles = {column.index: role for role, column in self.table.by_role.items()}
        kind = result(indicator, got[Role.RESULTS]) if indicator and Role.RESULTS in got else None
        told = [kind] if kind is not None and kind.count_micros else []
        for index, title in self.table.counts:
            read = self.numbers.read(numbers.Cell(line.number, title, line.cells[index].strip(), is_count=False))
            if isinstance(read, Problem):
                continue
            role = roles.get(index)
            hint, theirs = (_HINTS.get(role), _THEIRS.get((self.source, role), "")) if role else (None, "")
            told.append(Action(fold_title(title), micros(read), 0, title, hint, theirs, is_own=hint is not None))
            if theirs and all(one.token != theirs for one in told):
                told.append(Action(theirs, micros(read), 0, "", hint, "", is_own=True))
        return merged_actions(told)


def _whole(number: Decimal | None) -> int | None:
    return None if number is None else int(number)


def _micros(number: Decimal | None) -> int | None:
    return None if number is None else micros(number)


def says_conversions(source: Source, has: Callable[[Role], bool]) -> bool:
    """Whether a column of conversions is the platform's own number: only Google has one."""
    return source is Source.GOOGLE_ADS and has(Role.CONVERSIONS)


def click_role(source: Source, has: Callable[[Role], bool]) -> Role:
    """Meta's "Clicks (all)" count likes and photo views: of Meta only link clicks are taken."""
    if source is Source.META or not has(Role.CLICKS):
        return Role.LINK_CLICKS
    return Role.CLICKS
