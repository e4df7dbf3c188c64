"""`vigia pace`: where the spend of each series leads, how sure that is, and what a day should cost from now on.

A day without a row is a gap, not a zero: it is taken to have cost what such a day usually does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.cli.analysis import tables
from bot.cli.analysis.cells import Kind
from bot.cli.analysis.frames import Frame, groups, read_frame
from domain.errors import InvalidInput
from domain.money import Money
from domain.pacing.curve import Curve
from domain.pacing.judgement import PaceJudgement, judge_all
from domain.pacing.outlook import HISTORY, Ledger
from templates.cards import pacing as cards

_BLOCK = 256
"""Series judged at once."""
_MOST_DAYS = 3700
"""The longest flight that is looked at: ten years."""


@dataclass(frozen=True, slots=True)
class Flight:
    """What is asked: days as ordinals, the morning (0: the day after each series' last row), budget and curve."""

    start: int
    end: int
    as_of: int
    budget: float
    curve: Curve

    @property
    def days(self) -> int:
        """How many days it has."""
        return self.end - self.start + 1


@dataclass(frozen=True, slots=True)
class Judged:
    """One series and its judgement."""

    name: str
    as_of: int
    found: PaceJudgement


def run(
    file: Path, *, budget: str, start: str, end: str, as_of: str = "", curve: str = "weekday", as_json: bool
) -> None:
    """Print a row per series as a table, or JSON."""
    flight = _flight(budget, start, end, as_of, curve)
    frame = read_frame(file, {"date": Kind.DAY, "spend": Kind.NUMBER}, {"series": Kind.TEXT}, unique=("series", "date"))
    found = _judged(frame, flight)
    if as_json:
        tables.write_json("series", map(_plain, found))
        return
    w = tables.reader()
    tables.show(cards.titles(w), (cards.row(w, one.name, one.as_of, one.found) for one in found), numbers=range(2, 7))
    tables.say(cards.footnote(w))


def _flight(budget: str, start: str, end: str, as_of: str, curve: str) -> Flight:
    first, last = _day("--start", start), _day("--end", end)
    if last < first or last - first >= _MOST_DAYS:
        raise InvalidInput("pace_order", "--end", end, start)
    return Flight(first, last, _day("--as-of", as_of) if as_of else 0, _budget(budget), _curve(curve))


def _day(option: str, text: str) -> int:
    try:
        return date.fromisoformat(text.strip()).toordinal()
    except ValueError:
        raise InvalidInput("pace_day", option, text, "2026-11-01") from None


def _budget(text: str) -> float:
    """As people write amounts: `5000`, `5.000,50`, `€5,000`; and `5e3`."""
    try:
        amount = Money.parse(text, "EUR").amount
    except InvalidInput:
        amount = _typed(text)
    if not amount.is_finite() or not 0 < amount < 10**12:
        raise InvalidInput("pace_budget", "--budget", text, "5000")
    return float(amount)


def _typed(text: str) -> Decimal:
    try:
        return Decimal(text.strip())
    except InvalidOperation:
        return Decimal(0)


def _curve(text: str) -> Curve:
    try:
        return Curve.parse(text)
    except InvalidInput:
        raise InvalidInput("pace_curve", "--curve", text, "weekday") from None


def _judged(frame: Frame, flight: Flight) -> Iterator[Judged]:
    block: list[tuple[str, npt.NDArray[np.intp]]] = []
    for group in groups(frame):
        block.append(group)
        if len(block) == _BLOCK:
            yield from _judge(frame, flight, block)
            block = []
    yield from _judge(frame, flight, block)


def _judge(frame: Frame, flight: Flight, block: list[tuple[str, npt.NDArray[np.intp]]]) -> Iterator[Judged]:
    """A block of series at once: one row of days each."""
    if not block:
        return
    day, spent = frame.columns["date"], frame.columns["spend"]
    mornings = [_morning(flight, int(day[rows].max())) for _, rows in block]
    first = -HISTORY
    spend = np.full((len(block), HISTORY + flight.days), np.nan)
    for number, (_, rows) in enumerate(block):
        places = day[rows].astype(np.int64) - flight.start - first
        inside = (places >= 0) & (places < spend.shape[1])
        spend[number, places[inside]] = spent[rows[inside]]
    known = np.clip(np.array(mornings) - flight.start, 0, flight.days)
    until = np.array(mornings) - flight.start - first
    spend[np.arange(spend.shape[1])[None, :] >= until[:, None]] = np.nan
    ledger = Ledger(
        spend, first, flight.days, date.fromordinal(flight.start).weekday(), known, np.full(len(block), flight.budget)
    )
    for (name, _), morning, found in zip(block, mornings, judge_all(ledger, flight.curve), strict=True):
        yield Judged(name, morning, found)


def _morning(flight: Flight, last: int) -> int:
    """The morning asked for, else the one after the last row; the flight's end is the last that matters."""
    return min(flight.as_of or last + 1, flight.end + 1)


def _plain(one: Judged) -> dict[str, Any]:
    found = one.found
    return {
        "name": one.name,
        "as_of": date.fromordinal(one.as_of).isoformat(),
        "spent": tables.clean(found.spent),
        "expected": tables.clean(found.expected),
        "projected": tables.clean(found.projected),
        "low": tables.clean(found.low),
        "high": tables.clean(found.high),
        "verdict": found.verdict.value,
        "suggested_daily": None if found.daily is None else tables.clean(found.daily),
    }
