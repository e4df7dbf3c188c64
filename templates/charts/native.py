"""Slack's own chart blocks: the twins of a drawing where a file cannot be had, one for each of its plots."""

import re
from collections.abc import Sequence
from math import ceil
from typing import Any

from templates.charts.spec import Axis, ChartSpec, Series, short_day
from templates.charts.theme import POINTS, SHADES, STEPPED
from templates.words import Words

MOST_POINTS = 20
MOST_SERIES = 6
_SUMS = frozenset({"spend", "results", "bars"})
"""What adds up: of many days, so many at a time. Of a line every so many days one point is told."""
_LABEL = 20
_TITLE = 50
_WEEK = 7
_MARK = 3
"""Room for what tells two equal labels apart."""
_UNIT = re.compile(r"\([A-Z]{3}\)")
Bucket = tuple[str, list[int]]


def native(spec: ChartSpec) -> list[dict[str, Any]]:
    """The `data_visualization` blocks from the top, at most two; the last has the finding for its title."""
    told = _running(spec.series) if spec.kind == "pace" else spec.series
    if spec.kind == "compare":
        return [
            _titled(
                spec.brief or spec.title,
                _plotted(spec, spec.axes[0]._replace(title=spec.subtitle.partition(" · ")[0]), _side_by_side(spec)),
            )
        ]
    plots = list[dict[str, Any]]()
    for panel, axis in enumerate(spec.axes):
        chosen = [one for one in told if one.panel == panel and one.name and one.role not in SHADES | POINTS]
        if chosen:
            plots.append(_plotted(spec, axis, chosen))
    titles = [*(str(one["axis_config"]["y_label"]) for one in plots[:-1]), spec.brief or spec.title]
    return [_titled(title, chart) for title, chart in zip(titles, plots, strict=True)]


def _titled(title: str, chart: dict[str, Any]) -> dict[str, Any]:
    return {"type": "data_visualization", "title": cut(title, _TITLE), "chart": chart}


def _side_by_side(spec: ChartSpec) -> list[Series]:
    """What has a plot each in the picture, on one scale, as lines of one plot by the names of their headings."""
    lines: list[Series] = []
    for panel, axis in enumerate(spec.axes):
        here = [one for one in spec.series if one.panel == panel and one.role not in POINTS | STEPPED]
        name = cut(axis.title.rsplit(": ", 1)[0], _LABEL - _MARK)
        again = sum(one.name.startswith(name) for one in lines)
        lines += [Series(one.role, f"{name} {again + 1}" if again else name, one.values) for one in here[:1]]
    return lines


def added_up(w: Words, count: int) -> str:
    """What the axis of so many days says where they are added up; "" where each has its own point."""
    if count <= MOST_POINTS:
        return ""
    size = _size(count)
    if count % size:
        return w.plain("Sums of {n} days; the first is of fewer", n=size)
    return w.plain("Sums of {n} days", n=size)


def _plotted(spec: ChartSpec, axis: Axis, chosen: Sequence[Series]) -> dict[str, Any]:
    """One plot, which has one unit."""
    over = range(len(spec.labels) - spec.unfinished or len(spec.labels))
    main = next((one for one in chosen if one.role not in STEPPED | {"plan"}), chosen[-1])
    is_sum, places = main.role in _SUMS, [place for place in over if main.values[place] is not None]
    weeks = is_sum and len(over) > MOST_POINTS
    buckets = _weeks(spec, over, main) if weeks else _points(spec, over if spec.kind == "pace" else places)
    told = [one for one in chosen if not weeks or one.role in _SUMS | {"goal"}]
    rows = [(one, [_bucket(one, days) for _, days in buckets]) for one in told]
    whole = [(one, values) for one, values in rows if all(value is not None for value in values)]
    labels = [label for label, _ in buckets]
    series = [
        {
            "name": _name(one, short=weeks),
            "data": [{"label": label, "value": value} for label, value in zip(labels, values, strict=True)],
        }
        for one, values in whole[:MOST_SERIES]
    ]
    x_label = spec.x_sums if weeks and spec.x_sums else spec.x_title
    y_label = _summed(axis, main) if weeks else axis.title
    return {
        "type": "bar" if is_sum and len(series) == 1 else "line",
        "series": series,
        "axis_config": {"categories": labels, "x_label": cut(x_label, _TITLE), "y_label": cut(y_label, _TITLE)},
    }


def _summed(axis: Axis, main: Series) -> str:
    """The heading of a plot whose days are added up: what it is, with its currency, and not "per day"."""
    unit = _UNIT.search(axis.title)
    return f"{main.name} {unit[0]}" if unit and unit[0] not in main.name else main.name


def _running(series: Sequence[Series]) -> list[Series]:
    """The plan, and one line that is what was spent and then what is projected."""
    by_role = {one.role: one for one in series}
    spent, ahead = by_role["spent"], by_role.get("projection")
    if ahead is None:
        return [by_role["plan"], spent]
    pairs = zip(spent.values, ahead.values, strict=True)
    values = tuple(later if now is None else now for now, later in pairs)
    return [by_role["plan"], Series("spent", f"{spent.name} → {ahead.name}", values)]


def _size(count: int) -> int:
    return _WEEK * ceil(count / (_WEEK * MOST_POINTS))


def _points(spec: ChartSpec, places: Sequence[int]) -> list[Bucket]:
    """A point for every day, or for every so many counted back from the last."""
    step = ceil(len(places) / MOST_POINTS) or 1
    return _unique([(spec.labels[place], [place]) for place in reversed(places[::-1][::step])])


def _weeks(spec: ChartSpec, over: range, main: Series) -> list[Bucket]:
    """Whole weeks counted back from the last day, without those of which nothing is known."""
    size = _size(len(over))
    first = len(over) % size
    starts = [*([0] if first else []), *range(first, len(over), size)]
    groups = [list(over[start:end]) for start, end in zip(starts, [*starts[1:], len(over)], strict=True)]
    known = [group for group in groups if any(main.values[place] is not None for place in group)]
    return _unique([(span(spec.labels[group[0]], spec.labels[group[-1]]), group) for group in known])


def _bucket(series: Series, places: Sequence[int]) -> float | None:
    known = [value for place in places if (value := series.values[place]) is not None]
    if not known:
        return None
    return round(sum(known), 2) if len(places) > 1 else round(known[0], 4)


def _name(series: Series, *, short: bool) -> str:
    """A goal's number is left out where it would be cut, and where what is drawn is that of many days."""
    if series.role == "goal" and (short or len(series.name) > _LABEL):
        return cut(re.split(r"[ :]", series.name, maxsplit=1)[0], _LABEL)
    return cut(series.name, _LABEL)


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
    return both if len(both) <= _LABEL - _MARK else short_day(both)


def _unique(buckets: list[tuple[str, list[int]]]) -> list[tuple[str, list[int]]]:
    """Slack wants every category once; a flight of more than a year meets a day twice."""
    seen: dict[str, int] = {}
    named = []
    for label, places in buckets:
        short = cut(label, _LABEL - _MARK)
        seen[short] = seen.get(short, 0) + 1
        named.append((short if seen[short] == 1 else f"{short} {seen[short]}", places))
    return named


def cut(text: str, most: int) -> str:
    """The text, its end left out where it is longer."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
