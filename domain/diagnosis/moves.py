"""How far each element moved against the rest, in standard errors, with the statistic that fits the link.

Rates are counts against what the cells' own old rates lead one to expect, on the square-root scale that keeps the
variance of counts level (Anscombe 1948). Prices and volumes have no counts: their noise is the scatter of the others.
The rest is everything but the element, so what moves everywhere alike names nobody.
"""

from dataclasses import dataclass

import numpy as np

from domain.diagnosis.cross import Cross, Flags, Floats, Sums
from domain.diagnosis.noise import Noise

BORROWED = 4.0
"""A cell's old rate leans on the margins with the weight of so many conversions or clicks."""
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Cells:
    """One link cut into cells: what came, what the old state leads one to expect, and how sure that is.

    `base` is the count behind the expectation. `sampled` is the variance of the logarithm that counting alone gives.
    """

    came: Floats
    due: Floats
    base: Floats
    sampled: Floats
    counted: bool


@dataclass(frozen=True, slots=True)
class Moves:
    """Per element of one dimension: the logarithm of its move against the rest, its z, and the rest's own move."""

    size: Floats
    z: Floats
    rest: Floats
    rest_variance: Floats


def fitted(cross: Cross, top: Floats, bottom: Floats) -> Floats:
    """What the margins alone lead one to expect of `top` given `bottom`: raking (Deming and Stephan 1940)."""
    whole = bottom.sum()
    due = bottom * (top.sum() / whole) if whole > 0 else np.zeros_like(top)
    for _ in range(6 if len(cross.dimensions) > 1 else 1):
        for place in range(len(cross.dimensions)):
            have, want = cross.added(place, due), cross.added(place, top)
            due = due * np.divide(want, have, out=np.ones_like(have), where=have > 0)[cross.codes[place]]
    return due


def expected(cross: Cross, top: str, bottom: str) -> tuple[Floats, Floats]:
    """What the cells' old ratios lead one to expect of the second period's `top`; and the old `top` itself."""
    old_top, old_bottom = getattr(cross.before, top), getattr(cross.before, bottom)
    margins = fitted(cross, old_top, old_bottom)
    unit = old_top.sum() / max(_count(cross.before, top, bottom).sum(), 1e-300)
    overall = old_top.sum() / old_bottom.sum() if old_bottom.sum() > 0 else 0.0
    rate = np.divide(margins, old_bottom, out=np.full_like(margins, overall), where=old_bottom > 0)
    lean = BORROWED * unit
    own = np.divide(old_top + lean, margins + lean, out=np.ones_like(margins), where=margins + lean > 0)
    return getattr(cross.after, bottom) * rate * own, old_top


def _count(sums: Sums, top: str, bottom: str) -> Floats:
    """The count that makes a ratio uncertain: the top of a rate, the bottom of a price."""
    return np.asarray(getattr(sums, bottom if top in {"spend", "revenue"} else top))


def rates(cross: Cross, top: str, bottom: str) -> Cells:
    """Conversions per click, clicks per impression."""
    due, base = expected(cross, top, bottom)
    return Cells(getattr(cross.after, top), due, base, np.zeros_like(due), counted=True)


def prices(cross: Cross, top: str, bottom: str) -> Cells:
    """Spend per click or per thousand, revenue per conversion."""
    due, base = expected(cross, top, bottom)
    old, new = _count(cross.before, top, bottom), _count(cross.after, top, bottom)
    return Cells(
        getattr(cross.after, top), due, base, 1 / np.maximum(old, HALF) + 1 / np.maximum(new, HALF), counted=False
    )


def volumes(cross: Cross, field: str) -> Cells:
    """How much of the whole runs through each element."""
    old, new = getattr(cross.before, field), getattr(cross.after, field)
    scale = new.sum() / old.sum() if old.sum() > 0 else 0.0
    return Cells(new, old * scale, old, np.zeros_like(old), counted=False)


def moves(cross: Cross, cells: Cells, place: int, noise: Noise) -> Moves:
    """Each element of dimension `place` against the rest of the cells."""
    came, due = cross.added(place, cells.came), cross.added(place, cells.due)
    base = cross.added(place, cells.base)
    if cells.counted:
        return _counted(came, due, base, noise)
    spread = cross.added(place, cells.due**2 * (cells.sampled + noise.cell))
    return _weighed(came, due, spread, noise)


def _counted(came: Floats, due: Floats, base: Floats, noise: Noise) -> Moves:
    others, others_due, others_base = came.sum() - came, due.sum() - due, base.sum() - base
    rest = np.log((others + HALF) / (others_due + HALF))
    of_rest = noise.element * _lumps(due)
    rest_variance = noise.clump * (1 / (others + HALF) + 1 / (others_base + HALF)) + of_rest
    due = due * np.exp(rest)
    per = noise.clump * (1 + due * (1 / (base + HALF) + 1 / (others + HALF) + 1 / (others_base + HALF)))
    z = 2 * (np.sqrt(came + 0.375) - np.sqrt(due + 0.375)) / np.sqrt(per + (noise.element + of_rest) * due)
    return Moves(np.log((came + HALF) / (due + HALF)), z, rest, rest_variance)


def _lumps(due: Floats) -> Floats:
    """Per element how many of the others' own moves remain in their sum: one of a single other, a third of three."""
    others = due.sum() - due
    rest: Floats = np.divide((due**2).sum() - due**2, others**2, out=np.ones_like(due), where=others > 0)
    return rest


def _weighed(came: Floats, due: Floats, spread: Floats, noise: Noise) -> Moves:
    others, others_due = came.sum() - came, due.sum() - due
    usable: Flags = (came > 0) & (due > 0) & (others > 0) & (others_due > 0)
    one = np.ones_like(due)
    here = np.log(np.divide(came, due, out=one.copy(), where=usable))
    rest = np.log(np.divide(others, others_due, out=one.copy(), where=usable))
    variance = np.divide(spread, due**2, out=one.copy(), where=usable) + noise.element
    left = np.maximum(spread.sum() - spread, 0.0)
    rest_variance = np.divide(left, others_due**2, out=one.copy(), where=usable) + noise.element * _lumps(due)
    size = np.where(usable, here - rest, 0.0)
    return Moves(size, size / np.sqrt(variance + rest_variance), rest, rest_variance)
