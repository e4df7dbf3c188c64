"""Whether the bot can do its work: Slack is heard, the database takes what is written, and nothing due waits."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from enum import StrEnum

import aiohttp
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler

from bot.clock import Clock, machine
from bot.jobs.due import PATIENCE_S
from bot.logs import log
from bot.store import Store
from storage import Session
from storage.db import trial
from storage.directory import accounts, schedule
from storage.facts import to_judge
from storage.messages import deliveries, inbox

SILENT_S = 40.0
"""Slack answers a ping every ten seconds: a socket without a frame for so long is dead, whatever it says of itself."""
TRIAL_EVERY_S = 15.0
TRIAL_S = 10.0
"""How long a trial write may take."""
WAITS_S = 60.0
"""How long something due may wait for somebody who does it."""
_log = log("readiness")


class Missing(StrEnum):
    """What keeps the bot from being ready."""

    SLACK = "slack"
    TOKEN = "slack_token"  # noqa: S105 - a reason, not a secret
    DATABASE = "database"
    BEHIND = "behind"


class Heard:
    """When the socket to Slack last brought anything: the client's own word renews itself with every reconnection."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._last = monotonic()

    @property
    def silent_s(self) -> float:
        """Seconds since the last frame, or since the beginning."""
        return self._monotonic() - self._last

    async def follow(self, socket: AsyncSocketModeHandler) -> None:
        """Hear every frame of the handler's connections, the ones to come too."""
        heard = self

        class Response(aiohttp.ClientWebSocketResponse):
            async def receive(self, timeout: float | None = None) -> aiohttp.WSMessage:  # noqa: ASYNC109 - aiohttp's signature
                message = await super().receive(timeout)
                if message.type not in {aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.CLOSING, aiohttp.WSMsgType.ERROR}:
                    heard.frame()
                return message

        client = socket.client
        await client.aiohttp_client_session.close()
        client.aiohttp_client_session = aiohttp.ClientSession(ws_response_class=Response)

    def frame(self) -> None:
        """A frame came."""
        self._last = self._monotonic()


class Readiness:
    """What is asked by probes, at most now and then of the database, whoever asks how often."""

    def __init__(
        self,
        store: Store,
        now: Clock,
        *,
        is_connected: Callable[[], Awaitable[bool]],
        is_refused: Callable[[], bool],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._now = now
        self._is_connected = is_connected
        self._is_refused = is_refused
        self._monotonic = monotonic
        self._looked_at = float("-inf")
        self._looking: asyncio.Task[dict[str, str]] | None = None
        self._waits: dict[str, tuple[str, float]] = {}

    async def missing(self) -> Missing | None:
        """What is missing, None when nothing is."""
        if not await self._is_connected():
            return Missing.SLACK
        if self._is_refused():
            return Missing.TOKEN
        if not await self.look():
            return Missing.DATABASE
        if any(self._monotonic() - since >= WAITS_S for _, since in self._waits.values()):
            return Missing.BEHIND
        return None

    async def look(self) -> bool:
        """Write on trial and see what waits, unless that was done lately; whether the database took it."""
        if self._looking is None or (self._looking.done() and self._monotonic() - self._looked_at >= TRIAL_EVERY_S):
            self._looked_at = self._monotonic()
            self._looking = asyncio.create_task(self._store.run(_waiting, self._now()))
            self._looking.add_done_callback(self._seen)
        await asyncio.wait([self._looking], timeout=TRIAL_S)
        return self._looking.done() and not self._looking.cancelled() and self._looking.exception() is None

    def _seen(self, looked: asyncio.Task[dict[str, str]]) -> None:
        """Of each kind of work the one that waits longest: while it is the same, it has waited since it was first
        seen, by the machine's clock."""
        if looked.cancelled():
            return
        if error := looked.exception():
            _log.error("the database takes nothing", error=type(error).__name__)
            return
        at, before = self._monotonic(), self._waits
        self._waits = {
            kind: before[kind] if kind in before and before[kind][0] == one else (one, at)
            for kind, one in looked.result().items()
        }


def _waiting(session: Session, now: datetime) -> dict[str, str]:
    """By kind of work the first that is due and that nobody does; written after a trial write."""
    at = machine()
    trial.write(session, at)
    first = {
        "poll": accounts.first_due(session, now, at),
        "judge": next(iter(to_judge.waiting(session, at)), None),
        "update": _first_update(session, now, at),
        "send": deliveries.first_ready(session, at),
        "answer": inbox.left_behind(session, at),
    }
    return {kind: str(one) for kind, one in first.items() if one is not None}


def _first_update(session: Session, now: datetime, at: datetime) -> str | None:
    """The update that is due for longest and neither rests nor waits for its client's accounts, with its due date."""
    patience = timedelta(seconds=PATIENCE_S)
    due = schedule.due(session, now, at)
    return next(
        (
            f"{one.subscription.id}:{one.next_due}"
            for one in due
            if one.waits_since is None or at - one.waits_since >= patience
        ),
        None,
    )
