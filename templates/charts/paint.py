"""Drawing with matplotlib, without pyplot: a figure a size, furniture kept as pixels, only the data drawn anew.

The one module that imports matplotlib besides `furniture`, `curves` and `shade`; it runs in a worker process, one
chart at a time.
"""

import re
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from matplotlib import rc_context
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from templates.charts import theme
from templates.charts.curves import curves, goal_labels, marks
from templates.charts.furniture import furnish, key, shortened, text, width
from templates.charts.layout import frames, size
from templates.charts.png import encode
from templates.charts.shade import shades
from templates.charts.spec import ChartSpec

KEPT = 6
"""Backgrounds kept for a size; each is seven megabytes."""
STYLE: Any = {"font.family": "DejaVu Sans", "hatch.linewidth": 3.0, "text.parse_math": False}


@dataclass(slots=True)
class Easel:
    """A figure with its canvas, and the furniture of the last few templates as pixels."""

    figure: Figure
    canvas: Any  # half of its methods carry no types
    kept: "OrderedDict[tuple[object, ...], Any]" = field(default_factory=OrderedDict)

    @classmethod
    def new(cls, wide: int = theme.WIDTH, high: int = theme.TALL) -> "Easel":
        """An empty easel."""
        figure = Figure(figsize=(wide / theme.DPI, high / theme.DPI), dpi=theme.DPI, facecolor="white")
        return cls(figure, FigureCanvasAgg(figure))

    def paint(self, spec: ChartSpec) -> bytes:
        """The chart as a PNG."""
        with rc_context(STYLE):
            title, points = self.titled(spec.title)
            self.furnish(spec, len(title))
            renderer = self.canvas.get_renderer()
            for artist in self.artists(spec, title, points):
                artist.set_figure(self.figure)
                artist.draw(renderer)
        return encode(np.asarray(self.canvas.buffer_rgba()))

    def artists(self, spec: ChartSpec, title: list[str], points: float) -> list[Artist]:
        """Everything that is drawn upon the furniture."""
        boxes = frames(spec, len(title))
        top = size(spec)[1] - theme.EDGE
        style: dict[str, Any] = {"ha": "left", "va": "top", "color": theme.INK, "weight": "bold"}
        parts = [text(theme.EDGE, top - n * theme.TITLE_LINE, part, points, **style) for n, part in enumerate(title)]
        words = [shortened(self.figure, one, " … ") for one in parts]
        if spec.subtitle:
            below = top - len(title) * theme.TITLE_LINE
            small = text(theme.EDGE, below, spec.subtitle, theme.SUBTITLE_SIZE, ha="left", va="top", color=theme.MUTED)
            words.append(shortened(self.figure, small, " · "))
        drawn = [*shades(spec, boxes), *curves(spec, boxes), *marks(spec, boxes)]
        return [*drawn, *goal_labels(self.figure, spec, boxes), *words]

    def furnish(self, spec: ChartSpec, lines: int) -> None:
        """Put the furniture on the canvas, anew or as it was kept."""
        name = key(spec, lines)
        if name in self.kept:
            self.kept.move_to_end(name)
            self.canvas.restore_region(self.kept[name])
            return
        self.figure.clear()
        furnish(self.figure, spec, lines)
        self.canvas.draw()
        self.kept[name] = self.canvas.copy_from_bbox(self.figure.bbox)
        while len(self.kept) > KEPT:
            self.kept.popitem(last=False)

    def titled(self, title: str) -> tuple[list[str], float]:
        """The title on one line or on two of like length, and its size: smaller only when two do not hold it. What does
        not fit even so is cut when it is drawn."""
        points = theme.TITLE_SIZE
        lines = self._wrap(title, points)
        while points > theme.LEAST_TITLE_SIZE and any(self._wide(words, points) > _ROOM for words in lines):
            points -= 1
            lines = self._wrap(title, points)
        return lines, points

    def _wrap(self, title: str, points: float) -> list[str]:
        if self._wide(title, points) <= _ROOM:
            return [title]
        held = _LONE.sub("\xa0\\1\xa0", title).replace(" (", "\xa0(")
        for day in _DAYS:
            held = day.sub(lambda found: found[0].replace(" ", "\xa0"), held)
        parts = held.split(" ")
        breaks = [(" ".join(parts[:n]), " ".join(parts[n:])) for n in range(1, len(parts))]
        for judged in (_ugly, _longest):
            lines = list(min(breaks, key=judged, default=(title,)))
            if all(self._wide(words, points) <= _ROOM for words in lines):
                break
        return lines

    def _wide(self, words: str, points: float) -> float:
        return width(self.figure, text(0, 0, words, points, weight="bold"))


_LONE = re.compile(r" ([<>≤≥]) ")
"""What holds a goal together: no line begins or ends with it."""
_DAYS = (re.compile(r"\b\d{1,2} (de |d’)?[^\W\d]{3,4}\b"), re.compile(r"\b[A-Z][a-z]{2} \d{1,2}\b"))
"""A day and its month, which stay together."""
_AT_A_PAUSE = 6
"""By so many letters a line may be longer where the break is at a pause."""


def _ugly(pair: tuple[str, str]) -> tuple[int, int]:
    """How little one wants such lines: long ones, and broken in the midst of what belongs together."""
    first, second = pair
    return max(len(first), len(second)) + (0 if first.endswith((":", ";", ",")) else _AT_A_PAUSE), -len(first)


def _longest(pair: tuple[str, str]) -> tuple[int, int]:
    return max(map(len, pair)), 0


_ROOM = theme.WIDTH - 2 * theme.EDGE
_easels: dict[tuple[int, int], Easel] = {}


def paint(spec: ChartSpec) -> bytes:
    """The chart as a PNG, on this process's easel of that size."""
    wanted = size(spec)
    if wanted not in _easels:
        _easels[wanted] = Easel.new(*wanted)
    return _easels[wanted].paint(spec)
