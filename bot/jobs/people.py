"""In which language people read what is for them alone: Slack is asked about whoever is told something in person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.logs import log
from bot.store import Store
from domain.destination import person
from domain.errors import NeedsOwner, Problem, Transient
from notifiers.delivery.rate_limit import INTERNAL_SECONDS
from notifiers.delivery.workspaces import Workspaces
from notifiers.port import Unsure
from storage import Session
from storage.directory import people

AGAIN = timedelta(days=1)
"""How long what Slack has said of somebody's language holds: who changes it reads the new one the day after."""
AT_ONCE = 20
"""Slack is asked about no more in one look: whoever sends and answers asks within the same budget."""
_log = log("people")


@dataclass(slots=True)
class People:
    """Knows whom Slack is to be asked about, and asks."""

    store: Store
    workspaces: Workspaces
    now: Clock
    admins: Sequence[str] = ()

    async def look(self) -> int:
        """Ask about those of whom nothing is known yet, or nothing new since yesterday; how many answers there were.
        Where Slack gives none, what was known serves until the next time."""
        now = self.now()
        waiting = await self.store.read(people.to_ask_about, self.admins, now - AGAIN)
        spoken: dict[str, str] = {}
        for user in waiting[:AT_ONCE]:
            to = person(user)
            try:
                spoken[user] = (await self.workspaces.of(to).person(user, INTERNAL_SECONDS)).locale
            except Problem as problem:
                _log.warning("no word on a language", reason=type(problem).__name__, detail=problem.detail)
                if isinstance(problem, Transient | Unsure | NeedsOwner):  # it would say no more of anybody else
                    break
        if spoken:
            await self.store.run(_keep, spoken, now, self.admins)
        return len(spoken)


def _keep(session: Session, spoken: dict[str, str], now: datetime, admins: Sequence[str]) -> None:
    people.keep(session, spoken, now)
    people.forget_others(session, admins)
