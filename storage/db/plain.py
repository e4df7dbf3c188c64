"""Types of the domain as plain data for columns of JSON, and back: the only place that knows how."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


class Plain(Generic[T]):
    """One dataclass: its fields by name, enums by value, days and instants in ISO 8601, decimals as text."""

    def __init__(self, kind: type[T]) -> None:
        if not is_dataclass(kind):
            raise TypeError(f"{kind.__name__} is no dataclass")
        self._adapter = TypeAdapter(kind)
        self._names = frozenset(one.name for one in fields(kind))

    def write(self, thing: T) -> dict[str, Any]:
        """All that is set."""
        written: dict[str, Any] = self._adapter.dump_python(thing, mode="json", exclude_none=True)
        return written

    def read(self, plain: Mapping[str, Any]) -> T:
        """What `write` gave; names that this version does not know are left out. ValueError for what does not fit."""
        return self._adapter.validate_python(plain)

    def read_whole(self, plain: Mapping[str, Any]) -> T | None:
        """The same; None where another version wrote it, with other names."""
        return self.read(plain) if plain.keys() == self._names else None
