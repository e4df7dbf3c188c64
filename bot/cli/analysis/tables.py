"""Results as tables for people, or as one JSON object."""

import json
import sys
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from rich.console import Console
from rich.table import Table

from bot import settings
from templates.cards import analysis
from templates.words import Words, words

MOST = 40
_DIGITS = 6
_WIDE = 160
Cells = Sequence[str]


def reader() -> Words:
    """The words of whoever reads: VIGIA_LANG, else the machine's language."""
    return words(settings.language())


def show(
    titles: Cells, rows: Iterable[Cells], *, title: str = "", numbers: Iterable[int] = (), most: int = MOST
) -> None:
    """Print a table of at most `most` rows, and how many more there are. `numbers` are columns set to the right."""
    right = set(numbers)
    table = Table(title=title or None, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for at, name in enumerate(titles):
        table.add_column(name, justify="right" if at in right else "left", overflow="fold")
    remaining = iter(rows)
    for row in islice(remaining, most):
        table.add_row(*map(_inert, row))
    console = _console()
    console.print(table)
    more = sum(1 for _ in remaining)
    if more:
        say(analysis.more(reader(), more))


def say(sentence: str) -> None:
    """Print a sentence."""
    _console().print(_inert(sentence), highlight=False)


def _console() -> Console:
    """A terminal, or plain text of a fixed width into a file or pipe."""
    return Console() if sys.stdout.isatty() else Console(width=_WIDE, no_color=True, highlight=False)


def _inert(text: str) -> str:
    """Text that may come from a file, without markup or control characters."""
    return "".join(c if c.isprintable() else " " for c in text).replace("[", r"\[")


def clean(value: float) -> float | None:
    """A number for JSON: six significant decimals at most; None for what is not a number."""
    return round(value, _DIGITS) if abs(value) < float("inf") else None


def write_json(key: str, items: Iterable[dict[str, Any]]) -> None:
    """Print `{key: [items]}`, one item after the other: nothing but the current one is held."""
    write_texts(f'{{"{key}": [', ([json.dumps(item, allow_nan=False, ensure_ascii=False)] for item in items), "]}\n")


def write_texts(opening: str, items: Iterable[Iterable[str]], closing: str) -> None:
    """Print items that are JSON already, each in one or more pieces, with commas between the items."""
    out = sys.stdout
    out.write(opening)
    for at, pieces in enumerate(items):
        if at:
            out.write(", ")
        out.writelines(pieces)
    out.write(closing)
