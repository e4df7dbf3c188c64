"""Observations as steps: what a row said, from the instant at which it was learnt until it said something else."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import or_
from sqlalchemy import select as core_select
from sqlmodel import Session

from domain.evidence import Grid
from domain.results import Counts
from domain.window import Window
from domain.words import Level
from storage.db.tables import ObservationRow, PlatformCampaignRow, table
from storage.facts import actions, coverage
from storage.facts.coverage import Drawn, raw
from storage.facts.downloads import Reader, readers

METRICS = ("spend_micros", "impressions", "clicks", "conversions_micros", "value_micros", "leads_micros")
DOWNLOADS = "downloads_micros"
KEY = ("account", "entity_id", "breakdown", "element", "day")
_WHOSE = 3
"""Where the account stands in what is selected."""
PIECE = 1_000
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


def observed(
    session: Session, campaign_key: str, days: Window, until: datetime, downloads: Counts | None = None
) -> Observed:
    """Everything observed of a campaign's days up to an instant, in totals, by device or as a file broke it down; with
    its `downloads`, where somebody has said what one is."""
    seen, listed = table(ObservationRow).c, table(PlatformCampaignRow).c
    plain = ("account", "entity_id", "breakdown", "element")
    chosen = (
        core_select(
            seen.id,
            raw(seen.as_of),
            seen.currency,
            *(seen[n] for n in plain),
            raw(seen.day),
            *(actions.as_counted(listed, seen, n) for n in METRICS),
            *((seen.actions,) if downloads else ()),
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
    reading = _Reading(readers(session, {campaign_key: downloads})[campaign_key] if downloads else None)
    # In pieces: a hundred thousand rows alive at once would cost more in looking after them than in reading them.
    for piece in session.connection().execute(chosen).partitions(PIECE):
        reading.take(piece)
    return reading.ordered()


@dataclass(slots=True)
class _Reading:
    """Turns rows into columns, piece by piece; `places` counts the keys as they come."""

    downloads: Reader | None = None
    places: dict[tuple[Any, ...], int] = field(default_factory=dict)
    moments: dict[Any, float] = field(default_factory=dict)
    money: dict[tuple[int, str, str], str] = field(default_factory=dict)
    parts: list[tuple[Numbers, Numbers, Grid, Grid]] = field(default_factory=list)

    def take(self, piece: Sequence[Sequence[Any]]) -> None:
        """Rows as `observed` selects them."""
        if self.downloads is not None:
            piece = [(*row[:-1], _downloaded(row, self.downloads)) for row in piece]
        ids, when, currencies, *rest = zip(*piece, strict=True)
        keys, values = rest[: len(KEY)], rest[len(KEY) :]
        for one in set(when) - self.moments.keys():
            self.moments[one] = coverage.instant(one).timestamp()
        self.money.update(zip(zip(*keys[:3], strict=True), currencies, strict=True))
        places = self.places
        rows = [places.setdefault(key, len(places)) for key in zip(*keys, strict=True)]
        stamps = np.array([self.moments[one] for one in when], dtype=np.float64)
        numbers = np.array(values, dtype=np.float64)
        self.parts.append((np.array(ids, dtype=np.int64), np.array(rows, dtype=np.int64), stamps, numbers))

    def ordered(self) -> Observed:
        """By row, and within it as it came."""
        none, names = np.zeros(0, dtype=np.int64), METRICS if self.downloads is None else (*METRICS, DOWNLOADS)
        parts = self.parts or [(none, none, none.astype(np.float64), np.zeros((len(names), 0)))]
        ids, row, stamps, numbers = (np.concatenate(columns, axis=-1) for columns in zip(*parts, strict=True))
        order = np.lexsort((ids, row))
        return Observed(
            keys=tuple(self.places),
            families=tuple(Family(*key, currency) for key, currency in self.money.items()),
            row=row[order],
            stamps=stamps[order],
            values={name: numbers[n][order] for n, name in enumerate(names)},
        )


def _downloaded(row: Sequence[Any], reader: Reader) -> int | None:
    """What had vanished held none, whatever counts."""
    return reader.count(row[_WHOSE], row[-1], holds=any(row[-1 - len(METRICS) : -1]))


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
