"""A chart as data: what to draw and what it says, without the drawing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from pydantic import TypeAdapter

_OF = re.compile(r"\b(de |d[’'])")
"""Catalan's "of" between day and month."""


def short_day(label: str) -> str:
    """A day's label where there is little room, as tables have it: without Catalan's "of"."""
    return _OF.sub("", label)


class Series(NamedTuple):
    """One value per label (None: nothing known). `role` chooses colour and form; `panel` counts plots from the top.

    One without a name is not in the legend. Values are floats: they only place pixels. Every number that is read
    stands in `title`, `alt` and the labels.
    """

    role: str
    name: str
    values: tuple[float | None, ...]
    panel: int = 0


class Axis(NamedTuple):
    """The one axis of a plot: its heading with the unit, its top, and its ticks as (value, text)."""

    title: str
    top: float
    ticks: tuple[tuple[float, str], ...]


class Mark(NamedTuple):
    """Something that happened on a day: `role` is `done` or `alerted`."""

    place: int
    role: str
    name: str


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart, JSON-able, in one language; a plot for each of `axes`, one above the other, over the same labels.

    `provisional` counts the last labels that may still change, `unfinished` those that were not over; `subtitle` says
    what it is of; `x_sums` names the other axis where days are added up; `brief` is a title of at most fifty characters
    where it can be; `name` is for the file.
    """

    kind: str
    title: str
    alt: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    axes: tuple[Axis, ...]
    provisional: int = 0
    provisional_label: str = ""
    x_title: str = ""
    name: str = "chart"
    brief: str = ""
    unfinished: int = 0
    subtitle: str = ""
    marks: tuple[Mark, ...] = ()
    x_sums: str = ""

    def to_json(self) -> dict[str, Any]:
        """The chart as JSON-able values."""
        plain: dict[str, Any] = _KEPT.dump_python(self, mode="json")
        return plain

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "ChartSpec":
        """The chart that `to_json` wrote, or that 0.3 kept with a draft."""
        return _KEPT.validate_python(data if "axes" in data else _in_panels(data))


def _in_panels(data: Mapping[str, Any]) -> dict[str, Any]:
    """What stood on a left and a right axis, in two plots: a back-test had its right one above, others below."""
    order = ["right", "left"] if data["kind"] == "backtest" else ["left", "right"]
    used = [side for side in order if data.get(side)]
    series = [[*one[:3], used.index(one[3]) if one[3] in used else 0] for one in data["series"]]
    return {**data, "axes": [data[side] for side in used], "series": series}


_KEPT = TypeAdapter(ChartSpec)
