"""Two periods side by side, cut into cells: one cell per combination of the dimensions' elements."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Sums:
    """One period's sums, one number per cell. Money in one currency; what no source says is zero throughout."""

    impressions: Floats
    clicks: Floats
    spend: Floats
    conversions: Floats
    revenue: Floats

    @property
    def is_nothing(self) -> bool:
        """Whether nobody saw, clicked or paid for anything."""
        return not (self.impressions.any() or self.clicks.any() or self.spend.any())

    def where(self, kept: Flags) -> "Sums":
        """Only the cells that are kept."""
        return Sums(*(getattr(self, one.name)[kept] for one in fields(self)))


@dataclass(frozen=True, slots=True)
class Cross:
    """Cells over one or several dimensions. `codes[d, c]` is the place of cell c in `elements[d]`.

    A table of margins, where each dimension cuts the same sums by itself, is one `Cross` per dimension.
    """

    dimensions: tuple[str, ...]
    elements: tuple[tuple[str, ...], ...]
    codes: Codes
    before: Sums
    after: Sums

    def where(self, kept: Flags) -> "Cross":
        """Only the cells that are kept; elements keep their places."""
        return Cross(
            self.dimensions, self.elements, self.codes[:, kept], self.before.where(kept), self.after.where(kept)
        )

    def added(self, dimension: int, weights: Floats) -> Floats:
        """One number per element of the dimension."""
        return gathered(self.codes[dimension], weights, len(self.elements[dimension]))


def gathered(codes: Codes, weights: Floats, size: int) -> Floats:
    """One sum per code."""
    return np.bincount(codes, weights, size).astype(np.float64)


def widest(crosses: Sequence[Cross]) -> Cross | None:
    """The one that holds most of the spend: margins may miss what a platform does not break down."""
    return max(crosses, key=lambda one: float(one.before.spend.sum() + one.after.spend.sum()), default=None)
