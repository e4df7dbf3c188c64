"""A small Slack of our own for tests: the Web API, Socket Mode, files and response addresses, on a loopback port.

It knows nothing of the sandbox. What the bot says is kept in `calls` and `responses`, newest last.
"""

import asyncio
import hashlib
import hmac
import itertools
import json
import time
from collections import Counter, defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from aiohttp import WSMsgType, web
from aiohttp.test_utils import TestServer

Json = dict[str, Any]
TEAM, BOT_USER = "T0AGENCY", "U0BOT"
SECRET = "a-signing-secret-of-the-tests"
BOT_TOKEN, APP_TOKEN = "xoxb-of-the-tests", "xapp-of-the-tests"


@dataclass
class SlackServer:
    """Slack as far as the bot needs it."""

    url: str = ""
    users: dict[str, Json] = field(default_factory=dict)
    channels: dict[str, Json] = field(default_factory=dict)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    responses: list[Json] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    dropped: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Files of people by id: what each is called and holds."""
    refusals: dict[str, deque[str]] = field(default_factory=lambda: defaultdict(deque))
    """Error codes that the next calls of a method are answered with; `down` drops the connection."""
    held: dict[str, asyncio.Event] = field(default_factory=dict)
    """Methods that answer nothing until their event is set; how many calls wait for it is in `waiting`."""
    waiting: Counter[str] = field(default_factory=Counter)
    _acks: dict[str, asyncio.Future[Json]] = field(default_factory=dict)
    _greeted: asyncio.Event = field(default_factory=asyncio.Event)
    _sockets: list[web.WebSocketResponse] = field(default_factory=list)
    _numbers: Any = field(default_factory=lambda: itertools.count(1))

    def named(self, method: str) -> list[Json]:
        """The arguments of every call of a method."""
        return [args for name, args in self.calls if name == method]

    def said(self) -> list[Json]:
        """Every message to a channel or a person."""
        return [args for name, args in self.calls if name in {"chat.postMessage", "chat.postEphemeral"}]

    def number(self) -> int:
        return int(next(self._numbers))

    # ---- what people do -------------------------------------------------------------------------------------

    def command(self, text: str, *, user: str = "U0MAYA", channel: str = "C0ACMEINT", trigger: str = "") -> Json:
        """The payload of a slash command."""
        n = self.number()
        return {
            "command": "/campaign",
            "text": text,
            "user_id": user,
            "team_id": TEAM,
            "channel_id": channel,
            "channel_name": "somewhere",
            "trigger_id": trigger or f"trigger-{n}",
            "response_url": f"{self.url}/respond/{n}",
            "api_app_id": "A0VIGIA",
        }

    def mention(self, text: str, *, user: str, channel: str, team: str = TEAM, event_id: str = "") -> Json:
        """The payload of a message that names the bot."""
        event = {"type": "app_mention", "user": user, "user_team": team, "channel": channel, "text": text}
        return self.event({**event, "ts": f"17.{self.number():06}"}, event_id)

    def drop(self, name: str, data: bytes, *, user: str, channel: str, text: str = "") -> Json:
        """The payload of a message with a file, of which Slack may say no more than its id."""
        file_id = f"F0DROP{self.number()}"
        self.dropped[file_id] = (name, data)
        files = [{"id": file_id, "file_access": "check_file_info"}]
        event = {"type": "message", "subtype": "file_share", "channel_type": "im", "user": user, "channel": channel}
        return self.event({**event, "text": text, "files": files, "ts": f"17.{self.number():06}"})

    def event(self, event: Json, event_id: str = "") -> Json:
        """The payload of an event."""
        own = event_id or f"Ev{self.number()}"
        return {"type": "event_callback", "event_id": own, "team_id": TEAM, "api_app_id": "A0VIGIA", "event": event}

    def click(
        self, action_id: str, value: str, *, user: str = "U0MAYA", team: str = TEAM, channel: str = "C0X"
    ) -> Json:
        """The payload of a button of a message."""
        n = self.number()
        return {
            "type": "block_actions",
            "user": {"id": user, "team_id": team},
            "team": {"id": TEAM},
            "channel": {"id": channel},
            "container": {"type": "message", "message_ts": "17.5", "channel_id": channel},
            "message": {"ts": "17.5"},
            "trigger_id": f"trigger-{n}",
            "response_url": f"{self.url}/respond/{n}",
            "actions": [{"type": "button", "action_id": action_id, "block_id": "b", "value": value}],
        }

    async def envelope(self, kind: str, payload: Json, seconds: float = 30) -> Json:
        """Send a payload down the socket; the acknowledgement, TimeoutError when there is none."""
        envelope_id = f"envelope-{self.number()}"
        acked = self._acks[envelope_id] = asyncio.get_running_loop().create_future()
        async with asyncio.timeout(seconds):
            await self._greeted.wait()
            sent = {"envelope_id": envelope_id, "type": kind, "payload": payload, "accepts_response_payload": True}
            await self._sockets[-1].send_json(sent)
            return await acked

    # ---- what the bot calls ---------------------------------------------------------------------------------

    async def api(self, request: web.Request) -> web.StreamResponse:
        """Any method of the Web API."""
        method, args = request.match_info["method"], await _arguments(request)
        self.calls.append((method, args))
        wanted = APP_TOKEN if method.startswith("apps.") else BOT_TOKEN
        if request.headers.get("Authorization", "").removeprefix("Bearer ") != wanted:
            return web.json_response({"ok": False, "error": "invalid_auth"})
        await self._answering(method)
        refused = self.refusals[method].popleft() if self.refusals[method] else ""
        if refused == "down":
            assert request.transport is not None
            request.transport.abort()
        if refused == "ratelimited":
            return web.json_response({"ok": False, "error": refused}, status=429, headers={"Retry-After": "2"})
        if refused:
            return web.json_response({"ok": False, "error": refused})
        answer = self.answers().get(method, _unknown)(args)
        return web.json_response({"ok": "error" not in answer, **answer})

    async def _answering(self, method: str) -> None:
        if method in self.held:
            self.waiting[method] += 1
            await self.held[method].wait()

    def answers(self) -> dict[str, Callable[[Json], Json]]:
        """What each method answers."""
        return {
            "auth.test": lambda _: {"team_id": TEAM, "user_id": BOT_USER, "bot_id": "B0VIGIA", "team": "Agency"},
            "apps.connections.open": lambda _: {"url": f"{self.url.replace('http', 'ws', 1)}/socket"},
            "users.info": lambda args: _found("user", self.users, args["user"], "user_not_found"),
            "conversations.info": lambda args: _found("channel", self.channels, args["channel"], "channel_not_found"),
            "conversations.open": lambda args: {"channel": {"id": f"D{args['users'][1:]}"}},
            "chat.postMessage": lambda args: {"channel": args["channel"], "ts": f"18.{self.number():06}"},
            "chat.postEphemeral": lambda _: {"message_ts": f"18.{self.number():06}"},
            "chat.update": lambda args: {"channel": args["channel"], "ts": args["ts"]},
            "views.publish": lambda _: {},
            "views.push": lambda args: {"view": _json(args["view"])},
            "views.open": lambda args: {"view": _json(args["view"])},
            "files.getUploadURLExternal": self._ticket,
            "files.completeUploadExternal": lambda args: {"files": _json(args["files"])},
            "files.info": lambda args: {"file": {"id": args["file"], **self._file(args["file"])}},
        }

    def _file(self, file_id: str) -> Json:
        if file_id not in self.dropped:
            return {"mimetype": "image/png"}
        address = f"{self.url}/files/{file_id}"
        return {"name": self.dropped[file_id][0], "mimetype": "text/csv", "url_private_download": address}

    async def download(self, request: web.Request) -> web.Response:
        """A file's bytes for whoever brings the bot's token; for all others a page, and no refusal."""
        if request.headers.get("Authorization") != f"Bearer {BOT_TOKEN}" or self.refusals["download"]:
            return web.Response(text="<!DOCTYPE html>Sign in", content_type="text/html")
        return web.Response(body=self.dropped[request.match_info["file"]][1], content_type="text/csv")

    def _ticket(self, _args: Json) -> Json:
        file_id = f"F0{self.number()}"
        return {"file_id": file_id, "upload_url": f"{self.url}/upload/{file_id}"}

    async def upload(self, request: web.Request) -> web.Response:
        """The bytes of a file."""
        self.files[request.match_info["file"]] = await request.read()
        return web.Response(text="OK")

    async def respond(self, request: web.Request) -> web.Response:
        """A response_url."""
        await self._answering("response_url")
        if self.refusals["response_url"]:
            return web.Response(text=self.refusals["response_url"].popleft(), status=400)
        self.responses.append(await request.json())
        return web.Response(text="ok")

    async def moved(self, request: web.Request) -> web.Response:
        """An address that sends whoever calls it to a response_url."""
        raise web.HTTPTemporaryRedirect(f"{self.url}/respond/{request.match_info['number']}")

    async def socket(self, request: web.Request) -> web.WebSocketResponse:
        """Socket Mode: hello, then envelopes out and acknowledgements in."""
        ws = web.WebSocketResponse()
        await ws.prepare(request)
        await ws.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A0VIGIA"}})
        self._sockets.append(ws)
        self._greeted.set()
        async for message in ws:
            if message.type is WSMsgType.TEXT and message.data.startswith("{"):
                told = json.loads(message.data)
                self._acks[told["envelope_id"]].set_result(told.get("payload") or {})
        return ws


def signed(body: bytes, *, secret: str = SECRET, age: float = 0) -> dict[str, str]:
    """The headers of a request that Slack signed `age` seconds ago."""
    stamp = str(int(time.time() - age))
    digest = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


def as_request(payload: Json, **how: Any) -> tuple[str, dict[str, str]]:
    """A payload as Slack posts it: body and signed headers."""
    if payload.get("type") == "event_callback":
        body, kind = json.dumps(payload), "application/json"
    elif "command" in payload:
        body, kind = urlencode(payload), "application/x-www-form-urlencoded"
    else:
        body, kind = urlencode({"payload": json.dumps(payload)}), "application/x-www-form-urlencoded"
    return body, {"content-type": kind, **signed(body.encode(), **how)}


async def _arguments(request: web.Request) -> Json:
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        return args | json.loads(await request.text() or "{}")
    return args | {key: value for key, value in (await request.post()).items() if isinstance(value, str)}


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _found(name: str, known: dict[str, Json], key: str, error: str) -> Json:
    return {name: {"id": key, **known[key]}} if key in known else {"error": error}


def _unknown(_args: Json) -> Json:
    return {"error": "unknown_method"}


@asynccontextmanager
async def serving() -> AsyncIterator[SlackServer]:
    """The server on a free port, with an agency, a client's person and the channels of the example."""
    slack = SlackServer()
    slack.users = {
        "U0MAYA": {"team_id": TEAM, "locale": "es-ES"},
        "U0NIL": {"team_id": TEAM, "locale": "ca-ES"},
        "U0ANA": {"team_id": "T0ACME", "is_stranger": True},
    }
    inside = {"name": "acme-interno", "is_member": True, "context_team_id": TEAM}
    outside = {**inside, "name": "acme", "is_ext_shared": True, "connected_team_ids": ["T0ACME"]}
    slack.channels = {"C0ACMEINT": inside, "C0ACME": outside}
    app = web.Application()
    app.router.add_route("*", "/api/{method}", slack.api)
    app.router.add_get("/socket", slack.socket)
    app.router.add_post("/respond/{number}", slack.respond)
    app.router.add_post("/moved/{number}", slack.moved)
    app.router.add_post("/upload/{file}", slack.upload)
    app.router.add_get("/files/{file}", slack.download)
    server = TestServer(app, host="127.0.0.1")
    await server.start_server(shutdown_timeout=0.2)
    slack.url = str(server.make_url("")).rstrip("/")
    try:
        yield slack
    finally:
        await server.close()
