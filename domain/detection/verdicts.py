"""What one morning's judgement of a series amounts to: its signal, its reason and its tier."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from domain.detection.known import Known
from domain.detection.series import LIKELIER, Judgement
from domain.detection.setting import Setting
from domain.detection.spending import DOUBTFUL, SURE, Silence
from domain.incidents.finding import Reason, Verdict
from domain.incidents.rule_kinds import Tier

SO_FEW = 0.001
"""A chance below which nobody waits for more days (seven results expected by now, none seen)."""
HABIT = 56
"""Days over which an account's usual gaps between reports are learnt."""
YOUNG, WEEKEND = 14, 4
"""Until it has reported for two weeks, an account may be one that rests at weekends."""
LASTING = 3
"""Mornings beyond the usual gap after which stale data interrupt."""


@dataclass(frozen=True, slots=True)
class RuleAnswer:
    """What one look at a series comes to. `probability` is that of the trouble, None where none is reckoned."""

    signal: Verdict
    because: Reason
    tier: Tier | None = None
    probability: float | None = None
    since: int = 0


def off_target(judgement: Judgement, setting: Setting) -> RuleAnswer:
    """Whether the true value is beyond the target and its tolerance."""
    p = judgement.probability
    if np.isnan(p):
        return RuleAnswer(Verdict.NO_DATA, Reason.NO_ROWS)
    if judgement.days < setting.least_days:
        return RuleAnswer(Verdict.TOO_FEW, Reason.EARLY, None, p)
    if p < setting.clear:
        return RuleAnswer(Verdict.FINE, Reason.MET, None, p)
    digest, interrupt = setting.thresholds(judgement.days)
    if p < digest:
        return RuleAnswer(Verdict.DOUBT, Reason.UNSURE, None, p, judgement.since)
    tier = Tier.INTERRUPT if p >= interrupt else Tier.DIGEST
    return RuleAnswer(Verdict.BREACH, Reason.MISSED, tier, p, judgement.since)


def conversions_stopped(judgement: Judgement, setting: Setting) -> RuleAnswer:
    """Whether nothing comes any more while money flows: told once so few are all but impossible otherwise."""
    p = judgement.stopped
    if np.isnan(judgement.probability):
        return RuleAnswer(Verdict.NO_DATA, Reason.NO_ROWS)
    if p < setting.clear:
        return RuleAnswer(Verdict.FINE, Reason.MET, None, p)
    if p < LIKELIER:
        return RuleAnswer(Verdict.DOUBT, Reason.UNSURE, None, p, judgement.since)
    tier = Tier.INTERRUPT if judgement.chance_of_so_few < SO_FEW else Tier.DIGEST
    return RuleAnswer(Verdict.BREACH, Reason.NO_RESULTS, tier, p, judgement.since)


def spend_stopped(silence: Silence, row: int) -> RuleAnswer:
    """Whether money stopped where the account's own weekdays say that it flows."""
    chance, since = float(silence.chance[row]), int(silence.since[row])
    p = 1 - chance
    if silence.flows[row] or not since:
        signal = Verdict.FINE if silence.flows[row] else Verdict.NO_DATA
        return RuleAnswer(signal, Reason.MET, None, 0.0)
    if chance > DOUBTFUL:
        return RuleAnswer(Verdict.DOUBT, Reason.UNSURE, None, p, since)
    tier = Tier.INTERRUPT if chance <= SURE else Tier.DIGEST
    return RuleAnswer(Verdict.BREACH, Reason.NO_SPEND, tier, p, since)


def stale_data(known: Known) -> Iterator[RuleAnswer]:
    """Per look, whether its newest figures are older than this account's ever were."""
    days = np.where(known.ages > 0, known.days, -1).max(axis=1, initial=-1)
    gaps = np.where(days >= 0, known.looks - days, 0)
    for row, gap in enumerate(gaps.tolist()):
        usual = int(gaps[max(0, row - HABIT) : max(0, row - gap) + 1].max())
        late = gap - max(usual, WEEKEND if row < YOUNG else 1)
        if known.fresh[row] or late < 1:
            yield RuleAnswer(Verdict.FINE, Reason.MET)
        elif late == 1:
            yield RuleAnswer(Verdict.DOUBT, Reason.DATA_OLD, None, None, int(days[row]) + 1)
        else:
            tier = Tier.INTERRUPT if late > LASTING else Tier.DIGEST
            yield RuleAnswer(Verdict.BREACH, Reason.DATA_OLD, tier, None, int(days[row]) + 1)
