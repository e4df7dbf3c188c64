"""A campaign's numbers of two periods, cut every way its platforms cut them, as crosses to be searched."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from domain.causes.cross import Cross, Floats, Sums
from domain.causes.cutting import cut

TWO = 2
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
    base: list[Slice] = []
    others: defaultdict[str, list[Slice]] = defaultdict(list)
    for cuts in by_campaign.values():
        carrier = min(cuts, key=lambda name: (name in _INSIDE, name != "device", name != "", name))
        base += cuts[carrier]
        for name in cuts.keys() - {carrier, ""}:
            others[name] += cuts[name]
    found = [_base(base, results)] if base else []
    return found + [_alone(name, others[name], results) for name in sorted(others) if len(others[name]) >= TWO]


_INSIDE = frozenset({"ad_group", "ad"})


def _base(slices: Sequence[Slice], results: str) -> Cross:
    """Where only some campaigns are told by device, the device names nobody."""
    device = all(one.dimension == "device" for one in slices)
    named = [(one.platform, one.campaign, one.element if device else "") for one in slices]
    return _cross(("platform", "campaign", "device"), named, slices, results)


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
