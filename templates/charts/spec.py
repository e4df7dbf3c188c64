"""A chart as data: what to draw and what it says, without the drawing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Series:
    """One value per label (None: nothing known). `role` chooses colour and form; `axis` is left or right.

    One without a name is not in the legend. Values are floats: they only place pixels. Every number that is read
    stands in `title`, `alt` and the labels.
    """

    role: str
    name: str
    values: tuple[float | None, ...]
    axis: str = "left"


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis: its title with the unit, its top, and its ticks as (value, text)."""

    title: str
    top: float
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart, JSON-able, in one language. `provisional` counts the last labels that may still change;
    `brief` is a title of at most fifty characters where it can be; `name` is for the file."""

    kind: str
    title: str
    alt: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    left: Axis
    right: Axis | None = None
    provisional: int = 0
    provisional_label: str = ""
    x_title: str = ""
    name: str = "chart"
    brief: str = ""

    @property
    def is_stacked(self) -> bool:
        """Whether the right axis has a plot of its own, above the other."""
        return self.kind == "backtest"

    def to_json(self) -> dict[str, Any]:
        """The chart as JSON-able values."""
        return {
            "kind": self.kind,
            "title": self.title,
            "alt": self.alt,
            "labels": list(self.labels),
            "series": [[s.role, s.name, list(s.values), s.axis] for s in self.series],
            "left": _axis_json(self.left),
            "right": _axis_json(self.right) if self.right else None,
            "provisional": self.provisional,
            "provisional_label": self.provisional_label,
            "x_title": self.x_title,
            "name": self.name,
            "brief": self.brief,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "ChartSpec":
        """The chart that `to_json` wrote."""
        return cls(
            kind=data["kind"],
            title=data["title"],
            alt=data["alt"],
            labels=tuple(data["labels"]),
            series=tuple(Series(role, name, tuple(values), axis) for role, name, values, axis in data["series"]),
            left=_axis(data["left"]),
            right=_axis(data["right"]) if data["right"] else None,
            provisional=data["provisional"],
            provisional_label=data["provisional_label"],
            x_title=data["x_title"],
            name=data["name"],
            brief=data["brief"],
        )


def _axis_json(axis: Axis) -> list[Any]:
    return [axis.title, axis.top, [list(tick) for tick in axis.ticks]]


def _axis(data: list[Any]) -> Axis:
    title, top, ticks = data
    return Axis(title, top, tuple((value, text) for value, text in ticks))
