"""What one morning's judgement amounts to for each kind of trouble: its signal, its reason and its tier."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from domain.incidents.finding import Because, Signal
from domain.incidents.troubles import Tier, Trouble
from domain.judging.known import Known
from domain.judging.series import LIKELIER, Judgement
from domain.judging.setting import Setting
from domain.judging.spending import DOUBTFUL, SURE, Silence

SO_FEW = 0.001
"""A chance below which nobody waits for more days (seven results expected by now, none seen)."""
HABIT = 56
"""Days over which an account's usual gaps between reports are learnt."""
YOUNG, WEEKEND = 14, 4
"""Until it has reported for two weeks, an account may be one that rests at weekends."""
LASTING = 3
"""Mornings beyond the usual gap after which stale data interrupt."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One trouble at one look. `probability` is that of the trouble, None where none is reckoned."""

    trouble: Trouble
    signal: Signal
    because: Because
    tier: Tier | None = None
    probability: float | None = None
    since: int = 0


def off_target(judgement: Judgement, setting: Setting) -> Verdict:
    """Whether the true value is beyond the target and its tolerance."""
    p = judgement.probability
    if np.isnan(p):
        return Verdict(Trouble.OFF_TARGET, Signal.NO_DATA, Because.NO_ROWS)
    if judgement.days < setting.least_days:
        return Verdict(Trouble.OFF_TARGET, Signal.TOO_FEW, Because.EARLY, None, p)
    if p < setting.clear:
        return Verdict(Trouble.OFF_TARGET, Signal.FINE, Because.MET, None, p)
    digest, interrupt = setting.thresholds(judgement.days)
    if p < digest:
        return Verdict(Trouble.OFF_TARGET, Signal.DOUBT, Because.UNSURE, None, p, judgement.since)
    tier = Tier.INTERRUPT if p >= interrupt else Tier.DIGEST
    return Verdict(Trouble.OFF_TARGET, Signal.BREACH, Because.MISSED, tier, p, judgement.since)


def conversions_stopped(judgement: Judgement, setting: Setting) -> Verdict:
    """Whether nothing comes any more while money flows: told once so few are all but impossible otherwise."""
    p = judgement.stopped
    if np.isnan(judgement.probability):
        return Verdict(Trouble.CONVERSIONS_STOPPED, Signal.NO_DATA, Because.NO_ROWS)
    if p < setting.clear:
        return Verdict(Trouble.CONVERSIONS_STOPPED, Signal.FINE, Because.MET, None, p)
    if p < LIKELIER:
        return Verdict(Trouble.CONVERSIONS_STOPPED, Signal.DOUBT, Because.UNSURE, None, p, judgement.since)
    tier = Tier.INTERRUPT if judgement.chance_of_so_few < SO_FEW else Tier.DIGEST
    return Verdict(Trouble.CONVERSIONS_STOPPED, Signal.BREACH, Because.NO_RESULTS, tier, p, judgement.since)


def spend_stopped(silence: Silence, row: int) -> Verdict:
    """Whether money stopped where the account's own weekdays say that it flows."""
    chance, since = float(silence.chance[row]), int(silence.since[row])
    p = 1 - chance
    if silence.flows[row] or not since:
        signal = Signal.FINE if silence.flows[row] else Signal.NO_DATA
        return Verdict(Trouble.SPEND_STOPPED, signal, Because.MET, None, 0.0)
    if chance > DOUBTFUL:
        return Verdict(Trouble.SPEND_STOPPED, Signal.DOUBT, Because.UNSURE, None, p, since)
    tier = Tier.INTERRUPT if chance <= SURE else Tier.DIGEST
    return Verdict(Trouble.SPEND_STOPPED, Signal.BREACH, Because.NO_SPEND, tier, p, since)


def stale_data(known: Known) -> Iterator[Verdict]:
    """Per look, whether its newest figures are older than this account's ever were."""
    days = np.where(known.ages > 0, known.days, -1).max(axis=1, initial=-1)
    gaps = np.where(days >= 0, known.looks - days, 0)
    for row, gap in enumerate(gaps.tolist()):
        usual = int(gaps[max(0, row - HABIT) : max(0, row - gap) + 1].max())
        late = gap - max(usual, WEEKEND if row < YOUNG else 1)
        if known.fresh[row] or late < 1:
            yield Verdict(Trouble.STALE_DATA, Signal.FINE, Because.MET)
        elif late == 1:
            yield Verdict(Trouble.STALE_DATA, Signal.DOUBT, Because.DATA_OLD, None, None, int(days[row]) + 1)
        else:
            tier = Tier.INTERRUPT if late > LASTING else Tier.DIGEST
            yield Verdict(Trouble.STALE_DATA, Signal.BREACH, Because.DATA_OLD, tier, None, int(days[row]) + 1)
