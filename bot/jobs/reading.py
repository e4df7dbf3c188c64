"""Polls under way: each account by itself, so that a slow one keeps nobody waiting but itself."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.clock import Clock, machine
from bot.jobs.poll import Poller
from bot.logs import log
from bot.metrics import Metrics
from bot.store import Store
from domain.entities import SourceAccount
from notifiers import owner
from storage.directory import accounts

AT_ONCE = 16
"""Polls in flight; each vendor's own limits are the connectors' business."""
LEASE_S = 900.0
_log = log("reading")


@dataclass(slots=True)
class Reading:
    """Claims what is due and reads it. `read` are the clients of whom something was read and not judged yet."""

    store: Store
    poller: Poller
    now: Clock
    metrics: Metrics
    admins: Sequence[str] = ()
    read: set[str] = field(default_factory=set)
    _polls: set[asyncio.Task[None]] = field(default_factory=set)
    _claiming: asyncio.Lock = field(default_factory=asyncio.Lock)
    _stopped: bool = False

    async def begin(self) -> None:
        """Begin the polls that are due, as far as hands are free; waits for none of them."""
        async with self._claiming:
            free = AT_ONCE - len(self._polls)
            if self._stopped or free <= 0 or not await self.store.read(accounts.clients_due, self.now()):
                return
            for account in await self.store.run(accounts.due, self.now(), machine(), LEASE_S, free):
                poll = asyncio.create_task(self._poll(account), name=f"poll-{account.id}")
                self._polls.add(poll)
                poll.add_done_callback(self._polls.discard)

    async def ended(self, seconds: float | None = None) -> None:
        """Wait until the polls under way have ended, so many seconds at most."""
        if self._polls:
            await asyncio.wait(set(self._polls), timeout=seconds)

    async def stop(self, seconds: float) -> None:
        """Begin no more; those under way have so many seconds, and are done again where that was too short."""
        self._stopped = True
        await self.ended(seconds)
        left = set(self._polls)
        for poll in left:
            poll.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _poll(self, account: SourceAccount) -> None:
        try:
            problem = await self.poller.poll(account)
            if problem is not None:
                await self.store.run(owner.about_source, account, problem, self.now(), self.admins)
        except Exception:  # noqa: BLE001 - the job's edge: recorded and counted; the account is due again after its lease
            self.metrics.failed.labels("poll").inc()
            _log.exception("poll could not be written down", account=account.id)
        self.read.add(account.client_key)
