"""What the rules do on accounts with known truth: false, found, right, and whether the printed probability is true."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from domain.detection import base
from domain.detection.known import FINAL, Flags, Floats, Ints
from domain.detection.series import Truth
from domain.detection.setting import DEFAULT, Aim, Setting
from domain.incidents.rule_kinds import Tier
from domain.rules import replaying
from tests.simulate.accounts_drawn import START, Account, World
from tests.simulate.accounts_peers import cost_over, half_usual, starts

MONTH = 30
BURN = 10
"""Mornings before the judged ones from which incidents are followed."""
SOON, LATER = 3, 7
BIG = 8.0
BINS = 10
LEAST = 200
PEERS = (cost_over, half_usual)


@dataclass(frozen=True)
class Outcome:
    """One account's judged days: looks at which something began to be told, and what was printed at each look."""

    event: int
    kind: str
    rate: float
    interrupts: tuple[int, ...]
    digests: tuple[int, ...]
    peers: tuple[tuple[int, ...], ...]
    looks: Ints
    probability: Floats
    """With BURN looks before the judged ones."""

    @property
    def bad(self) -> Flags:
        """Per look, whether the account was in trouble the day before."""
        return np.asarray((self.looks > self.event) & (self.event > 0))


def outcomes(
    accounts: Iterable[Account], world: World, setting: Setting = DEFAULT, *, told: bool = False
) -> list[Outcome]:
    """Each account replayed; `told` its true lag curve, dispersion, weekdays and healthy level."""
    return [_outcome(account, world, setting, told=told) for account in accounts]


def _outcome(account: Account, world: World, setting: Setting, *, told: bool) -> Outcome:
    first = START + world.history + 1
    truth = _truth(account) if told else None
    story = replaying.story(account.known, Aim(1 / world.target), setting, first - BURN, truth)
    heard = {tier: tuple(t.look for t in story.told if t.fires and t.tier is tier and t.look >= first) for tier in Tier}
    return Outcome(
        account.event,
        account.kind,
        account.rate,
        heard[Tier.INTERRUPT],
        heard[Tier.DIGEST],
        () if told else tuple(starts(account, rule, world) for rule in PEERS),
        np.array([m.look for m in story.mornings]),
        np.array([np.nan if m.probability is None else m.probability for m in story.mornings]),
    )


def _truth(account: Account) -> Truth:
    curve = account.curve[: FINAL + 1] / account.curve[FINAL]
    return Truth(curve, account.dispersion, account.weekdays, account.level)


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
    well = [o for o in found if not o.event]
    ill = [o for o in found if o.event]
    months = len(well) * days / MONTH
    interrupts, digests = sum(len(o.interrupts) for o in well) / months, sum(len(o.digests) for o in well) / months
    everything = [(o, (*o.interrupts, *o.digests)) for o in ill]
    return Figures(
        interrupts,
        digests,
        right(interrupts, [(o, o.interrupts) for o in ill]),
        hit(everything, SOON),
        hit(everything, LATER),
        hit([(o, looks) for o, looks in everything if o.rate >= BIG], LATER),
    )


Heard = Sequence[tuple[Outcome, tuple[int, ...]]]


def hit(heard: Heard, within: int) -> float:
    """Share of events that something was told of within so many days of their first bad day."""
    return sum(any(0 < look - o.event <= within for look in looks) for o, looks in heard) / max(len(heard), 1)


def right(false: float, heard: Heard) -> float:
    """Share of what is told that is right with trouble in one account-month of ten; an event counts once."""
    share = hit(heard, MONTH)
    return 0.1 * share / max(0.1 * share + 0.9 * false, 1e-9)


def peers(found: Sequence[Outcome], days: int) -> list[tuple[float, float, float, float]]:
    """Per rule of PEERS: false per healthy account-month, share right, found soon and later."""
    rows = []
    for place in range(len(PEERS)):
        heard = [(o, o.peers[place]) for o in found if o.event]
        well = [o for o in found if not o.event]
        false = sum(len(o.peers[place]) for o in well) / (len(well) * days / MONTH)
        rows.append((false, right(false, heard), hit(heard, SOON), hit(heard, LATER)))
    return rows


def printed(found: Sequence[Outcome], setting: Setting = DEFAULT) -> list[Floats]:
    """The probabilities as the command prints them for all these accounts in one file."""
    looks = np.unique(np.concatenate([o.looks for o in found]))
    table = np.full((len(found), looks.size), np.nan)
    for row, o in enumerate(found):
        table[row, np.searchsorted(looks, o.looks)] = o.probability
    factors = base.factors(looks, table, setting)
    return [base.shifted(o.probability, factors[np.searchsorted(looks, o.looks)]) for o in found]


def calibration(found: Sequence[Outcome], shown: Sequence[Floats]) -> Iterator[tuple[float, float, int]]:
    """Printed and true share, and account-days, per bin of at least LEAST account-days."""
    p = np.concatenate([one[BURN:] for one in shown])
    bad = np.concatenate([o.bad[BURN:] for o in found])
    bins = np.minimum((p * BINS).astype(int), BINS - 1)
    for one in range(BINS):
        here = bins == one
        if here.sum() >= LEAST:
            yield float(p[here].mean()), float(bad[here].mean()), int(here.sum())


def off_by(found: Sequence[Outcome], shown: Sequence[Floats]) -> float:
    """The largest distance between printed and true share."""
    return max((abs(p - true) for p, true, _ in calibration(found, shown)), default=0.0)
