"""What does not move between charts of one template: grid, ticks, headings, legend. Drawn once, then kept."""

from typing import Any

from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from templates.charts import theme
from templates.charts.layout import Frame, frames
from templates.charts.spec import Axis, ChartSpec, Series, short_day


def key(spec: ChartSpec, lines: int) -> tuple[object, ...]:
    """Equal for charts that share their furniture."""
    names = tuple((one.role, one.name, one.panel) for one in spec.series)
    marks = tuple(sorted({(one.role, one.name) for one in spec.marks}))
    young = (spec.provisional, spec.provisional_label)
    return (spec.kind, spec.labels, names, marks, spec.axes, young, lines, bool(spec.subtitle))


def furnish(figure: Figure, spec: ChartSpec, lines: int) -> None:
    """Add the furniture to an empty figure, in pixels; `lines` are those of the title."""
    boxes = frames(spec, lines)
    for panel, (axis, box) in enumerate(zip(spec.axes, boxes, strict=True)):
        _haze(figure, spec, box)
        _grid(figure, axis, box)
        heading = text(theme.EDGE, box.upper + theme.RISE, axis.title, theme.HEADING_SIZE, color=theme.INK)
        figure.add_artist(shortened(figure, heading, ": ", _taken(figure, spec, panel)))
    _dates(figure, spec, boxes[-1])
    _legend(figure, spec)


def line(xs: list[float], ys: list[float], **style: Any) -> Line2D:
    """A line in pixels."""
    return Line2D(xs, ys, transform=IdentityTransform(), **style)


def text(x: float, y: float, words: str, size: float, **style: Any) -> Text:
    """Text at a place in pixels."""
    return Text(x, y, words, fontsize=size, transform=IdentityTransform(), **style)


def width(figure: Figure, words: Text | Legend) -> float:
    """How many pixels wide it is."""
    canvas: Any = figure.canvas  # the base class has no renderer
    words.set_figure(figure)
    return float(words.get_window_extent(canvas.get_renderer()).width)


def fitted(figure: Figure, words: Text, room: float) -> Text:
    """The text, smaller where it would not fit."""
    points = float(words.get_fontsize())
    while points > theme.LEAST_LEGEND_SIZE and width(figure, words) > room:
        points -= 1
        words.set_fontsize(points)
    return words


def shortened(figure: Figure, words: Text, before: str, taken: float = 0) -> Text:
    """The text, with the end of what stands before the last such sign left out where it would not fit; `taken` of the
    width is somebody else's."""
    name, sign, rest = words.get_text().rpartition(before)
    if not sign:
        name, rest = rest, ""
    while len(name) > 1 and width(figure, words) > theme.WIDTH - 2 * theme.EDGE - taken:
        name = name[:-2].rstrip()
        words.set_text(f"{name}…{sign}{rest}")
    return words


def _taken(figure: Figure, spec: ChartSpec, panel: int) -> float:
    """Of a heading's line, what a goal's words take at its end in small plots side by side."""
    if spec.kind not in theme.GOAL_ABOVE:
        return 0
    names = [one.name for one in spec.series if one.panel == panel and one.role == "goal"]
    said = [text(0, 0, name, theme.TICK_SIZE, weight="bold") for name in names]
    return max((width(figure, one) + theme.SAMPLE + 60 for one in said), default=0)


def _haze(figure: Figure, spec: ChartSpec, box: Frame) -> None:
    """Behind the days that may still change."""
    if spec.provisional:
        left = box.x(box.slots - spec.provisional) - box.half
        style: dict[str, Any] = {"facecolor": theme.HAZE, "edgecolor": "none", "transform": IdentityTransform()}
        figure.add_artist(Rectangle((left, box.bottom), box.right - left, box.height, **style))


def _grid(figure: Figure, axis: Axis, box: Frame) -> None:
    """A line and its words for every tick, or for every other where the plot is low."""
    crowded = box.height / (len(axis.ticks) - 1) < theme.TICK_ROOM
    style = {"ha": "right", "va": "center_baseline", "color": theme.INK}
    for n, (value, written) in enumerate(axis.ticks[:: 2 if crowded and len(axis.ticks) % 2 else 1]):
        y = box.y(value, axis.top)
        colour, thick = (theme.MUTED, 3.0) if n == 0 else (theme.GRID, 1.5)
        figure.add_artist(line([box.left, box.right], [y, y], color=colour, linewidth=thick))
        figure.add_artist(fitted(figure, text(box.left - 16, y, written, theme.TICK_SIZE, **style), box.left - 28))


