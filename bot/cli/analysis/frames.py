"""Files as columns of numbers, read in chunks: memory grows with the arrays, not with Python's objects."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import numpy as np
import numpy.typing as npt

from bot.cli.analysis import cells
from bot.cli.analysis.cells import Array, Kind
from bot.cli.analysis.opening import complain, opened
from domain.errors import InvalidInput, InvalidRow

if TYPE_CHECKING:
    from _csv import Reader

_CHUNK = 600
"""Rows at a time: few enough to stay in the cache and out of the way of the garbage collector."""
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Frame:
    """A file's columns, all of `rows` entries, in the file's order. Names are lower case.

    `labels` belong to TEXT columns (code -> text). Of INSTANT columns `walls` are the microseconds as the clock on the
    wall has them (equal to the column where there is no zone) and `texts` what was written, as bytes.
    `lines` are the line numbers in the file, for complaints.
    """

    rows: int
    columns: Mapping[str, Array]
    labels: Mapping[str, list[str]]
    texts: Mapping[str, Array]
    walls: Mapping[str, Array]
    lines: npt.NDArray[np.int32]


def read_frame(
    path: Path,
    need: Mapping[str, Kind],
    may: Mapping[str, Kind] | None = None,
    *,
    dimensions: bool = False,
    unique: Sequence[str] = (),
) -> Frame:
    """The file's columns: those of `need`, those of `may` that it has, with `dimensions` all others as TEXT.

    `-` is standard input. No two rows may agree in all columns of `unique` (those that the file has).
    InvalidInput or InvalidRow, with one sentence each, for everything that cannot be read.
    """
    with opened(path) as stream, complain(path):
        header, delimiter = _header(stream, path, need)
        kinds = _kinds(header, {**need, **(may or {})}, dimensions=dimensions)
        reader = csv.reader(stream, delimiter=delimiter, strict=True)
        frame = _read(reader, header, kinds, comma=delimiter != ",")
    if frame is None:
        raise InvalidInput("csv_only_header", "FILE", str(path), _example(need))
    _refuse_twice(frame, [name for name in unique if name in frame.columns])
    return frame


def groups(frame: Frame, by: str = "series") -> Iterator[tuple[str, npt.NDArray[np.intp]]]:
    """Each series' name and its rows in file order, by first appearance; one series "" without such a column."""
    if by not in frame.columns:
        yield "", np.arange(frame.rows)
        return
    codes = frame.columns[by]
    order = np.argsort(codes, kind="stable")
    ends = np.cumsum(np.bincount(codes, minlength=len(frame.labels[by])))
    start = 0
    for name, end in zip(frame.labels[by], ends.tolist(), strict=True):
        yield name, order[start:end]
        start = end


def _header(stream: TextIO, path: Path, need: Mapping[str, Kind]) -> tuple[list[str], str]:
    """The names of the columns, and the delimiter."""
    line = next((line for line in stream if line.strip()), "")
    if not line:
        raise InvalidInput("csv_empty", "FILE", str(path), _example(need))
    if "\0" in line:
        raise InvalidInput("csv_binary", "FILE", str(path), _example(need))
    delimiter = max(_DELIMITERS, key=line.count)
    names = [name.strip().casefold() for name in next(csv.reader([line], delimiter=delimiter))]
    missing = [name for name in need if name not in names]
    if missing:
        raise InvalidInput("csv_column", missing[0], ", ".join(names)[:200], _example(need))
    twice = [name for name in need if names.count(name) > 1]
    if twice:
        raise InvalidInput("csv_column_twice", twice[0], str(path), _example(need))
    return names, delimiter


def _example(need: Mapping[str, Kind]) -> str:
    return ",".join(need)


def _kinds(header: Sequence[str], known: Mapping[str, Kind], *, dimensions: bool) -> dict[str, Kind]:
    """The kind of each column that is kept."""
    return {name: known.get(name, Kind.TEXT) for name in header if name and (dimensions or name in known)}


def _read(reader: "Reader", header: Sequence[str], kinds: Mapping[str, Kind], *, comma: bool) -> Frame | None:
    """All rows; None where there is none. The reader stands behind the header's line."""
    columns = {name: cells.column(name, kind, comma=comma) for name, kind in kinds.items()}
    places = {name: header.index(name) for name in kinds}
    lines: list[npt.NDArray[np.int32]] = []
    while chunk := [(reader.line_num + 1, row) for row in islice(reader, _CHUNK)]:
        whole = [(line, row) for line, row in chunk if len(row) == len(header) or _has_width(row, len(header), line)]
        if not whole:
            continue
        numbers, rows = zip(*whole, strict=True)
        across = list(zip(*rows, strict=True))
        for name, place in places.items():
            columns[name].take(across[place], numbers)
        lines.append(np.array(numbers, np.int32))
    return _frame({name: column.done() for name, column in columns.items()}, np.concatenate(lines)) if lines else None


def _frame(done: Mapping[str, cells.Done], lines: npt.NDArray[np.int32]) -> Frame:
    return Frame(
        rows=len(lines),
        columns={name: one.values for name, one in done.items()},
        labels={name: one.labels for name, one in done.items() if one.labels is not None},
        texts={name: one.texts for name, one in done.items() if one.texts is not None},
        walls={name: one.walls for name, one in done.items() if one.walls is not None},
        lines=lines,
    )


def _has_width(row: Sequence[str], width: int, line: int) -> bool:
    """False for an empty line; InvalidRow for one of another width than the header."""
    if not any(cell.strip() for cell in row):
        return False
    raise InvalidRow("csv_width", str(width), str(len(row)), line=line)


def _refuse_twice(frame: Frame, names: Sequence[str]) -> None:
    """InvalidRow for the first row, in file order, that repeats an earlier one."""
    if not names or frame.rows < 2:  # noqa: PLR2004 - a pair
        return
    keys = [frame.columns[name] for name in names]
    order = np.lexsort([np.arange(frame.rows), *keys])
    same = np.ones(frame.rows - 1, np.bool_)
    for key in keys:
        ordered = key[order]
        same &= ordered[1:] == ordered[:-1]
    again = np.flatnonzero(same)
    if len(again):
        first = again[np.argmin(order[again + 1])]
        line, other = (int(frame.lines[order[at]]) for at in (first + 1, first))
        raise InvalidRow("csv_twice", ", ".join(names), "", line=line, other=other)
