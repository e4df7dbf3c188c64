"""The control API: everything that a person can do in the sandbox, for pages and tests. See docs/sandbox.md."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from sandbox.clock import Clock, iso, parse_span
from sandbox.slack.clicks import Clicks
from sandbox.slack.errors import Refused
from sandbox.slack.model import BOT_USER, Channel, Json, Message, User, View
from sandbox.slack.people import People
from sandbox.slack.seen import describe_state, seen_messages
from sandbox.slack.socket import SocketHub
from sandbox.slack.workspace import Workspace
from sandbox.vendors.faults import Faults
from sandbox.walk import Walk

LONGEST_SPAN_DAYS = 400
LONG_POLL_SECONDS = 25.0

Answer = Callable[[Json], Awaitable[Json]]


@dataclass(frozen=True)
class Control:
    """Each method answers one path of /_sandbox; arguments come from the query or the JSON body."""

    workspace: Workspace
    people: People
    clicks: Clicks
    hub: SocketHub
    clock: Clock
    walk: Walk
    faults: Faults

    def add_routes(self, app: web.Application) -> None:
        reads: dict[str, Answer] = {
            "state": self.state,
            "messages": self.messages,
            "clock": self.now,
            "views": self.views,
            "changes": self.changes,
            "calls": self.calls,
        }
        writes: dict[str, Answer] = {
            "command": self.command,
            "action": self.action,
            "view": self.view,
            "suggest": self.suggest,
            "message": self.message,
            "invite": self.invite,
            "remove": self.remove,
            "share": self.share,
            "home": self.home,
            "clock": self.advance,
            "faults": self.fault,
            "socket": self.socket,
            "switches": self.switches,
        }
        for name, answer in reads.items():
            app.router.add_get(f"/_sandbox/{name}", reading(answer))
        for name, answer in writes.items():
            app.router.add_post(f"/_sandbox/{name}", writing(answer))

    def _user(self, sent: Json, key: str = "user") -> User:
        return self.workspace.user(required(sent, key))

    def _place(self, sent: Json, user: User) -> tuple[Channel | None, Message | View]:
        """The message (channel and ts) or the view (view_id) that something is done in."""
        if sent.get("view_id"):
            return None, self.clicks.view(user, str(sent["view_id"]))
        channel = self.workspace.channel(required(sent, "channel"), user.id)
        return channel, self.clicks.message(user, channel, required(sent, "ts"))

    async def state(self, _sent: Json) -> Json:
        return {"now": iso(self.clock.now()), **describe_state(self.workspace)}

    async def messages(self, sent: Json) -> Json:
        viewer = self.workspace.user(str(sent["as"])) if sent.get("as") else None
        channel = self.workspace.channel(required(sent, "channel"), viewer.id if viewer else None)
        return {"ok": True, "messages": seen_messages(self.workspace, channel, viewer)}

    async def now(self, _sent: Json) -> Json:
        return {"now": iso(self.clock.now())}

    async def views(self, sent: Json) -> Json:
        user, views = self._user(sent), self.workspace.views
        home = views.home(user.id)
        return {"ok": True, "modals": [v.body for v in views.modals(user.id)], "home": home.body if home else None}

    async def changes(self, sent: Json) -> Json:
        since, timeout = _number(sent, "since", 0), _number(sent, "timeout", int(LONG_POLL_SECONDS))
        return {"version": await self.workspace.changes.beyond(since, min(float(timeout), LONG_POLL_SECONDS))}

    async def calls(self, _sent: Json) -> Json:
        return {"ok": True, "calls": self.workspace.calls.listed()}

    async def command(self, sent: Json) -> Json:
        user = self._user(sent)
        channel = self.workspace.channel(required(sent, "channel"), user.id)
        return await self.people.command(user, channel, required(sent, "text"))

    async def action(self, sent: Json) -> Json:
        user = self._user(sent)
        _, place = self._place(sent, user)
        return await self.clicks.act(user, place, required(sent, "action_id"), sent.get("value"))

    async def suggest(self, sent: Json) -> Json:
        user = self._user(sent)
        _, place = self._place(sent, user)
        return await self.clicks.suggest(user, place, required(sent, "action_id"), str(sent.get("value") or ""))

    async def view(self, sent: Json) -> Json:
        user = self._user(sent)
        view = self.clicks.view(user, required(sent, "view_id"))
        if sent.get("do") == "close":
            return await self.clicks.close(user, view)
        values = sent.get("values") or {}
        if not isinstance(values, dict):
            raise Refused("values must be an object: a value per block_id or action_id.")
        return await self.clicks.submit(user, view, values)

    async def message(self, sent: Json) -> Json:
        user = self._user(sent)
        channel = self.workspace.channel(required(sent, "channel"), user.id)
        thread_ts = str(sent["thread_ts"]) if sent.get("thread_ts") else None
        file = _file(sent.get("file"))
        text = str(sent.get("text") or "") if file else required(sent, "text")
        return {"ok": True, "ts": self.people.write(user, channel, text, thread_ts, file).ts}

    async def invite(self, sent: Json) -> Json:
        """`user` invites the bot, or whom `invitee` names; where `user` is the bot itself, `by` invites it."""
        user, channel = self._user(sent), self.workspace.channel(required(sent, "channel"))
        if user.is_bot:
            user, invitee = self.workspace.user(str(sent.get("by") or "U0MAYA")), user
        else:
            invitee = self.workspace.user(str(sent.get("invitee") or BOT_USER))
        self.people.invite(user, invitee, channel)
        return {"ok": True}

    async def remove(self, sent: Json) -> Json:
        self.people.remove(self._user(sent), self.workspace.channel(required(sent, "channel")))
        return {"ok": True}

    async def share(self, sent: Json) -> Json:
        channel, team = self.workspace.channel(required(sent, "channel")), self.workspace.team(required(sent, "team"))
        if sent.get("do", "share") == "unshare":
            self.people.unshare(channel, team.id)
        else:
            self.people.share(channel, team.id)
        return {"ok": True}

    async def home(self, sent: Json) -> Json:
        self.people.open_home(self._user(sent))
        return {"ok": True}

    async def advance(self, sent: Json) -> Json:
        try:
            span = parse_span(required(sent, "advance"))
        except ValueError as error:
            raise Refused(str(error)) from None
        if span.days > LONGEST_SPAN_DAYS:
            raise Refused(f"At most {LONGEST_SPAN_DAYS} days at once.")
        walked = await self.walk.forward(span)
        self.workspace.changes.bump()
        return {"ok": True, **walked}

    async def fault(self, sent: Json) -> Json:
        try:
            times, channel = _number(sent, "times", 1), str(sent.get("channel") or "")
            self.faults.add(required(sent, "service"), required(sent, "kind"), times, channel)
        except ValueError as error:
            raise Refused(str(error)) from None
        return {"ok": True}

    async def socket(self, sent: Json) -> Json:
        deeds = {"disconnect": self.hub.drop_all, "refresh": self.hub.refresh_all, "warning": self.hub.warn_all}
        wanted = required(sent, "do")
        if wanted not in deeds:
            raise Refused(f'"do" is one of {", ".join(deeds)}.')
        return {"ok": True, "connections": await deeds[wanted]()}

    async def switches(self, sent: Json) -> Json:
        """Turn file sharing over Slack Connect off and on, or archive a channel."""
        if "connect_files_blocked" in sent:
            self.workspace.connect_files_blocked = bool(sent["connect_files_blocked"])
        if sent.get("archive"):
            self.people.archive(self.workspace.channel(str(sent["archive"])), archived=True)
        if sent.get("unarchive"):
            self.people.archive(self.workspace.channel(str(sent["unarchive"])), archived=False)
        self.workspace.changes.bump()
        return {"ok": True, "connect_files_blocked": self.workspace.connect_files_blocked}


def _file(sent: Any) -> tuple[str, bytes] | None:
    """A file that somebody drops, {"name", "content"}, as its name and bytes."""
    if not sent:
        return None
    if not isinstance(sent, dict) or not sent.get("name") or not isinstance(sent.get("content"), str):
        raise Refused('file is {"name", "content"}, both text.')
    return str(sent["name"]), sent["content"].encode()


def required(sent: Json, key: str) -> str:
    """The value as text; Refused where it is missing."""
    value: Any = sent.get(key)
    if value is None or value == "":
        raise Refused(f'"{key}" is missing.')
    return str(value)


def _number(sent: Json, key: str, default: int) -> int:
    try:
        return int(sent.get(key, default))
    except (TypeError, ValueError):
        raise Refused(f'"{key}" must be a whole number.') from None


def reading(answer: Answer) -> Callable[[web.Request], Awaitable[web.Response]]:
    """The handler of a GET whose arguments stand in the query."""

    async def handle(request: web.Request) -> web.Response:
        return await _answered(answer, dict(request.query))

    return handle


def writing(answer: Answer) -> Callable[[web.Request], Awaitable[web.Response]]:
    """The handler of a POST whose arguments stand in a JSON body."""

    async def handle(request: web.Request) -> web.Response:
        try:
            sent = json.loads(await request.text() or "{}")
        except ValueError:
            return _refusal("The body is not JSON.", 400)
        if not isinstance(sent, dict):
            return _refusal("The body must be a JSON object.", 400)
        # A caller that goes away must not cut a half-walked week or a half-delivered click short.
        return await asyncio.shield(_answered(answer, sent))

    return handle


async def _answered(answer: Answer, sent: Json) -> web.Response:
    try:
        return web.json_response(await answer(sent))
    except Refused as refused:
        return _refusal(refused.sentence, refused.status)


def _refusal(sentence: str, status: int) -> web.Response:
    return web.json_response({"ok": False, "error": sentence}, status=status)
