"""What counts has changed: each campaign on a platform is counted anew, in a transaction of its own."""

from dataclasses import dataclass

from bot.clock import machine
from bot.store import Store
from storage.directory import at_hand
from storage.facts import counting


@dataclass(slots=True)
class Recounting:
    """Looks whenever something was declared since. Whoever is stopped in the middle has done what it has done."""

    store: Store
    _seen: at_hand.Version | None = None

    async def do(self) -> None:
        """Count anew what is counted otherwise than its client says."""
        now = await self.store.read(at_hand.version)
        if now == self._seen:
            return
        for account, entity in await self.store.read(counting.stale):
            await self.store.run(counting.again, account, entity, machine())
        self._seen = now
