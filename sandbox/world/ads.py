"""The life of a line: its days, its results, and when the platform counts each; then what troubles make of it.

Conversions are reported late (each has its own delay), clicks found invalid are taken back within three days, and a
day that is still going shows only what has happened so far.
"""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate, pairwise

from sandbox.world import days, elements
from sandbox.world.catalogue import FUTURE_DAYS, HISTORY_DAYS, USD_PER_EUR, Line, account
from sandbox.world.cells import AdLine, Cell, Result, Told
from sandbox.world.elements import Part
from sandbox.world.shapes import shape
from sandbox.world.troubles import Trouble

__all__ = ["AdLine", "Result", "run", "struck"]

# Share of conversions that the platform has counted after so many hours; between the points it is a straight line.
_DELAYS = ((0.0, 0.0), (0.62, 3.0), (0.80, 24.0), (0.90, 60.0), (0.96, 144.0), (0.99, 336.0), (1.0, 620.0))
_DRIFT = {0: 0.45, 1: 0.34, 2: 0.33, 3: 0.38, 4: 0.45, 5: 0.65}
_AFTER_DRIFT = ((12, 1.2), (10_000, 1.1))
_TRACKING_LOST_FROM = 3
DRAWN = "2026-11-16"
"""The week whose chances are those of every week."""
_LEARNING_DAYS = 2
_INVALID_SHARE = 0.2
_WHOLE_SHARE = 0.7
_COPY_APART_MS = 90_000
_CALM = 0.6


def run(spec: Line, seed: int, anchor: date) -> AdLine:
    """The whole life of a line around the anchor day if all goes well; the same for the same seed and anchor."""
    # Lines go alike in every week, so that what is told of them stays true; weekdays are the calendar's.
    key = f"{seed}:{spec.id}" if spec.chance else f"{seed}:{DRAWN}:{spec.id}"
    rng, marks = random.Random(key), random.Random(f"{key}:marks")
    currency = account(spec.account).currency
    rate = USD_PER_EUR if currency == "USD" else 1.0
    cells: dict[date, tuple[Cell, ...]] = {}
    results: list[Result] = []
    carry = rng.random()
    for offset in range(max(spec.first, -HISTORY_DAYS), min(spec.last, FUTURE_DAYS) + 1):
        day = anchor + timedelta(days=offset)
        spend = spec.daily * days.WEEKDAYS[day.weekday()] * rng.lognormvariate(0, 0.05)
        carry += spend / spec.cost_per_result * _rate(spec, offset) * rng.lognormvariate(0, 0.08)
        if spec.chance:
            carry = float(_by_chance(carry, rng))
        happened = _results(spec, day, int(carry), rng, marks)
        carry -= int(carry)
        results += happened
        tracked = [] if spec.trouble == "tracking breaks" and offset >= _TRACKING_LOST_FROM else happened
        cells[day] = tuple(_cells(spec, day, spend, rate, tracked, rng))
    return AdLine(spec, currency, cells, tuple(results), tuple(results))


def _by_chance(mean: float, rng: random.Random) -> int:
    """A count that comes by chance round its mean, somewhat calmer than counts are, so that the script stays clear."""
    return max(round(mean + _CALM * math.sqrt(mean) * rng.gauss(0, 1)), 0)


def struck(line: AdLine, troubles: Sequence[Trouble]) -> AdLine:
    """The line as it goes under these troubles; nothing that happens before or after them is another."""
    if not troubles:
        return line
    found = dict(line.days)
    for day, cells in line.days.items():
        begin, end = days.bounds(day)
        mine = [one for one in troubles if one.begin < end and one.end > begin]
        if mine:
            found[day] = tuple(_struck_cell(line.spec, cell, mine, begin, end) for cell in cells)
    results = tuple(one for result in line.happened for one in _outcomes(line.spec, result, troubles))
    return replace(line, days=found, results=results, troubles=tuple(troubles), kept={}, shown={})


def _meant(spec: Line, troubles: Sequence[Trouble], at: int, device: str, ad: str, network: str) -> list[Trouble]:
    """The troubles that last at the instant and are about such a click."""
    lasting = [one for one in troubles if one.lasts(at)]
    if not any(one.segment[0] for one in lasting):
        return lasting
    names = (("device", device), ("network", network), *elements.names(spec, "ad", ad))
    return [one for one in lasting if not one.segment[0] or one.strikes(*names)]


def _outcomes(spec: Line, result: Result, troubles: Sequence[Trouble]) -> Iterator[Result]:
    """What becomes of a result: nothing, itself (perhaps worth less), or itself and copies of it."""
    mine = _meant(spec, troubles, result.at, result.device, result.ad, result.network)
    if not mine:
        yield result
        return
    value = round(result.value * math.prod(one.effect.value for one in mine))
    for number in range(_times(result.draw, mine)):
        yield replace(result, at=result.at + number * _COPY_APART_MS, value=value)


def _times(draw: float, troubles: Sequence[Trouble]) -> int:
    """How often a result happens: its draw decides over the fraction."""
    factor = math.prod(one.effect.results for one in troubles)
    return int(factor) + (draw < factor - int(factor))


