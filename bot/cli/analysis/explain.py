"""`vigia explain BEFORE AFTER --kpi cpa`: which link moved, and which element of which dimension explains it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.cli.analysis import tables
from bot.cli.analysis.cells import Kind
from bot.cli.analysis.frames import Frame, read_frame
from domain.diagnosis.chain import RATES, RATIOS
from domain.diagnosis.cross import Codes, Cross, Floats, Sums
from domain.diagnosis.cutting import cut
from domain.diagnosis.explain import Explanation, explain
from domain.errors import InvalidInput
from templates.cards import explained

MEASURES = ("impressions", "clicks", "spend", "conversions", "revenue")
SERIES = "series"
NO_DIMENSION = frozenset({"date", "day", "as_of", "week", "month", "timestamp", *RATIOS})
"""Columns that say when, for the two files are the two times and everything within one is summed; and ratios."""
_NO_NAME = re.compile(r"\d{4}-\d\d-\d\d.*|\d*[.,]\d+")
"""Days and fractions are no names."""
Found = tuple[str, Explanation]


@dataclass(frozen=True, slots=True)
class Both:
    """The two files as one list of cells: sums before and after, codes of series and dimensions."""

    dimensions: tuple[str, ...]
    labels: tuple[list[str], ...]
    series: list[str]
    codes: Codes
    before: Sums
    after: Sums


def run(before: Path, after: Path, *, kpi: str, as_json: bool) -> None:
    """Compare the two files, series by series. InvalidInput for an unknown KPI or a file that cannot be read."""
    name = kpi.strip().casefold()
    if name not in RATES:
        raise InvalidInput("explain_kpi", "--kpi", kpi, "cpa")
    need = {measure: Kind.NUMBER for measure in MEASURES if measure != "revenue" or name == "roas"}
    frames = [read_frame(file, need, {"revenue": Kind.NUMBER}, dimensions=True) for file in (before, after)]
    for file, frame in zip((before, after), frames, strict=True):
        _refuse_blank(file, frame, need)
    found = _explained(_both(frames), name)
    if as_json:
        tables.write_json("series", (_json(series, one) for series, one in found))
        return
    w = tables.reader()
    for series, one in found:
        tables.show(explained.titles(w), explained.rows(w, one), title=series, numbers=(2, 3, 4, 5))
        tables.say(explained.sentence(w, one))


def _refuse_blank(file: Path, frame: Frame, need: Mapping[str, Kind]) -> None:
    """InvalidInput for a column without any number: it says nothing, which is not zero."""
    for name in need:
        if np.isnan(frame.columns[name]).all():
            raise InvalidInput("csv_blank_column", name, str(file))


def _explained(both: Both, kpi: str) -> Iterator[Found]:
    """Each series' explanation, in order of first appearance."""
    order = np.argsort(both.codes[0], kind="stable")
    ends = np.cumsum(np.bincount(both.codes[0], minlength=len(both.series)))
    start = 0
    for series, end in zip(both.series, ends.tolist(), strict=True):
        here = order[start:end]
        start = end
        yield series, explain(_crosses(both, here), kpi)


def _crosses(both: Both, here: npt.NDArray[np.intp]) -> list[Cross]:
    before, after = (
        Sums(*(getattr(sums, measure)[here] for measure in MEASURES)) for sums in (both.before, both.after)
    )
    return cut(both.dimensions, both.labels, both.codes[1:, here], before, after)


def _both(frames: list[Frame]) -> Both:
    """Sums per series and combination of elements; a dimension that only one file has compares nothing."""
    dimensions = tuple(name for name in frames[0].labels if _is_dimension(name, frames))
    merged = [_merged(frames, name) for name in (SERIES, *dimensions)]
    key = np.zeros(sum(one.rows for one in frames), np.int64)
    for labels, codes in merged:
        key = np.unique(key * len(labels) + codes, return_inverse=True)[1].reshape(-1)
    cells = int(key.max()) + 1
    first = np.full(cells, len(key))
    np.minimum.at(first, key, np.arange(len(key)))
    split = frames[0].rows
    before, after = (
        Sums(*(_summed(frame, measure, part, cells) for measure in MEASURES))
        for frame, part in zip(frames, (key[:split], key[split:]), strict=True)
    )
    at = np.array([codes[first] for _, codes in merged], np.int64)
    return Both(dimensions, tuple(labels for labels, _ in merged[1:]), merged[0][0], at, before, after)


def _is_dimension(name: str, frames: list[Frame]) -> bool:
    """Whether the column names parts that both files know."""
    if name in {*MEASURES, SERIES, *NO_DIMENSION} or name not in frames[1].labels:
        return False
    here, there = ({text.strip() for text in frame.labels[name]} for frame in frames)
    return bool(here & there) and not all(_NO_NAME.fullmatch(text) for text in (here | there) - {""})


def _merged(frames: list[Frame], name: str) -> tuple[list[str], Codes]:
    """One list of labels for a column of both files, and the codes of the rows of both."""
    places: dict[str, int] = {}
    parts = []
    for frame in frames:
        labels = [text.strip() for text in frame.labels.get(name, [""])]
        to = np.array([places.setdefault(text, len(places)) for text in labels], np.int64)
        parts.append(to[frame.columns[name]] if name in frame.labels else np.full(frame.rows, to[0]))
    return list(places), np.concatenate(parts)


def _summed(frame: Frame, measure: str, key: Codes, cells: int) -> Floats:
    """The sums of a column; an empty cell adds nothing."""
    if measure not in frame.columns:
        return np.zeros(cells)
    return np.bincount(key, np.nan_to_num(frame.columns[measure]), cells).astype(np.float64)


def _json(series: str, found: Explanation) -> dict[str, Any]:
    return {
        "name": series,
        "before": _clean(found.before),
        "after": _clean(found.after),
        "chain": [{"factor": link.factor, "share": _clean(link.share)} for link in found.links],
        "verdict": found.verdict.value,
        "causes": [
            {"dimension": one.dimension, "element": one.element, "share": _clean(one.share), "z": _clean(one.z)}
            for one in found.causes
        ],
    }


def _clean(value: float | None) -> float | None:
    return None if value is None else tables.clean(value)
