"""As much of the Google Ads query language as reporting by campaign, ad group, ad, day and hour needs."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

_TOKEN = re.compile(r"\s*('[^']*'|\"[^\"]*\"|[A-Za-z_][\w.]*|-?\d+(?:\.\d+)?|!=|>=|<=|[=<>(),])")
_COMPARE: dict[str, Callable[[str, str], bool]] = {
    "=": lambda have, want: have == want,
    "!=": lambda have, want: have != want,
    ">": lambda have, want: _number(have) > _number(want),
    ">=": lambda have, want: _number(have) >= _number(want),
    "<": lambda have, want: _number(have) < _number(want),
    "<=": lambda have, want: _number(have) <= _number(want),
}
_DURING = {
    "TODAY": (0, 0),
    "YESTERDAY": (1, 1),
    "LAST_7_DAYS": (7, 1),
    "LAST_14_DAYS": (14, 1),
    "LAST_30_DAYS": (30, 1),
}
_ONE_DAY = timedelta(days=1)


class GaqlError(ValueError):
    """A query that Google Ads would refuse: `name` is the member of queryError."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


@dataclass(frozen=True, slots=True)
class Condition:
    """A field, an operator and the values after it."""

    field: str
    operator: str
    values: tuple[str, ...]

    def holds(self, have: str) -> bool:
        """Whether a field that has this value passes."""
        if self.operator == "IN":
            return have in self.values
        if self.operator == "NOT IN":
            return have not in self.values
        if self.operator == "BETWEEN":
            return _number(self.values[0]) <= _number(have) <= _number(self.values[1])
        return _COMPARE[self.operator](have, self.values[0])


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query."""

    fields: tuple[str, ...]
    resource: str
    conditions: tuple[Condition, ...]
    order: tuple[tuple[str, bool], ...]
    limit: int | None

    def window(self, today: date) -> tuple[date, date]:
        """First and last day that the conditions on segments.date leave; without any, everything until today."""
        since, until = date(2000, 1, 1), today
        for condition in self.conditions:
            if condition.field == "segments.date":
                low, high = _days(condition, today)
                since, until = max(since, low), min(until, high)
        return since, until

    def mentioned(self) -> tuple[str, ...]:
        """Every field that the query names, selected or not."""
        ordered = tuple(name for name, _ in self.order)
        return self.fields + tuple(condition.field for condition in self.conditions) + ordered


def _number(text: str) -> tuple[float, str]:
    try:
        return float(text), ""
    except ValueError:
        return 0.0, text


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise GaqlError("INVALID_DATE_FORMAT", f"Invalid date format: '{text}'.") from None


def _days(condition: Condition, today: date) -> tuple[date, date]:
    if condition.operator == "DURING":
        first, last = _DURING[condition.values[0]]
        return today - timedelta(days=first), today - timedelta(days=last)
    values = [_day(value) for value in condition.values]
    if condition.operator == "BETWEEN":
        return values[0], values[1]
    bounds = {
        "=": (values[0], values[0]),
        ">=": (values[0], date.max),
        ">": (values[0] + _ONE_DAY, date.max),
        "<=": (date.min, values[0]),
        "<": (date.min, values[0] - _ONE_DAY),
    }
    if condition.operator not in bounds:
        raise GaqlError("EXPECTED_FILTERS_ON_DATE_RANGE", "Expecting filters on a finite date range.")
    return bounds[condition.operator]


class _Reader:
    def __init__(self, text: str) -> None:
        self.tokens = _tokens(text)
        self.place = 0

    def word(self) -> str:
        """The next token in capitals, not consumed; empty at the end."""
        return self.tokens[self.place].upper() if self.place < len(self.tokens) else ""

    def next(self) -> str:
        if self.place >= len(self.tokens):
            raise GaqlError("UNEXPECTED_END_OF_QUERY", "Error in query: unexpected end of query.")
        self.place += 1
        return self.tokens[self.place - 1]

    def accept(self, word: str) -> bool:
        found = self.word() == word
        self.place += found
        return found

    def expect(self, word: str, name: str) -> None:
        if not self.accept(word):
            raise GaqlError(name, f"Error in query: expected {word}, found '{self.word() or 'end of query'}'.")


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    place, text = 0, text.strip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise GaqlError("UNEXPECTED_INPUT", f"Error in query: unexpected input {text[place : place + 12]!r}.")
        found.append(match.group(1))
        place = match.end()
    return found


def parse(text: str) -> Query:
    """The query; GaqlError where Google Ads would answer a queryError."""
    reader = _Reader(text)
    reader.expect("SELECT", "EXPECTED_SELECT")
    fields = [reader.next()]
    while reader.accept(","):
        fields.append(reader.next())
    reader.expect("FROM", "EXPECTED_FROM")
    resource = reader.next()
    conditions = _where(reader) if reader.accept("WHERE") else ()
    order = _order(reader) if reader.accept("ORDER") else ()
    limit = _limit(reader.next()) if reader.accept("LIMIT") else None
    if reader.accept("PARAMETERS"):
        reader.place = len(reader.tokens)
    if reader.word():
        raise GaqlError("UNEXPECTED_INPUT", f"Error in query: unexpected input '{reader.next()}'.")
    return Query(tuple(dict.fromkeys(fields)), resource, conditions, order, limit)


def _limit(text: str) -> int:
    if not text.isdigit() or int(text) == 0:
        raise GaqlError("BAD_LIMIT_VALUE", f"Error in query: LIMIT '{text}' is not a positive number.")
    return int(text)


def _where(reader: _Reader) -> tuple[Condition, ...]:
    conditions = [_condition(reader)]
    while reader.accept("AND"):
        conditions.append(_condition(reader))
    return tuple(conditions)


def _condition(reader: _Reader) -> Condition:
    field, operator = reader.next(), reader.next().upper()
    if operator == "NOT":
        reader.expect("IN", "BAD_OPERATOR")
        return Condition(field, "NOT IN", _list(reader))
    if operator == "IN":
        return Condition(field, "IN", _list(reader))
    if operator == "BETWEEN":
        low = _value(reader)
        reader.expect("AND", "EXPECTED_AND")
        return Condition(field, "BETWEEN", (low, _value(reader)))
    if operator == "DURING" and reader.word() in _DURING:
        return Condition(field, "DURING", (reader.next().upper(),))
    if operator in _COMPARE:
        return Condition(field, operator, (_value(reader),))
    raise GaqlError("BAD_OPERATOR", f"Error in query: operator '{operator}' is not valid here.")


def _list(reader: _Reader) -> tuple[str, ...]:
    reader.expect("(", "EXPECTED_LIST")
    values = [_value(reader)]
    while reader.accept(","):
        values.append(_value(reader))
    reader.expect(")", "EXPECTED_LIST")
    return tuple(values)


def _value(reader: _Reader) -> str:
    return reader.next().strip("'\"")


def _order(reader: _Reader) -> tuple[tuple[str, bool], ...]:
    reader.expect("BY", "EXPECTED_BY")
    keys: list[tuple[str, bool]] = []
    while not keys or reader.accept(","):
        name = reader.next()
        descending = reader.accept("DESC")
        reader.accept("ASC")
        keys.append((name, descending))
    return tuple(keys)


def sort_key(value: object) -> tuple[float, str]:
    """Order of values as the query language has it: numbers by size, text by letters."""
    return _number(str(value))


@cache
def camel(name: str) -> str:
    """A field's name as JSON has it: "metrics.cost_micros" is "metrics.costMicros"."""
    return re.sub(r"_([a-z0-9])", lambda match: match.group(1).upper(), name)
