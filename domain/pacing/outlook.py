"""Where the spend of a flight leads: what is spent, and the rest at the level found, with all that is unsure of it."""

from dataclasses import dataclass, replace

import numpy as np

from domain.pacing.curve import WEEK, Curve, Shape
from domain.pacing.level import DRIFT, Levels, levels
from domain.pacing.noise import Noise, noise
from domain.pacing.normal import cdf
from domain.pacing.plans import Bools, Floats, Ints, plan, tilt
from domain.pacing.season import Season, season

HISTORY = 84
"""Days before the flight that are learnt from: twelve weeks."""
RECENT = 42
"""Days before the flight whose level may go on."""
LEAST_WEIGHT = 0.15
"""A weekday that usually costs less than this share of a day says nothing of the level."""
NOTHING = -3.9
"""The logarithm of next to nothing: a fiftieth of the usual day."""
STEPS = 36
"""Halvings in search of a quantile."""
TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Ledger:
    """Spend of several flights of the same days, (N, D), NaN where there is no row; column 0 is the place `first`.

    A place is a day's distance from the flight's start. The flight has `days`, of which `known` (N,) are over; the
    first is a `weekday` (Monday 0).
    """

    spend: Floats
    first: int
    days: int
    weekday: int
    known: Ints
    budgets: Floats


@dataclass(frozen=True, slots=True)
class Outlook:
    """By flight, (N, 1). `sure` is spent, `expected` should be; `rest` is still to come at the plan's level.

    What comes is `rest` times e^(level + a stray), the stray of variance `spread` by component. `gaps` is the part of
    it that days without a row have cost unseen; `left` are the days to come. By day of the flight, (N, days): `shares`
    is the plan, `usual` what a day costs at the plan's level with a mean of one; `noise` is how days stray.
    """

    sure: Floats
    expected: Floats
    rest: Floats
    gaps: Floats
    left: Ints
    levels: Levels
    spread: Floats
    shares: Floats
    usual: Floats
    noise: Noise

    def below(self, amount: Floats) -> Floats:
        """P(the flight ends with less than `amount`), (N, 1)."""
        open_part = amount - self.sure
        ratio = np.log(np.maximum(open_part, TINY) / np.maximum(self.rest, TINY))
        parts = cdf((ratio - self.levels.means) / np.sqrt(self.levels.variances + self.spread))
        found = np.minimum((self.levels.weights * parts).sum(axis=1, keepdims=True), 1.0)  # the sum is rounded
        return np.where(self.rest > 0, np.where(open_part > 0, found, 0.0), (self.sure < amount).astype(np.float64))

    def quantiles(self, *shares: float) -> Floats:
        """The amounts (N, shares) that the flight ends below with these probabilities, found by halving."""
        deviation = np.sqrt(self.levels.variances + self.spread)
        reach = np.ones((1, len(shares)))
        low = (self.levels.means - 6.0 * deviation).min(axis=1, keepdims=True) * reach
        high = (self.levels.means + 6.0 * deviation).max(axis=1, keepdims=True) * reach
        means, deviation, weights = (part[:, None, :] for part in (self.levels.means, deviation, self.levels.weights))
        for _ in range(STEPS):
            middle = 0.5 * (low + high)
            under = (weights * cdf((middle[:, :, None] - means) / deviation)).sum(axis=2) < shares
            low, high = np.where(under, middle, low), np.where(under, high, middle)
        # nothing was the logarithm's floor while nothing is spent: here it is nothing again
        ahead = self.rest * (np.exp(0.5 * (low + high)) - np.where(self.sure > 0, 0.0, np.exp(NOTHING)))
        return np.asarray(self.sure + np.maximum(ahead, 0.0))


def outlook(ledger: Ledger, curve: Curve, told: tuple[Season, Noise] | None = None) -> Outlook:
    """Where each flight of the ledger leads under the curve, if nobody changes anything from now on.

    `told`: weekdays and noise where they are known and need not be learnt, as in a simulation.
    """
    ledger = _trimmed(ledger)
    places = np.arange(ledger.spend.shape[1]) + ledger.first
    spend = _known(ledger)
    pattern = told[0] if told else season(spend, ledger.first, ledger.weekday)
    usual = _usual(pattern, curve, ledger.days)
    even = ledger.budgets[:, None] / max(1, ledger.days)
    inside = (places >= 0) & (places < ledger.days)
    weight = np.where(inside, usual[:, np.clip(places, 0, max(0, ledger.days - 1))], pattern.at(places))
    logs = _logs(spend, weight * even, weight >= LEAST_WEIGHT)
    found = told[1] if told else noise(logs, ledger.first)
    shares = plan(curve, pattern.at(np.arange(ledger.days)))
    left = np.arange(ledger.days)[None, :] >= ledger.known[:, None]
    gaps = ~left & ~_rows(spend, ledger)
    open_days = usual * even * (left | gaps)
    begun = max(ledger.first, -RECENT)
    known = levels(_until(logs, ledger)[:, begun - ledger.first :], begun, found)
    return Outlook(
        sure=np.where(inside, np.nan_to_num(spend), 0.0).sum(axis=1, keepdims=True),
        expected=(shares * ~left).sum(axis=1, keepdims=True) * ledger.budgets[:, None],
        rest=open_days.sum(axis=1, keepdims=True) * np.exp(0.5 * found.variance),
        gaps=(usual * even * gaps).sum(axis=1, keepdims=True) * np.exp(0.5 * found.variance),
        left=left.sum(axis=1, keepdims=True),
        shares=shares,
        usual=usual,
        noise=found,
        levels=known,
        spread=_spread(open_days, left, pattern, found, known),
    )


