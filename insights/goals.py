"""What the goals of many campaigns come to: kept until an account has answered again, or what it rests on changed."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

from cachetools import LRUCache

from domain.snapshot import CampaignData, Headline, Line, Scope, goals_of, headline_of
from storage import Session, database
from storage.facts import figures

SHORT = 31
"""Windows of up to so many days are read together, longer ones apart from them: what is read is from first to last."""
MOST_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Standing:
    """A campaign's verdict and its goals over a window."""

    headline: Headline
    goals: tuple[Line, ...]


class Standings:
    """Those of one database by campaign, each with the mark of all that it rests on. Safe to use from threads."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._kept: LRUCache[str, tuple[object, Standing]] = LRUCache(MOST_KEPT)
        self._turn = Lock()

    def of(self, session: Session, asked: Sequence[Scope]) -> list[Standing]:
        """What each campaign's goals come to over its window, in the order given."""
        drawn = figures.drawn(session, [one.campaign for one in asked])
        marks = [(one, drawn[one.campaign.key]) for one in asked]
        with self._turn:
            known = [self._kept.get(one.campaign.key) for one in asked]
        found = [kept[1] if kept and kept[0] == mark else None for kept, mark in zip(known, marks, strict=True)]
        missing = [one for one, standing in zip(asked, found, strict=True) if standing is None]
        if missing:
            made = {data.campaign.key: data for data in _read(session, missing, drawn)}
            with self._turn:
                for at, mark in enumerate(marks):
                    data = made.get(mark[0].campaign.key)
                    if data is not None:
                        found[at] = self._keep(mark, data)
        return [standing for standing in found if standing is not None]

    def _keep(self, mark: tuple[Scope, figures.Drawn], data: CampaignData) -> Standing:
        """Money of another currency moves with its rates, of which the mark tells nothing: that is not kept."""
        goals = goals_of(data)
        standing = Standing(headline_of(data, goals, mark[0].today), goals)
        if _currencies(data) <= {data.client.currency}:
            self._kept[data.campaign.key] = (mark, standing)
        return standing


def _currencies(data: CampaignData) -> set[str]:
    promised = {goal.currency for goal in data.campaign.goals if goal.currency} | {data.campaign.budget.currency}
    return promised | {row.currency for row in data.days} | {row.currency for row in data.crm}


def _read(session: Session, asked: Sequence[Scope], drawn: Mapping[str, figures.Drawn]) -> Iterable[CampaignData]:
    """Sums of the windows alone, but where a goal about the pace needs the flight."""
    paced = [one for one in asked if any(goal.kpi == "pace" for goal in one.campaign.goals)]
    rest = [one for one in asked if one not in paced] if paced else list(asked)
    for some in ([one for one in rest if (one.window.days <= SHORT) is short] for short in (True, False)):
        yield from figures.within(session, some, drawn)
    yield from figures.facts(session, paced)


_OF: WeakKeyDictionary[Hashable, Standings] = WeakKeyDictionary()


def standings(session: Session, asked: Sequence[Scope]) -> list[Standing]:
    """What each campaign's goals come to over its window, in the order given."""
    return _OF.setdefault(database(session), Standings()).of(session, asked)
