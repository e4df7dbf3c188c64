"""`vigia backtest`: what the alerts would have said about a file of days, morning by morning."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.cli.analysis import tables
from bot.cli.analysis.cells import Kind
from bot.cli.analysis.frames import Frame, groups, read_frame
from domain import goals
from domain.entities import Goal
from domain.judging.known import Floats, Ints, Known, known
from domain.judging.replaying import Story, Told, stories
from domain.judging.sought import Sought, sought
from templates.cards import backtest as cards

_OTHERS = ("clicks", "impressions", "revenue")
_UNIT = "EUR"
"""Amounts in a file have no currency: any serves to read the goal."""


def run(file: Path, *, goal: str, as_json: bool) -> None:
    """Print the alerts of every series as a table, or days and alerts as JSON."""
    wanted = goals.parse(goal, currency=_UNIT)
    seeks = sought(wanted)
    frame = _read(file, seeks)
    stories = ((name, _story(frame, rows, seeks)) for name, rows in groups(frame))
    if as_json:
        tables.write_json("series", (_plain(name, told, wanted) for name, told in stories))
        return
    _show(stories, wanted)


def _read(file: Path, seeks: Sought) -> Frame:
    need = {"date": Kind.DAY, "spend": Kind.NUMBER, "conversions": Kind.NUMBER}
    need |= dict.fromkeys({seeks.results, seeks.effort} - {""} - set(need), Kind.NUMBER)
    may = {"as_of": Kind.DAY, "series": Kind.TEXT, **dict.fromkeys(_OTHERS, Kind.NUMBER)}
    kept = {name: kind for name, kind in may.items() if name not in need and (name == "revenue" or name not in _OTHERS)}
    return read_frame(file, need, kept, unique=("series", "as_of", "date"))


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
    final = final or np.unique(day).size == day.size
    reports = np.unique(look[day < look])
    while reports.size:
        first, until = int(reports[0]), int(reports[0]) + BLOCK
        reports = reports[reports >= until]
        here = (look >= first - BEFORE) & (day >= first - BEFORE) & (look < until)
        yield known(look[here], day[here], results[here], effort[here], final=final), first


def _plain(name: str, told: Story, goal: Goal) -> dict[str, Any]:
    return {
        "name": name,
        "days": [
            {
                "as_of": _day(morning.look),
                "probability": None if morning.probability is None else tables.clean(morning.probability),
                "condition": morning.condition.value,
            }
            for morning in told.mornings
        ],
        "alerts": [_alert(one, goal) for one in told.told],
    }


def _alert(told: Told, goal: Goal) -> dict[str, Any]:
    return {
        "as_of": _day(told.look),
        "kind": told.trouble.value,
        "tier": told.tier.value,
        "condition": "firing" if told.fires else "resolved",
        "since": _day(told.since) if told.since else None,
        "probability": None if told.probability is None else tables.clean(told.probability),
        "reason": cards.reason(tables.reader(), told, goal),
    }


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _show(stories: Iterator[tuple[str, Story]], goal: Goal) -> None:
    """A row per alert, and a sentence on what was looked at."""
    w = tables.reader()
    looked, rows = [0, 0], []
    for name, told in stories:
        looked[0] += 1
        looked[1] += len(told.mornings)
        rows += [cards.row(w, name, one, goal) for one in told.told]
    if rows:
        tables.show(cards.titles(w), rows, numbers=(6,))
    tables.say(cards.summary(w, series=looked[0], mornings=looked[1], alerts=len(rows)))
