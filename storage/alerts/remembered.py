"""What is remembered of an incident, as plain data and back: its state, its handling, what was said of it."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from domain.incidents.conditions import Condition, State
from domain.incidents.handling import Handled, Handling
from domain.incidents.notify_decision import NotificationState
from domain.incidents.rule_kinds import Tier

Plain = Mapping[str, Any]
_Readers = Mapping[str, Callable[[Any], Any]]

_STATE: _Readers = {
    "condition": Condition,
    "since": datetime.fromisoformat,
    "before": Condition,
    "tier": Tier,
    "fired_at": datetime.fromisoformat,
    "ended": datetime.fromisoformat,
}
_HANDLING: _Readers = {
    "how": Handled,
    "at": datetime.fromisoformat,
    "until": datetime.fromisoformat,
    "worse_than": Decimal,
}
_TOLD: _Readers = {
    "tier": Tier,
    "at": datetime.fromisoformat,
    "gap": Decimal,
    "day": date.fromisoformat,
    "digest": date.fromisoformat,
    "asked": date.fromisoformat,
    "level": Tier,
    "ended": datetime.fromisoformat,
    "woken": datetime.fromisoformat,
}


def to_plain(thing: State | Handling | NotificationState) -> dict[str, Any]:
    """All that is set, as plain data."""
    values = {field.name: getattr(thing, field.name) for field in fields(thing)}
    return {name: _plain(value) for name, value in values.items() if value is not None}


def _plain(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case _:
            return value


def _read(plain: Plain, readers: _Readers) -> dict[str, Any]:
    return {name: readers.get(name, _same)(value) for name, value in plain.items()}


def _same(value: Any) -> Any:
    return value


def state(plain: Plain) -> State:
    """The state that `to_plain` was given."""
    return State(**_read(plain, _STATE))


def handling(plain: Plain) -> Handling:
    """The handling that `to_plain` was given."""
    return Handling(**_read(plain, _HANDLING))


def told(plain: Plain) -> NotificationState:
    """What was said, as `to_plain` was given it."""
    return NotificationState(**_read(plain, _TOLD))
