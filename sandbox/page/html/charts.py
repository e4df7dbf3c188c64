"""Slack's native chart block as inline SVG: line, area, bar and pie."""

import math
from collections.abc import Callable

from markupsafe import Markup

from sandbox.page.html.tag import Json, joined, tag

WIDTH, HEIGHT = 560, 260
LEFT, RIGHT, TOP, BOTTOM = 58, 12, 12, 44
_WHOLE, _HALF, _ROOMY = 0.9999, 0.5, 6
COLOURS = ("#0b6e99", "#d9730d", "#4d8f3a", "#9b51a0", "#b8860b", "#6b7280")


def chart_block(block: Json) -> Markup:
    """The chart with its title, a legend, and its numbers as words for screen readers."""
    chart = block.get("chart")
    title = str(block.get("title", ""))
    if not isinstance(chart, dict):
        return Markup("")
    kind = str(chart.get("type", "line"))
    drawn, names = _pie(chart) if kind == "pie" else _axes_chart(chart, kind)
    svg = tag(
        "svg",
        drawn,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_label=f"{title}. {_spoken(chart)}",
        class_="chart",
    )
    keys = [tag("li", _swatch(n), name) for n, name in enumerate(names)]
    legend = tag("ul", *keys, class_="legend") if names else ""
    return tag("figure", tag("figcaption", title), svg, legend, class_="figure")


def _colour(index: int) -> str:
    return COLOURS[index % len(COLOURS)]


def _swatch(index: int) -> Markup:
    dot = tag("circle", cx=5, cy=5, r=5, fill=_colour(index))
    return tag("svg", dot, viewBox="0 0 10 10", class_="swatch", aria_hidden="true")


def _series(chart: Json) -> list[tuple[str, list[tuple[str, float]]]]:
    return [
        (str(series.get("name", "")), [(str(p.get("label", "")), float(p.get("value", 0))) for p in series["data"]])
        for series in chart.get("series", [])
        if isinstance(series.get("data"), list)
    ]


def _spoken(chart: Json) -> str:
    if chart.get("type") == "pie":
        return ", ".join(f"{s.get('label')}: {s.get('value')}" for s in chart.get("segments", []))
    return "; ".join(
        f"{name}: " + ", ".join(f"{label} {value:g}" for label, value in points) for name, points in _series(chart)
    )


def nice_ticks(low: float, high: float, wanted: int = 4) -> list[float]:
    """Round numbers from at most `low` to at least `high`, about `wanted` steps apart."""
    span = (high - low) or abs(high) or 1.0
    rough = span / wanted
    magnitude = 10.0 ** math.floor(math.log10(rough))
    step = next(m * magnitude for m in (1, 2, 2.5, 5, 10) if m * magnitude >= rough * 0.999)
    first = math.floor(low / step)
    last = math.ceil(high / step - 1e-9)
    return [n * step for n in range(first, max(last, first + 1) + 1)]


def _axes_chart(chart: Json, kind: str) -> tuple[Markup, list[str]]:
    series = _series(chart)
    axis = chart.get("axis_config") or {}
    labels = [str(c) for c in axis.get("categories", [])] or [label for label, _ in series[0][1]] if series else []
    values = [value for _, points in series for _, value in points]
    ticks = nice_ticks(min(0.0, *values) if values else 0.0, max([*values, 0.0]))
    height = HEIGHT - TOP - BOTTOM

    def y(value: float) -> float:
        return TOP + height * (ticks[-1] - value) / (ticks[-1] - ticks[0])

    slot = (WIDTH - LEFT - RIGHT) / max(len(labels), 1)
    parts = [_grid(ticks, y), _categories(labels, slot), _axis_names(axis)]
    for index, (_, points) in enumerate(series):
        by_label = dict(points)
        spots = [(n, by_label[label]) for n, label in enumerate(labels) if label in by_label]
        if kind == "bar":
            parts.append(_bars(spots, index, len(series), slot, y))
        else:
            parts.append(_line(spots, index, slot, y, filled=kind == "area"))
    return joined(*parts), [name for name, _ in series]


