"""What the platforms run: per line, day and device the final numbers, and what of them is known at an instant.

Conversions are reported late (each has its own delay), clicks found invalid are taken back within three days, and a
day that is still going shows only what has happened so far.
"""

import random
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise

from sandbox.world import days
from sandbox.world.catalogue import FUTURE_DAYS, HISTORY_DAYS, USD_PER_EUR, Line, account

GOOGLE_DEVICES = (("MOBILE", 0.66), ("DESKTOP", 0.28), ("TABLET", 0.06))
META_DEVICES = (("mobile_app", 0.80), ("mobile_web", 0.09), ("desktop", 0.11))
# Share of conversions that the platform has counted after so many hours; between the points it is a straight line.
_DELAYS = ((0.0, 0.0), (0.62, 3.0), (0.80, 24.0), (0.90, 60.0), (0.96, 144.0), (0.99, 336.0), (1.0, 620.0))
_DRIFT = {0: 0.45, 1: 0.34, 2: 0.33, 3: 0.38, 4: 0.45, 5: 0.65}
_AFTER_DRIFT = ((12, 1.2), (10_000, 1.1))
_TRACKING_LOST_FROM = 3
_LEARNING_DAYS = 2
_INVALID_SHARE = 0.2
_WHOLE_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class Result:
    """A lead or an order that really happened: when, on which device, worth how much (EUR micros)."""

    at: int
    device: str
    value: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What the platform shows of one line, day and device at an instant. Conversions in hundredths, money in micros."""

    impressions: int
    clicks: int
    cost: int
    conversions: int
    value: int


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
    reported: tuple[int, ...]
    conversions: tuple[int, ...]
    values: tuple[int, ...]

    def seen(self, share: float, as_of: int) -> Seen:
        """The cell as read at `as_of`, when that share of its day has passed."""
        known = bisect_right(self.reported, as_of)
        back = as_of >= self.refund_at
        return Seen(
            impressions=int(self.impressions * share),
            clicks=int(self.clicks * share) - (self.refund_clicks if back else 0),
            cost=int(self.cost * share / 10_000) * 10_000 - (self.refund_cost if back else 0),
            conversions=self.conversions[known],
            value=self.values[known],
        )


@dataclass(frozen=True, slots=True)
class AdLine:
    """A line with all its days; `results` are the truth that the CRM knows, whatever the platform counts."""

    spec: Line
    currency: str
    days: dict[date, tuple[Cell, ...]]
    results: tuple[Result, ...]

    def read(self, since: date, until: date, as_of: int) -> Iterator[tuple[date, str, Seen]]:
        """Day, device and numbers in the window as the platform shows them at `as_of`; nothing of days to come."""
        day = since
        while day <= until:
            share = days.passed(day, as_of)
            if share == 0.0:
                return
            for cell in self.days.get(day, ()):
                yield day, cell.device, cell.seen(share, as_of)
            day += timedelta(days=1)


def run(spec: Line, seed: int, anchor: date) -> AdLine:
    """The whole life of a line around the anchor day; the same for the same seed and anchor."""
    rng = random.Random(f"{seed}:{anchor}:{spec.id}")
    currency = account(spec.account).currency
    cells: dict[date, tuple[Cell, ...]] = {}
    results: list[Result] = []
    carry = rng.random()
    for offset in range(max(spec.first, -HISTORY_DAYS), min(spec.last, FUTURE_DAYS) + 1):
        day = anchor + timedelta(days=offset)
        spend = spec.daily * days.WEEKDAYS[day.weekday()] * rng.lognormvariate(0, 0.05)
        carry += spend / spec.cost_per_result * _rate(spec, offset) * rng.lognormvariate(0, 0.08)
        happened = _results(spec, day, int(carry), rng)
        carry -= int(carry)
        results += happened
        rate = USD_PER_EUR if currency == "USD" else 1.0
        tracked = [] if spec.trouble == "tracking breaks" and offset >= _TRACKING_LOST_FROM else happened
        cells[day] = tuple(_cells(spec, day, spend, rate, tracked, rng))
    return AdLine(spec, currency, cells, tuple(results))


def _rate(spec: Line, offset: int) -> float:
    """How well clicks turn into results on that day, 1 being usual."""
    learning = 0.85 if 0 <= offset - spec.first < _LEARNING_DAYS else 1.0
    if spec.trouble != "cpl drifts":
        return learning
    if offset > max(_DRIFT):
        return next(rate for last, rate in _AFTER_DRIFT if offset <= last)
    return _DRIFT.get(offset, learning)


def _devices(spec: Line) -> tuple[tuple[str, float], ...]:
    return META_DEVICES if spec.account.startswith("act_") else GOOGLE_DEVICES


def _results(spec: Line, day: date, count: int, rng: random.Random) -> list[Result]:
    names, weights = zip(*_devices(spec), strict=True)
    made = [
        Result(
            at=days.moment(day, rng.random()),
            device=rng.choices(names, weights)[0],
            value=round(spec.order * rng.uniform(0.55, 1.45) * 100) * 10_000,
        )
        for _ in range(count)
    ]
    return sorted(made, key=lambda result: result.at)


def _cells(
    spec: Line, day: date, spend: float, rate: float, results: list[Result], rng: random.Random
) -> Iterator[Cell]:
    end = days.bounds(day)[1]
    for device, weight in _devices(spec):
        share = weight * rng.lognormvariate(0, 0.04)
        clicks = round(spend * share / spec.cpc * rng.lognormvariate(0, 0.04))
        invalid = rng.uniform(0.01, 0.04) if rng.random() < _INVALID_SHARE else 0.0
        cost = round(spend * share * rate * 100) * 10_000
        reports = sorted(_report(spec, result, rate, rng) for result in results if result.device == device)
        yield Cell(
            device=device,
            impressions=round(clicks / spec.ctr * rng.lognormvariate(0, 0.05)),
            clicks=clicks,
            cost=cost,
            refund_at=end + round(rng.uniform(30, 70) * days.HOUR_MS),
            refund_clicks=int(clicks * invalid),
            refund_cost=int(cost * invalid / 10_000) * 10_000,
            reported=tuple(at for at, _, _ in reports),
            conversions=tuple(accumulate((credit for _, credit, _ in reports), initial=0)),
            values=tuple(accumulate((value for _, _, value in reports), initial=0)),
        )


def _report(spec: Line, result: Result, rate: float, rng: random.Random) -> tuple[int, int, int]:
    """When the platform counts the result, with how many hundredths of a conversion and what value (micros)."""
    at = result.at + round(_delay(rng.random()) * days.HOUR_MS)
    whole = spec.account.startswith("act_") or rng.random() < _WHOLE_SHARE
    # Google splits a conversion among the clicks before it: some of ours is credited elsewhere, and the reverse.
    credit = 100 if whole else rng.choice((50, 67, 80, 120, 133, 150))
    return at, credit, round(result.value * rate * credit / 1_000_000) * 10_000


def _delay(draw: float) -> float:
    """Hours until a conversion is counted, for a draw in 0..1."""
    for (low, begin), (high, end) in pairwise(_DELAYS):
        if draw <= high:
            return begin + (end - begin) * (draw - low) / (high - low)
    return _DELAYS[-1][1]
