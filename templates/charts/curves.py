"""The data of a chart: bars, lines, points, what happened, and the words beside a goal."""

from collections.abc import Sequence
from itertools import pairwise, product
from typing import Any

from matplotlib.artist import Artist
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from templates.charts import theme
from templates.charts.furniture import line, text, width
from templates.charts.layout import Frame
from templates.charts.shade import runs
from templates.charts.spec import ChartSpec, Series

_BAR = 0.7
_CROWDED = 60
"""Days from which bars stand side by side without an edge."""
_PLACES = ((1.0, "right", 0), (0.0, "left", 0), (0.75, "center", 2), (0.25, "center", 2), (0.5, "center", 2))
"""Where along its line a goal's words may stand, best at an end."""
_HALO = [withStroke(linewidth=8, foreground="white")]


def curves(spec: ChartSpec, boxes: Sequence[Frame]) -> list[Artist]:
    """Bars, lines and points, in the order of the series."""
    artists: list[Artist] = []
    for one in spec.series:
        if one.role in theme.SHADES:
            continue
        top, box = spec.axes[one.panel].top, boxes[one.panel]
        if one.role in theme.BARS:
            artists += _bars(one, top, box, spec.provisional)
        elif one.role in theme.POINTS:
            artists += _points(one, top, box, spec.provisional)
        else:
            artists += _lines(one, top, box, spec.provisional)
    return artists


def _bars(series: Series, top: float, box: Frame, provisional: int) -> list[Artist]:
    """Filled bars, and hatched ones for the days that may still change."""
    crowded = box.slots > _CROWDED
    half = min(box.half * (1.0 if crowded else _BAR), theme.WIDEST_BAR / 2)
    sure: list[list[tuple[float, float]]] = []
    unsure: list[list[tuple[float, float]]] = []
    for place, value in enumerate(series.values):
        if value is not None:
            x, low, high = box.x(place), box.bottom, box.y(min(value, top), top)
            corners = [(x - half, low), (x - half, high), (x + half, high), (x + half, low)]
            (unsure if place >= box.slots - provisional else sure).append(corners)
    colour = theme.FACES[series.role]
    style: dict[str, Any] = {"linewidths": 0.7 if crowded else 2.0, "transform": IdentityTransform()}
    hatched = PolyCollection(unsure, facecolors="white", edgecolors=theme.BLUE, hatch="//", **style)
    return [PolyCollection(sure, facecolors=colour, edgecolors=colour if crowded else theme.BLUE, **style), hatched]


def _lines(series: Series, top: float, box: Frame, provisional: int) -> list[Artist]:
    """Unbroken runs of known values; a goal steps from day to day, a value carries a mark a day while there is room."""
    artists: list[Artist] = []
    style: dict[str, Any] = {
        "color": theme.FACES[series.role],
        "linewidth": theme.LINE,
        "linestyle": theme.FORMS[series.role],
    }
    style |= {"dash_capstyle": "butt", "solid_capstyle": "round", "solid_joinstyle": "round"}
    for start, values in runs(series.values):
        xs = [box.x(start + n) for n in range(len(values))]
        ys = [box.y(min(value, top), top) for value in values]
        if series.role in theme.STEPPED:
            xs, ys = _steps(xs, ys, box.half)
        artists.append(line(xs, ys, **style))
    if series.role in theme.MARKED and box.slots <= _CROWDED:
        artists += _signs(series, top, box, provisional, 15.0 if box.slots <= 16 else 10.0)  # noqa: PLR2004 - room
    return artists


def _points(series: Series, top: float, box: Frame, provisional: int) -> list[Artist]:
    """Each day alone, small beside the line through them; what is off the axis stands at its end and points there."""
    small = 10.0 if box.slots <= _CROWDED else 5.0
    inside = tuple(None if value is None or value > top else value for value in series.values)
    above = [box.x(n) for n, value in enumerate(series.values) if value is not None and value > top]
    beyond = line(above, [box.upper - 6] * len(above), linestyle="none", marker="^", markersize=small + 4)
    beyond.set_color(theme.FACES[series.role])
    return [*_signs(series._replace(values=inside), top, box, provisional, small), beyond]


def _signs(series: Series, top: float, box: Frame, provisional: int, size: float) -> list[Artist]:
    """Full signs for sure days, hollow ones for provisional days."""
    artists: list[Artist] = []
    for hollow in (False, True):
        places = [n for n in range(box.slots) if (n >= box.slots - provisional) is hollow]
        known = [(n, series.values[n]) for n in places]
        xs = [box.x(n) for n, value in known if value is not None]
        ys = [box.y(value, top) for _, value in known if value is not None]
        colour = theme.FACES[series.role]
        style: dict[str, Any] = {"markerfacecolor": "white" if hollow else colour, "markeredgecolor": colour}
        artists.append(line(xs, ys, linestyle="none", marker="o", markersize=size, markeredgewidth=3.5, **style))
    return artists


