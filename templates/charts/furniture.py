"""What does not move between charts of one template: grid, ticks, axis titles, legend. Drawn once, then kept."""

from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from templates.charts import theme
from templates.charts.spec import Axis, ChartSpec, Series


@dataclass(frozen=True, slots=True)
class Frame:
    """The plot's box in pixels from the bottom left, and how data becomes pixels inside it."""

    left: float
    bottom: float
    width: float
    height: float
    slots: int

    def x(self, place: float) -> float:
        """The middle of a label's slot."""
        return self.left + self.width * (place + 0.5) / self.slots

    def y(self, value: float, top: float) -> float:
        """The height of a value on an axis from zero to `top`."""
        return self.bottom + self.height * value / top


def frame(spec: ChartSpec, *, upper: bool = False) -> Frame:
    """The plot's box: wider where there is no right axis. A stacked chart has its second axis in an `upper` box."""
    right = theme.RIGHT if spec.right and not spec.is_stacked else theme.ALONE_RIGHT
    width, height = theme.WIDTH - theme.LEFT - right, theme.HEIGHT - theme.BOTTOM - theme.TOP
    bottom = theme.BOTTOM
    if spec.is_stacked:
        above = round((height - theme.BETWEEN) * theme.UPPER)
        below = height - theme.BETWEEN - above
        bottom, height = (bottom + below + theme.BETWEEN, above) if upper else (bottom, below)
    return Frame(theme.LEFT, bottom, width, height, len(spec.labels))


def key(spec: ChartSpec) -> tuple[object, ...]:
    """Equal for charts that share their furniture."""
    names = tuple((one.role, one.name) for one in spec.series)
    return (spec.kind, spec.labels, names, spec.left, spec.right, bool(spec.provisional), spec.provisional_label)


def furnish(figure: Figure, spec: ChartSpec) -> None:
    """Add the furniture to an empty figure, in pixels."""
    box = frame(spec)
    _grid(figure, box)
    _dates(figure, spec, box)
    _values(figure, spec.left, box, right=False)
    if spec.right and spec.is_stacked:
        above = frame(spec, upper=True)
        _grid(figure, above)
        _values(figure, spec.right, above, right=False)
    elif spec.right:
        _values(figure, spec.right, box, right=True)
    _legend(figure, spec)


def line(xs: list[float], ys: list[float], **style: Any) -> Line2D:
    """A line in pixels."""
    return Line2D(xs, ys, transform=IdentityTransform(), **style)


def text(x: float, y: float, words: str, size: float, **style: Any) -> Text:
    """Text at a place in pixels."""
    return Text(x, y, words, fontsize=size, transform=IdentityTransform(), **style)


def _grid(figure: Figure, box: Frame) -> None:
    for n in range(5):
        y = box.bottom + box.height * n / 4
        colour, width = (theme.MUTED, 2.5) if n == 0 else (theme.GRID, 1.5)
        figure.add_artist(line([box.left, box.left + box.width], [y, y], color=colour, linewidth=width))


def _dates(figure: Figure, spec: ChartSpec, box: Frame) -> None:
    """At most six dates, evenly spaced back from the last one."""
    step = max(1, -(-len(spec.labels) // theme.MOST_DATES))
    for place in range(len(spec.labels) - 1, -1, -step):
        style = {"ha": "center", "va": "top", "color": theme.INK}
        figure.add_artist(text(box.x(place), box.bottom - 18, spec.labels[place], theme.TICK_SIZE, **style))


def _values(figure: Figure, axis: Axis, box: Frame, *, right: bool) -> None:
    x = box.left + box.width + 16 if right else box.left - 16
    colour = theme.VERMILION if right else theme.INK
    side = {"ha": "left" if right else "right", "va": "center_baseline", "color": colour}
    for value, written in axis.ticks:
        figure.add_artist(text(x, box.y(value, axis.top), written, theme.TICK_SIZE, **side))
    edge = theme.WIDTH - 30 if right else 30
    style: dict[str, Any] = {"ha": "center", "va": "center", "rotation": 90, "color": colour}
    figure.add_artist(text(edge, box.bottom + box.height / 2, axis.title, theme.LEGEND_SIZE, **style))


def _rank(one: Series) -> int:
    return 0 if one.role in theme.FIRST else 2 if one.role in theme.SHADES else 1


def _handle(one: Series) -> Patch | Line2D:
    colour = theme.FACES[one.role]
    if one.role in theme.BARS:
        return Patch(facecolor=colour, edgecolor=theme.BLUE, label=one.name)
    if one.role in theme.FORMS:
        form: Any = theme.FORMS[one.role]
        return Line2D([], [], color=colour, linestyle=form, linewidth=theme.LINE, label=one.name)
    return Patch(facecolor=colour, edgecolor="none", label=one.name)


def _legend(figure: Figure, spec: ChartSpec) -> None:
    """One row above the plot; smaller only where long names would not fit."""
    handles = [_handle(one) for one in sorted(spec.series, key=_rank) if one.name]
    if spec.provisional:
        handles.append(Patch(facecolor="white", edgecolor=theme.BLUE, hatch="//", label=spec.provisional_label))
    canvas: Any = figure.canvas  # the base class has no renderer
    size = theme.LEGEND_SIZE
    row = _row(figure, handles, size)
    while size > theme.LEAST_LEGEND_SIZE and row.get_window_extent(canvas.get_renderer()).width > theme.WIDTH - 40:
        row.remove()
        size -= 1
        row = _row(figure, handles, size)


def _row(figure: Figure, handles: list[Patch | Line2D], size: float) -> Legend:
    return figure.legend(
        handles=handles,
        loc="lower center",
        bbox_to_anchor=(0.5, (theme.HEIGHT - theme.TOP + 8) / theme.HEIGHT),
        ncols=len(handles),
        fontsize=size,
        frameon=False,
        borderaxespad=0,
        handlelength=1.6,
        columnspacing=1.2,
        handletextpad=0.5,
    )
