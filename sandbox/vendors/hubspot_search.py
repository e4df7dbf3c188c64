"""HubSpot's search: filter groups, one sort, pages of at most 200 and never beyond 10,000 results."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sandbox.vendors.hubspot_errors import invalid
from sandbox.vendors.wire import Json
from sandbox.world import days
from sandbox.world.records import Record

State = Mapping[str, str]
_STAMP_LENGTH = len("2026-09-01T08:00:00.000Z")
Found = list[tuple[Record, State]]
_MAX_GROUPS, _MAX_FILTERS, _MAX_ALL, _MAX_PAGE, _MAX_RESULTS, _MAX_QUERY = 6, 6, 18, 200, 10_000, 3_000


def find(records: list[tuple[Record, State]], body: Json, types: Mapping[str, str]) -> tuple[Found, int, int]:
    """The page asked for, the number of all matches, and where the page begins; HubSpotError if refused."""
    matches = _matcher(body, types)
    found = [(record, state) for record, state in records if matches(state)]
    _sort(found, body.get("sorts") or [], types)
    limit, begin = _limit(body.get("limit", 10)), _begin(body.get("after"))
    if begin + limit > _MAX_RESULTS:
        raise invalid("There was a problem with the request: paging is limited to 10000 results per query.")
    return found[begin : begin + limit], len(found), begin


def _limit(value: object) -> int:
    limit = int(str(value)) if str(value).isdigit() else -1
    if not 0 <= limit <= _MAX_PAGE:
        raise invalid(f"limit must be at most {_MAX_PAGE}, found {value}")
    return limit


def _begin(value: object) -> int:
    if value in (None, ""):
        return 0
    if not str(value).isdigit():
        raise invalid(f"after is not a paging cursor: {value}")
    return int(str(value))


def _matcher(body: Json, types: Mapping[str, str]) -> Callable[[State], bool]:
    groups = body.get("filterGroups") or []
    counts = [len(group.get("filters") or []) for group in groups]
    if len(groups) > _MAX_GROUPS or any(count > _MAX_FILTERS for count in counts) or sum(counts) > _MAX_ALL:
        raise invalid("The request exceeds the limits of 6 filterGroups, 6 filters each and 18 filters in all.")
    query = str(body.get("query") or "").lower()
    if len(query) > _MAX_QUERY:
        raise invalid("query must be at most 3000 characters")
    tests = [[_filter(one, types) for one in group.get("filters") or []] for group in groups]

    def matches(state: State) -> bool:
        if query and not any(query in state.get(name, "").lower() for name in ("email", "firstname", "lastname")):
            return False
        return not tests or any(all(test(state) for test in group) for group in tests)

    return matches


def _filter(rule: Json, types: Mapping[str, str]) -> Callable[[State], bool]:
    name, operator = str(rule.get("propertyName", "")), str(rule.get("operator", ""))
    if name not in types:
        raise invalid(f"There was a problem with the request: property {name} does not exist.", "PROPERTY_DOESNT_EXIST")
    if operator == "HAS_PROPERTY":
        return lambda state: bool(state.get(name))
    if operator == "NOT_HAS_PROPERTY":
        return lambda state: not state.get(name)
    test = _comparison(rule, operator, types[name])
    return lambda state: test(_typed(state[name], types[name])) if name in state else operator in _MISSING_PASSES


_MISSING_PASSES = ("NEQ", "NOT_IN", "NOT_CONTAINS_TOKEN")


def _comparison(rule: Json, operator: str, kind: str) -> Callable[[Any], bool]:
    if operator in ("IN", "NOT_IN"):
        values = {_typed(value, kind) for value in rule.get("values") or []}
        return lambda have: (have in values) == (operator == "IN")
    want = _typed(rule.get("value", ""), kind)
    if operator == "BETWEEN":
        high = _typed(rule.get("highValue", ""), kind)
        return lambda have: bool(want <= have <= high)
    if operator in ("CONTAINS_TOKEN", "NOT_CONTAINS_TOKEN"):
        token = str(want).strip("*")
        return lambda have: (token in str(have)) == (operator == "CONTAINS_TOKEN")
    comparisons: dict[str, Callable[[Any], bool]] = {
        "EQ": lambda have: bool(have == want),
        "NEQ": lambda have: bool(have != want),
        "GT": lambda have: bool(have > want),
        "GTE": lambda have: bool(have >= want),
        "LT": lambda have: bool(have < want),
        "LTE": lambda have: bool(have <= want),
    }
    if operator not in comparisons:
        raise invalid(f"Invalid operator: {operator}")
    return comparisons[operator]


def _typed(value: object, kind: str) -> Any:
    """A value ready to compare: numbers as floats, times as text in one form, the rest in small letters."""
    text = str(value)
    if kind == "number":
        try:
            return float(text)
        except ValueError:
            raise invalid(f"{text} was not a valid number", "INVALID_INTEGER") from None
    if kind == "datetime" and not (len(text) == _STAMP_LENGTH and text.endswith("Z")):
        return _time(text)
    return text if kind == "datetime" else text.lower()


def _time(text: str) -> str:
    if text.isdigit():
        return days.iso_ms(int(text))
    try:
        return days.iso_ms(days.to_ms(datetime.fromisoformat(text)))
    except ValueError:
        raise invalid(f"{text} was not a valid date", "INVALID_DATE") from None


def _sort(found: Found, sorts: list[Any], types: Mapping[str, str]) -> None:
    if len(sorts) > 1:
        raise invalid("Only one sort is allowed.")
    if not sorts:
        return
    rule = sorts[0]
    name = str(rule.get("propertyName", "")) if isinstance(rule, dict) else str(rule)
    descending = name.startswith("-") or (isinstance(rule, dict) and rule.get("direction") == "DESCENDING")
    name = name.lstrip("-")
    if name not in types:
        raise invalid(f"Cannot sort by {name}: the property does not exist.", "PROPERTY_DOESNT_EXIST")

    def key(entry: tuple[Record, State]) -> tuple[bool, Any]:
        value = entry[1].get(name)
        return (value is not None, _typed(value, types[name]) if value is not None else "")

    found.sort(key=key, reverse=descending)
