"""What counts has changed: each campaign on a platform is counted anew, in a transaction of its own."""

from dataclasses import dataclass

from bot.clock import machine
from bot.store import Store
from storage import Session
from storage.directory import at_hand
from storage.facts import counting, to_judge


@dataclass(slots=True)
class Recounting:
    """Looks whenever something was declared since. Whoever is stopped in the middle has done what it has done."""

    store: Store
    _seen: at_hand.Version | None = None

    async def do(self) -> int:
        """Count anew what is counted otherwise than its client says; returns how many campaigns that were."""
        now = await self.store.read(at_hand.version)
        if now == self._seen:
            return 0
        waiting = await self.store.read(counting.stale)
        for account, entity in waiting:
            await self.store.run(_again, account, entity)
        self._seen = now
        return len(waiting)


def _again(session: Session, account: int, entity: str) -> None:
    """What is judged rests on other numbers by now."""
    to_judge.mark(session, counting.again(session, account, entity), machine(), news=True)