def shares_of(ledger: Ledger, curve: Curve) -> Floats:
    """The plan alone: the share of the budget that each day of each flight should have, (N, days)."""
    pattern = season(_known(ledger), ledger.first, ledger.weekday)
    return plan(curve, pattern.at(np.arange(ledger.days)))


def _known(ledger: Ledger) -> Floats:
    """Spend on the days that are over, from twelve weeks before the flight to its end; NaN elsewhere."""
    places = np.arange(ledger.spend.shape[1]) + ledger.first
    over = (places[None, :] < ledger.known[:, None]) & (places >= -HISTORY) & (places < ledger.days)
    return np.where(over, ledger.spend, np.nan)


def _trimmed(ledger: Ledger) -> Ledger:
    """Without the days before the flight that none of them knows anything of."""
    seen = np.flatnonzero(~np.isnan(ledger.spend).all(axis=0))
    cut = min(int(seen[0]) if seen.size else ledger.spend.shape[1], max(0, -ledger.first))
    return replace(ledger, spend=ledger.spend[:, cut:], first=ledger.first + cut)


def _usual(pattern: Season, curve: Curve, days: int) -> Floats:
    """What each day of the flight costs at the plan's level, mean one: by weekday, leaning as the curve leans."""
    lean = tilt(curve, days)
    daily = curve.shape is Shape.OWN and len(curve.weights) == days
    usual = np.broadcast_to(lean, (pattern.weights.shape[0], days)) if daily else pattern.at(np.arange(days)) * lean
    return np.asarray(usual * days / np.maximum(usual.sum(axis=1, keepdims=True), TINY))


def _logs(spend: Floats, planned: Floats, telling: Bools) -> Floats:
    """Spend against the plan's level as logarithms; a day without any is a small number that a mean survives."""
    usable = ~np.isnan(spend) & telling
    ratio = np.where(usable, spend, 1.0) / np.where(telling & (planned > 0), planned, 1.0)
    logs = np.log(np.maximum(ratio, TINY))
    ordered = np.sort(np.where(usable & (spend > 0), logs, np.nan), axis=1)
    count = (~np.isnan(ordered)).sum(axis=1, keepdims=True)
    middle = np.take_along_axis(ordered, np.maximum(count - 1, 0) // 2, axis=1)
    floor = NOTHING + np.minimum(np.where(count > 0, middle, 0.0), 0.0)
    return np.where(usable, np.maximum(logs, floor), np.nan)


def _rows(spend: Floats, ledger: Ledger) -> Bools:
    """Which days of the flight have a row, (N, days)."""
    found = np.zeros((spend.shape[0], ledger.days), dtype=bool)
    places = np.arange(spend.shape[1]) + ledger.first
    inside = (places >= 0) & (places < ledger.days)
    found[:, places[inside]] = ~np.isnan(spend[:, inside])
    return found


def _until(logs: Floats, ledger: Ledger) -> Floats:
    """Only the columns that some flight knows, or the whole history where none has begun."""
    return logs[:, : max(0, int(ledger.known.max(initial=0)) - ledger.first)]


def _spread(open_days: Floats, left: Bools, pattern: Season, found: Noise, known: Levels) -> Floats:
    """The variance (N, K) of the logarithm of what is still to come: days, drift, weekdays that are not surely known.

    A level that has lasted from before was seen on all weekdays alike, a new one only on those of the flight so far.
    """
    total = np.maximum(open_days.sum(axis=1, keepdims=True), TINY)
    days = found.lasting * (open_days**2).sum(axis=1, keepdims=True) / total**2
    drift = DRIFT**2 * left.sum(axis=1, keepdims=True) / 3.0
    ahead = _by_weekday(left)
    new, old = (_weekdays(pattern, ahead - seen) for seen in (_by_weekday(~left), 1.0 / WEEK))
    return np.asarray(days + drift + np.where(known.since < 0, old, new))


def _weekdays(pattern: Season, other: Floats) -> Floats:
    """The variance that comes of weekdays standing otherwise ahead than in what is known, by so much each."""
    weekend = other[:, pattern.weekend].sum(axis=1, keepdims=True)
    return np.asarray((pattern.unsure * other**2).sum(axis=1, keepdims=True) + pattern.lull * weekend**2)


def _by_weekday(days: Bools) -> Floats:
    """The share of each of the seven places in the week among the days marked; a seventh where none is."""
    padded = np.pad(days, ((0, 0), (0, -days.shape[1] % WEEK))).reshape(days.shape[0], -1, WEEK).sum(axis=1)
    count = padded.sum(axis=1, keepdims=True)
    return np.where(count > 0, padded / np.maximum(count, 1), 1.0 / WEEK)
