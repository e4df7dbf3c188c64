"""`vigia anomalies`: the surprises in hourly or daily series of any KPI."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.cli.analysis import tables
from bot.cli.analysis.cells import Kind
from bot.cli.analysis.frames import Frame, groups, read_frame
from domain.anomalies import Judged, judge
from templates.cards import analysis

NEED = {"timestamp": Kind.INSTANT, "value": Kind.SIGNED}
MAY = {"series": Kind.TEXT}
_PIECE = 4096
_DIGITS = 6
Places = npt.NDArray[np.intp]


def run(file: Path, *, as_json: bool) -> None:
    """Print, for each series, its alerts as a table, or every row with its score as JSON."""
    frame = read_frame(file, NEED, MAY)
    if as_json:
        items = (_item(name, frame, places) for name, places in groups(frame))
        tables.write_texts('{"series": [', items, "]}\n")
        return
    for name, places in groups(frame):
        _show(name, frame, places)


def _judge(frame: Frame, places: Places) -> Judged:
    instants, values = frame.columns["timestamp"][places], frame.columns["value"][places]
    return judge(instants, values, frame.walls["timestamp"][places])


def _item(name: str, frame: Frame, places: Places) -> Iterator[str]:
    """One series as JSON, in pieces: a million rows are never one text."""
    judged = _judge(frame, places)
    yield f'{{"name": {json.dumps(name, ensure_ascii=False)}, "rows": ['
    for start in range(0, len(places), _PIECE):
        part = slice(start, start + _PIECE)
        rows = zip(
            frame.texts["timestamp"][places[part]].tolist(),
            frame.columns["value"][places[part]].tolist(),
            judged.score[part].tolist(),
            judged.alert[part].tolist(),
            strict=True,
        )
        yield (", " if start else "") + ", ".join(_row(*row) for row in rows)
    yield "]}"


def _row(timestamp: bytes, value: float, score: float, alert: bool) -> str:
    shown = repr(value) if value == value else "null"  # noqa: PLR0124 - nan alone differs from itself
    flag = "true" if alert else "false"
    return (
        f'{{"timestamp": "{timestamp.decode()}", "value": {shown}, "score": {round(score, _DIGITS)}, "alert": {flag}}}'
    )


def _show(name: str, frame: Frame, places: Places) -> None:
    w = tables.reader()
    judged = _judge(frame, places)
    alerts = np.flatnonzero(judged.alert)
    tables.say(analysis.surprises(w, name, len(alerts), len(places)))
    if len(alerts):
        rows = (
            (
                frame.texts["timestamp"][places[at]].decode(),
                w.number(Decimal(repr(float(frame.columns["value"][places[at]])))),
                w.number(Decimal(repr(float(judged.score[at])))),
            )
            for at in alerts.tolist()
        )
        tables.show(analysis.surprise_titles(w), rows, numbers=(1, 2))