def _dates(figure: Figure, spec: ChartSpec, box: Frame) -> None:
    """As many dates as there is room for, at most six, evenly spaced back from the last one."""
    labels, taken = [short_day(label) for label in spec.labels], theme.WIDTH + 18.0
    widest = max(width(figure, text(0, 0, label, theme.TICK_SIZE)) for label in {max(labels, key=len), labels[-1]}) + 24
    step = int(max(1, -(-len(labels) // theme.MOST_DATES), -(-widest // (2 * box.half))))
    if step > theme.WEEK // 2:
        step = -(-step // theme.WEEK) * theme.WEEK
    for place in range(len(labels) - 1, -1, -step):
        label = text(0, box.bottom - 26, labels[place], theme.TICK_SIZE, ha="center", va="top", color=theme.INK)
        half = width(figure, label) / 2
        x = min(max(box.x(place), half + 12), theme.WIDTH - half - 12)
        if x + half + 18 <= taken:
            label.set_x(x)
            figure.add_artist(label)
            taken = x - half


def _is_told(spec: ChartSpec, one: Series) -> bool:
    """Whether the legend has it: goals are labelled where they are, and what is alone in its plot by the heading."""
    if not one.name or one.role == "goal":
        return False
    beside = [
        other
        for other in spec.series
        if other.panel == one.panel and other.name and other.role not in theme.SHADES | {"goal"}
    ]
    return one.role in theme.SHADES or len(beside) > 1


def _rank(one: Series) -> int:
    return 0 if one.role in theme.FIRST else 2 if one.role in theme.SHADES else 1


def _handle(one: Series) -> Patch | Line2D:
    colour = theme.FACES[one.role]
    if one.role in theme.BARS:
        return Patch(facecolor=colour, edgecolor=theme.BLUE, label=one.name)
    if one.role in theme.FORMS:
        form: Any = theme.FORMS[one.role]
        return Line2D([], [], color=colour, linestyle=form, linewidth=theme.LINE, label=one.name)
    if one.role in theme.POINTS:
        return sign("o", colour, one.name)
    return Patch(facecolor=colour, edgecolor="none", label=one.name)


def sign(form: str, colour: str, name: str, edge: str = "") -> Line2D:
    """A form alone in the legend, hollow where it has an edge of its own."""
    style: dict[str, Any] = {"markeredgecolor": edge, "markeredgewidth": 3.5} if edge else {}
    return Line2D([], [], color=colour, linestyle="none", marker=form, markersize=16.0, label=name, **style)


def _legend(figure: Figure, spec: ChartSpec) -> None:
    """One row below the dates, two where it is long; smaller only where that would not fit."""
    told = {(one.role, one.name): one for one in sorted(spec.series, key=_rank) if _is_told(spec, one)}
    handles = [_handle(one) for one in told.values()]
    if spec.provisional and not any(one.role in theme.BARS for one in spec.series):
        handles.append(sign("o", "white", spec.provisional_label, edge=theme.BLUE))
    elif spec.provisional:
        handles.append(Patch(facecolor=theme.HAZE, edgecolor=theme.BLUE, hatch="//", label=spec.provisional_label))
    names = {one.role: one.name for one in spec.marks}
    handles += [sign(theme.SIGNS[role], theme.FACES[role], names[role]) for role in theme.SIGNS if role in names]
    if not handles:
        return
    size, columns = theme.LEGEND_SIZE, len(handles)
    row = _rows(figure, handles, size, columns)
    while width(figure, row) > theme.WIDTH - 2 * theme.EDGE + 20 and size > theme.LEAST_LEGEND_SIZE:
        row.remove()
        size -= 1
        row = _rows(figure, handles, size, columns)


def _rows(figure: Figure, handles: list[Patch | Line2D], size: float, columns: int) -> Legend:
    return figure.legend(
        handles=handles,
        loc="center left",
        bbox_to_anchor=((theme.EDGE - 8) / theme.WIDTH, theme.LEGEND_MIDDLE / (figure.get_figheight() * theme.DPI)),
        ncols=columns,
        fontsize=size,
        frameon=False,
        borderaxespad=0,
        handlelength=1.5,
        columnspacing=1.2,
        handletextpad=0.5,
    )
