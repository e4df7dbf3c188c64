"""How a day with troubles goes on: sums of impressions, clicks and spend by the hour, and how elements share them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from sandbox.world import days, elements
from sandbox.world.catalogue import Line
from sandbox.world.elements import Part
from sandbox.world.troubles import Trouble

AMOUNTS = ("impressions", "clicks", "cost")
Sums = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """Sums at the ends of 24 hours (25 values, the first 0) of each amount; 1.0 is what the day would have had."""

    impressions: Sums
    clicks: Sums
    cost: Sums

    def at(self, hours: float) -> tuple[float, float, float]:
        """Impressions, clicks and spend after so many hours."""
        return days.along(self.impressions, hours), days.along(self.clicks, hours), days.along(self.cost, hours)


PLAIN = Curve(days.PASSED, days.PASSED, days.PASSED)


@dataclass(frozen=True, slots=True)
class Shape:
    """A day of one device: the whole, and the part of each element of a dimension ("ad", "network")."""

    whole: Curve
    shares: dict[str, tuple[Curve, ...]]


def shape(line: Line, device: str, troubles: Iterable[Trouble], day_begin: int, day_end: int) -> Shape:
    """The day's shape on a device under those troubles."""
    length = day_end - day_begin
    clipped = (
        replace(one, begin=max(one.begin - day_begin, 0), end=min(one.end - day_begin, length)) for one in troubles
    )
    return _shape(line, device, tuple(clipped), length)


@lru_cache(maxsize=1024)
def _shape(line: Line, device: str, troubles: tuple[Trouble, ...], length: int) -> Shape:
    """The shape of a day of that length (ms); days that are all trouble are alike."""
    hour = length / 24
    spans = [(hour * n, hour * (n + 1)) for n in range(24)]
    common = [one for one in troubles if not one.segment[0] or one.strikes(("device", device))]
    curves: dict[str, tuple[Curve, ...]] = {}
    rows = {dimension: _rows(line, dimension, troubles, spans) for dimension in ("ad", "network")}
    base = [_factors(common, span) for span in spans]
    for dimension, other in (("ad", "network"), ("network", "ad")):
        curves[dimension] = tuple(_curve(base, row, _total(rows[other])) for row in rows[dimension])
    return Shape(_curve(base, _total(rows["ad"]), _total(rows["network"])), curves)


_Rows = list[list[tuple[float, float, float]]]


def _rows(line: Line, dimension: str, troubles: Sequence[Trouble], spans: list[tuple[float, float]]) -> _Rows:
    """For each element, its share of each amount in each hour."""
    return [_row(line, dimension, part, troubles, spans) for part in elements.parts(line, dimension)]


def _row(
    line: Line, dimension: str, part: Part, troubles: Sequence[Trouble], spans: list[tuple[float, float]]
) -> list[tuple[float, float, float]]:
    names = elements.names(line, dimension, part.name)
    mine = [one for one in troubles if one.strikes(*names)]
    shares = (part.impressions, part.clicks, part.cost)
    return [_times(shares, _factors(mine, span)) for span in spans]


def _factors(troubles: Iterable[Trouble], span: tuple[float, float]) -> tuple[float, float, float]:
    """What the troubles multiply in an hour: by as much of it as they last."""
    found = (1.0, 1.0, 1.0)
    for one in troubles:
        overlap = (min(one.end, span[1]) - max(one.begin, span[0])) / (span[1] - span[0])
        if overlap > 0:
            effect = one.effect
            found = _times(found, tuple(1 + overlap * (getattr(effect, name) - 1) for name in AMOUNTS))
    return found


def _times(one: Sequence[float], other: Sequence[float]) -> tuple[float, float, float]:
    return one[0] * other[0], one[1] * other[1], one[2] * other[2]


def _total(rows: _Rows) -> list[tuple[float, float, float]]:
    return [
        (sum(r[0] for r in hour), sum(r[1] for r in hour), sum(r[2] for r in hour)) for hour in zip(*rows, strict=True)
    ]


def _curve(*factors: Sequence[Sequence[float]]) -> Curve:
    sums: list[Sums] = []
    for amount in range(len(AMOUNTS)):
        hourly = []
        for hour, weight in enumerate(days.WEIGHTS):
            value = weight
            for factor in factors:
                value *= factor[hour][amount]
            hourly.append(value)
        sums.append(tuple(accumulate(hourly, initial=0.0)))
    return Curve(*sums)
