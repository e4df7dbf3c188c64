"""Putting an answer where the question was asked: privately, in a direct message, in a channel, as a modal."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.logs import log
from bot.slack.incoming import Incoming, Kind
from commands.context import Reply
from domain.access import Place
from domain.errors import Problem
from notifiers.port import Draw
from notifiers.slack.calls import TIMEOUT_S
from notifiers.slack.errors import REFUSED_BLOCKS
from notifiers.slack.pictures import with_picture
from templates.message import Message

_log = log("answers")
_SLACK = re.compile(r"([a-z0-9-]+\.)*slack(-gov)?\.com")
_STALE = {"expired_trigger_id", "exchanged_trigger_id", "hash_conflict", "not_found"}
_NOT_EDITED = {"message_not_found", "cant_update_message", "edit_window_closed"}
"""What Slack says where a message cannot be put in place of another: somebody has deleted it, say."""


class Refused(Problem):
    """A response address did not take the blocks. `code` is Slack's."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Answers:
    """Says replies through the Web API and the response addresses of Slack's payloads."""

    def __init__(self, client: AsyncWebClient, draw: Draw, session: aiohttp.ClientSession) -> None:
        self._client = client
        self._draw = draw
        self._session = session

    async def say(self, incoming: Incoming, reply: Reply, place: Place) -> None:
        """Deliver the reply; a modal and a message can both be part of it."""
        if reply.view is not None:
            await self._show(incoming, reply.view)
        if reply.message is not None:
            await self._tell(incoming, reply, reply.message, place)

    async def _show(self, incoming: Incoming, view: dict[str, Any]) -> None:
        try:
            if view.get("type") == "home":
                await self._client.views_publish(user_id=incoming.user, view=view)
            elif incoming.view_id:
                await self._client.views_push(trigger_id=incoming.trigger_id, view=view)
            else:
                await self._client.views_open(trigger_id=incoming.trigger_id, view=view)
        except SlackApiError as error:
            code = str(error.response.get("error"))
            if code not in _STALE:
                raise
            _log.warning("the person was gone before the view could open", code=code)

    async def _tell(self, incoming: Incoming, reply: Reply, message: Message, place: Place) -> None:
        """Say it, once more without the chart where Slack refuses that; raises when it refuses the words too."""
        blocks = await with_picture(self._client, self._draw, message, shared=place.is_ext_shared)
        try:
            await self._put(incoming, reply, message, blocks, place)
        except (SlackApiError, Refused) as error:
            code = error.code if isinstance(error, Refused) else str(error.response.get("error"))
            if code not in REFUSED_BLOCKS or blocks == message.blocks:
                raise
            _log.warning("the chart of an answer was refused", code=code)
            await self._put(incoming, reply, message, message.blocks, place)

    async def _put(
        self, incoming: Incoming, reply: Reply, message: Message, blocks: Sequence[dict[str, Any]], place: Place
    ) -> None:
        if reply.private and takes_answers(incoming.response_url, self._client.base_url):
            await self._respond(incoming, message, blocks, replace=reply.replace)
        elif reply.replace and incoming.message_ts and await self._edited(incoming, message, blocks):
            return
        elif place.is_im or not reply.private or not incoming.channel:
            await self._client.chat_postMessage(
                channel=incoming.channel or incoming.user,
                text=str(message.text),
                blocks=blocks,
                thread_ts=incoming.thread_ts or None,
                unfurl_links=False,
                unfurl_media=False,
            )
        else:
            await self._client.chat_postEphemeral(
                channel=incoming.channel,
                user=incoming.user,
                text=str(message.text),
                blocks=blocks,
                thread_ts=incoming.thread_ts or None,
            )

    async def _edited(self, incoming: Incoming, message: Message, blocks: Sequence[dict[str, Any]]) -> bool:
        """Put it in the place of the message asked from; False where that can be edited no more. Without a channel it
        is one of the person's own conversation with us, and looked for in no other."""
        try:
            channel = incoming.channel
            if not channel:
                opened = await self._client.conversations_open(users=incoming.user)
                channel = opened["channel"]["id"]
            await self._client.chat_update(
                channel=channel, ts=incoming.message_ts, text=str(message.text), blocks=blocks
            )
        except SlackApiError as error:
            if error.response.get("error") not in _NOT_EDITED:
                raise
            return False
        return True

    async def _respond(
        self, incoming: Incoming, message: Message, blocks: Sequence[dict[str, Any]], *, replace: bool
    ) -> None:
        said = {
            "text": str(message.text),
            "blocks": list(blocks),
            "response_type": "ephemeral",
            "replace_original": replace and incoming.kind is Kind.ACTION,
        }
        async with self._session.post(
            incoming.response_url, json=said, allow_redirects=False, timeout=aiohttp.ClientTimeout(TIMEOUT_S)
        ) as answer:
            status, body = answer.status, await answer.text()
        if code := next((code for code in REFUSED_BLOCKS if f'"{code}"' in body or code == body), None):
            raise Refused(code)
        if status >= 300:  # noqa: PLR2004 - HTTP's own border
            _log.warning("the answer was refused", status=status, body=body[:200])


def takes_answers(address: str, api: str) -> bool:
    """Whether an address to respond to is Slack's, or is where the configured API is."""
    given, own = urlsplit(address), urlsplit(api)
    try:
        port, host = given.port, given.hostname or ""
    except ValueError:
        return False
    if given.scheme == "https" and port in {None, 443} and _SLACK.fullmatch(host):
        return True
    return (given.scheme, host, port) == (own.scheme, own.hostname, own.port)
