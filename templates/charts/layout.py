"""Where things stand in a picture, in pixels from the bottom left."""

from dataclasses import dataclass

from templates.charts import theme
from templates.charts.spec import ChartSpec


@dataclass(frozen=True, slots=True)
class Frame:
    """A plot's box, and how data becomes pixels inside it."""

    left: float
    bottom: float
    width: float
    height: float
    slots: int

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def upper(self) -> float:
        """Its upper edge."""
        return self.bottom + self.height

    @property
    def half(self) -> float:
        """Half of a label's slot."""
        return self.width / self.slots / 2

    def x(self, place: float) -> float:
        """The middle of a label's slot."""
        return self.left + self.width * (place + 0.5) / self.slots

    def y(self, value: float, top: float) -> float:
        """The height of a value on an axis from zero to `top`."""
        return self.bottom + self.height * value / top


def size(spec: ChartSpec) -> tuple[int, int]:
    """Width and height of the picture: taller with two plots."""
    return theme.WIDTH, theme.HEIGHT if len(spec.axes) == 1 else theme.TALL


def frames(spec: ChartSpec, lines: int) -> tuple[Frame, ...]:
    """The plots from the top, below a title of so many lines."""
    top = size(spec)[1] - theme.EDGE - lines * theme.TITLE_LINE - (theme.SUBTITLE_LINE if spec.subtitle else 0)
    gap = theme.BETWEEN + (theme.STRIP if spec.marks else 0)
    count = len(spec.axes)
    room = top - theme.BOTTOM - count * theme.HEADING - (count - 1) * gap
    shares = theme.SHARES.get(spec.kind, (1 / count,) * count) if count > 1 else (1.0,)
    longest = max(len(written) for axis in spec.axes for _, written in axis.ticks)
    left, found = theme.LEFT if longest < theme.LONG_TICK else theme.WIDE_LEFT, list[Frame]()
    width = theme.WIDTH - left - theme.RIGHT
    for share in shares:
        height = round(room * share)
        bottom = top - theme.HEADING - height
        found.append(Frame(left, bottom, width, height, len(spec.labels)))
        top = bottom - gap
    return tuple(found)
