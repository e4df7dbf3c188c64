"""`vigia backtest`: what the alerts would have said about a file of days, morning by morning."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.cli.analysis import tables
from bot.cli.analysis.cells import Kind
from bot.cli.analysis.frames import Frame, groups, read_frame
from domain import goals
from domain.detection import base
from domain.detection.known import Floats, Ints, Known, known
from domain.detection.setting import DEFAULT, Setting
from domain.detection.sought import MONTH, Sought, is_count, sought
from domain.entities import Goal
from domain.errors import InvalidInput
from domain.incidents.conditions import Condition
from domain.rules.replaying import ESTIMATED, Story, Told, stories
from templates.cards import backtest as cards

_CONDITIONS = tuple(Condition)
_OTHERS = ("clicks", "impressions", "revenue")
_UNIT = "EUR"
"""Amounts in a file have no currency: any serves to read the goal."""
FAR = 20 * 366
"""Days: twenty years."""


def run(file: Path | None, *, goal: str, as_json: bool) -> None:
    """Print the alerts of every series as a table, or days and alerts as JSON."""
    if file is None or not goal:
        raise InvalidInput("backtest_what", "FILE", "")
    wanted = goals.parse(goal, currency=_UNIT)
    seeks = sought(wanted)
    frame = _read(file, seeks)
    lines = [_line(name, _story(frame, rows, seeks)) for name, rows in groups(frame)]
    calibrate(lines)
    if as_json:
        tables.write_json("series", (_plain(line, wanted) for line in lines))
        return
    _show(lines, wanted)


@dataclass(slots=True)
class Line:
    """One series' story, small enough to keep thousands: conditions are places in `_CONDITIONS`."""

    name: str
    looks: Ints
    probability: Floats
    condition: npt.NDArray[np.int8]
    told: Sequence[Told]


def _line(name: str, one: Story) -> Line:
    mornings = one.mornings
    nan = float("nan")
    return Line(
        name,
        np.array([m.look for m in mornings], dtype=np.int64),
        np.array([nan if m.probability is None else m.probability for m in mornings], dtype=np.float64),
        np.array([_CONDITIONS.index(m.condition) for m in mornings], dtype=np.int8),
        one.told,
    )


def calibrate(lines: Sequence[Line], setting: Setting = DEFAULT) -> None:
    """Print what is likely among these series: each probability is moved by how common trouble was by then."""
    if len(lines) < base.LEAST_SERIES:
        return
    looks = np.unique(np.concatenate([line.looks for line in lines]))
    table = np.full((len(lines), looks.size), np.nan, dtype=np.float32)
    for row, line in enumerate(lines):
        table[row, np.searchsorted(looks, line.looks)] = line.probability
    factors = base.factors(looks, table, setting)
    by_look = dict(zip(looks.tolist(), factors.tolist(), strict=True))
    for line in lines:
        line.probability = base.shifted(line.probability, factors[np.searchsorted(looks, line.looks)])
        line.told = [_moved(told, by_look[told.look]) for told in line.told]


def _moved(told: Told, factor: float) -> Told:
    if told.probability is None or told.trouble not in ESTIMATED:
        return told
    return replace(told, probability=float(base.shifted(np.array(told.probability), np.array(factor))))


def _read(file: Path, seeks: Sought) -> Frame:
    need = {"date": Kind.DAY, "spend": Kind.NUMBER, "conversions": Kind.NUMBER}
    need |= dict.fromkeys({seeks.results, seeks.effort} - {""} - set(need), Kind.NUMBER)
    may = {"as_of": Kind.DAY, "series": Kind.TEXT, **dict.fromkeys(_OTHERS, Kind.NUMBER)}
    kept = {name: kind for name, kind in may.items() if name not in need and (name == "revenue" or name not in _OTHERS)}
    frame = read_frame(file, need, kept, unique=("series", "as_of", "date"))
    _refuse_far_apart(frame)
    return frame


