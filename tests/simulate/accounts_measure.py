"""What the rules do on accounts with known truth: false, found, right, and whether the printed probability is true."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from domain.incidents.troubles import Tier
from domain.judging import replaying
from domain.judging.known import FINAL, Floats
from domain.judging.series import Truth
from domain.judging.setting import DEFAULT, Aim, Setting
from tests.simulate.accounts import START, Account, World

MONTH = 30
BURN = 10
"""Mornings before the judged ones from which incidents are followed."""
SOON, LATER = 3, 7
BIG = 8.0
BINS = 10
LEAST = 200


@dataclass(frozen=True)
class Outcome:
    """One account's judged days. `looks` are days since the event for each thing told (interrupts and digests)."""

    account: Account
    interrupts: tuple[int, ...]
    digests: tuple[int, ...]
    probability: Floats
    bad: np.ndarray
    """Per look, whether the account was in trouble the day before."""


def outcomes(
    accounts: Iterable[Account], world: World, setting: Setting = DEFAULT, *, told: bool = False
) -> list[Outcome]:
    """Each account replayed; only the judged days count."""
    first = START + world.history + 1
    return [_outcome(account, first, 1 / world.target, setting, told) for account in accounts]


def _outcome(account: Account, first: int, rate: float, setting: Setting, told: bool) -> Outcome:
    truth = None
    if told:
        truth = Truth(
            account.curve[: FINAL + 1] / account.curve[FINAL], account.dispersion, account.weekdays, account.level
        )
    story = replaying.story(account.known, Aim(rate), setting, first - BURN, truth)
    heard = {tier: tuple(t.look for t in story.told if t.fires and t.tier is tier and t.look >= first) for tier in Tier}
    judged = [m for m in story.mornings if m.look >= first]
    looks = np.array([m.look for m in judged])
    p = np.array([np.nan if m.probability is None else m.probability for m in judged])
    bad = (looks > account.event) & (account.event > 0)
    return Outcome(account, heard[Tier.INTERRUPT], heard[Tier.DIGEST], p, bad)


@dataclass(frozen=True)
class Figures:
    """Rates of a sample. `false_*` are per healthy account-month; `right` is at one account-month in ten in trouble."""

    false_interrupts: float
    false_digests: float
    right: float
    soon: float
    later: float
    later_big: float


def figures(found: Sequence[Outcome], days: int) -> Figures:
    """Of healthy and troubled accounts together; each needs some of both."""
    well = [o for o in found if not o.account.event]
    ill = [o for o in found if o.account.event]
    months = len(well) * days / MONTH
    interrupts, digests = (sum(len(getattr(o, n)) for o in well) / months for n in ("interrupts", "digests"))
    big = [o for o in ill if o.account.rate >= BIG]
    hit = sum(any(look > o.account.event for look in o.interrupts) for o in ill) / max(len(ill), 1)
    right = 0.1 * hit / max(0.1 * hit + 0.9 * interrupts, 1e-9)
    return Figures(interrupts, digests, right, _found(ill, SOON), _found(ill, LATER), _found(big, LATER))


def _found(ill: Sequence[Outcome], within: int) -> float:
    return sum(any(0 < look - o.account.event <= within for look in (*o.interrupts, *o.digests)) for o in ill) / max(
        len(ill), 1
    )


def calibration(found: Sequence[Outcome], share: float) -> list[tuple[float, float, int]]:
    """Printed and true share per bin of at least LEAST account-days, as if `share` of accounts were in trouble."""
    ill = np.mean([o.account.event > 0 for o in found])
    p = np.concatenate([o.probability for o in found])
    bad = np.concatenate([o.bad for o in found])
    weight = np.concatenate(
        [np.full(o.probability.size, share / ill if o.account.event else (1 - share) / (1 - ill)) for o in found]
    )
    rows = []
    for low in np.arange(BINS) / BINS:
        here = (p >= low) & (p < low + 1 / BINS + (low > 0.85))
        if here.sum() >= LEAST:
            w = weight[here]
            rows.append((float((p[here] * w).sum() / w.sum()), float((bad[here] * w).sum() / w.sum()), int(here.sum())))
    return rows
