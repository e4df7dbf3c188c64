"""Slack's own chart block: the twin of a drawing where a file cannot be had."""

import re
from collections.abc import Sequence
from math import ceil
from typing import Any

from templates.charts.spec import ChartSpec, Series
from templates.charts.theme import SHADES

MOST_POINTS = 20
MOST_SERIES = 6
_SUMS = frozenset({"results", "counts"})
"""Kinds of which a week is the sum of its days."""
_LABEL = 20
_TITLE = 50
_WEEK = 7
_MARK = 3
"""Room for what tells two equal labels apart."""
_OF = re.compile(r"\b(de |d[’'])")
"""Catalan's "of" between day and month: left out where two months do not fit otherwise."""


def native(spec: ChartSpec) -> dict[str, Any]:
    """The `data_visualization` block. Weeks stand for days beyond twenty; there is one axis, so one unit.

    Results win over spend where a chart has both; sums are summed over a week, running totals keep their last value.
    """
    chosen = _chosen(spec)
    main = chosen[-1]
    buckets = _buckets(spec, main)
    rows = [(series, [_bucket(spec.kind, series, days) for _, days in buckets]) for series in chosen]
    whole = [(series, values) for series, values in rows if all(value is not None for value in values)]
    axis = spec.right if main.axis == "right" and spec.right else spec.left
    labels = [label for label, _ in buckets]
    return {
        "type": "data_visualization",
        "title": _cut(spec.brief or spec.title, _TITLE),
        "chart": {
            "type": "line",
            "series": [
                {
                    "name": _cut(series.name, _LABEL),
                    "data": [{"label": label, "value": value} for label, value in zip(labels, values, strict=True)],
                }
                for series, values in whole[-MOST_SERIES:]
            ],
            "axis_config": {
                "categories": labels,
                "x_label": _cut(spec.x_title, _TITLE),
                "y_label": _cut(axis.title, _TITLE),
            },
        },
    }


def _chosen(spec: ChartSpec) -> list[Series]:
    """What is told of: never what only stands behind the lines. Of two plots, the upper one."""
    if spec.kind == "pace":
        return _running(spec.series)
    told = [one for one in spec.series if one.role not in SHADES]
    above = [one for one in told if one.axis == "right"]
    return above if spec.is_stacked and above else _one_unit(told)


def _one_unit(series: Sequence[Series]) -> list[Series]:
    right = [one for one in series if one.axis == "right"]
    return right if any(one.role == "results" for one in right) else [one for one in series if one.axis == "left"]


def _running(series: Sequence[Series]) -> list[Series]:
    """The plan, and one line that is what was spent and then what is projected."""
    by_role = {one.role: one for one in series}
    spent, ahead = by_role["spent"], by_role.get("projection")
    if ahead is None:
        return [by_role["plan"], spent]
    pairs = zip(spent.values, ahead.values, strict=True)
    values = tuple(later if now is None else now for now, later in pairs)
    return [by_role["plan"], Series("spent", f"{spent.name} → {ahead.name}", values)]


def _buckets(spec: ChartSpec, main: Series) -> list[tuple[str, list[int]]]:
    """Label and places of each point: days, or whole weeks counted back from the last day. A day that is not over is
    no point of them: nothing here can say that it is not."""
    known = range(len(spec.labels) - spec.unfinished or len(spec.labels))
    known_places = [place for place in known if spec.kind == "pace" or main.values[place] is not None]
    if len(known_places) <= MOST_POINTS:
        return _unique([(spec.labels[place], [place]) for place in known_places])
    size = _WEEK * ceil(len(known_places) / (_WEEK * MOST_POINTS))
    first = len(known_places) % size
    starts = [*([0] if first else []), *range(first, len(known_places), size)]
    ends = [*starts[1:], len(known_places)]
    groups = [known_places[start:end] for start, end in zip(starts, ends, strict=True)]
    return _unique([(span(spec.labels[group[0]], spec.labels[group[-1]]), group) for group in groups][-MOST_POINTS:])


def span(first: str, last: str) -> str:
    """Two days' labels as one: what they share, the month before or after the day, is said once."""
    if first == last:
        return first
    start, end = first.split(" ", 1), last.split(" ", 1)
    if start[1:] == end[1:]:
        return f"{start[0]}–{last}"
    if start[0] == end[0]:
        return f"{first}–{end[1]}"
    both = f"{first} – {last}"
    return both if len(both) <= _LABEL - _MARK else _OF.sub("", both)


def _bucket(kind: str, series: Series, places: Sequence[int]) -> float | None:
    values = [series.values[place] for place in places]
    known = [value for value in values if value is not None]
    if not known:
        return None
    return round(sum(known), 2) if kind in _SUMS else round(known[-1], 4)


def _unique(buckets: list[tuple[str, list[int]]]) -> list[tuple[str, list[int]]]:
    """Slack wants every category once; a flight of more than a year meets a day twice."""
    seen: dict[str, int] = {}
    named = []
    for label, places in buckets:
        short = _cut(label, _LABEL - _MARK)
        seen[short] = seen.get(short, 0) + 1
        named.append((short if seen[short] == 1 else f"{short} {seen[short]}", places))
    return named


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
