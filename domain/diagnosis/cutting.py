"""Rows of a table as crosses: one over all dimensions, or one per dimension where each row names only one of them."""

from collections.abc import Sequence

import numpy as np

from domain.diagnosis.cross import Codes, Cross, Sums


def cut(
    dimensions: Sequence[str], labels: Sequence[Sequence[str]], codes: Codes, before: Sums, after: Sums
) -> list[Cross]:
    """The crosses of a table of cells; `codes[d, c]` is the place of cell c in `labels[d]`, "" being none.

    Where no row names two dimensions, each dimension cuts the same whole by itself: a table of margins.
    """
    named = np.array(
        [np.array([bool(one) for one in names], bool)[row] for names, row in zip(labels, codes, strict=True)]
    )
    named = named.reshape(len(dimensions), codes.shape[1])
    margins = len(dimensions) > 1 and bool((named.sum(axis=0) <= 1).all()) and bool((named.sum(axis=1) > 0).sum() > 1)
    whole = Cross(tuple(dimensions), tuple(tuple(one) for one in labels), codes, before, after)
    if not margins:
        return [_present(whole)]
    return [_present(_only(whole, place).where(named[place])) for place in range(len(dimensions)) if named[place].any()]


def _only(cross: Cross, place: int) -> Cross:
    here = slice(place, place + 1)
    return Cross(cross.dimensions[here], cross.elements[here], cross.codes[here], cross.before, cross.after)


def _present(cross: Cross) -> Cross:
    """Without elements that have no cell: they are no choice, and must not count as one."""
    elements, codes = [], []
    for names, row in zip(cross.elements, cross.codes, strict=True):
        kept, fresh = np.unique(row, return_inverse=True)
        elements.append(tuple(names[int(at)] for at in kept))
        codes.append(fresh.reshape(-1))
    return Cross(
        cross.dimensions,
        tuple(elements),
        np.array(codes, np.int64).reshape(cross.codes.shape),
        cross.before,
        cross.after,
    )