def _refuse_far_apart(frame: Frame) -> None:
    """InvalidInput for days further apart than anybody's records: every day between them would be a row of zeros."""
    first = last = int(frame.columns["date"][0])
    for name in ("date", "as_of"):
        if name in frame.columns:
            days = frame.columns[name]
            first, last = min(first, int(days.min())), max(last, int(days.max()))
            if last - first > FAR or last == date.max.toordinal():
                raise InvalidInput("csv_far_apart", name, _day(first), _day(last))


def _story(frame: Frame, rows: npt.NDArray[np.intp], seeks: Sought) -> Story:
    return stories(_parts(frame, rows, seeks), seeks.aim)


BLOCK = 240
"""Mornings judged at a time: the triangle of a long series would not fit."""
BEFORE = 300
"""Days before them that are known to it: more than anything is learnt from."""


def _parts(frame: Frame, rows: npt.NDArray[np.intp], seeks: Sought) -> Iterator[tuple[Known, int]]:
    """The rows as triangles; without `as_of` each day is final the morning after."""
    day: Ints = frame.columns["date"][rows].astype(np.int64)
    final = "as_of" not in frame.columns
    look: Ints = day + 1 if final else frame.columns["as_of"][rows].astype(np.int64)
    results: Floats = frame.columns[seeks.results][rows]
    effort: Floats = frame.columns[seeks.effort][rows] if seeks.effort else np.ones(rows.size)
    if seeks.results == "revenue":
        orders = per_order(look, results, frame.columns["conversions"][rows], effort * seeks.aim.rate)
        results, effort = results / orders, effort / orders
    final = final or np.unique(day).size == day.size
    reports = np.unique(look[day < look])
    while reports.size:
        first, until = int(reports[0]), int(reports[0]) + BLOCK
        reports = reports[reports >= until]
        here = (look >= first - BEFORE) & (day >= first - BEFORE) & (look < until)
        yield known(look[here], day[here], results[here], effort[here], final=final), first


def per_order(look: Ints, revenue: Floats, conversions: Floats, due: Floats) -> Floats:
    """The mean value of an order by each row's look, which makes revenue countable: a row's unit. Before the first
    order a day's revenue at target counts as one."""
    order = np.argsort(look, kind="stable")
    last = np.searchsorted(look[order], look, side="right") - 1
    value, count, days = (np.cumsum(np.nan_to_num(part)[order])[last] for part in (revenue, conversions, due))
    rows = last + 1
    unit: Floats = np.where((count > 0) & (value > 0), value / np.maximum(count, 1e-9), days / rows)
    return np.where(unit > 0, unit, 1.0)


def _plain(line: Line, goal: Goal) -> dict[str, Any]:
    mornings = zip(line.looks.tolist(), line.probability.tolist(), line.condition.tolist(), strict=True)
    return {
        "name": line.name,
        "days": [
            {"as_of": _day(look), "probability": tables.clean(p), "condition": _CONDITIONS[condition].value}
            for look, p, condition in mornings
        ],
        "alerts": [_alert(one, goal) for one in line.told],
    }


def _alert(told: Told, goal: Goal) -> dict[str, Any]:
    return {
        "as_of": _day(told.look),
        "kind": told.trouble,
        "tier": told.tier.value,
        "condition": "firing" if told.fires else "resolved",
        "since": _day(told.since) if told.since else None,
        "probability": None if told.probability is None else tables.clean(told.probability),
        "reason": cards.reason(tables.reader(), told, goal),
    }


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _show(lines: Sequence[Line], goal: Goal) -> None:
    """A row per alert, and a sentence on what was looked at."""
    w = tables.reader()
    rows = [cards.row(w, line.name, one, goal) for line in lines for one in line.told]
    if rows:
        tables.show(cards.titles(w), rows, numbers=(6,))
    mornings = sum(line.looks.size for line in lines)
    tables.say(cards.summary(w, series=len(lines), mornings=mornings, alerts=len(rows)))
    if not mornings:
        tables.say(cards.no_report(w))
    if is_count(goal):
        tables.say(cards.monthly(w, goal, MONTH))
