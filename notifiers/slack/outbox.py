"""Slack as an outbox: blocks with their chart in place, and one call per message."""

import asyncio
import logging
from collections.abc import Collection, Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from domain.errors import Problem, SchemaDrift
from notifiers.port import ChannelFacts, Draw, PersonFacts, Ready, Receipt, Sleep, Unsure
from notifiers.slack.calls import call, need
from notifiers.slack.errors import REFUSED_BLOCKS, Bug, NoFiles, problem
from notifiers.slack.files import upload
from notifiers.slack.history import MARKED, find
from notifiers.slack.pictures import place
from notifiers.slack.place import facts_of, person_of
from notifiers.slack.whois import Whois
from templates.message import Message

log = logging.getLogger(__name__)


class SlackOutbox:
    """Posts, edits and asks. The client brings one shared session and no retry handlers (`calls.web_client`)."""

    def __init__(
        self,
        client: AsyncWebClient,
        draw: Draw,
        sleep: Sleep = asyncio.sleep,
        *,
        home: Collection[str | None] = (),
        whois: Whois | None = None,
    ) -> None:
        """`home` are the installing team and its organisation: nobody of them is external. `whois` asks Slack for
        whoever else asks it too."""
        if client.retry_handlers:
            raise ValueError("a client with retry handlers could post twice")
        self._client = client
        self._draw = draw
        self._sleep = sleep
        self._home = home
        self._whois = whois or Whois(client)
        self._conversations: dict[str, str] = {}

    async def prepare(self, message: Message, *, shared: bool = False) -> Ready:
        """The message with its chart: a picture, or in externally shared channels the native block."""
        return await place(self._client, self._draw, message, self._sleep, shared=shared)

    async def post(
        self, channel: str, ready: Ready, thread_ts: str | None = None, *, broadcast: bool = False, mark: str = ""
    ) -> Receipt:
        """Post it; once more without the chart where its block is refused. The picture follows in the thread."""
        also = {"reply_broadcast": True} if broadcast and thread_ts else {}
        marked = {"metadata": {"event_type": MARKED, "event_payload": {"id": mark}}} if mark else {}
        where = {"channel": channel, "thread_ts": thread_ts, **_QUIET, **also, **marked}
        receipt = await self._say("chat.postMessage", ready, where)
        if ready.to_share is not None and ready.chart is not None:
            await self._share(ready, receipt, thread_ts or receipt.ts)
        return receipt

    async def find(
        self, conversation: str, mark: str, *, after: str | None = None, thread_ts: str | None = None
    ) -> str | None:
        """Our message with that mark, by the conversation's history; refused where no scope allows to read it."""
        return await find(self._client, conversation, mark, after=after, thread_ts=thread_ts)

    async def update(self, channel: str, ts: str, ready: Ready) -> Receipt:
        """Replace the message at `ts`."""
        return await self._say("chat.update", ready, {"channel": channel, "ts": ts})

    async def dm(self, user: str) -> str:
        """The direct conversation with a person, remembered for the life of this outbox."""
        if user not in self._conversations:
            answer = await call(self._client, "conversations.open", {"users": user})
            self._conversations[user] = need(answer, "conversations.open", "channel", "id")
        return self._conversations[user]

    async def person(self, user: str, max_age: float = 0.0) -> PersonFacts:
        """Slack's word on the person, also where it knows none."""
        said = await self._whois.person(user, max_age)
        return person_of(user, said, self._home) if said else PersonFacts(user, is_known=False)

    async def channel(self, channel_id: str, max_age: float = 0.0) -> ChannelFacts:
        """Slack's word on the channel; NeedsOwner where it knows none."""
        said = await self._whois.channel(channel_id, max_age)
        if not said:
            raise problem("channel_not_found")
        need(said, "conversations.info", "id")
        return facts_of(channel_id, said, self._home)

    def forget(self, channel_id: str) -> None:
        """Ask Slack about the channel again next time."""
        self._whois.forget_channel(channel_id)

    async def _say(self, method: str, ready: Ready, where: Mapping[str, Any]) -> Receipt:
        try:
            answer = await call(self._client, method, {**where, "text": ready.text, "blocks": ready.blocks or None})
        except (Bug, NoFiles) as error:
            refused = isinstance(error, NoFiles) or error.code in REFUSED_BLOCKS
            if not refused or ready.blocks == ready.without_chart:
                raise
            log.warning("slack refused the chart: %s", error.detail)
            answer = await call(
                self._client, method, {**where, "text": ready.text, "blocks": ready.without_chart or None}
            )
        try:
            return Receipt(need(answer, method, "channel"), need(answer, method, "ts"))
        except SchemaDrift as error:
            raise Unsure(error.detail) from error

    async def _share(self, ready: Ready, receipt: Receipt, thread_ts: str) -> None:
        """The message has arrived; a picture that does not follow is no reason to call it failed."""
        assert ready.chart is not None and ready.to_share is not None  # noqa: S101, PT018 - post() has looked
        try:
            where = {"channel_id": receipt.channel, "thread_ts": thread_ts}
            await upload(self._client, ready.to_share, ready.chart, **where)
        except Problem as error:
            log.warning("the picture did not follow into the thread: %s", error.detail)


_QUIET = {"unfurl_links": False, "unfurl_media": False}
