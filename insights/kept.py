"""What was worked out of stored numbers, kept for as long as they are the same.

Storage stays the truth: whoever asks reads what each answer rests on, and an answer with another mark is made anew.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from cachetools import LRUCache

from domain.campaign_data import CampaignData, Scope
from storage import Session, database
from storage.facts.figures import Drawn

T = TypeVar("T")
Mark = tuple[Scope, Drawn]
"""A campaign with its goals and budget, the days asked about, and when each of its accounts has answered."""
Made = Mapping[int, tuple[T, bool]]
"""By place, an answer and whether it may be kept."""


class Kept(Generic[T]):
    """Answers about campaigns, the `most` asked for last of each database. Safe to use from threads."""

    def __init__(self, most: int) -> None:
        """Nothing is known yet."""
        self._most = most
        self._of: WeakKeyDictionary[Hashable, LRUCache[Hashable, tuple[Mark, T]]] = WeakKeyDictionary()
        self._turn = Lock()

    def of(self, session: Session, marks: Sequence[Mark], make: Callable[[list[int]], Made[T]]) -> list[T]:
        """An answer for each mark, in their order; `make` is asked for those at the places that are not known."""
        names = [(scope.campaign.key, scope.window) for scope, _ in marks]
        with self._turn:
            kept = self._of.setdefault(database(session), LRUCache(self._most))
            known = [kept.get(name) for name in names]
        missing = [n for n, mark in enumerate(marks) if (found := known[n]) is None or found[0] != mark]
        made = make(missing) if missing else {}
        with self._turn:
            for n in missing:
                answer, lasts = made[n]
                known[n] = (marks[n], answer)
                if lasts:
                    kept[names[n]] = (marks[n], answer)
        return [found[1] for found in known if found is not None]


def lasts(data: CampaignData, drawn: Drawn) -> bool:
    """Whether the marks tell all. Exchange rates, and whose lead a CRM's contact is, change without them."""
    promised = {goal.currency for goal in data.campaign.goals if goal.currency} | {data.campaign.budget.currency}
    seen = promised | {row.currency for row in (*data.days, *data.flight_days, *data.earlier_days)}
    return drawn.is_settled and not data.has_crm and seen <= {data.client.currency}
