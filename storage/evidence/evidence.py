"""What was known of a campaign's days at each look, out of the observations; see `domain.evidence`.

Observations hold what changed: each row (platform campaign, device and day) is a step function of the instants at
which it was learnt. The steps are added up as differences by look, all at once: 400 campaigns are read in seconds.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np

from domain.evidence import Flags, Grid, Triangle
from domain.results import Counts
from domain.window import Window
from storage import Session
from storage.facts import coverage, fx
from storage.facts.cohorts import crm_triangle
from storage.facts.coverage import Answered, Drawn, looks
from storage.facts.hours import hours
from storage.facts.steps import Steps, observed, steps

IN_MONEY = frozenset({"spend_micros", "value_micros"})

HOURS_BACK = timedelta(days=22)
"""How far back hours are compared."""


def triangle(
    session: Session, campaign_key: str, days: Window, at: Sequence[datetime], downloads: Counts | None = None
) -> Triangle:
    """What was known of each day at each of the instants `at`, in the client's currency. Neither may be empty. With
    its `downloads`, where somebody has said what one is.

    The live judge and the back-test both ask at `looks`, so that they agree. NoResultFound: no such campaign.
    """
    home, seen = coverage.home(session, campaign_key), tuple(sorted(at))
    sources = coverage.drawn(session, home.client_key, campaign_key)
    found = steps(observed(session, campaign_key, days, seen[-1], downloads), days, seen, sources)
    chosen, rates = _chosen(found), _rates(session, found, home.currency, days)
    known = _known(session, sources, days, seen, found)
    grids = {name: _total(found, name, chosen, rates if name in IN_MONEY else None) for name in found.changes}
    return Triangle(
        looks=seen,
        days=tuple(days),
        currency=home.currency,
        spoken=found.standing(found.first).sum(axis=0) > 0,
        **{name: np.where(known, grid, np.nan) for name, grid in grids.items()},
    )


def _chosen(found: Steps) -> Flags | None:
    """Which family counts in each cell (families × looks × days); None where there is no choice."""
    whose = [(family.account, family.entity_id) for family in found.families]
    if len(set(whose)) == len(whose):
        return None
    alive = found.standing(found.alive) > 0
    taken: dict[tuple[int, str], Flags] = {}
    for n in sorted(range(len(whose)), key=lambda n: found.families[n].rank):
        before = taken.get(whose[n], np.zeros(found.shape[1:], dtype=bool))
        taken[whose[n]] = before | alive[n]
        alive[n] &= ~before
    return alive


def _total(found: Steps, name: str, chosen: Flags | None, rates: Grid | None) -> Grid:
    """A metric's sum over the families: looks × days. NaN where one of them does not say, or has no rate."""
    values = found.standing(found.changes[name])
    if name in found.unsaid:
        values[found.standing(found.unsaid[name]) > 0] = np.nan
    if chosen is not None:
        values = np.where(chosen, values, 0.0)
    if rates is not None:  # nothing is nothing, even without a rate
        values = np.where(values == 0, 0.0, np.rint(values * rates[:, None, :]))
    total: Grid = values.sum(axis=0)
    return total


def _rates(session: Session, found: Steps, currency: str, days: Window) -> Grid | None:
    """What one unit of each family's currency is in the client's: families × days; None where all are in it."""
    used = {family.currency for family in found.families}
    if used <= {currency}:
        return None
    known = fx.rates(session, {*used, currency}, days.start - timedelta(days=1))
    unit = 10**12  # as many digits as a float holds
    by_day = {one: [known.convert(unit, one, currency, day) for day in days] for one in used}
    factors = {one: np.array(by_day[one], dtype=np.float64) / unit for one in used}
    return np.array([factors[family.currency] for family in found.families])


def _known(session: Session, sources: Sequence[Drawn], days: Window, at: Sequence[datetime], found: Steps) -> Flags:
    """Where every account that is polled had answered after the day was over, or had a row of it from then.

    Accounts that live on files alone add what they say, and where there are no others, only what they say is known.
    """
    stamps = np.array([one.timestamp() for one in at])[:, None]
    late = found.standing(found.late) > 0
    polled = [one for one in sources if one.watched]
    known = np.full((len(at), days.days), bool(polled))
    for account in sources:
        mine = [family.account == account.id for family in found.families]
        told = late[mine].any(axis=0)
        if not polled:
            known |= told
        elif account in polled:
            known &= told | (stamps >= coverage.known_from(session, account, tuple(days)))
    return known


__all__ = ["Answered", "crm_triangle", "hours", "looks", "triangle"]
