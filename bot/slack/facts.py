"""What Slack knows about people and places: asked for within a budget, kept for seconds, and never guessed.

How old an answer may be is the caller's to say. Whoever asks while the same question is under way gets its answer, and
what has to wait for the budget waits in order. Where Slack gives no answer there is none: `NoAnswer`.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import aiohttp
from cachetools import LRUCache
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from domain.access import UNKNOWN_TEAM, Place
from domain.errors import Problem
from notifiers.delivery.rate_limit import INTERNAL_SECONDS
from notifiers.slack.budget import Budget
from notifiers.slack.errors import NOBODY
from notifiers.slack.place import facts_of, person_of

_MOST_KEPT = 5000
_NOWHERE = frozenset({"channel_not_found"})
"""The answer that says that there is no such place to us; every other refusal is no answer."""
T = TypeVar("T")


class NoAnswer(Problem):
    """Slack did not say who somebody is or what a channel is; nothing may be decided on a guess."""


class _Asked(Generic[T]):
    """Answers by key with their age. The same question is under way once at a time."""

    def __init__(self, monotonic: Callable[[], float], ask: Callable[[str], Awaitable[T]]) -> None:
        self._monotonic = monotonic
        self._ask = ask
        self._held: LRUCache[str, tuple[float, T]] = LRUCache(_MOST_KEPT)
        self._under_way: dict[str, asyncio.Task[T]] = {}

    async def get(self, key: str, max_age: float) -> T:
        found = self._held.get(key)
        if found and self._monotonic() - found[0] < max_age:
            return found[1]
        asking = self._under_way.get(key)
        if asking is None:
            asking = self._under_way[key] = asyncio.create_task(self._fetch(key))
        # Whoever gives up waiting takes the answer from nobody else.
        return await asyncio.shield(asking)

    async def _fetch(self, key: str) -> T:
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


@dataclass(frozen=True, slots=True)
class Person:
    """A Slack user: their own team ("" where Slack knows nobody), their language, and what they are.

    `is_ours`: of the installing team or its organisation. `is_gone`: the account is deactivated.
    """

    team: str
    is_guest: bool
    locale: str
    is_gone: bool = False
    is_ours: bool = False
    is_bot: bool = False


UNKNOWN = Person("", is_guest=True, locale="en")


class Facts:
    """People and places by id."""

    def __init__(
        self,
        client: AsyncWebClient,
        monotonic: Callable[[], float] = time.monotonic,
        *,
        home: Collection[str | None] = (),
        budget: Budget | None = None,
    ) -> None:
        """`home` are the installing team and its organisation: nobody of them is external."""
        self._client = client
        self._home = home
        self._budget = budget or Budget(monotonic)
        self._people = _Asked(monotonic, self._ask_person)
        self._places = _Asked(monotonic, self._ask_place)

    def forget(self, channel: str) -> None:
        """Ask again next time: the channel changed, or who is in it."""
        self._places.drop(channel)

    def forget_person(self, user: str) -> None:
        """Ask again next time: their profile changed, or where they are."""
        self._people.drop(user)

    async def person(self, user: str, max_age: float = INTERNAL_SECONDS) -> Person:
        """Who `user` is; `UNKNOWN`, who is external, where Slack knows nobody. NoAnswer where it does not say."""
        return await self._people.get(user, max_age) if user else UNKNOWN

    async def place(self, channel: str, max_age: float = INTERNAL_SECONDS) -> Place:
        """What a channel is and who else is in it; shared with an unknown team where Slack knows none. NoAnswer."""
        return Place(channel, is_im=True) if channel.startswith("D") else await self._places.get(channel, max_age)

    async def _ask_person(self, user: str) -> Person:
        told = await self._said("user", NOBODY, self._client.users_info, user=user, include_locale=True)
        if told is None:
            return UNKNOWN
        found, locale = person_of(user, told, self._home), str(told.get("locale") or "en").replace("-", "_")
        # Where nobody knows whose the installation is, nobody is ours.
        ours = any(self._home) and found.is_ours
        return Person(str(told.get("team_id") or ""), found.is_guest, locale, found.is_deleted, ours, found.is_bot)

    async def _ask_place(self, channel: str) -> Place:
        told = await self._said("channel", _NOWHERE, self._client.conversations_info, channel=channel)
        if told is None:
            return Place(channel, is_ext_shared=True, connected_teams=(UNKNOWN_TEAM,))
        found = facts_of(channel, told, self._home)
        return Place(channel, found.is_im, found.is_ext_shared, found.connected_teams)

    async def _said(
        self, name: str, none: frozenset[str], method: Callable[..., Awaitable[Any]], **args: Any
    ) -> dict[str, Any] | None:
        """What Slack says under `name`; None for the refusals in `none`, NoAnswer for all others."""
        await self._budget.turn()
        try:
            answer = await method(**args)
        except SlackApiError as error:
            code = str(error.response.get("error"))
            if code in none:
                return None
            raise NoAnswer(code) from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise NoAnswer(type(error).__name__) from error
        told = answer.get(name)
        if not isinstance(told, dict) or not told:
            raise NoAnswer("empty")
        return told
