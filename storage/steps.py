"""Observations as steps: what a row said, from the instant at which it was learnt until it said something else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import or_
from sqlalchemy import select as core_select
from sqlmodel import Session

from domain.evidence import Grid
from domain.window import Window
from domain.words import Level
from storage import coverage
from storage.coverage import Drawn, raw
from storage.tables import ObservationRow, PlatformCampaignRow, table

METRICS = ("spend_micros", "impressions", "clicks", "conversions_micros", "value_micros", "leads_micros")
KEY = ("account", "entity_id", "breakdown", "element", "day")
_ONE = timedelta(days=1)
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Family:
    """The rows of one platform campaign in one breakdown."""

    account: int
    entity_id: str
    breakdown: str
    currency: str

    @property
    def rank(self) -> tuple[bool, bool, str]:
        """Totals come first, then devices: one spend in two breakdowns is one spend."""
        return (self.breakdown != "", self.breakdown != "device", self.breakdown)


@dataclass(frozen=True, slots=True, eq=False)
class Observed:
    """Observations in the order of their rows, and of their coming. `row` is the position in `keys` (see KEY)."""

    keys: tuple[tuple[Any, ...], ...]
    families: tuple[Family, ...]
    row: Numbers
    stamps: Grid
    values: dict[str, Grid]  # NaN: the source does not say


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """Observations as differences from the one before, each at its `cell` of families × looks × days."""

    families: tuple[Family, ...]
    shape: tuple[int, int, int]
    cell: Numbers
    changes: dict[str, Grid]
    unsaid: dict[str, Grid]  # +1 where a number ceases to be said, -1 where it is said again
    alive: Grid  # +1 where a row begins to hold anything, -1 where nothing is left of it
    first: Grid  # 1 for the first observation of a row
    late: Grid  # 1 for observations made after the day was over

    def standing(self, steps: Grid) -> Grid:
        """The steps added up by look: families × looks × days."""
        families, looks, days = self.shape
        added = np.bincount(self.cell, weights=steps, minlength=families * looks * days)
        return np.cumsum(added.reshape(self.shape), axis=1)


def observed(session: Session, campaign_key: str, days: Window, until: datetime) -> Observed:
    """Everything observed of a campaign's days up to an instant, in totals, by device or as a file broke it down."""
    seen, listed = table(ObservationRow).c, table(PlatformCampaignRow).c
    plain = ("account", "entity_id", "breakdown", "element")
    chosen = (
        core_select(
            seen.id,
            raw(seen.as_of),
            seen.currency,
            *(seen[n] for n in plain),
            raw(seen.day),
            *(seen[n] for n in METRICS),
        )
        .join_from(
            table(PlatformCampaignRow),
            table(ObservationRow),
            (seen.account == listed.account) & (seen.entity_id == listed.entity_id),
        )
        .where(listed.campaign_key == campaign_key, seen.level == Level.CAMPAIGN.value, seen.as_of <= until)
        .where(seen.day.between(days.start, days.end))
        .where(or_(seen.breakdown.in_(("", "device")), seen.origin == "import"))
    )
    columns = list(zip(*session.connection().execute(chosen).all(), strict=True)) or [()] * (8 + len(METRICS))
    return _ordered(columns)


def _ordered(columns: list[tuple[Any, ...]]) -> Observed:
    ids, when, currencies, *keys = columns[:8]
    places: dict[tuple[Any, ...], int] = {}
    row = np.array([places.setdefault(key, len(places)) for key in zip(*keys, strict=True)], dtype=np.int64)
    order = np.lexsort((np.array(ids, dtype=np.int64), row))
    moments = {value: coverage.instant(value).timestamp() for value in set(when)}
    money: dict[tuple[int, str, str], str] = dict(zip(zip(*keys[:3], strict=True), currencies, strict=True))
    return Observed(
        keys=tuple(places),
        families=tuple(Family(*key, currency) for key, currency in money.items()),
        row=row[order],
        stamps=np.array([moments[value] for value in when], dtype=np.float64)[order],
        values={name: np.array(columns[8 + n], dtype=np.float64)[order] for n, name in enumerate(METRICS)},
    )


def steps(found: Observed, days: Window, at: Sequence[datetime], sources: Sequence[Drawn]) -> Steps:
    """The observations as differences, by the look of `at` (ascending) at which each was first known."""
    begins = np.ones(len(found.row), dtype=bool)
    begins[1:] = found.row[1:] != found.row[:-1]
    shape = (len(found.families), len(at), days.days)
    family, offset, ends = _places(found, days, sources)
    look = np.searchsorted([one.timestamp() for one in at], found.stamps, side="left")
    silent = {name: np.isnan(value) for name, value in found.values.items()}
    holds = np.zeros(len(found.row), dtype=bool)
    for value in found.values.values():
        holds |= np.nan_to_num(value) != 0
    return Steps(
        families=found.families,
        shape=shape,
        cell=(family[found.row] * shape[1] + look) * shape[2] + offset[found.row],
        changes={name: _differences(np.nan_to_num(value), begins) for name, value in found.values.items()},
        unsaid={name: _differences(missing, begins) for name, missing in silent.items() if missing.any()},
        alive=_differences(holds, begins),
        first=begins.astype(np.float64),
        late=(found.stamps >= ends[found.row]).astype(np.float64),
    )


def _places(found: Observed, days: Window, sources: Sequence[Drawn]) -> tuple[Numbers, Numbers, Grid]:
    """For each row of observations its family, its day as an offset, and the timestamp at which that day ended."""
    position = {(one.account, one.entity_id, one.breakdown): n for n, one in enumerate(found.families)}
    when = {value: coverage.day(value) for value in {key[4] for key in found.keys}}
    over = {
        (one.id, value): coverage.midnight(day + _ONE, one.timezone).timestamp()
        for one in sources
        for value, day in when.items()
    }
    family = np.array([position[key[:3]] for key in found.keys], dtype=np.int64)
    offset = np.array([(when[key[4]] - days.start).days for key in found.keys], dtype=np.int64)
    return family, offset, np.array([over[key[0], key[4]] for key in found.keys], dtype=np.float64)


def _differences(values: NDArray[Any], begins: NDArray[np.bool_]) -> Grid:
    """Each value less the one before of the same row."""
    numbers = values.astype(np.float64)
    before = np.concatenate(([0.0], numbers[:-1])) if len(numbers) else numbers
    return numbers - np.where(begins, 0.0, before)
