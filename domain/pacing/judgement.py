"""The verdict on a pace: how sure it is that the flight ends outside a band round its budget."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from domain.pacing.curve import Curve
from domain.pacing.level import alone
from domain.pacing.outlook import RECENT, Ledger, Outlook, outlook
from domain.pacing.plans import Bools, Floats
from domain.pacing.today import ceilings

TOLERANCE = 0.10
"""An end within this of the budget is on pace."""
SURE, SURE_ALONE = 0.59, 0.70
"""How sure it must be that the end lies on one side of the band; and where hardly a day before the flight is known.

The first is where, over flights that may end anywhere, as many of those that end within 5 % of the budget are told of
as of those that end more than 15 % off are not.
"""
LOW, HIGH = 0.125, 0.875
"""The ends of the 80 % range: where, over simulated flights of many kinds, four in five end between them."""


class PaceVerdict(StrEnum):
    """What a pace comes to."""

    UNDER = "under"
    ON = "on"
    OVER = "over"
    NOT_STARTED = "not_started"
    ENDED = "ended"
    NO_DATA = "no_data"


@dataclass(frozen=True, slots=True)
class PaceJudgement:
    """One flight judged, amounts in units of the budget. `low` to `high` holds the end in four cases of five.

    `under` and `over` are the probabilities that it ends outside the band; `daily` spends the rest exactly, None where
    nothing is left to spend or no day to spend it on. `told` is False where no day of the flight is known;
    the projection and its range are nan where nothing at all is.
    """

    verdict: PaceVerdict
    under: float
    over: float
    spent: float
    expected: float
    projected: float
    low: float
    high: float
    daily: float | None
    told: bool

    @property
    def probability(self) -> float:
        """The probability of the verdict's side; within the band, that it stays there."""
        sides = {PaceVerdict.UNDER: self.under, PaceVerdict.OVER: self.over}
        return sides.get(self.verdict, 1.0 - self.under - self.over)


@dataclass(frozen=True, slots=True)
class Course:
    """A flight by day: `plan` is the share of the budget that each should have, `usual` what it costs, mean one.

    `ceiling` is what the first day that is not over may cost at most, None where there is no such day.
    """

    plan: tuple[float, ...]
    usual: tuple[float, ...]
    ceiling: float | None


def judge_pace(ledger: Ledger, curve: Curve) -> tuple[PaceJudgement, Course]:
    """The only flight of the ledger, and its course by day."""
    ahead = outlook(ledger, curve)
    (found,) = judged(ledger, ahead)
    ceiling = float(ceilings(ledger, ahead)[0, 0]) if ledger.known[0] < ledger.days else None
    return found, Course(tuple(ahead.shares[0].tolist()), tuple(ahead.usual[0].tolist()), ceiling)


def judge_all(ledger: Ledger, curve: Curve) -> list[PaceJudgement]:
    """Every flight of the ledger, in its order."""
    return judged(ledger, outlook(ledger, curve))


def judged(ledger: Ledger, ahead: Outlook) -> list[PaceJudgement]:
    """What an outlook on the ledger comes to, flight by flight."""
    budget = ledger.budgets[:, None]
    ends = ahead.quantiles(0.5, LOW, HIGH)
    columns = (
        ahead.below(budget * (1.0 - TOLERANCE)),
        1.0 - ahead.below(budget * (1.0 + TOLERANCE)),
        ahead.sure,
        ahead.expected,
        ends,
        _daily(ahead, budget, ends[:, :1]),
        np.where(alone(_past(ledger)), SURE_ALONE, SURE),
    )
    rows = np.concatenate(columns, axis=1)
    known = ~np.isnan(ledger.spend)
    rows[~known.any(axis=1), 4:7] = np.nan
    return [_judgement(row, told) for row, told in zip(rows.tolist(), _told(ledger, known).tolist(), strict=True)]


def _past(ledger: Ledger) -> Floats:
    """What is known of the days from which a level may go on."""
    return ledger.spend[:, max(0, -ledger.first - RECENT) : max(0, -ledger.first)]


def _daily(ahead: Outlook, budget: Floats, projected: Floats) -> Floats:
    """What a day may cost from now on; days without a row are taken to have cost what they usually do."""
    unseen = (projected - ahead.sure) * ahead.gaps / np.where(ahead.rest > 0, ahead.rest, 1.0)
    unspent = budget - ahead.sure - unseen
    return np.where((ahead.left > 0) & (unspent > 0), unspent / np.maximum(ahead.left, 1), np.nan)


def _told(ledger: Ledger, known: Bools) -> Bools:
    """Whether a day of the flight is over and has a row."""
    places = np.arange(known.shape[1]) + ledger.first
    inside = (places >= 0) & (places < ledger.days) & (places < ledger.known[:, None])
    return np.asarray((inside & known).any(axis=1))


def _judgement(row: list[float], told: bool) -> PaceJudgement:  # noqa: FBT001 - a column like the others
    under, over, spent, expected, projected, low, high, daily, sure = row
    verdict = PaceVerdict.UNDER if under >= sure else PaceVerdict.OVER if over >= sure else PaceVerdict.ON
    return PaceJudgement(
        verdict=verdict if told else PaceVerdict.ON,
        under=under,
        over=over,
        spent=spent,
        expected=expected,
        projected=projected,
        low=low,
        high=high,
        daily=None if np.isnan(daily) else daily,
        told=told,
    )
