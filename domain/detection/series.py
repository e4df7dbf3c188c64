"""One series judged at every look, each from the looks before it only."""

from dataclasses import dataclass, fields

import numpy as np

from domain.detection import filtering, lag, noise
from domain.detection.known import FINAL, Floats, Ints, Known
from domain.detection.levels import Levels, at_level, levels
from domain.detection.setting import DEFAULT, Aim, Setting

HALF = 0.5
SUSPECTED = 0.1
"""From this probability on a judgement speaks of the days since the change, not of the last seven."""
LIKELIER = 0.5
RECENT = 7
"""Days that "lately" means."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one morning comes to. `probability` is nan while nothing can be said; `since` is an ordinal, 0 for none."""

    look: int
    probability: float
    since: int
    since_sure: float
    stopped: float
    """Probability of a full stop."""
    level: float
    """The results over what the target asks for, as the median of what is likely."""
    usual: float
    """The same while healthy: the median of the healthy levels before the change, or now."""
    seen: float
    expected: float
    """By now, at target, over the days since `since`, or the last seven when all is well."""
    effort: float
    """Over the same days."""
    arrived: float
    """Share of the last seven days' results that is expected to have arrived."""
    dispersion: float
    chance_of_so_few: float
    """Of seeing so little over those days at the usual level."""
    rate: float
    """Results expected per day lately, by the usual level, when all have arrived."""
    fresh: float
    """Probability that it is off target since no more than the last seven days."""
    days: int
    """Days of the window that something is known of."""


@dataclass(frozen=True, slots=True)
class Replay:
    """The judgements of all looks, as arrays (L,), and what they were learnt from."""

    look: Ints
    probability: Floats
    since: Ints
    since_sure: Floats
    stopped: Floats
    level: Floats
    usual: Floats
    seen: Floats
    expected: Floats
    effort: Floats
    arrived: Floats
    dispersion: Floats
    chance_of_so_few: Floats
    rate: Floats
    fresh: Floats
    days: Ints

    def at(self, row: int) -> Judgement:
        """One look's judgement as plain numbers."""
        values = {field.name: getattr(self, field.name)[row].item() for field in fields(self)}
        return Judgement(**values)


@dataclass(frozen=True, slots=True)
class Truth:
    """What a simulation knows and an account has to learn: for bounds only. `curve` is completion by age."""

    curve: Floats
    dispersion: float
    weekdays: Floats
    level: float


@dataclass(frozen=True, slots=True)
class _Window:
    """The trailing days of each look, oldest first, as (L, W): nan where nothing is known."""

    day: Ints
    results: Floats
    expected: Floats
    effort: Floats
    complete: Floats
    shape: Floats
    dispersion: Floats


def replay(known: Known, aim: Aim, setting: Setting = DEFAULT, first: int = 0, truth: Truth | None = None) -> Replay:
    """Every look of `known`, from `first` (an ordinal) on, judged by what was known then."""
    return _judged(known, aim, setting, np.flatnonzero(known.looks >= first), truth)


def judge(known: Known, aim: Aim, look: int, setting: Setting = DEFAULT, said: int = 0) -> Judgement:
    """The morning of `look` alone: what `replay` says of it. IndexError when there is no look by then.

    `said`: an ordinal since which it has been said to be off: it speaks of the days since then, or an earlier one.
    """
    seen = known.until(look)
    return _judged(seen, aim, setting, np.arange(seen.looks.size)[-1:], said=said).at(0)


def came_late(known: Known, aim: Aim, look: int, bad: int, setting: Setting = DEFAULT) -> bool:
    """Whether what arrived late for the days that were known at the look `bad`, when it began to fire, clears it."""
    then = known.until(look).forgetting(bad)
    if not then.looks.size or not ((then.ages[-1] > 0) & (then.ages[-1] < FINAL)).any():
        return False  # nothing in this series ever arrives late
    return judge(then, aim, look, setting).probability < setting.digest


def _judged(known: Known, aim: Aim, setting: Setting, rows: Ints, truth: Truth | None = None, said: int = 0) -> Replay:
    grid = levels(aim.tolerance, setting)
    if truth:
        grid = at_level(grid, truth.level, setting)
    window = _window(known, aim, setting, rows, truth)
    told = filtering.likelihood(window.results, window.expected, window.shape, grid)
    found = filtering.run(told, grid, setting)
    return _summed(known.looks[rows], window, found, grid, said)


def _window(known: Known, aim: Aim, setting: Setting, rows: Ints, truth: Truth | None) -> _Window:
    curves = lag.exactly(truth.curve, known.looks.size) if truth else lag.learn(known, setting)
    ages = np.clip(known.ages, 0, lag.OLDEST)
    complete = np.take_along_axis(curves.complete, ages, axis=1)
    doubt = np.take_along_axis(curves.doubt, ages, axis=1)
    exposure = known.effort * aim.rate
    usual = noise.usual(known, exposure * complete, complete, setting)
    if truth:
        usual = noise.Norm(
            np.broadcast_to(truth.weekdays, usual.weekdays.shape), np.full_like(usual.dispersion, truth.dispersion)
        )
    width = min(setting.window, max(known.days.size, 1))
    day = known.looks[rows, None] - np.arange(width, 0, -1)
    column = day - (known.days[0] if known.days.size else 0)
    inside = (column >= 0) & (column < known.days.size)
    safe = np.where(inside, column, 0)
    at = (rows[:, None], safe)
    share = complete[at]
    due = np.where(inside, exposure[at] * usual.weekdays[rows[:, None], day % noise.WEEK], np.nan)
    scatter = usual.dispersion[rows][:, None]
    results = np.where(inside, known.results[at], np.nan)
    due = np.where(np.isnan(results), np.nan, due)
    results = np.where(np.isnan(due), np.nan, results)
    return _Window(
        day=day,
        results=results,
        expected=due * share,
        effort=np.where(inside, known.effort[at], np.nan),
        complete=np.where(inside, share, np.nan),
        shape=_shape(due, scatter, doubt[at]),
        dispersion=scatter,
    )


