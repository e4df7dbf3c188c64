"""Polls under way: each account by itself, so that a slow one keeps nobody waiting but itself."""

import asyncio
import contextlib
from collections import deque
from dataclasses import dataclass, field

from bot.clock import Clock, machine
from bot.jobs.holding import held
from bot.jobs.poll import Poller
from bot.logs import log
from bot.metrics import Metrics
from bot.store import Store
from storage import Session
from storage.directory import accounts
from storage.directory.accounts import Claim
from storage.facts import sync

AT_ONCE = 24
"""Polls in flight; each vendor's own limits are the connectors' business."""
A_FEW = 8
"""Accounts that are claimed together when a hand comes free: a transaction costs more than what it claims."""
_log = log("reading")


@dataclass(slots=True)
class Reading:
    """Claims what is due and reads it. A hand that comes free takes the next at once."""

    store: Store
    poller: Poller
    now: Clock
    metrics: Metrics
    _polls: set[asyncio.Task[None]] = field(default_factory=set)
    _claimed: deque[Claim] = field(default_factory=deque)
    _held: dict[int, Claim] = field(default_factory=dict)
    _claiming: asyncio.Lock = field(default_factory=asyncio.Lock)
    _stopped: bool = False

    async def begin(self) -> None:
        """Begin the polls that are due, as far as hands are free; waits for none of them."""
        async with self._claiming:
            free = AT_ONCE - len(self._polls)
            if self._stopped or free <= 0:
                return
            if await self.store.read(accounts.first_due, self.now(), machine()) is None:
                return
            for claim in await self.store.run(self._claim, free):
                poll = asyncio.create_task(self._work(claim), name=f"poll-{claim.id}")
                self._polls.add(poll)
                poll.add_done_callback(self._polls.discard)

    def _claim(self, session: Session, free: int) -> list[Claim]:
        """What is due, and the end of what an earlier process left half read."""
        ours = [*self._held, *(claim.id for claim in self._claimed)]
        claims = accounts.due(session, self.now(), machine(), limit=free, without=ours)
        sync.abandon(session, [claim.id for claim in claims], self.now())
        return claims

    async def ended(self, seconds: float | None = None) -> None:
        """Wait until no poll is under way, so many seconds at most."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._polls:
                    await asyncio.wait(set(self._polls))

    async def stop(self, seconds: float) -> None:
        """Begin no more; those under way have so many seconds, and are done again where that was too short: whoever
        comes next gets them at once."""
        self._stopped = True
        await self.ended(seconds)
        left = set(self._polls)
        for poll in left:
            poll.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        await self.store.run(accounts.release, [*self._claimed, *self._held.values()])

    async def _work(self, claim: Claim | None) -> None:
        """One account after the other, for as long as one is due."""
        while claim is not None:
            await self._poll(claim)
            claim = await self._next()

    async def _next(self) -> Claim | None:
        """The next account that is due; they are claimed a few at a time."""
        async with self._claiming:
            try:
                if not self._claimed and not self._stopped:
                    self._claimed.extend(await self.store.run(self._claim, A_FEW))
            except Exception:  # noqa: BLE001 - the job's edge: recorded and counted; the next tick tries again
                self._broke("the next poll could not be claimed")
            return self._claimed.popleft() if self._claimed and not self._stopped else None

    async def _poll(self, claim: Claim) -> None:
        self._held[claim.id] = claim
        try:
            async with held(self.store, claim):
                await self.poller.poll(claim)
            del self._held[claim.id]
        except Exception:  # noqa: BLE001 - the job's edge: recorded and counted; the account is due again after its lease
            self._held.pop(claim.id, None)  # a poll that is cancelled stays held: whoever stops it gives it back
            self._broke("poll could not be written down", account=claim.id)

    def _broke(self, what: str, **about: int) -> None:
        self.metrics.failed.labels("poll").inc()
        _log.exception(what, **about)
