"""What an export of a platform and what is stored have in common. Plain text for terminals."""

from collections import Counter
from collections.abc import Mapping, Sequence

from domain.kpi import get
from domain.reconcile import Cause, Row
from templates.cards.terminal import Table
from templates.catalogue import N_
from templates.words import DASH, Words

MOST = 40
"""Rows that a terminal shows; `--json` has all."""
CAUSES: Mapping[Cause, str] = {
    Cause.UNEXPLAINED: N_("unexplained"),
    Cause.RESTATED: N_("restated since"),
    Cause.NOT_READ_YET: N_("not read yet"),
    Cause.ATTRIBUTION: N_("another attribution setting"),
    Cause.TIME_ZONE: N_("another time zone"),
    Cause.NOT_CONNECTED: N_("the account is not connected"),
    Cause.REMOVED: N_("removed at the platform"),
    Cause.NEVER_SEEN: N_("never seen on this account"),
    Cause.NOT_ADOPTED: N_("no campaign of ours claims it"),
    Cause.CURRENCY: N_("another currency"),
    Cause.DEFINITION: N_("another definition of results"),
}


def refused(w: Words, bad: int) -> str:
    """Why nothing was compared."""
    return w.plain_n(
        "Nothing was compared: {n} problem in the file.", "Nothing was compared: {n} problems in the file.", n=bad
    )


def summary(w: Words, rows: Sequence[Row]) -> list[str]:
    """How many numbers were compared, how many are equal, and what explains the others."""
    causes = Counter(row.cause for row in rows)
    equal = w.plain_n("{n} equal", "{n} equal", n=causes[None])
    compared = w.plain_n("{n} number compared, {equal}.", "{n} numbers compared, {equal}.", n=len(rows), equal=equal)
    return [compared, *(differing(w, causes[cause], cause) for cause in CAUSES if causes[cause])]


def differing(w: Words, n: int, cause: Cause) -> str:
    """How many numbers differ for one cause."""
    marked = CAUSES[cause]
    return w.plain_n("{n} differs: {cause}.", "{n} differ: {cause}.", n=n, cause=w.plain(marked))


def apart(w: Words, rows: Sequence[Row]) -> Table:
    """The rows that differ, by their cause, those without one first; with titles, nothing where all are equal."""
    found = [row for cause in CAUSES for row in rows if row.cause is cause]
    if not found:
        return []
    named = (w.plain("Day"), w.plain("Campaign"), w.plain("KPI"))
    titles = (*named, w.plain("Export"), w.plain("Here"), w.plain("Cause"))
    return [titles, *(_row(w, row) for row in found[:MOST])]


def _row(w: Words, row: Row) -> tuple[str, ...]:
    marked = CAUSES[row.cause or Cause.UNEXPLAINED]
    told = (w.kpi(row.measure), theirs(w, row), ours(w, row), w.plain(marked))
    return (w.full_day(row.day), row.campaign, *told)


def theirs(w: Words, row: Row) -> str:
    """What the export counts."""
    return w.amount(get(row.measure).unit, row.theirs, row.currency or None)


def ours(w: Words, row: Row) -> str:
    """What counts here."""
    return DASH if row.ours is None else w.amount(get(row.measure).unit, row.ours, row.our_currency or None)
