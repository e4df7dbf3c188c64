"""How much of a KPI's gap would close, had one element moved like the rest."""

from math import exp, isclose, log

from domain.diagnosis.chain import ALIKE, COSTS, RATIOS, Days, ratio, sums_of
from domain.diagnosis.cross import Cross, Sums
from domain.diagnosis.search import Suspect

CHANGES = {
    "cvr": ("conversions", "revenue"),
    "cpc": ("spend",),
    "cpm": ("spend",),
    "ctr": ("clicks",),
    "value": ("revenue",),
    "volume": ("impressions", "clicks", "spend", "conversions", "revenue"),
}
"""Which sums of the element its move has changed."""
HALF = 0.5


def share(cross: Cross, kpi: str, suspect: Suspect, days: Days = ALIKE) -> float | None:
    """The share of the gap; negative for an element that held against it, None for a gap of nothing.

    In logarithms, as the links' shares; where a cost has no conversions, in conversions per unit of spend,
    which is always defined.
    """
    inside = cross.after.where(cross.codes[suspect.place] == suspect.element)
    value = ratio("value", cross.after) or 0.0
    old, new = sums_of(kpi, cross.before, days[0]), sums_of(kpi, cross.after, days[1])
    moved = [_undone(inside, suspect, field, value) if field else 0.0 for field in RATIOS[kpi]]
    undone = (new[0] + moved[0], new[1] + moved[1])
    if min(*old, *new, *undone) > 0:
        return _part(*(log(one[0] / one[1]) for one in (old, new, undone)))
    if kpi in COSTS and min(old[0], new[0], undone[0]) > 0:
        return _part(*(one[1] / one[0] for one in (old, new, undone)))
    return None


def _undone(inside: Sums, suspect: Suspect, field: str, value: float) -> float:
    """What the sum of the element would have more, had it moved like the rest."""
    if field not in CHANGES[suspect.test]:
        return 0.0
    came = float(getattr(inside, field).sum())
    if suspect.test != "cvr":
        return came * (exp(-suspect.size) - 1)
    conversions = float(inside.conversions.sum())
    missing = (conversions + HALF) * (exp(-suspect.size) - 1)
    if field == "conversions":
        return missing
    return missing * (came / conversions if conversions else value)


def _part(old: float, new: float, undone: float) -> float | None:
    return None if isclose(old, new, rel_tol=1e-9) else (new - undone) / (new - old)
