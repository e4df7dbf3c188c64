"""Budgets with a known truth: a month of spend with weekdays, days that stray, and a level that lands somewhere."""

from dataclasses import dataclass

import numpy as np

from domain.pacing.curve import WEEK
from domain.pacing.noise import Noise
from domain.pacing.outlook import Ledger
from domain.pacing.plans import Bools, Floats, Ints
from domain.pacing.season import Season

DAYS = 30
HEALTHY = (0.95, 1.0, 1.05)
OFF = (0.6, 0.7, 1.4, 1.6)
NEAR, FAR = 0.05, 0.15
"""Where a flight may end anywhere, an end within the first of the budget is healthy, and one beyond the second off."""


@dataclass(frozen=True)
class Kind:
    """How flights are drawn. `history` in weeks; `before`: the level before is the same, its own, or was on plan."""

    history: int = 8
    before: str = "same"
    noise: tuple[float, float] = (0.1, 0.3)
    link: tuple[float, float] = (0.0, 0.3)
    weekend: tuple[float, float] = (0.4, 1.1)
    drift: float = 0.0
    shape: str = "lognormal"
    anywhere: bool = False
    """Whether it may end anywhere from three fifths to eight fifths of its budget, not at HEALTHY or OFF alone."""


@dataclass(frozen=True)
class Flights:
    """So many flights of the same days. `share` is where it lands: by its true level, or in the end;
    `ends` is what the month came to; `healthy`
    and `off` say which are to be left alone and which are to be told of, judged by the one or the other."""

    spend: Floats
    first: int
    weekday: int
    budgets: Floats
    share: Floats
    ends: Floats
    healthy: Bools
    off: Bools
    season: Season
    noise: Noise

    def ledger(self, known: int) -> Ledger:
        """What is known when so many days are over."""
        over: Ints = np.full(len(self.budgets), known)
        return Ledger(self.spend, self.first, DAYS, self.weekday, over, self.budgets)


def flights(rng: np.random.Generator, number: int, kind: Kind, weekday: int) -> Flights:
    """So many flights whose first day is that weekday."""
    first, days = -kind.history * WEEK, kind.history * WEEK + DAYS
    weights = _weekdays(rng, number, kind, weekday)
    share = (
        np.exp(rng.uniform(*np.log((min(OFF), max(OFF))), number))
        if kind.anywhere
        else rng.choice(HEALTHY + OFF, number)
    )
    level = np.exp(np.cumsum(rng.normal(0.0, kind.drift, (number, days)), axis=1))
    level *= np.exp(rng.normal(5.0, 1.0, (number, 1))) / level[:, [-first]]
    level[:, :-first] *= _before(rng, kind, share)
    spread, link = rng.uniform(*kind.noise, (number, 1)), rng.uniform(*kind.link, (number, 1))
    planned = level * weights[:, np.arange(first, DAYS) % WEEK]
    spend = planned * _strays(rng, kind, spread, _linked(rng, link, days))
    budgets, ends = planned[:, -DAYS:].sum(axis=1) / share, spend[:, -DAYS:].sum(axis=1)
    astray = np.abs(ends / budgets - 1.0)
    return Flights(
        spend=spend,
        first=first,
        weekday=weekday,
        budgets=budgets,
        share=ends / budgets if kind.anywhere else share,
        ends=ends,
        healthy=astray <= NEAR if kind.anywhere else np.isin(share, HEALTHY),
        off=astray > FAR if kind.anywhere else np.isin(share, OFF),
        season=Season(weights, np.zeros_like(weights), (np.arange(WEEK) + weekday) % WEEK > 4, np.zeros((number, 1))),
        noise=Noise(np.log1p(spread**2), link),
    )


def _weekdays(rng: np.random.Generator, number: int, kind: Kind, weekday: int) -> Floats:
    """Mean-one weights by place in the week; weekends have something in common."""
    weights = 1.0 + rng.normal(0.0, 0.1, (number, WEEK))
    weekend = (np.arange(WEEK) + weekday) % WEEK > 4
    weights[:, weekend] *= rng.uniform(*kind.weekend, (number, 1))
    weights = np.maximum(weights, 0.02)
    return np.asarray(weights / weights.mean(axis=1, keepdims=True))


def _before(rng: np.random.Generator, kind: Kind, share: Floats) -> Floats:
    """The level before the flight against that of the flight."""
    if kind.before == "own":
        return np.exp(rng.normal(0.0, 0.35, (len(share), 1)))
    return 1.0 / share[:, None] if kind.before == "on plan" else np.ones((len(share), 1))


def _linked(rng: np.random.Generator, link: Floats, days: int) -> Floats:
    """Standard normal strays of which neighbours share `link`."""
    strays = rng.normal(size=(len(link), days))
    for day in range(1, days):
        strays[:, [day]] = link * strays[:, [day - 1]] + np.sqrt(1.0 - link**2) * strays[:, [day]]
    return strays


def _strays(rng: np.random.Generator, kind: Kind, spread: Floats, strays: Floats) -> Floats:
    """Factors with a mean of one and the spread asked for."""
    if kind.shape == "normal":
        return np.maximum(1.0 + spread * strays, 0.0)
    if kind.shape == "overdelivery":  # a platform may spend twice its daily budget on one day and makes up for it
        burst = rng.random(strays.shape) < 0.05
        return np.where(burst, 1.6, 1.0) * np.exp(spread * strays - 0.5 * spread**2) / 1.03
    variance = np.log1p(spread**2)
    return np.exp(np.sqrt(variance) * strays - 0.5 * variance)
