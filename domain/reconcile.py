"""A platform's own export beside what is stored: row by row what differs, and why. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import accumulate, pairwise

from domain.facts import PerformanceRow

EQUAL = Decimal("0.001")
"""How far two numbers may lie apart and be equal."""
RESTATED_EFFORT, RESTATED_RESULTS = Decimal("0.05"), Decimal("0.5")
"""By how much platforms restate what was done, and what came of it."""
FEW = 3
"""Of fewer rows nobody can say that they differ in one and the same way."""


class Cause(StrEnum):
    """Why a number of the export is another than the one that is stored."""

    RESTATED = "restated"
    NOT_READ_YET = "not_read_yet"
    ATTRIBUTION = "attribution"
    TIME_ZONE = "time_zone"
    NOT_CONNECTED = "not_connected"
    REMOVED = "removed"
    NOT_ADOPTED = "not_adopted"
    CURRENCY = "currency"
    DEFINITION = "definition"
    NEVER_SEEN = "never_seen"
    UNEXPLAINED = "unexplained"

    @property
    def code(self) -> str:
        """What programs read: what the account was never seen to have, no campaign of ours claims either."""
        return (Cause.NOT_ADOPTED if self is Cause.NEVER_SEEN else self).value


EFFORT = {"spend": Decimal("0.01"), "impressions": Decimal(0), "clicks": Decimal(0)}
"""What was done, with what an export rounds away."""
RESULTS = {"conversions": Decimal("0.01"), "revenue": Decimal("0.01"), "leads": Decimal("0.01")}
"""What came of it: what attribution and definition decide on."""
_MONEY = frozenset({"spend", "revenue"})
_FIELDS = {
    "spend": "spend_micros",
    "impressions": "impressions",
    "clicks": "clicks",
    "conversions": "conversions_micros",
    "revenue": "value_micros",
    "leads": "leads_micros",
}
Numbers = Mapping[str, Decimal]
Place = tuple[str, date]
"""A platform campaign's id, and a day."""


def numbers_of(row: PerformanceRow) -> dict[str, Decimal]:
    """What a row says, by measure, in units; what it does not say is not there."""
    raw = {measure: getattr(row, name) for measure, name in _FIELDS.items()}
    return {
        measure: Decimal(value) / (10**6 if _FIELDS[measure].endswith("_micros") else 1)
        for measure, value in raw.items()
        if value is not None
    }


def summed(rows: Iterable[PerformanceRow]) -> dict[Place, dict[str, Decimal]]:
    """By campaign and day the sums of the rows; a measure that one of them does not say is left out."""
    found: dict[Place, dict[str, Decimal]] = {}
    for row in rows:
        told, place = numbers_of(row), (row.entity_id, row.day)
        known = found.get(place)
        found[place] = told if known is None else {name: known[name] + told[name] for name in known.keys() & told}
    return found


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored of one platform campaign: `days` as they count here, `own` as the platform itself counts them.

    `earlier` is by day what the platform said of it before, the oldest first. `adopted`: a campaign of ours claims it.
    """

    days: Mapping[date, Numbers] = field(default_factory=dict)
    own: Mapping[date, Numbers] = field(default_factory=dict)
    earlier: Mapping[date, Sequence[Numbers]] = field(default_factory=dict)
    adopted: bool = True
    removed: bool = False
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """What is stored of an account. `read` are the days that good polls asked for when they were over, `fresh` those
    of them that were asked for just now."""

    campaigns: Mapping[str, Known]
    read: frozenset[date] = frozenset()
    fresh: frozenset[date] = frozenset()
    connected: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One number of the export beside ours; `cause` None where they are equal.

    `own` is what the platform itself counts, as far as it is stored. Money is in `currency`, ours in `our_currency`.
    """

    day: date
    campaign: str
    measure: str
    theirs: Decimal
    ours: Decimal | None
    cause: Cause | None = None
    own: Decimal | None = None
    currency: str = ""
    our_currency: str = ""

    @property
    def gap(self) -> Decimal:
        """What the export has more than the platform said here."""
        return self.theirs - (self.own or 0)

    @property
    def most(self) -> Decimal:
        """The larger one of the two."""
        return max(abs(self.theirs), abs(self.own or Decimal(0)))


