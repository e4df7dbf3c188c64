"""What a file declares: entries with only those fields that it names, each with its line."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What an entry is, in the order in which they are applied."""

    RATE = "rate"
    CLIENT = "client"
    CHANNEL = "channel"
    ACCOUNT = "account"
    CAMPAIGN = "campaign"
    SUBSCRIPTION = "subscription"


@dataclass(frozen=True, slots=True)
class Named:
    """A value that the file names, where, and under which path."""

    value: Any
    line: int
    path: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One declared thing. `identity` is what it is found by; `lists` are its lists that the file spells out."""

    kind: Kind
    key: str
    identity: tuple[Any, ...]
    line: int
    path: str
    fields: Mapping[str, Named]
    lists: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Declaration:
    """A whole file. `lists` names the lists that it spells out (`clients`, `acme.channels`): what may be pruned."""

    file: str
    entries: tuple[Entry, ...]
    lists: frozenset[str]
