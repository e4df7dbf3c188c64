"""The daily level of spend, with every day on which it may have changed: Bayesian online change-point detection.

Levels are logarithms of what an even day of the plan costs. Each component holds that the present level began on one
day: its mean and variance are those of a local level (West and Harrison, Bayesian Forecasting and Dynamic Models,
chapter 2), its weight is the evidence (Adams and MacKay 2007, Bayesian Online Changepoint Detection; Fearnhead and Liu
2007). Neighbouring days that stray alike are told apart by quasi-differences (Cochrane and Orcutt 1949). A wild day is
given up by its weight as one.
"""

from dataclasses import dataclass, replace

import numpy as np

from domain.pacing.curve import WEEK
from domain.pacing.noise import Noise
from domain.pacing.normal import log_density
from domain.pacing.plans import Bools, Floats

NEW = ((0.20, 0.0, 0.06), (0.70, 0.0, 0.35), (0.10, -1.5, 1.5))
"""A level that is new: weight, mean and deviation of its logarithm against the plan.

Steered to land, running free, or anything from stopped to several times the plan.
"""
AT_START = 0.5
"""How often a flight begins at a level of its own rather than at that of the days before."""
HAZARD = 1 / 120
"""How often a level changes on a day."""
DRIFT = 0.004
"""How far a level drifts in a day."""
WILD, WILD_SPREAD = 0.02, 1.5
"""How often a day says nothing of the level, and how far off it is then."""
STRAY = 3.0
"""Deviations beyond which a stray does not drag the next day along any further."""
LEAST_PAST = 7
"""Days before the flight without which nothing can go on from them."""
MOST = 48
"""Components that are kept."""


@dataclass(frozen=True, slots=True)
class Levels:
    """A mixture of normals, all (N, K): weights that add to 1, means and variances of the level's logarithm.

    `since` is the place on which a component's level began: below zero where it has lasted from before the flight.
    """

    weights: Floats
    means: Floats
    variances: Floats
    since: Floats


def levels(logs: Floats, first: int, noise: Noise) -> Levels:
    """The level after the last column of `logs` (N, D; NaN where unknown), column 0 `first` days from the start."""
    past = logs[:, : max(0, -first)]
    by_itself = alone(past)
    state, previous = _opening(past), np.full((logs.shape[0], 1), np.nan)
    for column in range(logs.shape[1]):
        fresh = 0
        if share := _hazard(column + first):
            state, fresh = (
                _turned(state, np.where(by_itself & (column + first == 0), 1.0, share), column + first, past),
                1,
            )
        today = logs[:, column : column + 1]
        state = _seen(state, today, previous, noise, len(NEW) * fresh)
        previous = today
    if logs.shape[1] + first <= 0:
        state = _turned(state, np.where(by_itself, 1.0, AT_START), 0, past)
    weights = np.exp(state.weights - state.weights.max(axis=1, keepdims=True))
    return replace(state, weights=weights / weights.sum(axis=1, keepdims=True))


def alone(past: Floats) -> Bools:
    """Whether so few days before the flight are known that nothing can go on from them, (N, 1)."""
    return np.asarray((~np.isnan(past)).sum(axis=1, keepdims=True) < LEAST_PAST)


def _hazard(place: int) -> float:
    """How likely the level changes on a day; before the flight only whole weeks are told apart."""
    if place == 0:
        return AT_START
    if place < 0:
        return 0.0 if place % WEEK else HAZARD * WEEK
    return HAZARD


def _opening(past: Floats) -> Levels:
    """What is known of the level before the first day: next to nothing."""
    one = np.ones((past.shape[0], 1))
    return Levels(0.0 * one, _middle(past), one, -float(past.shape[1]) * one)


def _middle(past: Floats) -> Floats:
    """The median of what is known of the days before the flight; the plan's level where nothing is."""
    if not past.shape[1]:
        return np.zeros((past.shape[0], 1))
    ordered = np.sort(past, axis=1)
    count = (~np.isnan(past)).sum(axis=1, keepdims=True)
    found = np.take_along_axis(ordered, np.maximum(count - 1, 0) // 2, axis=1)
    return np.where(count > 0, found, 0.0)


def _turned(state: Levels, share: Floats | float, place: int, past: Floats) -> Levels:
    """The state before a day on which the level is a new one with probability `share`; `weights` are logarithms."""
    kept = _pruned(state)
    whole = _log_sum(kept.weights)
    share = np.clip(np.broadcast_to(share, whole.shape), 0.0, 1.0 - 1e-12)
    new = NEW if place >= 0 else tuple((w, 0.0, max(spread, 0.1)) for w, _, spread in NEW)
    centre = np.zeros_like(whole) if place >= 0 else _middle(past)
    weights = [kept.weights + np.log1p(-share), *(whole + np.log(share * weight) for weight, _, _ in new)]
    means = [kept.means, *(centre + mean for _, mean, _ in new)]
    variances = [kept.variances, *(np.full_like(whole, spread**2) for _, _, spread in new)]
    since = [kept.since, *(np.full_like(whole, float(place)) for _ in new)]
    return Levels(*(np.concatenate(part, axis=1) for part in (weights, means, variances, since)))


def _seen(state: Levels, today: Floats, previous: Floats, noise: Noise, fresh: int) -> Levels:
    """The state after a day; the last `fresh` components began on it and owe the day before nothing."""
    linked = ~np.isnan(previous) & (np.arange(state.means.shape[1]) < state.means.shape[1] - fresh)
    link = np.where(linked, noise.link, 0.0)
    reach = STRAY * np.sqrt(noise.variance)
    before = np.clip(np.where(np.isnan(previous), 0.0, previous), state.means - reach, state.means + reach)
    known = ~np.isnan(today)
    value = (np.where(known, today, 0.0) - link * before) / (1.0 - link)
    prior = state.variances + DRIFT**2
    total = prior + np.where(linked, noise.lasting, noise.variance)
    gap = value - state.means
    tame = np.log1p(-WILD) + log_density(gap, total)
    wild = np.log(WILD) + log_density(gap, total + WILD_SPREAD**2)
    either = np.logaddexp(tame, wild)
    trust = np.exp(tame - either)
    gain = prior / total
    after = prior - trust * gain * prior + trust * (1.0 - trust) * (gain * gap) ** 2
    return replace(
        state,
        weights=np.where(known, state.weights + either - np.log1p(-link), state.weights),
        means=np.where(known, state.means + trust * gain * gap, state.means),
        variances=np.where(known, after, prior),
    )


def _log_sum(weights: Floats) -> Floats:
    top = weights.max(axis=1, keepdims=True)
    return np.asarray(top + np.log(np.exp(weights - top).sum(axis=1, keepdims=True)))


def _pruned(state: Levels) -> Levels:
    """The likeliest components."""
    if state.weights.shape[1] <= MOST:
        return state
    kept = np.argpartition(-state.weights, MOST, axis=1)[:, :MOST]
    parts = (state.weights, state.means, state.variances, state.since)
    return Levels(*(np.take_along_axis(part, kept, 1) for part in parts))
