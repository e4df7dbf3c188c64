"""A chart as data: what to draw and what it says, without the drawing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from pydantic import TypeAdapter


class Series(NamedTuple):
    """One value per label (None: nothing known). `role` chooses colour and form; `axis` is left or right.

    One without a name is not in the legend. Values are floats: they only place pixels. Every number that is read
    stands in `title`, `alt` and the labels.
    """

    role: str
    name: str
    values: tuple[float | None, ...]
    axis: str = "left"


class Axis(NamedTuple):
    """An axis: its title with the unit, its top, and its ticks as (value, text)."""

    title: str
    top: float
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart, JSON-able, in one language. `provisional` counts the last labels that may still change, `unfinished`
    those that were not over; `brief` is a title of at most fifty characters where it can be; `name` is for the file."""

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
    unfinished: int = 0

    @property
    def is_stacked(self) -> bool:
        """Whether the right axis has a plot of its own, above the other."""
        return self.kind == "backtest"

    def to_json(self) -> dict[str, Any]:
        """The chart as JSON-able values."""
        plain: dict[str, Any] = _KEPT.dump_python(self, mode="json")
        return plain

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "ChartSpec":
        """The chart that `to_json` wrote."""
        return _KEPT.validate_python(data)


_KEPT = TypeAdapter(ChartSpec)
