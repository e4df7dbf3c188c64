"""Drawing with matplotlib, without pyplot: one figure, furniture kept as pixels, only the data drawn anew.

The one module that imports matplotlib besides `furniture`; it runs in a worker process, one chart at a time.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from matplotlib import rc_context
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from templates.charts import theme
from templates.charts.furniture import Frame, frame, furnish, key, line, text
from templates.charts.png import encode
from templates.charts.shade import runs, shades
from templates.charts.spec import Axis, ChartSpec, Series

KEPT = 6
"""Backgrounds kept; each is seven megabytes."""
_BAR = 0.68
_STYLE: Any = {"font.family": "DejaVu Sans", "hatch.linewidth": 3.0, "text.parse_math": False}


@dataclass(slots=True)
class Easel:
    """A figure with its canvas, and the furniture of the last few templates as pixels."""

    figure: Figure
    canvas: Any  # half of its methods carry no types
    kept: "OrderedDict[tuple[object, ...], Any]" = field(default_factory=OrderedDict)

    @classmethod
    def new(cls) -> "Easel":
        """An empty easel of the theme's size."""
        size = (theme.WIDTH / theme.DPI, theme.HEIGHT / theme.DPI)
        figure = Figure(figsize=size, dpi=theme.DPI, facecolor="white")
        return cls(figure, FigureCanvasAgg(figure))

    def paint(self, spec: ChartSpec) -> bytes:
        """The chart as a PNG."""
        with rc_context(_STYLE):
            self._furnish(spec)
            renderer = self.canvas.get_renderer()
            for artist in (*_data(spec), *self._title(spec.title, renderer)):
                artist.set_figure(self.figure)
                artist.draw(renderer)
        return encode(np.asarray(self.canvas.buffer_rgba()))

    def _furnish(self, spec: ChartSpec) -> None:
        name = key(spec)
        if name in self.kept:
            self.kept.move_to_end(name)
            self.canvas.restore_region(self.kept[name])
            return
        self.figure.clear()
        furnish(self.figure, spec)
        self.canvas.draw()
        self.kept[name] = self.canvas.copy_from_bbox(self.figure.bbox)
        while len(self.kept) > KEPT:
            self.kept.popitem(last=False)

    def _title(self, title: str, renderer: Any) -> list[Text]:
        """The title on one line, or on two of like length; smaller only when two do not hold it."""
        size, room = theme.TITLE_SIZE, theme.WIDTH - 60
        lines = self._wrap(title, size, room, renderer)
        while size > theme.LEAST_TITLE_SIZE and any(self._width(words, size, renderer) > room for words in lines):
            size -= 2
            lines = self._wrap(title, size, room, renderer)
        style: dict[str, Any] = {
            "ha": "left",
            "va": "center",
            "color": theme.INK,
            "weight": "bold",
            "linespacing": 1.15,
        }
        return [text(30, theme.TITLE_MIDDLE, "\n".join(lines), size, **style)]

    def _wrap(self, title: str, size: float, room: float, renderer: Any) -> list[str]:
        if self._width(title, size, renderer) <= room:
            return [title]
        parts = title.split(" ")
        breaks = [(" ".join(parts[:n]), " ".join(parts[n:])) for n in range(1, len(parts))]
        return list(min(breaks, key=lambda pair: max(map(len, pair)), default=(title,)))

    def _width(self, words: str, size: float, renderer: Any) -> float:
        probe = text(0, 0, words, size, weight="bold")
        probe.set_figure(self.figure)
        return float(probe.get_window_extent(renderer).width)


_easels: list[Easel] = []


def paint(spec: ChartSpec) -> bytes:
    """The chart as a PNG, on this process's easel."""
    if not _easels:
        _easels.append(Easel.new())
    return _easels[0].paint(spec)


def _data(spec: ChartSpec) -> list[Artist]:
    artists = shades(spec)
    for one in spec.series:
        if one.role in theme.SHADES:
            continue
        right = one.axis == "right" and spec.right is not None
        axis, box = (spec.right if right and spec.right else spec.left), frame(spec, upper=right)
        if one.role in theme.BARS:
            artists += _bars(one, axis, box, spec.provisional)
        else:
            artists += _lines(one, axis, box, spec.provisional)
    return artists


def _bars(series: Series, axis: Axis, box: Frame, provisional: int) -> list[Artist]:
    """Filled bars, and hatched ones for the days that may still change."""
    half = box.width / box.slots * _BAR / 2
    sure: list[list[tuple[float, float]]] = []
    unsure: list[list[tuple[float, float]]] = []
    for place, value in enumerate(series.values):
        if value is not None:
            x, low, high = box.x(place), box.bottom, box.y(value, axis.top)
            corners = [(x - half, low), (x - half, high), (x + half, high), (x + half, low)]
            (unsure if place >= box.slots - provisional else sure).append(corners)
    colour = theme.FACES[series.role]
    style: dict[str, Any] = {"edgecolors": theme.BLUE, "linewidths": 1.5, "transform": IdentityTransform()}
    hatched = PolyCollection(unsure, facecolors="white", hatch="//", **style)
    return [PolyCollection(sure, facecolors=colour, **style), hatched]


def _lines(series: Series, axis: Axis, box: Frame, provisional: int) -> list[Artist]:
    """Unbroken runs of known values; a goal steps from day to day, results carry a mark each while there is room."""
    artists: list[Artist] = []
    style: dict[str, Any] = {
        "color": theme.FACES[series.role],
        "linewidth": theme.LINE,
        "linestyle": theme.FORMS[series.role],
    }
    style |= {"dash_capstyle": "butt", "solid_capstyle": "round", "solid_joinstyle": "round"}
    for start, values in runs(series.values):
        xs = [box.x(start + n) for n in range(len(values))]
        ys = [box.y(value, axis.top) for value in values]
        if series.role in theme.STEPPED:
            xs, ys = _steps(xs, ys, box.width / box.slots / 2)
        artists.append(line(xs, ys, **style))
    if series.role in theme.MARKED:
        artists += _marks(series, axis, box, provisional)
    return artists


def _marks(series: Series, axis: Axis, box: Frame, provisional: int) -> list[Artist]:
    """Full marks for sure days, hollow ones for provisional days."""
    size = 16.0 if box.slots <= 16 else 10.0 if box.slots <= 40 else 6.0  # noqa: PLR2004 - room per day
    artists: list[Artist] = []
    for hollow in (False, True):
        places = [n for n in range(box.slots) if (n >= box.slots - provisional) is hollow]
        known = [(n, series.values[n]) for n in places]
        xs = [box.x(n) for n, value in known if value is not None]
        ys = [box.y(value, axis.top) for _, value in known if value is not None]
        colour = theme.FACES[series.role]
        style: dict[str, Any] = {"markerfacecolor": "white" if hollow else colour, "markeredgecolor": colour}
        artists.append(line(xs, ys, linestyle="none", marker="o", markersize=size, markeredgewidth=4.0, **style))
    return artists


def _steps(xs: list[float], ys: list[float], half: float) -> tuple[list[float], list[float]]:
    across = [edge for x in xs for edge in (x - half, x + half)]
    return across, [y for y in ys for _ in range(2)]