def _grid(ticks: list[float], y: Callable[[float], float]) -> Markup:
    rows = []
    for value in ticks:
        rows.append(tag("line", x1=LEFT, x2=WIDTH - RIGHT, y1=f"{y(value):.1f}", y2=f"{y(value):.1f}", class_="grid"))
        rows.append(tag("text", f"{value:g}", x=LEFT - 6, y=f"{y(value) + 4:.1f}", text_anchor="end"))
    return joined(*rows)


def _categories(labels: list[str], slot: float) -> Markup:
    longest = max([len(label) for label in labels], default=1)
    every = max(1, math.ceil(len(labels) * (longest * 7 + 8) / (WIDTH - LEFT - RIGHT)))
    shown = range(0, len(labels), every)
    words = joined(
        *(
            tag("text", labels[n], x=f"{LEFT + slot * (n + 0.5):.1f}", y=HEIGHT - BOTTOM + 16, text_anchor="middle")
            for n in shown
        )
    )
    return tag("g", words, class_="many" if len(shown) > _ROOMY else None)


def _axis_names(axis: Json) -> Markup:
    across = tag("text", str(axis.get("x_label", "")), x=(WIDTH + LEFT) // 2, y=HEIGHT - 6, text_anchor="middle")
    turn = f"rotate(-90 16 {HEIGHT // 2})"
    up = tag("text", str(axis.get("y_label", "")), x=16, y=HEIGHT // 2, text_anchor="middle", transform=turn)
    return across + up


def _bars(spots: list[tuple[int, float]], index: int, of: int, slot: float, y: Callable[[float], float]) -> Markup:
    width = slot * 0.7 / of
    return joined(
        *(
            tag(
                "rect",
                x=f"{LEFT + slot * (n + 0.15) + width * index:.1f}",
                y=f"{min(y(value), y(0)):.1f}",
                width=f"{width:.1f}",
                height=f"{abs(y(value) - y(0)):.1f}",
                fill=_colour(index),
            )
            for n, value in spots
        )
    )


def _line(
    spots: list[tuple[int, float]], index: int, slot: float, y: Callable[[float], float], *, filled: bool
) -> Markup:
    if not spots:
        return Markup("")
    points = [(LEFT + slot * (n + 0.5), y(value)) for n, value in spots]
    path = "M" + "L".join(f"{px:.1f} {py:.1f}" for px, py in points)
    area = Markup("")
    if filled:
        base = y(0)
        closed = f"{path}L{points[-1][0]:.1f} {base:.1f}L{points[0][0]:.1f} {base:.1f}Z"
        area = tag("path", d=closed, fill=_colour(index), fill_opacity="0.18")
    dash = "6 4" if index and len({value for _, value in spots}) == 1 else None
    return area + tag("path", d=path, fill="none", stroke=_colour(index), stroke_width="2.5", stroke_dasharray=dash)


def _pie(chart: Json) -> tuple[Markup, list[str]]:
    segments = [(str(s.get("label", "")), float(s.get("value", 0))) for s in chart.get("segments", [])]
    total = sum(value for _, value in segments) or 1.0
    parts = []
    turned = 0.0
    for index, (_, value) in enumerate(segments):
        parts.append(_slice(turned / total, (turned + value) / total, _colour(index)))
        turned += value
    return joined(*parts), [f"{label} ({value / total:.0%})" for label, value in segments]


def _slice(start: float, end: float, colour: str) -> Markup:
    cx, cy, radius = WIDTH / 2, HEIGHT / 2, HEIGHT / 2 - 14
    if end - start > _WHOLE:
        return tag("circle", cx=f"{cx}", cy=f"{cy}", r=f"{radius}", fill=colour)
    (x1, y1), (x2, y2) = (
        (cx + radius * math.sin(2 * math.pi * t), cy - radius * math.cos(2 * math.pi * t)) for t in (start, end)
    )
    large = 1 if end - start > _HALF else 0
    return tag("path", d=f"M{cx} {cy}L{x1:.2f} {y1:.2f}A{radius} {radius} 0 {large} 1 {x2:.2f} {y2:.2f}Z", fill=colour)