def _shape(due: Floats, dispersion: Floats, doubt: Floats) -> Floats:
    """The gamma's shape that gives a complete day its dispersion, variance m + m^2 / k = dispersion * m, and a young
    one also the doubt about the share that has arrived: relative variances add."""
    scatter = np.divide(dispersion - 1, due, out=np.zeros_like(due), where=due > 0)
    return 1 / np.maximum(scatter + doubt, 1e-6)


def _summed(looks: Ints, window: _Window, found: filtering.Filtered, grid: Levels, said: int = 0) -> Replay:
    off = grid.off
    probability = found.mass[:, off].sum(axis=1)
    told = ~np.isnan(window.expected) & (window.expected > 0)
    probability = np.where(told.any(axis=1), probability, np.nan)
    width = window.day.shape[1]
    start = found.changed.argmax(axis=1)
    sure = found.changed.max(axis=1)
    # Trouble that was there before the window dates from the first day known.
    first = np.maximum(np.where(start >= width, 0, start), told.argmax(axis=1))
    if said:
        first = np.minimum(first, np.maximum(said - window.day[:, 0], 0))
    since = np.take_along_axis(window.day, first[:, None], axis=1)[:, 0]
    bad = (probability >= SUSPECTED) | (said > 0)
    begin = np.where(bad, first, np.maximum(width - RECENT, 0))
    seen, expected, effort = (
        _from(np.nan_to_num(part), begin) for part in (window.results, window.expected, window.effort)
    )
    usual, certainty = _usual(window, np.minimum(first, np.maximum(width - RECENT, 0)))
    return Replay(
        look=looks,
        probability=probability,
        since=np.where(bad, since, 0),
        since_sure=np.where(bad, sure, np.nan),
        stopped=found.mass[:, 0],
        level=_median(found.mass, grid.log),
        usual=usual,
        seen=seen,
        expected=expected,
        effort=effort,
        arrived=_arrived(window),
        dispersion=window.dispersion[:, 0],
        chance_of_so_few=_chance(seen, usual * expected, window.dispersion[:, 0], certainty),
        rate=usual * _lately(window),
        fresh=probability * found.changed[:, max(width - RECENT, 0) : width].sum(axis=1),
        days=told.sum(axis=1),
    )


def _from(values: Floats, begin: Ints) -> Floats:
    """Sums from column `begin` of each row to its end."""
    tail = np.cumsum(values[:, ::-1], axis=1)[:, ::-1]
    summed: Floats = np.take_along_axis(tail, begin[:, None], axis=1)[:, 0]
    return summed


def _usual(window: _Window, before: Ints) -> tuple[Floats, Floats]:
    """The level before column `before`, and how many results say so (over dispersion); a gamma prior of two results."""
    here = np.arange(window.day.shape[1])[None, :] < before[:, None]
    seen = np.where(here, np.nan_to_num(window.results), 0).sum(axis=1) / window.dispersion[:, 0]
    due = np.where(here, np.nan_to_num(window.expected), 0).sum(axis=1) / window.dispersion[:, 0]
    return (seen + 2) / (due + 2 / 1.15), seen + 2


def _median(mass: Floats, log: Floats) -> Floats:
    at = np.minimum((np.cumsum(mass, axis=1) < HALF).sum(axis=1), log.size - 1)
    median: Floats = np.exp(log[at])
    return median


def _arrived(window: _Window) -> Floats:
    """Share of the last days' results that has arrived, weighted by what is due."""
    full = window.expected[:, -RECENT:] / window.complete[:, -RECENT:]
    due, here = np.nansum(full, axis=1), np.nansum(window.expected[:, -RECENT:], axis=1)
    share: Floats = np.divide(here, due, out=np.full_like(due, np.nan), where=due > 0)
    return share


def _lately(window: _Window) -> Floats:
    full = window.expected[:, -4 * RECENT :] / window.complete[:, -4 * RECENT :]
    count = (~np.isnan(full)).sum(axis=1)
    mean: Floats = np.divide(np.nansum(full, axis=1), count, out=np.zeros(count.size), where=count > 0)
    return mean


def _chance(seen: Floats, mean: Floats, dispersion: Floats, certainty: Floats) -> Floats:
    """P(at most `seen`) by the gamma-Poisson predictive: variance dispersion * mean + mean^2 / certainty.

    A negative binomial of shape k: P(0) = (k / (k + mean))^k (reference: Gelman et al., "Bayesian Data Analysis", 2.6).
    Only the far lower tail is of use, so sums stop at MOST; beyond, the answer is 1.
    """
    mean = np.maximum(mean, 1e-9)
    shape = mean / np.maximum(dispersion - 1 + mean / certainty, 1e-6)
    ratio = mean / (mean + shape)
    term = np.exp(shape * np.log(shape / (shape + mean)))
    total = np.zeros_like(mean)
    for count in range(_MOST + 1):
        total += np.where(count <= seen, term, 0.0)
        term = term * ratio * (shape + count) / (count + 1)
    return np.where(seen > _MOST, 1.0, np.minimum(total, 1.0))


_MOST = 12
