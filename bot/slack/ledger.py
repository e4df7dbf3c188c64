"""The inbox as one process uses it: its name on the rows, a lease that it renews, everything sealed.

What changes something is a row before it is acknowledged. What only reads is answered at once and written down
meanwhile, so that it waits for no writer and the next life of a killed process still answers it.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from bot.logs import log
from bot.seal import Seal
from bot.slack.incoming import Incoming
from bot.slack.queue import HEAD_START
from bot.store import Store
from commands.context import Reply
from storage import Session
from storage.messages import inbox
from storage.messages.inbox import Claim
from templates.message import Message

LEASE = timedelta(seconds=10)
ANSWERABLE = timedelta(minutes=30)
"""How long Slack takes answers on a response_url."""
_AT_ONCE = 100
_log = log("ledger")


class LostError(Exception):
    """The row is finished, or another process has taken it over: nothing may be done with it here."""


class Ledger:
    """What came in to this process and is not finished."""

    def __init__(
        self,
        store: Store,
        seal: Seal,
        machine: Callable[[], datetime],
        lease: timedelta = LEASE,
        head_start: float = HEAD_START,
    ) -> None:
        """`machine` is the machine's clock; `head_start` the seconds that acknowledgements have before a flush."""
        self.owner = uuid4().hex
        self.lease = lease
        self._head_start = head_start
        self._store = store
        self._seal = seal
        self._machine = machine
        self._good_until = machine() + lease
        self._unwritten: dict[str, Incoming] = {}
        self._written: set[str] = set()
        self._ended: set[str] = set()
        self._stirred = asyncio.Event()

    async def note(self, incoming: Incoming) -> bool:
        """Write it down; False when it was seen before."""
        return await self._store.run(self._receive, incoming)

    def note_soon(self, incoming: Incoming) -> None:
        """Have it written down while it is answered; nothing is, where the answer is quicker."""
        self._unwritten[incoming.key] = incoming
        self._stirred.set()

    def _receive(self, session: Session, incoming: Incoming) -> bool:
        at = incoming.received_at or self._machine()
        sealed = self._seal.close(incoming.to_json())
        return inbox.receive(session, incoming.key, incoming.kind.value, sealed, at, self._claim())

    def _claim(self) -> Claim:
        return Claim(self.owner, self._machine() + self.lease)

    def hold(self, session: Session, incoming: Incoming) -> None:
        """Lock the row until the transaction ends, which the work is to be done in; LostError when it is not ours."""
        if not inbox.hold(session, incoming.key, self.owner):
            raise LostError(incoming.key)

    def settle(self, session: Session, incoming: Incoming, reply: Reply) -> None:
        """End the row with its work; where something is still to be said, that is what remains of it."""
        if reply.errors:
            # Slack's hash of the view stays the same while its errors are corrected.
            inbox.drop(session, incoming.key)
        elif decided := _kept(reply):
            sealed = self._seal.close(replace(incoming, decided=decided).to_json())
            inbox.replace(session, incoming.key, sealed)
        else:
            inbox.finish(session, incoming.key, self.owner, self._machine())

    async def still_ours(self, incoming: Incoming) -> None:
        """LostError where this process stood still for so long that another one answers by now."""
        if self._machine() > self._good_until:
            await self._store.run(self.hold, incoming)

    async def finish(self, incoming: Incoming) -> None:
        """It has been answered. Where the database does not take that now, it is written with the next flush."""
        key = incoming.key
        if self._unwritten.pop(key, None):
            return
        self._ended.add(key)
        if key in self._written:
            self._stirred.set()
            return
        await self._store.run(inbox.finish, key, self.owner, self._machine())
        self._ended.discard(key)

    async def stirred(self) -> None:
        """Wait until there is something to flush, and until its acknowledgement has left: a thread that writes holds
        the interpreter. What comes meanwhile goes into the same transaction."""
        await self._stirred.wait()
        await asyncio.sleep(self._head_start)
        self._stirred.clear()

    async def flush(self) -> None:
        """Write down, in one transaction, what only reads and is not answered yet, and what has been answered."""
        new, ended = list(self._unwritten.values()), frozenset(self._ended)
        self._written |= self._unwritten.keys()
        self._unwritten.clear()
        if new or ended:
            await self._store.run(self._rewrite, new, ended)
        self._written -= ended
        self._ended -= ended

    def _rewrite(self, session: Session, new: list[Incoming], ended: frozenset[str]) -> None:
        for incoming in new:
            self._receive(session, incoming)
        for key in ended:
            inbox.finish(session, key, self.owner, self._machine())

    async def renew(self) -> None:
        """Say that this process lives. To be called several times within a lease."""
        claim = self._claim()
        await self._store.run(inbox.renew, claim)
        self._good_until = claim.until
        if self._ended:
            self._stirred.set()

    async def taken_over(self) -> list[Incoming]:
        """What processes that live no more left unanswered, oldest first; it is ours now. At most some at a time."""
        found = []
        rows = await self._store.run(inbox.take_over, self._claim(), self._machine(), _AT_ONCE)
        for row in rows:
            opened = self._seal.open(row.payload)
            incoming = Incoming.from_json(opened) if opened is not None else None
            # A trigger lives for three seconds: whoever answers now can open no form.
            left = replace(incoming, trigger_id="", received_at=row.received_at) if incoming else None
            if left is None or (left.response_url and self.is_old(left)):
                _log.warning("dropped unanswered", kind=row.kind, key_changed=left is None)
                await self._store.run(inbox.finish, row.key, self.owner, self._machine())
            else:
                found.append(left)
        return found

    def is_old(self, incoming: Incoming) -> bool:
        """Whether it came so long ago that Slack takes no answer on a response_url any more."""
        return self._machine() - (incoming.received_at or self._machine()) > ANSWERABLE

    async def leave(self) -> None:
        """Let others take over at once what is left."""
        await self.flush()
        await self._store.run(inbox.release, self.owner)


def _kept(reply: Reply) -> dict[str, Any] | None:
    """What of a reply can still be said later; None where there is nothing. A form cannot be opened later."""
    page = reply.view if reply.view and reply.view.get("type") == "home" else None
    if reply.message is None and page is None:
        return None
    message = reply.message.to_json() if reply.message else None
    return {"message": message, "view": page, "private": reply.private, "replace": reply.replace}


def decided(kept: Mapping[str, Any]) -> Reply:
    """The reply of which that was kept."""
    message = Message.from_json(kept["message"]) if kept["message"] else None
    return Reply(message, private=kept["private"], replace=kept["replace"], view=kept["view"])
