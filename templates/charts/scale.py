"""Round axes: few ticks, the same for many charts, so that cached backgrounds are hit."""

from collections.abc import Callable
from decimal import Decimal
from math import floor, log10

from templates.charts.spec import Axis

INTERVALS = 4
_STEPS = (1, 2, 2.5, 5, 10)


def nice_step(most: float) -> float:
    """The smallest round step of which `INTERVALS` reach `most`; 1 for nothing."""
    if most <= 0:
        return 1.0
    raw = most / INTERVALS
    power = 10.0 ** floor(log10(raw))
    return next(step * power for step in _STEPS if step * power >= raw * (1 - 1e-9))


def axis(title: str, most: float, text: Callable[[Decimal], str], *, whole: bool = False) -> Axis:
    """An axis from zero to a round top at or above `most`; `text` writes a tick, `whole` keeps ticks integers."""
    step = nice_step(most)
    if whole and step < 1:
        step = 1.0
    ticks = tuple((n * step, text(Decimal(str(round(n * step, 6))))) for n in range(INTERVALS + 1))
    return Axis(title, step * INTERVALS, ticks)
