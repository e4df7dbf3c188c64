"""data_visualization: line, bar, area and pie charts."""

import math
from collections.abc import Iterator
from typing import Any

from sandbox.slack.validation.report import Problem
from sandbox.slack.validation.rules import BLOCK_ID, TYPE, Check, both, by_type, fields, items, string

# Slack's page says 6, other sources 12: what fits the smaller number fits both.
SERIES = 6
CATEGORIES = 20
_LABEL = string(20)


def _finite(value: Any, pointer: str) -> Iterator[Problem]:
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        yield Problem(pointer, "must be a finite number")


def _positive(value: Any, pointer: str) -> Iterator[Problem]:
    problems = list(_finite(value, pointer))
    if not problems and value <= 0:
        problems.append(Problem(pointer, "must be greater than 0"))
    yield from problems


def _unique(values: list[str], pointer: str, noun: str) -> Iterator[Problem]:
    if len(set(values)) != len(values):
        yield Problem(pointer, f"{noun} must be unique")


def _consistent(chart: Any, pointer: str) -> Iterator[Problem]:
    categories = chart["axis_config"]["categories"]
    yield from _unique(categories, f"{pointer}/axis_config/categories", "categories")
    yield from _unique([series["name"] for series in chart["series"]], f"{pointer}/series", "series names")
    for index, series in enumerate(chart["series"]):
        labels = [point["label"] for point in series["data"]]
        if sorted(labels) != sorted(categories):
            yield Problem(f"{pointer}/series/{index}/data", "must have exactly one point per category")


_POINT = fields({"label": _LABEL, "value": _finite})
_AXES = fields({"categories": items(_LABEL, CATEGORIES)}, {"x_label": string(50), "y_label": string(50)})
_ONE_SERIES = fields({"name": _LABEL, "data": items(_POINT, CATEGORIES)})
_PLOTTED = both(fields({"type": TYPE, "series": items(_ONE_SERIES, SERIES), "axis_config": _AXES}), _consistent)
_SEGMENT = fields({"label": _LABEL, "value": _positive})
_PIE = fields({"type": TYPE, "segments": items(_SEGMENT, SERIES)})

DATA_VISUALIZATION: Check = fields(
    {
        "type": TYPE,
        "title": string(50),
        "chart": by_type({"line": _PLOTTED, "bar": _PLOTTED, "area": _PLOTTED, "pie": _PIE}),
    },
    BLOCK_ID,
)