def are_equal(theirs: Decimal, ours: Decimal, measure: str) -> bool:
    """Whether they differ by no more than a thousandth, or by what an export rounds away."""
    allowed = max(abs(theirs), abs(ours)) * EQUAL
    return abs(theirs - ours) <= max(allowed, (EFFORT | RESULTS)[measure])


def reconcile(theirs: Mapping[Place, Numbers], names: Mapping[str, str], currency: str, stored: Stored) -> list[Row]:
    """Every number of the export beside ours, by day and campaign. Days that an export leaves out, between its first
    and last, are zeros where we have something."""
    given = dict(_with_silent_days(theirs, stored))
    rows = []
    for entity, day in sorted(given, key=lambda place: (place[1], names.get(place[0], place[0]), place[0])):
        ours, own = _ours(entity, day, stored)
        known = stored.campaigns.get(entity)
        kept = (known.currency if known else "") or currency
        for measure, told in given[entity, day].items():
            mine = ours.get(measure)
            row = Row(day, entity, measure, told, mine, own=own.get(measure, mine))
            row = replace(row, currency=currency, our_currency=kept) if measure in _MONEY else row
            same = mine is not None and are_equal(told, mine, measure) and not _is_foreign(measure, currency, known)
            rows.append(row if same else replace(row, cause=_cause(row, currency, stored)))
    caused = _by_pattern(rows, stored)
    return [replace(row, campaign=names.get(row.campaign, row.campaign)) for row in caused]


def _with_silent_days(theirs: Mapping[Place, Numbers], stored: Stored) -> Iterator[tuple[Place, Numbers]]:
    """The places of the export; those that it leaves out; and what was removed, of which it no longer speaks."""
    yield from theirs.items()
    days, measures = [day for _, day in theirs], dict.fromkeys(name for told in theirs.values() for name in told)
    spoken = {entity for entity, _ in theirs}
    for entity, known in stored.campaigns.items():
        for day, ours in known.days.items() if known.adopted and (entity in spoken or known.removed) else ():
            if min(days) <= day <= max(days) and (entity, day) not in theirs and any(ours.values()):
                yield (entity, day), dict.fromkeys(measures, Decimal(0))


def _ours(entity: str, day: date, stored: Stored) -> tuple[Numbers, Numbers]:
    """What counts with us, and what the platform itself said; a day that was read and has no row is one of zeros."""
    known = stored.campaigns.get(entity)
    if not stored.connected or known is None or not known.adopted:
        return {}, {}
    if day in known.days:
        return known.days[day], known.own.get(day, known.days[day])
    nothing = dict.fromkeys(_FIELDS, Decimal(0)) if day in stored.read else {}
    return nothing, nothing


def _is_foreign(measure: str, currency: str, known: Known | None) -> bool:
    return bool(measure in _MONEY and known and known.currency and known.currency != currency)


def _cause(row: Row, currency: str, stored: Stored) -> Cause:
    """The cause, where it is known of the row's own campaign and day."""
    known = stored.campaigns.get(row.campaign)
    if not stored.connected:
        return Cause.NOT_CONNECTED
    if row.day not in stored.read and (known is None or row.day not in known.days):
        return Cause.NOT_READ_YET
    if known is None:  # nothing that it lists or delivers is called so, or ever was
        return Cause.NEVER_SEEN
    if not known.adopted:
        return Cause.NOT_ADOPTED
    if _is_foreign(row.measure, currency, known):
        return Cause.CURRENCY
    if row.own is None:  # what is stored of the day does not speak of it
        return Cause.NOT_READ_YET
    if are_equal(row.theirs, row.own, row.measure):
        return Cause.DEFINITION
    if _was_said(row, known):
        return Cause.RESTATED
    if row.day not in stored.read:  # it was asked for while it lasted
        return Cause.NOT_READ_YET
    return Cause.REMOVED if known.removed else Cause.UNEXPLAINED


