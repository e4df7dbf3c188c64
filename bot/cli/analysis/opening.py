"""A file, or standard input, as text."""

import codecs
import csv
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from domain.errors import InvalidInput

STDIN = Path("-")
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


@contextmanager
def opened(path: Path) -> Iterator[TextIO]:
    """The file as text; standard input for `-`. InvalidInput where it cannot be opened."""
    raw = cast("io.BufferedReader", sys.stdin.buffer if path == STDIN else _open(path))
    try:
        yield io.TextIOWrapper(raw, encoding=_encoding(raw), newline="")
    finally:
        raw.close()


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise InvalidInput("csv_no_file", "FILE", str(path)) from None
    except OSError as error:
        raise InvalidInput("csv_unreadable", "FILE", str(path), error.strerror or "") from None


def _encoding(raw: io.BufferedReader) -> str:
    start = raw.peek(4)[:4]
    return next((name for bom, name in _BOMS.items() if start.startswith(bom)), "utf-8")


@contextmanager
def complain(path: Path) -> Iterator[None]:
    """What goes wrong while the text is read, as a sentence about the file."""
    try:
        yield
    except UnicodeError:
        raise InvalidInput("csv_binary", "FILE", str(path)) from None
    except csv.Error as error:
        raise InvalidInput("csv_quotes", "FILE", str(path), str(error)) from None
