"""A rule tried on the past, before it is enabled: the same series through the same steps that the live path takes."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from domain.detection.known import FINAL, Known
from domain.detection.series import Judgement
from domain.detection.setting import DEFAULT, Setting
from domain.detection.verdicts import RuleAnswer
from domain.entities import Goal
from domain.rules.inputs import CampaignEvidence, RuleOverride
from domain.rules.off_target import tolerance, wished
from domain.rules.replaying import ESTIMATED, Morning, Told, stories
from domain.rules.series import Series, series


@dataclass(frozen=True, slots=True)
class Tried:
    """What would have been told from `since` on. Mornings before `watched` were not watched at the time: their days
    are known in their final form only, so that nothing had to be waited for."""

    series: Series
    mornings: tuple[Morning, ...]
    told: tuple[Told, ...]
    watched: date | None

    @property
    def alerts(self) -> int:
        """How many incidents would have been told."""
        return sum(one.fires for one in self.told)


def tried(
    view: CampaignEvidence, goal: Goal, since: date, wish: RuleOverride | None = None, setting: Setting = DEFAULT
) -> Tried | None:
    """The goal's rule on every morning of the flight from `since`; None where there is no such series."""
    wish, since = wish or RuleOverride(""), max(since, view.campaign.start)
    asked = series(view, goal, tolerance(wish))
    if asked is None or not asked.known.looks.size:
        return None
    first = int(asked.known.looks[0])

    def waits(verdict: RuleAnswer, judgement: Judgement) -> RuleAnswer:
        return wished(verdict, judgement, wish)

    parts = [asked.known] if since.toordinal() >= first else [_before(asked.known), asked.known]
    # Every look is replayed, for an incident may have begun before; what is given back begins at `since`.
    whole = stories([(part, 0) for part in parts], asked.aim, setting, waits=waits)
    return Tried(
        asked,
        tuple(one for one in whole.mornings if one.look >= since.toordinal()),
        tuple(one for one in whole.told if one.look >= since.toordinal() and one.trouble in ESTIMATED),
        date.fromordinal(first),
    )


def _before(known: Known) -> Known:
    """The mornings before anybody looked, as if each day had been final on the day after: as it was first told, for a
    history may be read after the first look."""
    first = (~np.isnan(known.results)).argmax(axis=0), np.arange(known.days.size)
    results, effort = known.results[first], known.effort[first]
    told = np.flatnonzero((effort > 0) & (known.days < known.looks[0]))
    begin = int(known.days[told[0]]) if told.size else int(known.looks[0])
    looks = np.arange(begin + 1, int(known.looks[0]), dtype=np.int64)
    seen = (known.days[None, :] < looks[:, None]) & ~np.isnan(results)
    return Known(
        looks,
        known.days,
        np.where(seen, results, np.nan),
        np.where(seen, effort, np.nan),
        np.where(seen, FINAL, 0),
        np.ones(looks.size, dtype=np.bool_),
    )
