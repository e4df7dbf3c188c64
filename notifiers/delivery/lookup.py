"""Messages that may or may not have arrived: looked for at Slack by the opaque id that they carry, else asked about."""

import asyncio
import hashlib
import logging
from collections.abc import Callable
from datetime import timedelta

from domain.errors import Problem, Transient
from notifiers.delivery.kinds import Kind
from notifiers.delivery.outcomes import Outcomes, When
from notifiers.delivery.workspaces import Workspaces
from notifiers.port import EverythingStops, Unsure
from notifiers.store import Store
from storage import Session
from storage.messages import deliveries, outbox
from storage.messages.deliveries import Delivery

log = logging.getLogger(__name__)
SETTLED_S = 60.0
"""How long after the first look what was not found may still turn up."""
LOOK_S = 60.0
NOT_SEEN = "not_seen"
"""The code of what was looked for once and not found."""


def opaque_id(delivery: Delivery) -> str:
    """What a message carries to be found again: it tells nobody else anything."""
    known = f"{delivery.id}:{delivery.occasion}:{delivery.created_at.isoformat()}"
    return hashlib.blake2s(known.encode(), digest_size=16).hexdigest()


class LookUp:
    """Decides about what became unknown, as soon as Slack answers."""

    def __init__(
        self, store: Store, workspaces: Workspaces, outcomes: Outcomes, when: Callable[[], When], look_s: float = LOOK_S
    ) -> None:
        self._store = store
        self._workspaces = workspaces
        self._outcomes = outcomes
        self._when = when
        self._look_s = look_s

    async def run(self) -> None:
        """Look for everything that is due to be looked for; each is looked for by one process at a time."""
        for delivery in await self._store.read(deliveries.to_look_up, self._when().machine):
            until = self._when().machine + timedelta(seconds=2 * self._look_s)
            if await self._store.run(outbox.looking, delivery.id, self._when().machine, until):
                await self._look(delivery)

    async def _look(self, delivery: Delivery) -> None:
        try:
            async with asyncio.timeout(self._look_s):
                ts = await self._find(delivery)
        except (Transient, Unsure, EverythingStops, TimeoutError):
            return  # Slack is away: the next look is when this one's time is over
        except Problem as problem:
            log.info("delivery %d cannot be looked for: %s", delivery.id, problem.detail)
            await self._store.run(self._ask, delivery)
            return
        if ts is not None:
            await self._store.run(outbox.settle_found, delivery.id, ts, self._when().business)
        elif delivery.error == NOT_SEEN:
            await self._store.run(outbox.resend, delivery.id, self._when().business)
        else:
            later = self._when().machine + timedelta(seconds=SETTLED_S)
            await self._store.run(outbox.look_again, delivery.id, later, NOT_SEEN)

    async def _find(self, delivery: Delivery) -> str | None:
        out = self._workspaces.of(delivery.to)
        address = await out.dm(delivery.to.address) if delivery.to.is_person else delivery.to.address
        after, thread = await self._store.read(_around, delivery)
        return await out.find(address, opaque_id(delivery), after=after, thread_ts=thread)

    def _ask(self, session: Session, delivery: Delivery) -> None:
        """A question that may be lost is repeated: twice is better than never."""
        when = self._when()
        if delivery.kind == Kind.ARRIVAL:
            outbox.resend(session, delivery.id, when.business)
        elif outbox.look_again(session, delivery.id, None, "unknown"):
            self._outcomes.ask(session, delivery, when)


def _around(session: Session, delivery: Delivery) -> tuple[str | None, str | None]:
    """A message that was surely there before, and the one whose thread it is in."""
    thread = deliveries.anchor(session, delivery.thread_of) if delivery.thread_of is not None else None
    return deliveries.sent_before(session, delivery), thread
