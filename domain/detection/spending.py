"""Whether money flows as it used to: judged from the account's own days, weekday by weekday."""

from dataclasses import dataclass

import numpy as np

from domain.detection.known import Flags, Floats, Ints, Known

WEEKS = 8
MEMORY = 180
"""Days looked back on."""
LEAST = 14
"""Days of history before a silence says anything."""
WEEK = 7
POOLED = 2.0
"""Days that an account's silences on any weekday count for, against those on the same weekday."""
DOUBTFUL, SURE = 0.02, 0.001
"""Chance of such a silence by the account's own habits, below which it is watched, and told."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Per look (L,): whether money flows (`flows`), the `chance` of a silence as long as the present one, its first day
    (`since`, an ordinal, 0 for none), and what used to be spent a day (`usual`)."""

    flows: Flags
    chance: Floats
    since: Ints
    usual: Floats
    missed: Floats
    """Spend that would have been usual over the silent days."""


def silence(known: Known, memory: int = MEMORY) -> Silence:
    """How likely it is that an account like this spends nothing on each of its last days.

    The chance of a silent day is learnt per weekday from the weeks before the silence, shrunk to the account's own over
    all weekdays, and that to a half silent day (Jeffreys' prior). Days in a row are not independent (who pauses for a
    week pauses for seven days), so a silence counts by how often one began, and how long those lasted: a chain of two
    states.
    """
    spend = known.effort
    size = known.looks.size
    out = Silence(*(np.zeros(size, dtype=kind) for kind in (np.bool_, float, np.int64, float, float)))
    for row in range(size):
        told = ~np.isnan(spend[row]) & (known.days < known.looks[row]) & (known.days >= known.looks[row] - memory)
        chance, since, usual, missed = _one(known.days[told], spend[row][told])
        out.flows[row] = bool(told.any()) and since == 0
        out.chance[row], out.since[row], out.usual[row], out.missed[row] = chance, since, usual, missed
    return out


def _one(days: Ints, spend: Floats) -> tuple[float, int, float, float]:
    """Chance, first silent day, usual daily spend, spend missed; for one look."""
    spending = np.flatnonzero(spend > 0)
    if not spending.size or spending[-1] == spend.size - 1:
        return 1.0, 0, float(spend[spending[0] :][-28:].mean()) if spending.size else 0.0, 0.0
    last = int(spending[-1])
    quiet_days = days[last + 1 :]
    begin = max(int(spending[0]), last + 1 - WEEK * WEEKS)  # before its first day it was not silent, it was not there
    before, when = spend[begin : last + 1], days[begin : last + 1]
    if before.size < LEAST:
        return 1.0, int(quiet_days[0]), float(before.mean()), 0.0
    chance = _chain(before, when, quiet_days)
    same = [before[when % WEEK == day % WEEK] for day in quiet_days]
    usual = sum(float(part.mean()) if part.size else float(before.mean()) for part in same)
    return chance, int(quiet_days[0]), float(before.mean()), usual


def _chain(before: Floats, when: Ints, quiet: Ints) -> float:
    """The first silent day by its weekday's habit; the others by how often a silence went on over that weekday."""
    still = before == 0
    overall = (still.sum() + 0.5) / (still.size + 1)
    chance = 1.0
    for place, day in enumerate(quiet.tolist()):
        same = when % WEEK == day % WEEK
        if place == 0:
            chance *= (still[same].sum() + POOLED * overall) / (same.sum() + POOLED)
            continue
        # Where no silence ever reached that weekday: as if one in eight had gone on.
        after = np.concatenate([[False], still[:-1]]) & same
        chance *= (still[after].sum() + 0.5) / (after.sum() + 1) if after.any() else 1 / 8
    return float(chance)
