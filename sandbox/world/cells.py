"""What a platform shows at an instant of one line: by day and device, and split by ad, network and hour.

A day's final numbers are fixed beforehand. A reading shows of them what has happened by then, and of the results what
has been counted by then; splits are cut from the same numbers, so that they always add up to the whole.
"""

from bisect import bisect_right
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from sandbox.world import days, elements
from sandbox.world.catalogue import Line
from sandbox.world.shapes import PLAIN, Shape
from sandbox.world.troubles import Trouble

DIMENSIONS = ("device", "hour", "ad", "network")


@dataclass(frozen=True, slots=True)
class Result:
    """A lead or an order that really happened: when, on which device, worth how much (EUR micros), through which ad
    and network; `draw` (0..1) decides whether a trouble takes it away.
    """

    at: int
    device: str
    value: int
    ad: str = ""
    network: str = ""
    draw: float = 0.0


class Seen(NamedTuple):
    """What the platform shows of one part at an instant. Conversions in hundredths, money in micros."""

    impressions: int
    clicks: int
    cost: int
    conversions: int
    value: int

    def plus(self, other: "Seen") -> "Seen":
        """Both together."""
        return Seen(
            self.impressions + other.impressions,
            self.clicks + other.clicks,
            self.cost + other.cost,
            self.conversions + other.conversions,
            self.value + other.value,
        )


NOTHING = Seen(0, 0, 0, 0, 0)


class Told(NamedTuple):
    """A result as the platform counts it: when, hundredths of a conversion, value (micros), where it belongs, when it
    was clicked, and its draw.
    """

    at: int
    credit: int
    value: int
    hour: str
    ad: str
    network: str
    clicked: int
    draw: float


Amounts = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """The final numbers of one line, day and device, and when each part becomes known."""

    device: str
    impressions: int
    clicks: int
    cost: int
    refund_at: int
    refund_clicks: int
    refund_cost: int
    told: tuple[Told, ...] = ()
    reported: tuple[int, ...] = ()
    conversions: tuple[int, ...] = (0,)
    values: tuple[int, ...] = (0,)
    shape: Shape | None = None

    def amounts(self, hours: float, as_of: int) -> Amounts:
        """Impressions, clicks and cost of the day's first hours as read at `as_of`."""
        impressions, clicks, cost = (self.shape.whole if self.shape else PLAIN).at(hours)
        if as_of < self.refund_at:
            return _whole(self.impressions * impressions), _whole(self.clicks * clicks), _cents(self.cost * cost)
        return (
            _whole(self.impressions * impressions),
            _whole(self.clicks * clicks) - _whole(self.refund_clicks * clicks),
            _cents(self.cost * cost) - _cents(self.refund_cost * cost),
        )

    def seen(self, hours: float, as_of: int) -> Seen:
        """The cell as read at `as_of`, when so many hours of its day are over."""
        known = bisect_right(self.reported, as_of)
        return Seen(*self.amounts(hours, as_of), self.conversions[known], self.values[known])

    def split(self, line: Line, hours: float, as_of: int, by: Sequence[str]) -> dict[tuple[str, ...], Seen]:
        """The same, split by "hour", "ad" and "network" in the order of `by`."""
        found = {key: Seen(*amounts, 0, 0) for key, amounts in self._cut(line, hours, as_of, by)}
        for told in self.told[: bisect_right(self.reported, as_of)]:
            key = tuple(getattr(told, name) for name in by)
            found[key] = found.get(key, NOTHING).plus(Seen(0, 0, 0, told.credit, told.value))
        return found

    def _cut(
        self, line: Line, hours: float, as_of: int, by: Sequence[str]
    ) -> Iterator[tuple[tuple[str, ...], Amounts]]:
        pieces: list[tuple[tuple[str, ...], Amounts]] = [((), self.amounts(hours, as_of))]
        for name in by:
            if name == "hour":
                pieces = list(self._hourly(hours, as_of))
            else:
                weights = self._weights(line, name, hours)
                pieces = [((*key, element), part) for key, whole in pieces for element, part in _shared(whole, weights)]
        yield from pieces

    def _hourly(self, hours: float, as_of: int) -> Iterator[tuple[tuple[str, ...], Amounts]]:
        before: Amounts = (0, 0, 0)
        hour = 0
        while hour < hours:
            after = self.amounts(min(hour + 1.0, hours), as_of)
            yield (str(hour),), (after[0] - before[0], after[1] - before[1], after[2] - before[2])
            before, hour = after, hour + 1

    def _weights(self, line: Line, dimension: str, hours: float) -> list[tuple[str, tuple[float, float, float]]]:
        found = elements.parts(line, dimension)
        if self.shape is None:
            return [(part.name, (part.impressions, part.clicks, part.cost)) for part in found]
        curves = self.shape.shares[dimension]
        return [(part.name, curve.at(hours)) for part, curve in zip(found, curves, strict=True)]


