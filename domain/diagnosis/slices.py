"""A campaign's numbers of two periods, cut every way its platforms cut them, as crosses to be searched."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from domain.diagnosis.cross import Cross, Floats, Sums
from domain.diagnosis.cutting import cut

TWO = 2
DEVICE = "device"
METRICS = ("impressions", "clicks", "spend", "conversions", "leads", "revenue")
"""What a slice holds of each period, in this order. Money in units of one currency."""


@dataclass(frozen=True, slots=True)
class Slice:
    """One element of one way to cut a platform campaign. `dimension` "" is the campaign itself, uncut.

    `before` and `after` are sums as METRICS names them; NaN: not said.
    """

    platform: str
    campaign: str
    dimension: str
    element: str
    before: tuple[float, ...]
    after: tuple[float, ...]


def crosses(slices: Iterable[Slice], results: str) -> list[Cross]:
    """Platform × campaign × device first, then one cross for every other cut. `results` is conversions or leads.

    One spend by device and by age is one spend: devices carry it where they are told, else what comes first.
    """
    by_campaign: defaultdict[tuple[str, str], defaultdict[str, list[Slice]]] = defaultdict(lambda: defaultdict(list))
    for one in slices:
        by_campaign[one.platform, one.campaign][one.dimension].append(one)
    carriers = {whose: min(cuts, key=_first) for whose, cuts in by_campaign.items()}
    base = [one for whose, name in carriers.items() for one in by_campaign[whose][name]]
    by_device = set(carriers.values()) == {DEVICE}
    others: defaultdict[str, list[Slice]] = defaultdict(list)
    for cuts in by_campaign.values():
        for name in cuts.keys() - {""} - ({DEVICE} if by_device else set()):
            others[name] += cuts[name]
    found = [_base(base, results, by_device=by_device)] if base else []
    return found + [_alone(name, others[name], results) for name in sorted(others) if len(others[name]) >= TWO]


_INSIDE = frozenset({"ad_group", "ad"})


def _first(name: str) -> tuple[bool, bool, bool, str]:
    """What is inside a campaign comes last; devices, then totals, first."""
    return (name in _INSIDE, name != DEVICE, name != "", name)


def _base(slices: Sequence[Slice], results: str, *, by_device: bool) -> Cross:
    """By device where every campaign is told so."""
    if not by_device:
        return _cross(("platform", "campaign"), [(one.platform, one.campaign) for one in slices], slices, results)
    named = [(one.platform, one.campaign, one.element) for one in slices]
    return _cross(("platform", "campaign", DEVICE), named, slices, results)


def _alone(name: str, slices: Sequence[Slice], results: str) -> Cross:
    return _cross((name,), [(one.element,) for one in slices], slices, results)


def _cross(
    dimensions: tuple[str, ...], named: Sequence[tuple[str, ...]], slices: Sequence[Slice], results: str
) -> Cross:
    labels: list[dict[str, int]] = [{} for _ in dimensions]
    codes = np.array([[at.setdefault(name, len(at)) for at, name in zip(labels, one, strict=True)] for one in named])
    before, after = (_sums(np.array(rows), results) for rows in ([s.before for s in slices], [s.after for s in slices]))
    return cut(dimensions, [tuple(at) for at in labels], codes.T.astype(np.int64), before, after)[0]


def _sums(rows: Floats, results: str) -> Sums:
    """What a platform does not say adds nothing: it can then be no cause."""
    columns = dict(zip(METRICS, np.nan_to_num(rows).T, strict=True))
    return Sums(columns["impressions"], columns["clicks"], columns["spend"], columns[results], columns["revenue"])