def _steps(xs: list[float], ys: list[float], half: float) -> tuple[list[float], list[float]]:
    across = [edge for x in xs for edge in (x - half, x + half)]
    return across, [y for y in ys for _ in range(2)]


def marks(spec: ChartSpec, boxes: Sequence[Frame]) -> list[Artist]:
    """What happened, between the first plot and the next, with a thread through the last; side by side on one day."""
    artists: list[Artist] = []
    y = boxes[0].bottom - theme.STRIP / 2 - 4 if len(boxes) > 1 else boxes[0].upper - 18
    roles_by_place: dict[int, list[str]] = {}
    for one in spec.marks:
        roles = roles_by_place.setdefault(one.place, [])
        roles += [] if one.role in roles else [one.role]
    for place, roles in roles_by_place.items():
        box = boxes[-1]
        thread = {"color": theme.MUTED, "linewidth": 2.0, "linestyle": theme.DOTS}
        artists.append(line([box.x(place)] * 2, [box.bottom, box.upper], **thread))
        for n, role in enumerate(sorted(roles)):
            x = box.x(place) + (n - (len(roles) - 1) / 2) * 30
            artists.append(line([x], [y], marker=theme.SIGNS[role], color=theme.FACES[role], markersize=17.0))
    return artists


def goal_labels(figure: Figure, spec: ChartSpec, boxes: Sequence[Frame]) -> list[Artist]:
    """The goal's words upon its line, wherever they hide least of the data; above small plots, with a piece of it."""
    goals = [
        one for one in spec.series if one.role == "goal" and one.name and any(value is not None for value in one.values)
    ]
    if spec.kind in theme.GOAL_ABOVE:
        return [artist for one in goals for artist in _above(figure, one, boxes[one.panel])]
    return [_label(figure, spec, one, boxes[one.panel]) for one in goals]


def _above(figure: Figure, goal: Series, box: Frame) -> list[Artist]:
    words = text(box.right, box.upper + theme.RISE, goal.name, theme.TICK_SIZE, color=theme.BLACK, weight="bold")
    words.set(ha="right")
    end, y = box.right - width(figure, words) - 16, box.upper + theme.RISE + 14
    style: dict[str, Any] = {"color": theme.BLACK, "linewidth": theme.LINE, "linestyle": theme.FORMS["goal"]}
    return [line([end - theme.SAMPLE, end], [y, y], **style), words]


def _label(figure: Figure, spec: ChartSpec, goal: Series, box: Frame) -> Text:
    top = spec.axes[goal.panel].top
    dots = _dots(spec, goal, box)
    known = [(n, value) for n, value in enumerate(goal.values) if value is not None]
    canvas: Any = figure.canvas
    best: tuple[float, Text] | None = None
    for (part, aligned, dear), above in product(_PLACES, (True, False)):
        place, value = known[round(part * (len(known) - 1))]
        x, y = box.x(place) + (2 * part - 1) * (box.half - 4), box.y(value, top)
        label = text(x, y + (9 if above else -9), goal.name, theme.TICK_SIZE, color=theme.BLACK, weight="bold")
        label.set(ha=aligned, va="bottom" if above else "top", path_effects=_HALO)
        label.set_figure(figure)
        area = label.get_window_extent(canvas.get_renderer())
        hidden = sum(area.x0 - 14 <= a <= area.x1 + 14 and area.y0 - 10 <= b <= area.y1 + 10 for a, b in dots)
        outside = area.y1 > box.upper + 8 or area.y0 < box.bottom
        cost = hidden + dear + (1000 if outside else 0)
        if best is None or cost < best[0]:
            best = cost, label
    assert best is not None  # noqa: S101 - one of the places was tried
    return best[1]


def _dots(spec: ChartSpec, goal: Series, box: Frame) -> list[tuple[float, float]]:
    """Where there is data in the plot, with points between those of a line."""
    found: list[tuple[float, float]] = []
    for one in spec.series:
        if one.panel != goal.panel or one.role in theme.SHADES or one is goal:
            continue
        top = spec.axes[one.panel].top
        for start, values in runs(one.values):
            places = [(box.x(start + n), box.y(min(value, top), top)) for n, value in enumerate(values)]
            if one.role in theme.BARS:
                found += [(x, box.bottom + (y - box.bottom) * part / 8) for x, y in places for part in range(9)]
            else:
                found += places
            if one.role not in theme.BARS | theme.POINTS:
                ends = pairwise(places)
                found += [
                    (a + (c - a) * part / 6, b + (d - b) * part / 6) for (a, b), (c, d) in ends for part in range(1, 6)
                ]
    return found
