"""table and data_table."""

import json
import math
from collections.abc import Iterator
from typing import Any

from sandbox.slack.validation.report import Problem
from sandbox.slack.validation.rich import RICH_TEXT
from sandbox.slack.validation.rules import (
    BLOCK_ID,
    TYPE,
    Check,
    boolean,
    both,
    by_type,
    fields,
    items,
    one_of,
    string,
    whole,
)

COLUMNS = 20
TABLE_ROWS = 100
# Sources differ (101 or 201 rows, 10,000 or 20,000 characters): the smaller numbers are safe everywhere.
DATA_ROWS = 101
DATA_TEXT = 10_000


def _number(value: Any, pointer: str) -> Iterator[Problem]:
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        yield Problem(pointer, "must be a number")


_TEXT_CELL = fields({"type": TYPE, "text": string(3000, 0)})
_NUMBER_CELL = fields({"type": TYPE, "value": _number}, {"text": string(3000, 0)})
_CELL = by_type({"raw_text": _TEXT_CELL, "raw_number": _NUMBER_CELL, "rich_text": RICH_TEXT})
_PLAIN_CELL = by_type({"raw_text": _TEXT_CELL, "raw_number": _NUMBER_CELL})


def _rectangular(value: Any, pointer: str) -> Iterator[Problem]:
    widths = {len(row) for row in value["rows"]}
    if len(widths) > 1:
        yield Problem(f"{pointer}/rows", "all rows must have the same number of cells")


def _plain_header(value: Any, pointer: str) -> Iterator[Problem]:
    for index, cell in enumerate(value["rows"][0]):
        yield from _PLAIN_CELL(cell, f"{pointer}/rows/0/{index}")


def _text_in_total(value: Any, pointer: str) -> Iterator[Problem]:
    total = sum(
        len(cell.get("text") or "") if "text" in cell else len(json.dumps(cell))
        for row in value["rows"]
        for cell in row
    )
    if total > DATA_TEXT:
        yield Problem(f"{pointer}/rows", f"must be less than {DATA_TEXT + 1} characters in total")


_COLUMN = fields({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean})

TABLE: Check = both(
    fields(
        {"type": TYPE, "rows": items(items(_CELL, COLUMNS), TABLE_ROWS)},
        {**BLOCK_ID, "column_settings": items(_COLUMN, COLUMNS, 0)},
    ),
    _rectangular,
)
_DATA = fields(
    {"type": TYPE, "rows": items(items(_CELL, COLUMNS), DATA_ROWS, 2), "caption": string(255)},
    {**BLOCK_ID, "page_size": whole(1, 100), "row_header_column_index": whole(0, COLUMNS - 1)},
)
DATA_TABLE: Check = both(both(both(_DATA, _rectangular), _plain_header), _text_in_total)
