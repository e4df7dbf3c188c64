"""Answers by response_url, and answers carried by the acknowledgement of a command."""

from aiohttp import web

from sandbox.slack.budgets import ResponseUrl
from sandbox.slack.content import check_text, checked_blocks, from_bot
from sandbox.slack.errors import SlackError
from sandbox.slack.model import Channel, Json, Message
from sandbox.slack.web.server import arguments, refusal
from sandbox.slack.workspace import Workspace


class Responder:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def add_routes(self, app: web.Application) -> None:
        app.router.add_post("/respond/{ticket}", self.receive)

    async def receive(self, request: web.Request) -> web.Response:
        """Slack's answer to a response_url: the bare word ok, or JSON with the error."""
        try:
            target = self._workspace.responses.spend(request.match_info["ticket"])
            self.say(target, await arguments(request))
        except SlackError as error:
            self._workspace.calls.add("response_url", error.code, None)
            return refusal(error)
        self._workspace.calls.add("response_url", None, target.channel)
        return web.Response(text="ok")

    def say(self, target: ResponseUrl, sent: Json) -> Message | None:
        """Post, replace or delete as asked; the message, None after a deletion. SlackError for what Slack refuses."""
        channel = self._workspace.channels[target.channel]
        original = self._original(target)
        if sent.get("delete_original"):
            if original is not None:
                self._workspace.remove(original)
            return None
        blocks = checked_blocks(self._workspace, sent.get("blocks"), channel)
        text = str(sent.get("text") or "")
        check_text(text, blocks, sent.get("attachments"))
        if sent.get("replace_original") and original is not None:
            return self._replace(original, text, blocks)
        return self._post(channel, target, sent, from_bot(text, blocks))

    def _original(self, target: ResponseUrl) -> Message | None:
        return self._workspace.find(target.channel, target.message_ts, target.user) if target.message_ts else None

    def _replace(self, original: Message, text: str, blocks: list[Json] | None) -> Message:
        original.body["text"] = text
        original.body["blocks"] = blocks or []
        self._workspace.changes.bump()
        return original

    def _post(self, channel: Channel, target: ResponseUrl, sent: Json, body: Json) -> Message:
        thread_ts = str(sent.get("thread_ts") or "")
        if thread_ts:
            body["thread_ts"] = thread_ts
        public = sent.get("response_type") == "in_channel"
        message = self._workspace.post(channel, body, only_for=None if public else target.user)
        if target.message_ts is None:
            # From now on "the original" of this url is what it posted first.
            target.message_ts = message.ts
        return message
