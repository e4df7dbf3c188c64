"""Walking a YAML document without losing the line: values are read at a spot, faults are collected on the way."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

import yaml

from domain.errors import InvalidInput
from domain.names import nearest
from domain.sources import Descriptors
from storage.declare.faults import Fault

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
_KIND = {"seq": "a list", "map": "a block of keys", "null": "nothing"}


@dataclass
class Desk:
    """Where the faults of one file gather. `sources` know how the ids of their accounts are spelt."""

    file: str
    faults: list[Fault] = field(default_factory=list)
    sources: Descriptors = field(default_factory=Descriptors)

    def fault(self, line: int, key: str, code: str, given: str = "", example: str = "") -> None:
        """Note that something is wrong."""
        self.faults.append(Fault(self.file, line, key, code, given, example))


@dataclass(frozen=True)
class Spot:
    """A node of the document, and its path."""

    desk: Desk
    node: yaml.Node
    path: str

    @property
    def line(self) -> int:
        """Counted from 1."""
        return int(self.node.start_mark.line) + 1

    @property
    def is_null(self) -> bool:
        """`key:` with nothing behind it, or `~`."""
        return isinstance(self.node, yaml.ScalarNode) and self.node.tag.endswith(":null")

    @property
    def is_empty(self) -> bool:
        """`{}` or `[]`."""
        return isinstance(self.node, yaml.CollectionNode) and not self.node.value

    def fault(self, code: str, given: str = "", example: str = "") -> None:
        """Note that something is wrong here."""
        self.desk.fault(self.line, self.path, code, given, example)

    def shown(self) -> str:
        """What stands here, for a sentence."""
        if isinstance(self.node, yaml.ScalarNode) and not self.is_null:
            return f"'{self.node.value}'"
        return _KIND.get(self.node.tag.rpartition(":")[2], "this")

    def mapping(self, known: Iterable[str] | None, example: str = "") -> dict[str, "Spot"]:
        """The values by key; unknown keys (none are, where `known` is None) and keys that stand twice are faults and
        left out."""
        if not isinstance(self.node, yaml.MappingNode):
            self.fault("mapping", self.shown(), example)
            return {}
        allowed, found = None if known is None else tuple(known), dict[str, Spot]()
        for key_node, value in self.node.value:
            key = str(key_node.value)
            at = Spot(self.desk, key_node, f"{self.path}.{key}" if self.path else key)
            if allowed is not None and key not in allowed:
                at.fault("unknown_key", key, nearest(key, allowed) or allowed[0])
            elif key in found:
                at.fault("key_twice", key)
            else:
                found[key] = Spot(self.desk, value, at.path)
        return found

    def items(self, example: str = "") -> list["Spot"]:
        """The elements of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            self.fault("list", self.shown(), example)
            return []
        return [Spot(self.desk, node, f"{self.path}[{n}]") for n, node in enumerate(self.node.value)]

    def read(self, convert: Callable[[str], T], example: str = "") -> T | None:
        """The scalar, converted; None with a fault where it cannot be."""
        if not isinstance(self.node, yaml.ScalarNode) or self.is_null:
            self.fault("text", self.shown(), example)
            return None
        try:
            return convert(self.node.value)
        except InvalidInput as bad:
            self.fault(bad.code, bad.given, bad.example or example)
            return None

    def reads(self, convert: Callable[[str], T], example: str = "") -> tuple[T, ...]:
        """A list of scalars, converted; those that cannot be are faults and left out."""
        read = (item.read(convert, example) for item in self.items(f"[{example}]" if example else ""))
        return tuple(value for value in read if value is not None)


def choice(words: type[E]) -> Callable[[str], E]:
    """A converter to one of an enumeration's words."""

    def convert(text: str) -> E:
        try:
            return words(text)
        except ValueError:
            raise InvalidInput("choice", "choice", text, " or ".join(words)) from None

    return convert
