"""Cells of a file as arrays: one column of a chunk at a time, so that a million rows never are a million tuples.

Every column is first read the fast way, as if it were right. Only where that fails each cell is looked at, and the
first that cannot be read is named with its line.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from domain.errors import InvalidRow

Array = npt.NDArray[Any]
T = TypeVar("T")
_KEEP = 100_000
_SHOWN = 40
_MOST = 1e15
"""No amount or count comes near; squares of what lies beyond would no longer be numbers."""
_DAY_MICROS = 86_400_000_000
_UNKNOWN = "nan"


class Kind(Enum):
    """What a column holds, and as what it is kept."""

    DAY = "day"
    """int32: the day as `date.toordinal` counts."""
    INSTANT = "instant"
    """int64: microseconds since 1 January of year 1, in UTC; without a zone as written. See `Frame.walls`, `texts`."""
    NUMBER = "number"
    """float64, not negative; an empty cell is nan."""
    SIGNED = "signed"
    """float64 of any sign; an empty cell is nan."""
    TEXT = "text"
    """int32: codes in order of first appearance; `Frame.labels` says what they stand for."""


EXAMPLES = {
    Kind.DAY: "2026-11-12",
    Kind.INSTANT: "2026-11-12T09:00:00",
    Kind.NUMBER: "1234.50",
    Kind.SIGNED: "1234.50",
    Kind.TEXT: "name",
}


@dataclass(frozen=True, slots=True)
class Done:
    """One column, read to the end. `labels` belong to TEXT; `texts` and `walls` to INSTANT."""

    values: Array
    labels: list[str] | None = None
    texts: Array | None = None
    walls: Array | None = None


class Column(Protocol):
    """Takes the cells of one chunk after the other."""

    def take(self, cells: Sequence[str], lines: Sequence[int]) -> None:
        """Keep the cells; InvalidRow names the first that cannot be read."""

    def done(self) -> Done:
        """All of them."""


def column(name: str, kind: Kind, *, comma: bool) -> Column:
    """A reader for one column; `comma` allows 12,50 where the delimiter is something else."""
    match kind:
        case Kind.DAY:
            return Days(name)
        case Kind.INSTANT:
            return Instants(name)
        case Kind.TEXT:
            return Texts()
        case _:
            return Numbers(name, signed=kind is Kind.SIGNED, comma=comma)


@dataclass
class Numbers:
    """A column of numbers."""

    name: str
    signed: bool
    comma: bool
    parts: list[npt.NDArray[np.float64]] = field(default_factory=list)

    def take(self, cells: Sequence[str], lines: Sequence[int]) -> None:
        try:
            values = np.fromiter(map(float, cells), np.float64, len(cells))
        except ValueError:
            each = (self._read(cell, line) for cell, line in zip(cells, lines, strict=True))
            values = np.fromiter(each, np.float64, len(cells))
        self._check(values, cells, lines)
        self.parts.append(values)

    def _read(self, cell: str, line: int) -> float:
        text = cell.strip() or _UNKNOWN
        if self.comma and "." not in text:
            text = text.replace(",", ".", 1)
        try:
            return float(text)
        except ValueError:
            raise bad("csv_number", self.name, cell, Kind.NUMBER, line) from None

    def _check(self, values: npt.NDArray[np.float64], cells: Sequence[str], lines: Sequence[int]) -> None:
        for at in np.flatnonzero(~np.isfinite(values)).tolist():
            if cells[at].strip():
                raise bad("csv_number", self.name, cells[at], Kind.NUMBER, lines[at])
        beyond = [] if self.signed else np.flatnonzero(values > _MOST).tolist()
        if beyond:
            raise bad("csv_huge", self.name, cells[beyond[0]], Kind.NUMBER, lines[beyond[0]])
        below = [] if self.signed else np.flatnonzero(values < 0).tolist()
        if below:
            raise bad("csv_negative", self.name, cells[below[0]], Kind.NUMBER, lines[below[0]])

    def done(self) -> Done:
        return Done(np.concatenate(self.parts))


@dataclass
class Days:
    """A column of days; a time behind the day is let go."""

    name: str
    known: dict[str, int] = field(default_factory=dict)
    parts: list[Array] = field(default_factory=list)

    def take(self, cells: Sequence[str], lines: Sequence[int]) -> None:
        fresh = _fresh(self.known, cells)
        if fresh:
            self.known.update(_each(_day, fresh, cells, lines, (self.name, Kind.DAY)))
        self.parts.append(np.fromiter(map(self.known.__getitem__, cells), np.int32, len(cells)))

    def done(self) -> Done:
        return Done(np.concatenate(self.parts))


@dataclass
class Instants:
    """A column of instants: in UTC, as the wall's clock has it, and as it was written."""

    name: str
    known: dict[str, tuple[int, int]] = field(default_factory=dict)
    parts: list[Array] = field(default_factory=list)
    written: list[Array] = field(default_factory=list)

    def take(self, cells: Sequence[str], lines: Sequence[int]) -> None:
        fresh = _fresh(self.known, cells)
        if fresh:
            self.known.update(_each(_instant, fresh, cells, lines, (self.name, Kind.INSTANT)))
        pairs = [self.known[cell] for cell in cells]
        self.parts.append(np.array(pairs, np.int64))
        self.written.append(np.array([cell.strip() for cell in cells], np.bytes_))

    def done(self) -> Done:
        both = np.concatenate(self.parts)
        return Done(both[:, 0].copy(), texts=np.concatenate(self.written), walls=both[:, 1].copy())


