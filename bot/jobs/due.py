"""Doing what is due, in order: poll, judge, say, send. All but sending one at a time, however many ask."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Concatenate, ParamSpec

from bot.clock import Clock, machine
from bot.jobs.poll import Poller
from bot.logs import log
from bot.metrics import Metrics
from bot.seam import Store
from domain.entities import SourceAccount
from notifiers import owner, underperformance, updates
from notifiers.pipeline import Decision
from notifiers.sender import Sender
from storage import Session, accounts, outbox, schedule

P = ParamSpec("P")
_log = log("due")
NEVER = datetime.min.replace(tzinfo=UTC)
RECHECK = timedelta(seconds=5)
AT_ONCE = 16
"""Polls in flight; each vendor's own limits are the connectors' business."""


@dataclass(slots=True)
class DueWork:
    """The body of the metronome's tick."""

    store: Store
    poller: Poller
    sender: Sender
    now: Clock
    metrics: Metrics
    admins: tuple[str, ...] = ()
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    _sent_at: datetime = NEVER

    async def do(self) -> None:
        """Everything that is due now, once."""
        async with self._lock:
            touched = await self._poll_due()
            for client in sorted(touched):
                await self._decided("judge", underperformance.run, self.now(), client, self.admins)
            for due in await self.store.read(schedule.due, self.now()):
                await self._decided("updates", updates.say, due, self.now(), self.admins)
        await self.send()

    async def _decided(
        self, what: str, fn: Callable[Concatenate[Session, P], Iterable[Decision]], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """Decide and write down; trouble with one client's numbers must not silence the others."""
        try:
            self._count(await self.store.run(fn, *args, **kwargs))
        except Exception:  # noqa: BLE001 - the job's edge: recorded and counted, and the next one goes on
            self.metrics.failed.labels(what).inc()
            _log.exception("could not decide", what=what)

    def _count(self, decisions: Iterable[Decision]) -> None:
        for decision in decisions:
            self.metrics.decisions.labels(decision.reason).inc()

    async def _poll_due(self) -> set[str]:
        claimed = await self.store.run(accounts.due, self.now(), machine())
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(account: SourceAccount) -> None:
            async with gate:
                problem = await self.poller.poll(account)
            if problem is not None:
                await self.store.run(owner.about_source, account, problem, self.now(), self.admins)

        await asyncio.gather(*(one(account) for account in claimed))
        return {account.client_key for account in claimed}

    async def send(self) -> None:
        """What is intended leaves, also while a vendor keeps a poll waiting, or Slack another message.

        The sender looks at what is held too, so it runs now and then even when nothing is intended.
        """
        if machine() - self._sent_at < RECHECK and not await self.store.read(outbox.pending, machine()):
            return
        self._sent_at = machine()
        while sent := await self.sender.run_once(machine()):
            self.metrics.sent.inc(sent)

    async def pending(self) -> int:
        """How many accounts, subscriptions and deliveries are due now."""
        waiting = await self.store.read(_pending, self.now())
        self.metrics.waiting.set(waiting)
        return waiting

    async def catch_up(self, seconds: float) -> int:
        """Work until nothing is due or so many seconds have gone; returns what is still due."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while True:
            await self.do()
            left = await self.pending()
            if not left or loop.time() >= until:
                return left
            await asyncio.sleep(0.05)


def _pending(session: Session, now: datetime) -> int:
    earliest = accounts.next_due(session)
    polls = earliest is not None and earliest <= now
    # What waits its second for the pace of its channel is due too: whoever pushes the clock wants to see it said.
    soon = machine() + timedelta(seconds=5)
    return int(polls) + len(schedule.due(session, now)) + outbox.pending(session, soon)
