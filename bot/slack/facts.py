"""What Slack knows about people and places, asked for once and kept for minutes. Fails closed."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from domain.access import UNKNOWN_TEAM, Place
from notifiers.slack.place import facts_of

KEEP_SECONDS = 300.0
_NO_ANSWER = (SlackApiError, aiohttp.ClientError, TimeoutError)
T = TypeVar("T")


class _Kept(Generic[T]):
    """A small cache by key with an age limit (machine's monotonic clock)."""

    def __init__(self, monotonic: Callable[[], float], most: int = 5000) -> None:
        self._monotonic = monotonic
        self._most = most
        self._held: dict[str, tuple[float, T]] = {}

    def get(self, key: str) -> T | None:
        found = self._held.get(key)
        return found[1] if found and self._monotonic() - found[0] < KEEP_SECONDS else None

    def put(self, key: str, value: T) -> T:
        if len(self._held) >= self._most:
            self._held.clear()
        self._held[key] = (self._monotonic(), value)
        return value

    def drop(self, key: str) -> None:
        self._held.pop(key, None)


@dataclass(frozen=True, slots=True)
class Person:
    """A Slack user: their own team, whether they are a guest, their language and whether they are an admin."""

    team: str
    is_guest: bool
    locale: str


class Facts:
    """People and places by id."""

    def __init__(
        self,
        client: AsyncWebClient,
        monotonic: Callable[[], float] = time.monotonic,
        *,
        home: Collection[str | None] = (),
    ) -> None:
        """`home` are the installing team and its organisation: nobody of them is external."""
        self._client = client
        self._home = home
        self._people: _Kept[Person] = _Kept(monotonic)
        self._places: _Kept[Place] = _Kept(monotonic)

    def forget(self, channel: str) -> None:
        """Ask again next time: the channel changed."""
        self._places.drop(channel)

    async def person(self, user: str) -> Person:
        """Whose team `user` belongs to; on an error an unknown team, which is external."""
        kept = self._people.get(user)
        if kept is not None:
            return kept
        try:
            answer = await self._client.users_info(user=user, include_locale=True)
        except _NO_ANSWER:
            return Person("", is_guest=True, locale="en")
        told: dict[str, Any] = answer.get("user") or {}
        if not told:
            return Person("", is_guest=False, locale="en")
        guest = bool(told.get("is_restricted") or told.get("is_ultra_restricted") or told.get("is_stranger"))
        locale = str(told.get("locale") or "en").replace("-", "_")
        return self._people.put(user, Person(str(told.get("team_id") or ""), guest, locale))

    async def place(self, channel: str) -> Place:
        """What a channel is and who else is in it; on an error shared with an unknown team."""
        if channel.startswith("D"):
            return Place(channel, is_im=True)
        kept = self._places.get(channel)
        if kept is not None:
            return kept
        try:
            answer = await self._client.conversations_info(channel=channel)
        except _NO_ANSWER:
            return Place(channel, is_ext_shared=True, connected_teams=(UNKNOWN_TEAM,))
        told: dict[str, Any] = answer.get("channel") or {}
        if not told:
            return Place(channel, is_ext_shared=True, connected_teams=(UNKNOWN_TEAM,))
        found = facts_of(channel, told, self._home)
        return self._places.put(channel, Place(channel, found.is_im, found.is_ext_shared, found.connected_teams))