def _struck_cell(spec: Line, cell: Cell, troubles: Sequence[Trouble], begin: int, end: int) -> Cell:
    told = [one for given in cell.told for one in _told_again(spec, cell.device, given, troubles)]
    return _counted(replace(cell, shape=shape(spec, cell.device, troubles, begin, end)), told)


def _told_again(spec: Line, device: str, told: Told, troubles: Sequence[Trouble]) -> Iterator[Told]:
    mine = _meant(spec, troubles, told.clicked, device, told.ad, told.network)
    if not mine:
        yield told
        return
    value = round(told.value * math.prod(one.effect.value for one in mine) / 10_000) * 10_000
    at = told.at
    for one in mine:
        if one.kind == "tracking_lost" and told.draw >= one.size:
            return
        if one.kind == "results_late" and told.draw < one.size:
            at = max(at, one.end)
    for number in range(_times(told.draw, mine)):
        yield told._replace(at=at + number * _COPY_APART_MS, value=value)


def _counted(cell: Cell, told: list[Told]) -> Cell:
    """The cell with these results, in the order in which the platform counts them."""
    ordered = sorted(told)
    return replace(
        cell,
        told=tuple(ordered),
        reported=tuple(one.at for one in ordered),
        conversions=tuple(accumulate((one.credit for one in ordered), initial=0)),
        values=tuple(accumulate((one.value for one in ordered), initial=0)),
    )


def _rate(spec: Line, offset: int) -> float:
    """How well clicks turn into results on that day, 1 being usual."""
    learning = 0.85 if 0 <= offset - spec.first < _LEARNING_DAYS else 1.0
    if spec.trouble != "cpl drifts":
        return learning
    if offset > max(_DRIFT):
        return next(rate for last, rate in _AFTER_DRIFT if offset <= last)
    return _DRIFT.get(offset, learning)


def _results(spec: Line, day: date, count: int, rng: random.Random, marks: random.Random) -> list[Result]:
    names, weights = zip(*elements.devices(spec), strict=True)
    made = [
        Result(
            at=days.moment(day, rng.random()),
            device=rng.choices(names, weights)[0],
            value=round(spec.order * rng.uniform(0.55, 1.45) * 100) * 10_000,
        )
        for _ in range(count)
    ]
    return [_marked(spec, one, marks) for one in sorted(made, key=lambda result: result.at)]


def _marked(spec: Line, result: Result, marks: random.Random) -> Result:
    """The result with the ad and network of its click. Their draws are apart from those of what happens."""
    ad, network = _drawn(elements.parts(spec, "ad"), marks), _drawn(elements.parts(spec, "network"), marks)
    return Result(result.at, result.device, result.value, ad, network, marks.random())


def _drawn(parts: Sequence[Part], marks: random.Random) -> str:
    left = marks.random()
    for part in parts:
        left -= part.clicks
        if left < 0:
            return part.name
    return parts[-1].name


def _cells(
    spec: Line, day: date, spend: float, rate: float, results: list[Result], rng: random.Random
) -> Iterator[Cell]:
    end = days.bounds(day)[1]
    for device, weight in elements.devices(spec):
        share = weight * rng.lognormvariate(0, 0.04)
        clicks = round(spend * share / spec.cpc * rng.lognormvariate(0, 0.04))
        invalid = rng.uniform(0.01, 0.04) if rng.random() < _INVALID_SHARE else 0.0
        cost = round(spend * share * rate * 100) * 10_000
        told = [_told(spec, day, result, rate, rng) for result in results if result.device == device]
        bare = Cell(
            device=device,
            impressions=round(clicks / spec.ctr * rng.lognormvariate(0, 0.05)),
            clicks=clicks,
            cost=cost,
            refund_at=end + round(rng.uniform(30, 70) * days.HOUR_MS),
            refund_clicks=int(clicks * invalid),
            refund_cost=int(cost * invalid / 10_000) * 10_000,
        )
        yield _counted(bare, told)


def _told(spec: Line, day: date, result: Result, rate: float, rng: random.Random) -> Told:
    """When the platform counts the result, with how many hundredths of a conversion and what value (micros)."""
    at = result.at + round(_delay(rng.random()) * days.HOUR_MS)
    whole = elements.is_meta(spec) or rng.random() < _WHOLE_SHARE
    # Google splits a conversion among the clicks before it: some of ours is credited elsewhere, and the reverse.
    credit = 100 if whole else rng.choice((50, 67, 80, 120, 133, 150))
    value = round(result.value * rate * credit / 1_000_000) * 10_000
    hour = str(int(days.hours(day, result.at)))
    return Told(at, credit, value, hour, result.ad, result.network, result.at, result.draw)


def _delay(draw: float) -> float:
    """Hours until a conversion is counted, for a draw in 0..1."""
    for (low, begin), (high, end) in pairwise(_DELAYS):
        if draw <= high:
            return begin + (end - begin) * (draw - low) / (high - low)
    return _DELAYS[-1][1]
