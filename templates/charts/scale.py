"""Round axes: few ticks, the same for many charts, so that cached backgrounds are hit."""

from collections.abc import Callable
from decimal import Decimal
from math import floor, log10

from templates.charts.spec import Axis

INTERVALS = 4
_NOTHING = 1e-9
_STEPS = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
_WHOLE_STEPS = (1, 2, 3, 4, 5, 6, 8, 10)


def nice_step(most: float, *, whole: bool = False) -> float:
    """The smallest round step of which `INTERVALS` reach `most`, an integer where `whole`; 1 for nothing."""
    if most < _NOTHING:
        return 1.0
    raw = most / INTERVALS
    power = 10.0 ** floor(log10(raw))
    if whole and power < 1:
        return 1.0
    steps = _WHOLE_STEPS if whole and power == 1 else _STEPS
    return next(step * power for step in steps if step * power >= raw * (1 - 1e-9))


def decimals(step: float) -> int:
    """How many decimals a step has."""
    exponent = Decimal(f"{step:.10g}").normalize().as_tuple().exponent
    return max(0, -int(exponent))


def axis(title: str, most: float, text: Callable[[Decimal, int], str], *, whole: bool = False) -> Axis:
    """An axis from zero to a round top at or above `most`; `whole` keeps ticks integers.

    `text` writes a tick with the decimals that all of them need to be told apart.
    """
    step = nice_step(most, whole=whole)
    places = decimals(step)
    ticks = tuple((n * step, text(Decimal(f"{n * step:.10g}"), places)) for n in range(INTERVALS + 1))
    return Axis(title, step * INTERVALS, ticks)
