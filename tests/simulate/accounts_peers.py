"""The usual threshold rules, as tools of the field ship them, on the same mornings."""

from collections.abc import Callable

import numpy as np

from domain.detection.known import Floats
from tests.simulate.accounts_drawn import START, Account, World

WEEK = 7


def cost_over(account: Account, row: int, world: World) -> bool:
    """CPA of the last seven days more than 20 % over target."""
    seen, spent = (part[row, row + 1 - WEEK : row + 1].sum() for part in (account.known.results, account.known.effort))
    return bool(spent > 1.2 * world.target * seen)


def half_usual(account: Account, row: int, _: World) -> bool:
    """Yesterday's conversions less than half of the mean of the 28 days before."""
    seen: Floats = account.known.results[row]
    return bool(seen[row] < 0.5 * seen[max(row - 28, 0) : row].mean())


def starts(account: Account, rule: Callable[[Account, int, World], bool], world: World) -> tuple[int, ...]:
    """The judged mornings on which the rule begins to fire; it re-arms as soon as it is quiet."""
    size = account.known.looks.size
    first = int(np.searchsorted(account.known.looks, START + world.history + 1))
    state = np.array([rule(account, row, world) for row in range(first - 1, size)])
    begun = np.flatnonzero(state[1:] & ~state[:-1]) + first
    return tuple(account.known.looks[begun].tolist())
