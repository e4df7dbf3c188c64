"""Doing what is due: read, judge, say, send. Each step by itself, so that none keeps another waiting."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Concatenate, ParamSpec

from bot.clock import Clock, machine
from bot.jobs.poll import Poller
from bot.jobs.reading import Reading
from bot.jobs.recounting import Recounting
from bot.logs import log
from bot.metrics import Metrics
from bot.store import Store
from insights.unchanged import unchanged
from insights.watch import watch
from notifiers import alert_notifications, digest, due_notifications, setting_up, updates
from notifiers.delivery.pipeline import Decision
from notifiers.delivery.sender import Sender
from storage import Session
from storage.directory import accounts, channels, clients, schedule
from storage.directory.schedule import Due
from storage.facts import to_judge
from storage.messages import deliveries

P = ParamSpec("P")
_log = log("due")
NEVER = datetime.min.replace(tzinfo=UTC)
RECHECK = timedelta(seconds=5)
MINUTE = timedelta(minutes=1)
PATIENCE_S = 120.0
"""How long an update waits for its own client's accounts to be read, so that it speaks of yesterday too."""


@dataclass(slots=True)
class DueWork:
    """The bodies of the metronome's ticks. `patience_s` is how long an update waits for its client's polls, by the
    clock of the `machine`."""

    store: Store
    poller: Poller
    sender: Sender
    now: Clock
    metrics: Metrics
    admins: tuple[str, ...] = ()
    patience_s: float = PATIENCE_S
    machine: Clock = machine
    reading: Reading = field(init=False)
    recounting: Recounting = field(init=False)
    _judging: asyncio.Lock = field(default_factory=asyncio.Lock)
    _saying: asyncio.Lock = field(default_factory=asyncio.Lock)
    _sent_at: datetime = NEVER
    _attended_at: datetime = NEVER

    def __post_init__(self) -> None:
        self.reading = Reading(self.store, self.poller, self.now, self.metrics)
        self.recounting = Recounting(self.store)

    async def do(self, seconds: float | None = None) -> None:
        """Everything that is due now, once and in order; polls that take longer than so many seconds go on alone."""
        await self.reading.begin()
        await self.reading.ended(seconds)
        await self.judge()
        await self.say()  # before anything is read again that would have to be judged first
        await self.attend()
        await self.send()

    async def poll(self) -> None:
        """Begin to read what is due."""
        await self.reading.begin()

    async def judge(self) -> None:
        """Judge the clients of whom something was read since: what a pass brings in the meantime is judged too."""
        async with self._judging:
            await self._count_again()
            tried = set[str]()
            while waiting := await self._changed() - tried:
                for client in sorted(waiting):
                    if not await self._decided("judge", self._judge, client):
                        pause = await self.store.run(to_judge.failed, client, self.machine())
                        _log.warning("judging put off", client=client, seconds=pause.total_seconds())
                tried |= waiting

    async def _count_again(self) -> None:
        """What counts may be another thing now; trouble with that keeps nobody from being judged."""
        try:
            await self.recounting.do()
        except Exception:  # noqa: BLE001 - the job's edge: recorded and counted; the next pass tries again
            self.metrics.failed.labels("judge").inc()
            _log.exception("could not count again")

    async def _changed(self) -> set[str]:
        """Who is to be judged, of those who were read by now: while some are judged, others are read without news."""
        await self._leave_standing()
        return set(await self.store.read(to_judge.waiting, self.machine()))

    async def _leave_standing(self) -> None:
        """Whoever was read without news, and of whom nothing else has changed, is judged already: all at once."""
        try:
            seen = await self.store.read(_standing, self.now(), self.machine())
            if seen:
                await self.store.run(to_judge.judged, seen)
        except Exception:  # noqa: BLE001 - the job's edge: recorded and counted; then each of them is judged
            self.metrics.failed.labels("judge").inc()
            _log.exception("could not see whose verdicts stand")

    def _judge(self, session: Session, client: str) -> list[Decision]:
        """Everything of one client, in one transaction with its end: who ends in the middle has done nothing."""
        if not clients.lock(session, client, wait=False):
            return []  # another process has it, or it is gone
        seen = to_judge.reads(session, client)
        if seen is None:
            return []
        now, known = self.now(), clients.get(session, client)
        if known is None:
            return []
        missed: list[str] = []
        # What time alone brings is told once a minute anyway.
        has_news = watch(session, known, now, partial(self._judged, missed))
        decisions = alert_notifications.tell(session, known, now, self.admins) if has_news else []
        decisions += setting_up.tell(session, known, now, self.admins)
        if missed:
            to_judge.failed(session, client, self.machine())
        else:
            to_judge.judged(session, {client: seen})
        return decisions

    async def attend(self) -> None:
        """What the hour brings, once a minute of business; and at once what somebody's press has left behind."""
        async with self._judging:
            now = self.now()
            if abs(now - self._attended_at) >= MINUTE:
                self._attended_at = now
                await self._attend(now)
            else:
                for client in await self.store.read(due_notifications.behind):
                    await self._decided("attend", _alone, client, due_notifications.catch_up, now, self.admins)

    async def _attend(self, now: datetime) -> None:
        """Each client by itself, then each person's digest of the clients with which all went well."""
        everybody = await self.store.read(due_notifications.everybody)
        waiting = await self._waiting(everybody, now)
        well = [
            one
            for one in everybody
            if one not in waiting
            or await self._decided("attend", _alone, one, due_notifications.of_client, now, self.admins)
        ]
        for person, theirs in (await self.store.read(digest.due, now, well, self.admins)).items():
            await self._decided("digest", _digest, person, theirs, now, self.admins)

    async def _waiting(self, everybody: Iterable[str], now: datetime) -> set[str]:
        """Those of whom something may be due; all of them where that cannot be seen of all at once."""
        try:
            return await self.store.read(due_notifications.waiting, now, self.admins)
        except Exception:  # noqa: BLE001 - the job's edge: recorded and counted; then each is looked at by itself
            self.metrics.failed.labels("attend").inc()
            _log.exception("could not see of whom something is due")
            return {*everybody}

    @contextmanager
    def _judged(self, missed: list[str], campaign: str) -> Iterator[None]:
        """Where a campaign is judged: its trouble must not leave the client's other campaigns unjudged. It is `missed`,
        so that the client is judged again."""
        try:
            yield
        except Exception:  # noqa: BLE001 - the job's edge: recorded and counted, and the next campaign goes on
            self.metrics.failed.labels("judge").inc()
            _log.exception("could not judge", campaign=campaign)
            missed.append(campaign)

    async def say(self) -> None:
        """Write down the updates that are due, each when its own client has been read and judged."""
        async with self._saying:
            for due, behind in await self.store.read(_due_updates, self.now(), self.machine()):
                if behind and await self._waits(due):
                    continue
                if not await self._decided("updates", updates.say, due, self.now(), self.admins):
                    pause = await self.store.run(schedule.failed, due.subscription.id, self.machine())
                    _log.warning("update put off", subscription=due.subscription.id, seconds=pause.total_seconds())

    async def _waits(self, due: Due) -> bool:
        """Whether there is patience left. Since when it waits is a row: a new start does not begin to wait anew."""
        if due.waits_since is None:
            await self.store.run(schedule.wait, due.subscription.id, self.machine())
            return True
        return self.machine() - due.waits_since < timedelta(seconds=self.patience_s)

    async def _decided(
        self, what: str, fn: Callable[Concatenate[Session, P], Iterable[Decision]], *args: P.args, **kwargs: P.kwargs
    ) -> bool:
        """Decide and write down; False after trouble, which with one client's numbers must not silence the others."""
        try:
            for decision in await self.store.run(fn, *args, **kwargs):
                self.metrics.decisions.labels(decision.reason).inc()
        except Exception:  # noqa: BLE001 - the job's edge: recorded and counted, and the next one goes on
            self.metrics.failed.labels(what).inc()
            _log.exception("could not decide", what=what)
            return False
        return True

    async def send(self) -> None:
        """What is intended leaves, also while a vendor keeps a poll waiting, or Slack another message.

        The sender looks at what is held too, so it runs now and then even when nothing is intended.
        """
        at = self.machine()
        if at - self._sent_at < RECHECK and not await self.store.read(deliveries.pending, at):
            return
        self._sent_at = at
        while sent := await self.sender.run_once(self.machine()):
            self.metrics.sent.inc(sent)

    async def pending(self) -> int:
        """How many accounts, subscriptions and deliveries are due now. What failed and rests is not: it was tried."""
        waiting = await self.store.read(_pending, self.now(), self.machine())
        self.metrics.waiting.set(waiting)
        return waiting

    async def catch_up(self, seconds: float) -> int:
        """Work until nothing is due or so many seconds have gone; returns what is still due."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while True:
            await self.do(max(0.0, until - loop.time()))
            left = await self.pending()
            if not left or loop.time() >= until:
                return left
            await asyncio.sleep(0.05)


def _standing(session: Session, now: datetime, machine_now: datetime) -> dict[str, int]:
    """The clients whose last verdicts stand, each with how often it was read."""
    seen = to_judge.without_news(session, machine_now)
    lasting = unchanged(session, seen.keys(), now) if seen else ()
    return {client: seen[client] for client in lasting}


def _alone(
    session: Session,
    client: str,
    fn: Callable[[Session, str, datetime, Sequence[str]], list[Decision]],
    now: datetime,
    admins: Sequence[str],
) -> list[Decision]:
    """What is due of one client, unless another process is about it just now."""
    return fn(session, client, now, admins) if clients.lock(session, client, wait=False) else []


def _digest(
    session: Session, person: str, theirs: Sequence[str], now: datetime, admins: Sequence[str]
) -> list[Decision]:
    for client in sorted(theirs):  # everybody in the same order, so that no two wait for each other
        clients.lock(session, client)
    return digest.say(session, person, theirs, now, admins)


def _due_updates(session: Session, now: datetime, machine_now: datetime) -> list[tuple[Due, bool]]:
    """What is due, and of each whether its client is still to be read or judged."""
    behind = accounts.clients_due(session, now) | to_judge.fresh(session)
    found = [(due, channels.get(session, due.subscription.channel)) for due in schedule.due(session, now, machine_now)]
    return [(due, channel.client_key in behind) for due, channel in found if channel]


def _pending(session: Session, now: datetime, machine_now: datetime) -> int:
    # What waits its second for the pace of its channel is due too: whoever pushes the clock wants to see it said.
    soon = machine_now + timedelta(seconds=5)
    polls, unjudged = len(accounts.clients_due(session, now)), len(to_judge.waiting(session, machine_now))
    return polls + unjudged + len(schedule.due(session, now, machine_now)) + deliveries.pending(session, soon)