def _was_said(row: Row, known: Known) -> bool:
    """Whether the platform said so of the day before, or what lies between what it said once and later."""
    told = [one[row.measure] for one in known.earlier.get(row.day, ()) if row.measure in one]
    if any(are_equal(row.theirs, one, row.measure) for one in told):
        return True
    told += [row.own] if row.own is not None else []
    return any(min(one, two) < row.theirs < max(one, two) for one, two in pairwise(told))


def _by_pattern(rows: Sequence[Row], stored: Stored) -> list[Row]:
    """The rows that are left, explained by how a campaign's days differ all in all, or the whole file's."""
    apart: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.cause in {None, Cause.UNEXPLAINED}:
            apart[row.campaign, row.measure].append(row)
    efforts: defaultdict[str, list[list[Row]]] = defaultdict(list)
    for (campaign, measure), some in apart.items():
        if measure in EFFORT:
            efforts[campaign].append(some)
    shifted = {name for name, each in efforts.items() if all(map(_balances, each)) and any(map(_is_shifted, each))}
    spent_apart = {(row.campaign, row.day) for row in rows if row.measure in EFFORT and row.cause is Cause.UNEXPLAINED}
    whole = {name: [row for (_, one), some in apart.items() if one == name for row in some] for name in RESULTS}
    everywhere = {measure: _of_results(some) for measure, some in whole.items()}

    def cause(row: Row) -> Cause | None:
        if row.cause is not Cause.UNEXPLAINED:
            return row.cause
        if row.campaign in shifted:
            return Cause.TIME_ZONE
        if row.measure in RESULTS and (row.campaign, row.day) not in spent_apart:
            found = _of_results(apart[row.campaign, row.measure]) or everywhere[row.measure]
            if found is not None:
                return found
        return Cause.RESTATED if row.day not in stored.fresh and _is_likely(row) else Cause.UNEXPLAINED

    return [replace(row, cause=cause(row)) for row in rows]


def _is_likely(row: Row) -> bool:
    """Whether a platform restates by so much."""
    return abs(row.gap) <= row.most * (RESTATED_EFFORT if row.measure in EFFORT else RESTATED_RESULTS)


def _of_results(rows: Sequence[Row]) -> Cause | None:
    """Why results differ all in one direction, day after day.

    Another setting counts, or does not count, each of them by the same chance: about as many days differ as that would
    make. A few days that lack much are no setting. Where one side counts nothing at all, it counts something else.
    """
    counted = [row for row in rows if row.most]
    apart = [row for row in counted if row.cause is Cause.UNEXPLAINED]
    if len(apart) < FEW or len({row.gap > 0 for row in apart}) > 1:
        return None
    more, less = sum(row.most for row in counted), sum(min(row.theirs, row.own or Decimal(0)) for row in counted)
    if not less:
        return Cause.DEFINITION
    kept = float(less / more)
    expected = sum(1 - kept ** float(row.most) for row in counted)
    return Cause.ATTRIBUTION if len(apart) * 2 >= expected else None


def _is_shifted(rows: Sequence[Row]) -> bool:
    """Whether most days differ, some in one direction and some in the other, as another time zone makes them."""
    apart = [row for row in rows if row.cause is Cause.UNEXPLAINED]
    return len(apart) >= FEW and len(apart) * 2 > len(rows) and len({row.gap > 0 for row in apart}) > 1


def _balances(rows: Sequence[Row]) -> bool:
    """Whether what one day has too much its neighbour lacks: of days in a row never more than one is missing."""
    days = sorted(rows, key=lambda row: row.day)
    consecutive = all(two.day - one.day <= timedelta(days=1) for one, two in pairwise(days))
    return consecutive and max(map(abs, accumulate(row.gap for row in days))) <= max(row.most for row in days)
