"""Accounts with known truth: results that come late, scatter beyond Poisson, and sometimes go wrong on a known day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from domain.detection.known import Floats, Ints, Known
from tests.simulate import accounts_lags

START = 738_000
"""Ordinal of the first day (any)."""
OLDEST = 75
DRIFTING, YOUNG = 0.03, 28
"""By how much a drifting spend wanders in a day, and how many days old a young account is on the first judged day."""


@dataclass(frozen=True)
class World:
    """How accounts are drawn. `trouble` is the share of accounts that go wrong on a day of the judged ones."""

    history: int = 84
    judged: int = 30
    trouble: float = 0.1
    reported: int = 30
    noise: str = "any"
    lag: str = "any"
    target: float = 45.0
    from_the_start: bool = False
    steady: bool = False
    """No weekdays, no spend noise."""
    spend_drift: float = 0.0
    """How far spend wanders in a day, as a standard deviation of its logarithm."""
    born: int = 0
    """Days of the history from before there was the account: of them nothing is known."""
    unlike: bool = False
    """Each account has what settings were not chosen on, half of the time each: spend that drifts, a short history,
    another lag curve."""
    last_event: int = 7
    """Days before the end on which nothing begins any more, so that each event can be found."""


USUAL = World()


@dataclass(frozen=True)
class Account:
    """One account: what was known, and what is true. `event` is the ordinal of the first bad day, 0 when healthy."""

    known: Known
    event: int
    kind: str
    rate: float
    """Results a day while healthy."""
    level: float
    curve: Floats
    """True completion by age."""
    dispersion: float
    weekdays: Floats


KINDS = ("cpa_1.3", "cpa_1.5", "cpa_2", "stopped")
_FALL = {"cpa_1.3": 1 / 1.3, "cpa_1.5": 1 / 1.5, "cpa_2": 0.5, "stopped": 0.0}


def accounts(count: int, seeds: int | Sequence[int], world: World = USUAL) -> Iterator[Account]:
    """So many accounts, one after the other; the same seeds give the same."""
    rng = np.random.default_rng(seeds)
    for _ in range(count):
        yield _account(rng, world)


def _account(rng: np.random.Generator, world: World) -> Account:
    if world.unlike:
        world = _unlike(rng, world)
    size = world.history + world.judged
    days = START + np.arange(size)
    rate = float(np.exp(rng.uniform(np.log(0.5), np.log(40))))
    level = 1 / rng.uniform(0.75, 1.0)
    kind, event = "", 0
    if rng.random() < world.trouble:
        kind = KINDS[int(rng.integers(len(KINDS)))]
        event = START + (
            0 if world.from_the_start else world.history + int(rng.integers(world.judged - world.last_event))
        )
    weekdays = np.ones(7) if world.steady else np.exp(rng.normal(0, 0.12, 7))
    weekdays /= weekdays.mean()
    spend = _spend(rng, days, rate, level, world)
    rho = np.where((event > 0) & (days >= event), _FALL.get(kind, 1.0), level)
    curve = accounts_lags.curve(rng, world.lag, OLDEST)
    final, dispersion = _results(rng, spend / world.target * rho * weekdays[days % 7], world.noise)
    known = _triangle(rng, days, final, spend, curve, world)
    return Account(_since(known, world.born), event, kind, rate, level, curve, dispersion, weekdays)


def _unlike(rng: np.random.Generator, world: World) -> World:
    drifts, young, other = rng.random(3) < 0.5
    return replace(
        world,
        unlike=False,
        spend_drift=DRIFTING if drifts else world.spend_drift,
        born=world.history - YOUNG if young else world.born,
        lag="other" if other else world.lag,
    )


def _since(known: Known, born: int) -> Known:
    """Without the days before the account was there."""
    return Known(
        known.looks[born:],
        known.days[born:],
        known.results[born:, born:],
        known.effort[born:, born:],
        known.ages[born:, born:],
        known.fresh[born:],
    )


def _spend(rng: np.random.Generator, days: Ints, rate: float, level: float, world: World) -> Floats:
    if world.steady:
        return np.full(days.size, rate / level * world.target)
    week = np.exp(rng.normal(0, 0.2, 7))
    spend: Floats = (
        rate / level * world.target * (week / week.mean())[days % 7] * np.exp(rng.normal(0, 0.12, days.size))
    )
    if world.spend_drift:
        wander = np.cumsum(rng.normal(0, world.spend_drift, days.size))
        spend *= np.exp(wander - wander[world.history])
    return spend


def _results(rng: np.random.Generator, mean: Floats, noise: str) -> tuple[Floats, float]:
    """Final results a day, and their dispersion: gamma days, clumps, or gamma days on a slow drift of 10 %."""
    shape = ("gamma", "clumps", "drift", "poisson")[int(rng.integers(3))] if noise == "any" else noise
    beyond = float(rng.uniform(0.05, 1.0))
    if shape == "poisson":
        return rng.poisson(mean).astype(float), 1.0
    if shape == "clumps":
        # Logarithmic clumps make a negative binomial whose variance is (1 + beyond) times its mean.
        return rng.negative_binomial(np.maximum(mean / beyond, 1e-9), 1 / (1 + beyond)).astype(float), 1 + beyond
    if shape == "drift":
        phase, turns = rng.uniform(0, 2 * np.pi), rng.uniform(1, 3)
        mean = mean * (1 + 0.1 * np.sin(phase + turns * 2 * np.pi * np.arange(mean.size) / mean.size))
    typical = max(float(np.median(mean)), 1e-9)
    strength = min(beyond / typical, 0.3)
    return rng.poisson(mean * rng.gamma(1 / strength, strength, mean.size)).astype(float), 1 + strength * typical


def _triangle(rng: np.random.Generator, days: Ints, final: Floats, spend: Floats, curve: Floats, world: World) -> Known:
    size = days.size
    looks = days + 1
    if world.reported == 0:
        seen = np.tile(final, (size, 1))
    else:
        parts = rng.multinomial(final.astype(np.int64), np.diff(curve, prepend=0.0)[1:])
        arrived = np.concatenate([np.zeros((size, 1)), np.cumsum(parts, axis=1)], axis=1)
        ages = np.clip(looks[:, None] - days[None, :], 0, min(world.reported, OLDEST))
        seen = arrived[np.arange(size)[None, :], ages]
    since = looks[:, None] - days[None, :]
    told = since >= 1
    ages = np.where(told, np.minimum(since, world.reported) if world.reported else 99, 0)
    return Known(
        looks,
        days,
        np.where(told, seen, np.nan),
        np.where(told, spend[None, :], np.nan),
        ages,
        np.ones(size, dtype=np.bool_),
    )
