"""Accounts in which one element of one dimension was hit, or none.

Every account differs: two to four dimensions of two to twelve elements, crossed or nested, 28 days against 7 or 14,
conversions in clumps, prices and volumes that wobble by cell and by element, a change that everything shares.
"""

from dataclasses import dataclass
from math import prod

import numpy as np
import numpy.typing as npt

from domain.diagnosis.cross import Cross, Sums

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]

POOL = {"platform": (2, 3), "campaign": (3, 12), "device": (3, 3), "region": (4, 12), "ad_group": (4, 10)}
HITS = {"cvr": (0.35, 0.5, 0.65), "cpc": (1.5, 1.8, 2.3), "volume": (0.25, 0.35, 2.5, 4.0)}
BEFORE_DAYS = 28


@dataclass(frozen=True)
class Account:
    """Two periods of an account, and what was done to it: the kind, the dimension and the element."""

    cross: Cross
    kind: str | None
    dimension: str
    element: str
    clump: float
    wobble: float


@dataclass(frozen=True)
class Shape:
    """How accounts are drawn. `reach` is the share of conversions that the hit element may hold."""

    daily: tuple[float, float] = (10.0, 80.0)
    clumps: tuple[float, float] = (1.0, 1.8)
    wobble: tuple[float, float] = (0.02, 0.10)
    reach: tuple[float, float] = (0.12, 0.6)
    telling: bool = True
    nested: bool | None = None
    cells: int = 600


def draw(rng: np.random.Generator, kind: str | None, shape: Shape) -> Account:
    """One account, hit by `kind` or by nothing."""
    names, codes, sizes = _dimensions(rng, shape)
    cells = codes.shape[1]
    weight = _spread(rng, codes, sizes, 0.5) * np.exp(rng.normal(0, 0.3, cells))
    cvr = 0.03 * _spread(rng, codes, sizes, 0.3)
    cpc = _spread(rng, codes, sizes, 0.3)
    ctr = 0.02 * _spread(rng, codes, sizes, 0.25)
    daily = np.exp(rng.uniform(*np.log(shape.daily)))
    clicks = weight / (weight * cvr).sum() * daily
    dim, element, factor = _target(rng, kind, shape, codes, sizes, clicks * cvr, cpc / cvr)
    hit = codes[dim] == element if kind else np.zeros(cells, bool)
    days = float(rng.choice((7, 14)))
    wobble, clump = float(rng.uniform(*shape.wobble)), float(rng.uniform(*shape.clumps))
    noise = _Noise(rng, codes, sizes, wobble, clump)
    before = noise.period(clicks * BEFORE_DAYS, ctr, cvr, cpc)
    common = np.exp(rng.normal(0, (0.15, 0.08, 0.08, 0.08)))
    after = [clicks * days * common[0], ctr * common[1], cvr * common[2], cpc * common[3]]
    _strike(rng, kind, factor, hit, after)
    cross = Cross(
        names,
        tuple(tuple(f"{n}{i}" for i in range(s)) for n, s in zip(names, sizes, strict=True)),
        codes,
        before,
        noise.period(*after),
    )
    where = (names[dim], f"{names[dim]}{element}") if kind else ("", "")
    return Account(cross, kind, *where, clump, wobble)


def _dimensions(rng: np.random.Generator, shape: Shape) -> tuple[tuple[str, ...], Codes, list[int]]:
    count = int(rng.integers(2, 5))
    names = tuple(str(n) for n in rng.permutation(list(POOL))[:count])
    sizes = [int(rng.integers(POOL[n][0], POOL[n][1] + 1)) for n in names]
    while prod(sizes) > shape.cells:
        sizes[int(np.argmax(sizes))] -= 1
    codes = np.array(np.unravel_index(np.arange(prod(sizes)), sizes), dtype=np.int64)
    nested = rng.random() < 0.4 if shape.nested is None else shape.nested
    if nested and max(sizes) >= 2 * min(sizes):
        # The largest dimension lies inside the smallest one, as campaigns lie inside platforms.
        outer, inner = int(np.argmin(sizes)), int(np.argmax(sizes))
        home = np.arange(sizes[inner]) % sizes[outer]
        codes = codes[:, home[codes[inner]] == codes[outer]]
    return names, codes, sizes


def _spread(rng: np.random.Generator, codes: Codes, sizes: list[int], sigma: float) -> Floats:
    """A product of one effect per element."""
    found = np.ones(codes.shape[1])
    for row, size in zip(codes, sizes, strict=True):
        found *= np.exp(rng.normal(0, sigma, size))[row]
    return found


def _target(
    rng: np.random.Generator, kind: str | None, shape: Shape, codes: Codes, sizes: list[int], held: Floats, cpa: Floats
) -> tuple[int, int, float]:
    """Which element is hit and how hard."""
    if not kind:
        return 0, 0, 1.0
    factor = float(rng.choice(HITS[kind]))
    ways = []
    for dim, size in enumerate(sizes):
        share = np.bincount(codes[dim], held, size) / held.sum()
        cost = np.bincount(codes[dim], held * cpa, size) / np.maximum(share * held.sum(), 1e-12)
        mean = (held * cpa).sum() / held.sum()
        for element in range(size):
            moved = abs(
                np.log(
                    (1 - share[element] + factor * share[element] * cost[element] / mean)
                    / (1 - share[element] + factor * share[element])
                )
            )
            tells = kind != "volume" or not shape.telling or moved > 0.05
            if shape.reach[0] <= share[element] <= shape.reach[1] and tells:
                ways.append((dim, element))
    if not ways:
        ways = [(dim, int(np.argmax(np.bincount(codes[dim], held, size)))) for dim, size in enumerate(sizes)]
    dim, element = ways[int(rng.integers(len(ways)))]
    return dim, element, factor


def _strike(
    rng: np.random.Generator, kind: str | None, factor: float, hit: npt.NDArray[np.bool_], after: list[Floats]
) -> None:
    """Change the second period: a price may rise at equal clicks, at equal spend, or through a lower click rate."""
    effect = np.where(hit, factor, 1.0)
    if kind == "cvr":
        after[2] = after[2] * effect
    elif kind == "volume":
        after[0] = after[0] * effect
    elif kind == "cpc":
        way = rng.integers(3)
        after[3] = after[3] * effect
        after[0] = after[0] / effect if way else after[0]
        after[1] = after[1] / effect if way == 2 else after[1]


class _Noise:
    """What happens by itself: wobbles of cells and elements, and counts in clumps."""

    def __init__(self, rng: np.random.Generator, codes: Codes, sizes: list[int], wobble: float, clump: float) -> None:
        self.rng, self.codes, self.sizes, self.wobble, self.clump = rng, codes, sizes, wobble, clump

    def _shaken(self, level: Floats, scale: float) -> Floats:
        cells = np.exp(self.rng.normal(0, self.wobble * scale, level.size))
        return level * cells * _spread(self.rng, self.codes, self.sizes, self.wobble * scale / 2)

    def period(self, clicks: Floats, ctr: Floats, cvr: Floats, cpc: Floats) -> Sums:
        """One period's sums."""
        came = self.rng.poisson(self._shaken(clicks, 1.0)).astype(float)
        shown = np.maximum(np.round(came / self._shaken(ctr, 0.5)), came)
        paid = came * self._shaken(cpc, 0.6)
        means = came * self._shaken(cvr, 0.3)
        extra = self.clump - 1
        mixed = self.rng.gamma(means / extra, extra) if extra > 1e-9 else means
        won = self.rng.poisson(mixed).astype(float)
        return Sums(shown, came, paid, won, won * 60.0)