@dataclass
class Texts:
    """A column of words: codes and what they stand for."""

    codes: dict[str, int] = field(default_factory=dict)
    parts: list[Array] = field(default_factory=list)

    def take(self, cells: Sequence[str], lines: Sequence[int]) -> None:  # noqa: ARG002 - any text is right
        trimmed = [cell.strip() for cell in cells]
        for cell in trimmed:
            if cell not in self.codes:
                self.codes[cell] = len(self.codes)
        self.parts.append(np.fromiter(map(self.codes.__getitem__, trimmed), np.int32, len(cells)))

    def done(self) -> Done:
        return Done(np.concatenate(self.parts), labels=list(self.codes))


def bad(code: str, name: str, cell: str, kind: Kind, line: int) -> InvalidRow:
    """The complaint about one cell; what stood there is shortened."""
    shown = "".join(c if c.isprintable() else " " for c in cell.strip())
    return InvalidRow(code, name, shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…", EXAMPLES[kind], line=line)


def _fresh(known: dict[str, T], cells: Sequence[str]) -> set[str]:
    """The texts not met before; what is remembered stays bounded."""
    if len(known) > _KEEP:
        known.clear()
    return set(cells).difference(known)


def _each(
    read: Callable[[str], T], fresh: set[str], cells: Sequence[str], lines: Sequence[int], what: tuple[str, Kind]
) -> dict[str, T]:
    """What each new text means. The first in the file that means nothing is named."""
    found: dict[str, T] = {}
    wrong: set[str] = set()
    for text in fresh:
        try:
            found[text] = read(text.strip())
        except ValueError:
            wrong.add(text)
    if wrong:
        at = next(at for at, cell in enumerate(cells) if cell in wrong)
        name, kind = what
        raise bad(f"csv_{kind.value}", name, cells[at], kind, lines[at])
    return found


def _day(text: str) -> int:
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return datetime.fromisoformat(text).toordinal()


def _instant(text: str) -> tuple[int, int]:
    at = datetime.fromisoformat(text)
    wall = _micros(at)
    return (wall, wall) if at.tzinfo is None else (_micros(at.astimezone(UTC)), wall)


def _micros(at: datetime) -> int:
    seconds = (at.hour * 60 + at.minute) * 60 + at.second
    return at.toordinal() * _DAY_MICROS + seconds * 1_000_000 + at.microsecond