def _whole(amount: float) -> int:
    """The whole units that have happened; what a sum of fractions lost to rounding is forgiven."""
    return int(amount + 1e-6)


def _cents(micros: float) -> int:
    return _whole(micros / 10_000) * 10_000


def _shared(whole: Amounts, weights: list[tuple[str, tuple[float, float, float]]]) -> Iterator[tuple[str, Amounts]]:
    """The whole cut by the weights into whole numbers (money in cents) that add up to it."""
    totals = [sum(weight[amount] for _, weight in weights) or 1.0 for amount in range(3)]
    sums, before = [0.0, 0.0, 0.0], (0, 0, 0)
    last = weights[-1][0]
    for name, weight in weights:
        sums = [one + part / total for one, part, total in zip(sums, weight, totals, strict=True)]
        after = (_whole(whole[0] * sums[0]), _whole(whole[1] * sums[1]), _cents(whole[2] * sums[2]))
        if name == last:
            after = whole
        yield name, (after[0] - before[0], after[1] - before[1], after[2] - before[2])
        before = after


_Groups = dict[tuple[str, ...], Seen]


@dataclass(frozen=True, slots=True)
class AdLine:
    """A line with all its days. `happened` is every result that would happen if all went well, `results` those that
    do: the truth that the CRM knows, whatever the platform counts.
    """

    spec: Line
    currency: str
    days: dict[date, tuple[Cell, ...]]
    happened: tuple[Result, ...]
    results: tuple[Result, ...]
    troubles: tuple[Trouble, ...] = ()
    kept: dict[tuple[date, tuple[str, ...]], tuple[object, _Groups]] = field(
        default_factory=dict, compare=False, repr=False
    )
    shown: dict[Hashable, dict[tuple[object, ...], tuple[Seen, tuple[dict[str, Any], ...]]]] = field(
        default_factory=dict, compare=False, repr=False
    )
    """By what is asked and by part, what was seen last and how a service has put it."""

    def read(self, since: date, until: date, as_of: int) -> Iterator[tuple[date, str, Seen]]:
        """Day, device and numbers in the window as the platform shows them at `as_of`; nothing of days to come."""
        for day, hours, cells in self._open(since, until, as_of):
            for cell in cells:
                yield day, cell.device, cell.seen(hours, as_of)

    def parts(
        self, since: date, until: date, as_of: int, by: Sequence[str]
    ) -> Iterator[tuple[date, tuple[str, ...], Seen]]:
        """Day, element of each dimension in `by` and numbers, one row for each; days that are over are kept."""
        names = tuple(by)
        for day, hours, cells in self._open(since, until, as_of):
            if hours < 24:  # noqa: PLR2004 - a day
                found = self._grouped(cells, hours, as_of, names)
            else:
                version = tuple((bisect_right(cell.reported, as_of), as_of < cell.refund_at) for cell in cells)
                kept = self.kept.get((day, names))
                if kept is None or kept[0] != version:
                    kept = self.kept[day, names] = version, self._grouped(cells, hours, as_of, names)
                found = kept[1]
            for key, seen in found.items():
                yield day, key, seen

    def _grouped(self, cells: tuple[Cell, ...], hours: float, as_of: int, by: tuple[str, ...]) -> _Groups:
        inner = sorted((name for name in by if name != "device"), key=DIMENSIONS.index)
        found: _Groups = {}
        for cell in cells:
            split = cell.split(self.spec, hours, as_of, inner) if inner else {(): cell.seen(hours, as_of)}
            for values, seen in split.items():
                named = dict(zip(inner, values, strict=True)) | {"device": cell.device}
                key = tuple(named[name] for name in by)
                found[key] = found[key].plus(seen) if key in found else seen
        return found

    def _open(self, since: date, until: date, as_of: int) -> Iterator[tuple[date, float, tuple[Cell, ...]]]:
        """The days of the window that have begun, with how many of their hours are over."""
        day = since
        while day <= until:
            hours = days.hours(day, as_of)
            if hours == 0.0:
                return
            yield day, hours, self.days.get(day, ())
            day += timedelta(days=1)
