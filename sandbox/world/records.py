"""CRM records as histories: what a record said at any instant is what had been written to it by then."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sandbox.world import days


@dataclass(frozen=True, slots=True)
class Change:
    """Properties written at an instant (ms), and by what."""

    at: int
    values: Mapping[str, str]
    origin: str


@dataclass(frozen=True, slots=True)
class Record:
    """A contact or deal. `times[i]` is when it came to say `states[i]`; changes of one instant are one state."""

    id: str
    times: tuple[int, ...]
    states: tuple[Mapping[str, str], ...]
    changes: tuple[Change, ...]

    def at(self, as_of: int) -> Mapping[str, str] | None:
        """All that the record says at that instant; None when it does not exist yet."""
        known = bisect_right(self.times, as_of)
        return self.states[known - 1] if known else None

    def history(self, name: str, as_of: int) -> list[tuple[int, str, str]]:
        """Instant, value and origin of every value that the property has had by `as_of`, newest first."""
        seen = [(change.at, change.values[name], change.origin) for change in self.changes if name in change.values]
        return [entry for entry in reversed(seen) if entry[0] <= as_of]


def record(record_id: str, changes: Iterable[Change], modified: str) -> Record:
    """The record of those changes; `modified` is the property that holds the time of the last one."""
    ordered = tuple(sorted(changes, key=lambda change: change.at))
    states: dict[int, Mapping[str, str]] = {}
    current: dict[str, str] = {"hs_object_id": record_id}
    for change in ordered:
        current = {**current, **change.values, modified: days.iso_ms(change.at)}
        states[change.at] = current
    return Record(record_id, tuple(states), tuple(states.values()), ordered)


@dataclass(frozen=True, slots=True)
class Portal:
    """A CRM account: its records by creation, and which contact each deal belongs to (deal id to contact id)."""

    id: str
    contacts: tuple[Record, ...]
    deals: tuple[Record, ...]
    contact_of: Mapping[str, str]
    deals_of: Mapping[str, tuple[str, ...]]
