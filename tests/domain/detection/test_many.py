"""Many series at once: as each alone, and each printed probability moved by how common trouble is."""

import numpy as np
import pytest

from domain.detection import base, filtering
from domain.detection.levels import levels
from domain.detection.many import probabilities
from domain.detection.setting import DEFAULT

RNG = np.random.default_rng(8)


def test_many_are_judged_as_each_alone() -> None:
    expected = np.exp(RNG.uniform(-0.5, 3, 700))[:, None] * np.ones(50)
    level = np.where(np.arange(50) < 40, 1.15, RNG.choice([1.15, 0.6, 0.0], (700, 1)))
    results = RNG.poisson(expected * level).astype(float)
    results[::7, 10:13] = np.nan
    results[3, :] = np.nan
    results[5, :30] = np.nan
    dispersion = RNG.uniform(1.01, 1.8, 700)
    at_once = probabilities(results, expected, dispersion)
    grid = levels(0.1, DEFAULT)
    shape = expected / (dispersion[:, None] - 1)
    alone = filtering.run(filtering.likelihood(results, expected, shape, grid), grid, DEFAULT)
    assert np.isnan(at_once[3])
    told = ~np.isnan(at_once)
    assert at_once[told] == pytest.approx(alone.mass[told][:, grid.off].sum(axis=1), abs=2e-3)


def crowd(share: float, size: int = 400, mornings: int = 40) -> tuple[np.ndarray, np.ndarray]:
    """Mornings and what a filter would say of series of which a share goes wrong, each on a day of the last thirty."""
    table = np.full((size, mornings), 0.02)
    for row in range(int(size * share)):
        table[row, 10 + row % 28 :] = 0.99
    return np.arange(1000, 1000 + mornings), table


def test_trouble_that_is_common_makes_each_likelier() -> None:
    rare, usual, common = (base.factors(*crowd(share), DEFAULT)[-5:].mean() for share in (0.0, 0.1, 0.5))
    assert rare == 1
    assert usual == pytest.approx(1.4, abs=0.4)
    assert common > 8


def test_trouble_that_lasts_stays_common() -> None:
    looks, table = crowd(0.5, mornings=90)
    assert base.factors(looks, table, DEFAULT)[-1] > 8


def test_a_few_series_teach_nothing() -> None:
    looks, table = crowd(0.5, size=20)
    assert (base.factors(looks, table, DEFAULT) == 1).all()


def test_later_mornings_teach_nothing_about_earlier_ones() -> None:
    looks, table = crowd(0.5)
    whole, part = base.factors(looks, table, DEFAULT), base.factors(looks[:25], table[:, :25], DEFAULT)
    assert whole[:25] == pytest.approx(part)


def test_odds_are_moved_not_probabilities() -> None:
    moved = base.shifted(np.array([0.0, 0.5, 1.0, np.nan]), np.array([3.0, 3.0, 3.0, 3.0]))
    assert moved[:3] == pytest.approx([0, 0.75, 1])
    assert np.isnan(moved[3])
