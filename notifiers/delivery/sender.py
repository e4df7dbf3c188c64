"""The outbox emptied: claim, check the place, say it, write down what became of it.

A row is `sending` in the database right before it leaves, so that an interrupted send is seen at the next start and
what never left is simply sent; it is dropped where somebody else has decided about it meanwhile. Nothing waits for its
second while it is claimed. Leases, waits and that pace run on the machine's clock.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from domain.entities import Channel
from domain.errors import NeedsOwner, Problem, Transient
from notifiers.delivery.charge import may_read
from notifiers.delivery.fitness import Unfit, outsider, refusal
from notifiers.delivery.kinds import BROADCAST
from notifiers.delivery.lookup import LookUp, opaque_id
from notifiers.delivery.outcomes import Broken, Outcomes, When, message_of
from notifiers.delivery.rate_limit import INTERNAL_SECONDS, SPACING_S, freshness
from notifiers.delivery.workspaces import Workspaces
from notifiers.port import EverythingStops, Ready, Receipt, Sleep, Unsure
from notifiers.store import Store
from storage import Session
from storage.directory import channels
from storage.messages import deliveries, outbox, pace
from storage.messages.deliveries import Delivery, Lane

log = logging.getLogger(__name__)
LEASE_S = 180.0
PREPARE_S = 120.0
"""For a message to be made ready: Slack may be asked about its place only when its turn has come."""
AT_ONCE = 8
"""Messages on their way at the same time, each to another channel."""
RECHECK_S = 10.0
RECHECK_AGE_S = 600.0
"""How old what is known may be of a place where something waits for its teams: an event says when they change."""
PATIENCE_S = 5.0
"""A rest that is waited for within one run; what must wait longer is put off, in the database or to the next run."""
PAUSE_S = 15.0
LONGEST_PAUSE_S = 900.0


class Sender:
    """Empties the outbox. `now` is the business clock, `monotonic` and `sleep` are the machine's."""

    def __init__(
        self,
        store: Store,
        workspaces: Workspaces,
        now: Callable[[], datetime],
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Sleep = asyncio.sleep,
        admins: Sequence[str] = (),
        prepare_s: float = PREPARE_S,
    ) -> None:
        self._store = store
        self._workspaces = workspaces
        self._now = now
        self._prepare_s = prepare_s
        self._monotonic = monotonic
        self._outcomes = Outcomes(admins)
        self._look_up = LookUp(store, workspaces, self._outcomes, self._when)
        self._sleep = sleep
        self._claiming = asyncio.Lock()
        self._started = (monotonic(), datetime.min.replace(tzinfo=UTC))
        self._stopped = False
        self._refused = False
        self._recheck_at = 0.0

    def stop(self) -> None:
        """Finish what is on its way and begin nothing more."""
        self._stopped = True

    async def run_once(self, machine_now: datetime) -> int:
        """Send what can be sent now; how many deliveries arrived. Safe to call at any time, also by two processes."""
        self._started = (self._monotonic(), machine_now)
        with suppress(TimeoutError):  # whoever waits for its teams holds up nothing; the answer serves the next round
            async with asyncio.timeout(PATIENCE_S):
                await self._free_confirmed()
        await self._store.run(outbox.strand_expired, machine_now)
        await self._look_up.run()
        waiting = await self._store.run(self._look_around)
        hands = 0 if self._stopped else min(AT_ONCE, waiting)
        done = await asyncio.gather(*(self._work() for _ in range(hands)), return_exceptions=True)
        for result in done:
            if isinstance(result, BaseException):
                raise result
        return sum(count for count in done if isinstance(count, int))

    @property
    def is_refused(self) -> bool:
        """Whether the workspace refuses our token: from one failed attempt until one that gets through."""
        return self._refused

    def _when(self) -> When:
        began, machine_now = self._started
        return When(self._now(), machine_now + timedelta(seconds=self._monotonic() - began))

    def _look_around(self, session: Session) -> int:
        """In how many places there is something to do: a second hand in one would only wait and look."""
        when = self._when()
        if pace.is_paused(session, when.machine):
            return 0
        for lane, left in pace.resting(session, when.machine).items():
            if left > PATIENCE_S:
                outbox.put_off(session, lane, when.machine + timedelta(seconds=left))
        return deliveries.places(session, when.machine)

    async def _work(self) -> int:
        sent = 0
        while not self._stopped:
            if claimed := await self._claimed():
                sent += await self._deliver(claimed)
            elif not await self._breathe():
                break
        return sent

    async def _claimed(self) -> Delivery | None:
        async with self._claiming:
            return await self._store.run(self._claim)

    def _claim(self, session: Session) -> Delivery | None:
        when = self._when()
        if pace.is_paused(session, when.machine):
            return None
        outbox.fail_orphans(session, when.business)
        claimed = outbox.claim(session, when.machine, LEASE_S, 1, list(pace.resting(session, when.machine)))
        return claimed[0] if claimed else None

    async def _breathe(self) -> bool:
        """Wait for the pace of the channels, holding nothing; False when nothing waits for it."""
        left = await self._store.read(self._soon)
        if left is None:
            return False
        await self._sleep(left)
        return True

    def _soon(self, session: Session) -> float | None:
        """Seconds until a lane is free in which something waits; None where there is none, or not for long."""
        at = self._when().machine
        soon = {lane: left for lane, left in pace.resting(session, at).items() if left <= PATIENCE_S}
        if not soon or pace.is_paused(session, at) or not deliveries.waits_in(session, list(soon), at):
            return None
        return min(soon.values())

    async def _deliver(self, delivery: Delivery) -> int:
        """Try once and write down the outcome; 1 when it arrived."""
        if self._stopped or await self._store.read(lambda session: pace.is_paused(session, self._when().machine)):
            await self._give_back(delivery, 0.0)
            return 0
        try:
            ready, address, ts, replaces = await self._made_ready(delivery)
        except _NotNow:
            return 0
        except Problem as problem:
            await self._not_sent(delivery, problem)
            return 0
        except Exception as error:  # the job's edge: whatever broke, nothing has left
            log.exception("delivery %d could not be made ready", delivery.id)
            await self._not_sent(delivery, Broken(type(error).__name__))
            return 0
        lane = (delivery.to.address, replaces)
        if not await self._may_leave(delivery, lane):
            return 0
        try:
            receipt = await self._say(delivery, address, ready, ts, lane)
        except Problem as problem:
            await self._not_said(delivery, problem, replaces=replaces)
            return 0
        except Exception as error:  # the job's edge: it may have left before it broke
            log.exception("delivery %d broke while it was said", delivery.id)
            await self._not_said(delivery, Unsure(type(error).__name__), replaces=replaces)
            return 0
        self._refused = False
        await self._store.run(self._arrived, delivery, receipt)
        return 1

    def _arrived(self, session: Session, delivery: Delivery, receipt: Receipt) -> None:
        pace.resume(session)
        outbox.settle_sent(session, delivery.id, receipt.ts, self._now(), attempt=delivery.attempts)

    async def _not_said(self, delivery: Delivery, problem: Problem, *, replaces: bool) -> None:
        if isinstance(problem, Unsure) and not replaces:
            log.warning("no answer from the outbox: %s", problem.detail)
            await self._store.run(outbox.lose, delivery.id, self._when().machine, attempt=delivery.attempts)
            await self._look_up.run()
        else:
            await self._not_sent(delivery, problem)

    async def _may_leave(self, delivery: Delivery, lane: Lane) -> bool:
        """Whether it may be said this instant: its lane is free, and it is still ours, for as long as saying takes."""
        resting = await self._store.read(lambda session: pace.resting(session, self._when().machine))
        if left := resting.get(lane):
            await self._give_back(delivery, left)
            return False
        until = self._when().machine + timedelta(seconds=LEASE_S)
        if await self._store.run(outbox.begin, delivery.id, delivery.attempts, until):
            return True
        log.warning("delivery %d was decided about while it was made ready", delivery.id)
        return False

    async def _give_back(self, delivery: Delivery, seconds: float) -> None:
        """It was not tried: again in so many seconds."""
        later = self._when().machine + timedelta(seconds=seconds)
        await self._store.run(outbox.retry, delivery.id, later, attempt=delivery.attempts, counts=False)

    async def _say(self, delivery: Delivery, address: str, ready: Ready, ts: str | None, lane: Lane) -> Receipt:
        _, replaces = lane
        out = self._workspaces.of(delivery.to)
        try:
            if replaces and ts:
                return await out.update(address, ts, ready)
            return await out.post(address, ready, ts, broadcast=delivery.kind in BROADCAST, mark=opaque_id(delivery))
        finally:
            # Before the outcome is written down: from then on another worker may claim the channel's next one.
            await self._rest(lane, SPACING_S)

    async def _rest(self, lane: Lane, seconds: float) -> None:
        await self._store.run(
            lambda session: pace.rest(session, lane, self._when().machine + timedelta(seconds=seconds))
        )

    async def _made_ready(self, delivery: Delivery) -> tuple[Ready, str, str | None, bool]:
        """The message, where it goes, the thread or message there, and whether it replaces that message."""
        if delivery.edits is not None and await self._store.read(deliveries.superseded, delivery):
            await self._store.run(outbox.settle_sent, delivery.id, None, self._now(), attempt=delivery.attempts)
            raise _NotNow
        try:
            async with asyncio.timeout(self._prepare_s):
                shared, address = await self._address(delivery)
                ready = await self._workspaces.of(delivery.to).prepare(message_of(delivery), shared=shared)
        except TimeoutError:
            raise Transient("not ready in time", reason="prepare") from None
        ts = await self._store.read(_anchor, delivery)
        if ts is None and delivery.thread_of is not None:
            await self._store.run(
                outbox.settle_failed, delivery.id, "thread_unknown", self._now(), attempt=delivery.attempts
            )
            raise _NotNow
        return ready, address, ts, delivery.edits is not None and ts is not None

    async def _address(self, delivery: Delivery) -> tuple[bool, str]:
        """Whether the place is shared outside, and its id at Slack; _NotNow, written down, where it is not fit."""
        out = self._workspaces.of(delivery.to)
        if delivery.to.is_person:
            await self._still_fit(delivery)
            return False, await out.dm(delivery.to.address)
        bound = await self._store.read(channels.get, delivery.to.address)
        facts = await out.channel(delivery.to.address, freshness(bound))
        # Slack may have taken its time: what counts is whose channel it is by now.
        found = refusal(delivery, await self._store.read(channels.get, delivery.to.address), facts)
        if found:
            log.warning("held back from %s: %s", delivery.to.address, found.why)
            self._workspaces.forget(delivery.to)
            await self._store.run(self._outcomes.refused, delivery, found, self._when())
            raise _NotNow
        return facts.is_ext_shared, delivery.to.address

    async def _still_fit(self, delivery: Delivery) -> None:
        """_NotNow, written down, where the person is no member of the agency's team or not in charge any more."""
        user = delivery.to.address
        found = outsider(await self._workspaces.of(delivery.to).person(user, INTERNAL_SECONDS))
        if found is None and not await self._store.read(may_read, user, delivery, self._outcomes.admins):
            found = Unfit.NOT_IN_CHARGE
        if found is not None:
            log.warning("held back from %s: %s", user, found)
            await self._store.run(self._outcomes.unfit, delivery, found, self._when())
            raise _NotNow

    async def _not_sent(self, delivery: Delivery, problem: Problem) -> None:
        log.warning("delivery %d did not arrive: %s", delivery.id, problem.detail)
        if isinstance(problem, EverythingStops):
            self._refused = True
            await self._store.run(self._pause)
        elif isinstance(problem, NeedsOwner):
            self._refused = False
            self._workspaces.forget(delivery.to)
        elif isinstance(problem, Transient) and problem.retry_after:
            await self._rest((delivery.to.address, delivery.edits is not None), problem.retry_after)
        await self._store.run(self._outcomes.not_sent, delivery, problem, self._when())

    def _pause(self, session: Session) -> None:
        at = self._when().machine
        if not pace.is_paused(session, at):  # several at once were refused for one reason
            pace.pause(session, at, PAUSE_S, LONGEST_PAUSE_S)

    async def _free_confirmed(self) -> None:
        """Let go what waited for teams that are confirmed by now, or gone from the channel."""
        if self._monotonic() < self._recheck_at:
            return
        self._recheck_at = self._monotonic() + RECHECK_S
        for delivery, channel in await self._store.read(_waiting_for_teams):
            try:
                # It is judged again, on what is fresh there, before it leaves.
                out = self._workspaces.of(delivery.to)
                facts = await out.channel(delivery.to.address, RECHECK_AGE_S)
            except Problem:
                continue
            if refusal(delivery, channel, facts) is None:
                await self._store.run(outbox.release, delivery.id)


class _NotNow(Exception):  # noqa: N818 - not an error: the outcome is written down already
    """Nothing more to do with this delivery for now."""


def _anchor(session: Session, delivery: Delivery) -> str | None:
    """The `ts` of the message that this one edits or replies to; None for a message of its own."""
    parent = delivery.edits or delivery.thread_of
    return deliveries.anchor(session, parent) if parent is not None else None


def _waiting_for_teams(session: Session) -> list[tuple[Delivery, Channel]]:
    waiting = deliveries.held_because(session, Unfit.TEAMS)
    return [(one, channel) for one in waiting if (channel := channels.get(session, one.to.address)) is not None]
