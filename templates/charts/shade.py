"""What stands behind the lines of a chart: a band, periods, and the day of a change."""

from collections.abc import Sequence
from typing import Any

from matplotlib.artist import Artist
from matplotlib.collections import PolyCollection
from matplotlib.transforms import IdentityTransform

from templates.charts import theme
from templates.charts.furniture import line
from templates.charts.layout import Frame
from templates.charts.spec import ChartSpec, Series


def shades(spec: ChartSpec, boxes: Sequence[Frame]) -> list[Artist]:
    """Periods first, then the band, then the change's line, in every plot of the chart."""
    roles = {one.role: one for one in spec.series if one.role in theme.SHADES}
    artists: list[Artist] = []
    if "firing" in roles:
        artists += [_periods(roles["firing"], box) for box in boxes]
    if {"band_low", "band_high"} <= set(roles):
        low = roles["band_low"]
        band = _spread if spec.kind == "pace" else _band
        artists.append(band(low, roles["band_high"], spec.axes[low.panel].top, boxes[low.panel]))
    if "change" in roles:
        artists += [_change(place, box) for place in _places(roles["change"]) for box in boxes]
    return artists


def runs(values: tuple[float | None, ...]) -> list[tuple[int, list[float]]]:
    """Unbroken runs of known values, each with the place where it begins."""
    found: list[tuple[int, list[float]]] = []
    known = False
    for place, value in enumerate(values):
        if value is not None:
            if not known:
                found.append((place, []))
            found[-1][1].append(value)
        known = value is not None
    return found


def _places(series: Series) -> list[int]:
    return [place for place, value in enumerate(series.values) if value is not None]


def _periods(series: Series, box: Frame) -> Artist:
    half, top = box.half, box.upper
    spans = [(box.x(start) - half, box.x(start + len(run) - 1) + half) for start, run in runs(series.values)]
    return _filled([[(a, box.bottom), (a, top), (b, top), (b, box.bottom)] for a, b in spans], series.role)


def _band(low: Series, high: Series, top: float, box: Frame) -> Artist:
    shapes = []
    for n, (least, most) in enumerate(zip(low.values, high.values, strict=True)):
        if least is not None and most is not None:
            x, y0, y1 = box.x(n), box.y(least, top), box.y(min(most, top), top)
            shapes.append([(x - box.half, y0), (x - box.half, y1), (x + box.half, y1), (x + box.half, y0)])
    return _filled(shapes, low.role)


def _spread(low: Series, high: Series, top: float, box: Frame) -> Artist:
    """A band that opens, from day to day; with an edge, for it may be narrow."""
    shapes = []
    for (start, least), (_, most) in zip(runs(low.values), runs(high.values), strict=True):
        under = [(box.x(start + n), box.y(value, top)) for n, value in enumerate(least)]
        over = [(box.x(start + n), box.y(min(value, top), top)) for n, value in enumerate(most)]
        shapes.append([*under, *reversed(over)])
    band = _filled(shapes, low.role)
    band.set(edgecolor=theme.MUTED, linewidth=2.0)
    return band


def _filled(shapes: list[list[tuple[float, float]]], role: str) -> Artist:
    colour = theme.FACES[role]
    style: dict[str, Any] = {"edgecolors": colour, "linewidths": 0.5, "transform": IdentityTransform()}
    return PolyCollection(shapes, facecolors=colour, **style)


def _change(place: int, box: Frame) -> Artist:
    """At the beginning of the day."""
    x = box.x(place) - box.half
    return line([x, x], [box.bottom, box.upper], color=theme.FACES["change"], linewidth=theme.LINE)
