"""Which element moved: every element of every dimension, each link with its own test, the strongest first.

An element that is hit drags along those that overlap with it. The one that holds the whole change, and nothing but
the change, has the largest likelihood ratio (the scan statistic of Kulldorff 1997); what is left once it is taken
out is searched again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import log, sqrt
from statistics import NormalDist

import numpy as np

from domain.diagnosis import noise
from domain.diagnosis.cross import Codes, Cross, Floats
from domain.diagnosis.moves import Cells, Moves, moves, prices, rates, volumes
from domain.diagnosis.noise import Noise, Usual
from domain.diagnosis.setting import Setting

TESTS: Mapping[str, tuple[str, ...]] = {
    "cpa": ("cvr", "cpc", "volume"),
    "cpl": ("cvr", "cpc", "volume"),
    "roas": ("cvr", "cpc", "value", "volume"),
    "cpc": ("cpc", "volume"),
    "cvr": ("cvr", "volume"),
    "ctr": ("ctr", "volume"),
    "cpm": ("cpm", "volume"),
    "clicks": ("ctr", "volume"),
    "conversions": ("cvr", "ctr", "volume"),
    "leads": ("cvr", "ctr", "volume"),
    "revenue": ("cvr", "ctr", "value", "volume"),
}
"""Which moves of an element can move a KPI."""
_RATES = {"cvr": ("conversions", "clicks"), "ctr": ("clicks", "impressions")}
_PRICES = {"cpc": ("spend", "clicks"), "cpm": ("spend", "impressions"), "value": ("revenue", "conversions")}
_LENGTHS = (7.0, 14.0, 28.0, 30.0)
_RATIOS = np.log(np.divide.outer(_LENGTHS, _LENGTHS)).ravel()
_VOLUMES = ("impressions", "clicks", "spend")


@dataclass(frozen=True, slots=True)
class Suspect:
    """One element and link: how far it moved against the rest, in standard errors; `score` weighs it against others."""

    place: int
    element: int
    test: str
    size: float
    z: float
    score: float


def threshold(looks: int, setting: Setting) -> float:
    """The |z| that chance alone exceeds, the way the KPI went, in `family` of all comparisons with so many tests."""
    return _quantile(setting.family, looks, setting)


def against(looks: int, setting: Setting) -> float:
    """The same for a move the other way, which is named only beyond doubt: a hundredth of the chance."""
    return _quantile(setting.family / 10, looks, setting)


def _quantile(family: float, looks: int, setting: Setting) -> float:
    each = 1 - (1 - family) ** (1 / max(looks, 1))
    return max(setting.least_z, NormalDist().inv_cdf(1 - each))


def tests(cross: Cross, kpi: str) -> int:
    """How many elements and links are looked at."""
    return sum(len(one) for one in cross.elements if len(one) > 1) * len(TESTS[kpi])


def suspects(cross: Cross, kpi: str, setting: Setting) -> list[Suspect]:
    """The likeliest elements of each link, the strongest first."""
    found: list[Suspect] = []
    for test in TESTS[kpi]:
        found.extend(_of_volume(cross, setting) if test == "volume" else _of_link(cross, test, setting))
    return sorted(found, key=lambda one: -one.score)


def _cells(cross: Cross, test: str) -> Cells:
    return rates(cross, *_RATES[test]) if test in _RATES else prices(cross, *_PRICES[test])


def _usual(test: str, setting: Setting) -> Usual:
    spread = setting.rate if test in _RATES else setting.volume if test == "volume" else setting.price
    return Usual(setting.clump, spread, setting.weight)


def _of_link(cross: Cross, test: str, setting: Setting) -> Iterator[Suspect]:
    cells, known = _cells(cross, test), _usual(test, setting)
    rough = [moves(cross, cells, place, noise.usual(known)) for place in range(len(cross.dimensions))]
    for place, element in _closest(rough, setting):
        learnt = _learnt(cross, cells, place, element, known)
        yield _suspect(moves(cross, cells, place, learnt), place, element, test, learnt, setting)


def _of_volume(cross: Cross, setting: Setting) -> Iterator[Suspect]:
    """A shift of volume is one of impressions, clicks and spend together: as large as the least of the three."""
    known = _usual("volume", setting)
    each = [volumes(cross, field) for field in _VOLUMES if getattr(cross.before, field).any()]
    if not each:
        return
    rough = [[moves(cross, one, p, noise.usual(known)) for one in each] for p in range(len(cross.dimensions))]
    least = [_least(ways) for ways in rough]
    for place, element in _closest([one for one, _ in least], setting):
        cells = each[int(least[place][1][element])]
        learnt = _learnt(cross, cells, place, element, known)
        moved = moves(cross, cells, place, learnt)
        yield _suspect(replace(moved, rest=_beyond(moved.rest, cells)), place, element, "volume", learnt, setting)


def _beyond(rest: Floats, cells: Cells) -> Floats:
    """How far the rest's volume moved beyond what the periods' lengths explain: the nearest of the usual lengths."""
    whole = rest + log(cells.came.sum() / cells.base.sum())
    off = whole[:, None] - _RATIOS
    return np.asarray(off[np.arange(off.shape[0]), np.abs(off).argmin(axis=1)])


def _least(ways: list[Moves]) -> tuple[Moves, Codes]:
    """Element by element the smallest move, none where they disagree about the direction; and which way it was."""
    sizes, z = np.array([one.size for one in ways]), np.array([one.z for one in ways])
    pick = np.abs(sizes).argmin(axis=0)
    at = np.arange(sizes.shape[1])
    agree = np.abs(np.sign(sizes).sum(axis=0)) == len(ways)
    smallest = Moves(
        np.where(agree, sizes[pick, at], 0.0), np.where(agree, z[pick, at], 0.0), ways[0].rest, ways[0].rest_variance
    )
    return smallest, pick


def _closest(rough: list[Moves], setting: Setting) -> list[tuple[int, int]]:
    """The elements worth a closer look: those that stand out, of dimensions that have more than one."""
    ranked: list[tuple[float, int, int]] = []
    for place, one in enumerate(rough):
        if one.z.size > 1:
            far = np.abs(one.z)
            ranked.extend((float(far[at]), place, int(at)) for at in np.argsort(-far)[: setting.closest] if far[at] > 0)
    return [
        (place, element) for _, place, element in sorted(ranked, key=lambda one: (-one[0], one[1:]))[: setting.closest]
    ]


def _learnt(cross: Cross, cells: Cells, place: int, element: int, known: Usual) -> Noise:
    """The noise of the cells outside the element."""
    out = cross.codes[place] != element
    sizes = [len(one) for one in cross.elements]
    if cells.counted:
        return noise.of_counts(cells.came[out], cells.due[out], cells.base[out], cross.codes[:, out], sizes, known)
    return noise.of_scatter(cells.came[out], cells.due[out], cells.sampled[out], cross.codes[:, out], sizes, known)


def _suspect(moved: Moves, place: int, element: int, test: str, learnt: Noise, setting: Setting) -> Suspect:
    z, size = float(moved.z[element]), float(moved.size[element])
    spread = (size / z) ** 2 if z else 1.0
    # A t of few residuals on the scale of the normal distribution (Wallace 1959).
    z = float(np.sign(z)) * sqrt(learnt.freedom * log(1 + z * z / learnt.freedom))
    rest, variance = float(moved.rest[element]), float(moved.rest_variance[element])
    score = _evidence(z, spread, setting.hit**2) - rest * rest / (2 * (setting.common**2 + variance))
    return Suspect(place, element, test, size, z, score)


def _evidence(z: float, variance: float, prior: float) -> float:
    """The logarithm of the Bayes factor for a move of variance `prior` against none (Wakefield 2009)."""
    return z * z / 2 * prior / (prior + variance) - log(1 + prior / variance) / 2
