"""What the credentials open: every source is asked now and then, so that accounts can be chosen without its id."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.clock import Clock, machine
from bot.logs import log
from bot.store import Store
from connectors.port import Sources, Values
from connectors.registry import DESCRIPTORS
from domain.errors import NeedsOwner, Problem
from domain.words import Source
from storage.directory import openings

AGAIN = timedelta(hours=1)
"""Each credential costs a request, or as many as it has managers, of what a day allows."""
_log = log("openings")


@dataclass(slots=True)
class Openings:
    """Asks what each credential opens, and keeps the answers."""

    store: Store
    sources: Sources
    credentials: Mapping[Source, Mapping[str, Values]]
    clock: Clock = machine

    async def begin(self) -> None:
        """Know which credentials there are, and what the others lack."""
        held = [(source, name) for source, names in self.credentials.items() for name in names]
        have = {source for source, _ in held}
        lacking = [(source, about.needed) for source, about in DESCRIPTORS.items() if source not in have]
        await self.store.run(openings.expect, held, lacking)

    async def look(self) -> int:
        """Ask those that nobody has asked for an hour, another process neither; how many were."""
        asked, before = 0, self.clock() - AGAIN
        for key in await self.store.read(openings.due, before):
            if await self.store.run(openings.claim, key, before, self.clock()):
                await self._ask(*key)
                asked += 1
        return asked

    async def _ask(self, source: Source, credential: str) -> None:
        known, key = self.sources.get(source), (source, credential)
        if known is None:
            return
        try:
            found = await known.opened(credential)
        except Problem as problem:
            # What was known serves on: an answer that does not come is no empty one.
            remedy = problem.remedy.value if isinstance(problem, NeedsOwner) else "transient"
            _log.warning("no word on what it opens", source=source, reason=remedy, detail=problem.detail)
            await self.store.run(openings.note, key, remedy, self.clock())
        else:
            await self.store.run(openings.keep, key, found, self.clock())
