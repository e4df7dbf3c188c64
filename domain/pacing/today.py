"""How much a single day may cost before it is no longer an ordinary day: what an interruption waits for.

Platforms may spend twice a day's budget on one day and make up for it on others, and days stray. A day is far above
its plan only where it costs more than twice the plan, more than any overdelivery of what is usual, and more than days
of this account stray by once in some thousand days.
"""

import numpy as np

from domain.pacing.outlook import Ledger, Outlook
from domain.pacing.plans import Floats

TIMES_PLAN = 2.0
OVERDELIVERY = 2.2
"""Platforms stop at twice the daily budget; a tenth for what they report late."""
TAIL = 3.6
"""Standard deviations of a day's logarithm; with less, healthy accounts would be met every year or two."""
MOST_DOUBT = 0.5
"""The most that doubt about the level may add, as a deviation: a flight of which nothing is known has a limit too."""


def ceilings(ledger: Ledger, ahead: Outlook) -> Floats:
    """What the first day that is not over may cost, (N, 1); nan where the flight has no such day."""
    place = np.clip(ledger.known, 0, max(0, ledger.days - 1))[:, None]
    even = ledger.budgets[:, None] / max(1, ledger.days)
    known = ahead.levels
    mean = (known.weights * known.means).sum(axis=1, keepdims=True)
    doubt = (known.weights * (known.variances + (known.means - mean) ** 2)).sum(axis=1, keepdims=True)
    deviation = np.sqrt(ahead.noise.variance + np.minimum(doubt, MOST_DOUBT**2))
    usual = even * np.take_along_axis(ahead.usual, place, axis=1) * np.exp(mean)
    planned = ledger.budgets[:, None] * np.take_along_axis(ahead.shares, place, axis=1)
    most = np.maximum(usual * np.maximum(np.exp(TAIL * deviation), OVERDELIVERY), TIMES_PLAN * planned)
    return np.where(ledger.known[:, None] < ledger.days, most, np.nan)
