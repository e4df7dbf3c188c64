"""What Slack says of people and channels: asked within one budget, kept for seconds, and never guessed.

Whoever sends and whoever answers share it. How old an answer may be is the caller's to say; whoever asks while the same
question is under way gets its answer, and what has to wait for the budget waits in order.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from cachetools import LRUCache
from slack_sdk.web.async_client import AsyncWebClient

from domain.errors import Problem, SchemaDrift, Transient
from notifiers.slack.budget import Budget
from notifiers.slack.calls import call
from notifiers.slack.errors import NOBODY

_MOST_KEPT = 5000
_NOWHERE = frozenset({"channel_not_found"})
"""The answer that says that there is no such place to us; every other refusal is no answer."""
Said = Mapping[str, Any]


class Whois:
    """People and channels by id, as Slack describes them."""

    def __init__(
        self,
        client: AsyncWebClient,
        monotonic: Callable[[], float] = time.monotonic,
        budget: Budget | None = None,
    ) -> None:
        self._client = client
        self._budget = budget or Budget(monotonic)
        self._people = _Asked(monotonic, self._ask_person)
        self._channels = _Asked(monotonic, self._ask_channel)

    async def person(self, user: str, max_age: float) -> Said:
        """Slack's word on a person, at most so many seconds old; empty where it knows none. Raises what `call` does."""
        return await self._people.get(user, max_age)

    async def channel(self, channel: str, max_age: float) -> Said:
        """Slack's word on a channel, at most so many seconds old; empty where it knows none. Raises as for a person."""
        return await self._channels.get(channel, max_age)

    def forget_person(self, user: str) -> None:
        """Ask again next time: their profile changed, or where they are."""
        self._people.drop(user)

    def forget_channel(self, channel: str) -> None:
        """Ask again next time: the channel changed, or who is in it."""
        self._channels.drop(channel)

    async def _ask_person(self, user: str) -> Said:
        return await self._ask("users.info", {"user": user, "include_locale": "true"}, "user", NOBODY)

    async def _ask_channel(self, channel: str) -> Said:
        return await self._ask("conversations.info", {"channel": channel}, "channel", _NOWHERE)

    async def _ask(self, method: str, args: Said, name: str, none: frozenset[str]) -> Said:
        await self._budget.turn()
        try:
            answer = await call(self._client, method, args)
        except Problem as error:
            if error.detail in none:
                return {}
            if isinstance(error, Transient) and error.retry_after:
                self._budget.rest(error.retry_after)
            raise
        said = answer.get(name)
        if not isinstance(said, dict) or not said:
            raise SchemaDrift(f"{method}: {name}", "missing in Slack's answer")
        return said


class _Asked:
    """Answers by key with their age. The same question is under way once at a time."""

    def __init__(self, monotonic: Callable[[], float], ask: Callable[[str], Awaitable[Said]]) -> None:
        self._monotonic = monotonic
        self._ask = ask
        self._held: LRUCache[str, tuple[float, Said]] = LRUCache(_MOST_KEPT)
        self._under_way: dict[str, asyncio.Task[Said]] = {}

    async def get(self, key: str, max_age: float) -> Said:
        found = self._held.get(key)
        if found and self._monotonic() - found[0] < max_age:
            return found[1]
        asking = self._under_way.get(key)
        if asking is None:
            asking = self._under_way[key] = asyncio.create_task(self._fetch(key))
        # Whoever gives up waiting takes the answer from nobody else.
        return await asyncio.shield(asking)

    async def _fetch(self, key: str) -> Said:
        this = asyncio.current_task()
        try:
            answer = await self._ask(key)
            # An event meanwhile has made the question out of date: its answer is used, but not kept.
            if self._under_way.get(key) is this:
                self._held[key] = (self._monotonic(), answer)
            return answer
        finally:
            if self._under_way.get(key) is this:
                del self._under_way[key]

    def drop(self, key: str) -> None:
        self._held.pop(key, None)
        self._under_way.pop(key, None)
