"""A Slack that answers as it is told: the shapes of slack.com's answers, on a loopback address."""

import asyncio
import json
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web


@dataclass
class Call:
    """One request as it arrived."""

    method: str
    args: dict[str, Any]


@dataclass
class Answer:
    """What is answered instead of success. `hang` never answers, `drop` closes the connection; both do the work."""

    error: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: dict[str, Any] | None = None
    text: str | None = None
    hang: bool = False
    drop: bool = False


class ScriptedSlack:
    """Keeps what was posted; `script(method, answer)` decides the next answers."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.posted: list[dict[str, Any]] = []
        self.looks_until_ready = 1
        self.channels: dict[str, dict[str, Any]] = {}
        self.reads_channels = False
        """Whether an admin has added a history scope; the manifest asks for that of direct messages alone."""
        self.users: dict[str, dict[str, Any]] = {}
        self.upload_status = 200
        self.always: Answer | None = None
        self._answers: dict[str, deque[Answer]] = defaultdict(deque)
        self._looks: dict[str, int] = defaultdict(int)
        self._stop = asyncio.Event()
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def start(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._call)
        app.router.add_post("/upload/{id}", self._upload)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/api/"

    async def stop(self) -> None:
        self._stop.set()
        if self._runner:
            await self._runner.cleanup()

    def script(self, method: str, *answers: Answer, channel: str = "") -> None:
        """The next answers of a method, for calls about one channel where that is given."""
        self._answers[f"{method} {channel}".strip()].extend(answers)

    def made(self, method: str) -> list[dict[str, Any]]:
        """The arguments of every call of a method."""
        return [call.args for call in self.calls if call.method == method]

    async def _call(self, request: web.Request) -> web.StreamResponse:
        args: dict[str, Any] = dict(request.query)
        if request.content_type == "application/json":
            args |= json.loads(await request.text() or "{}")
        method = request.match_info["method"]
        self.calls.append(Call(method, args))
        waiting = self._answers[f"{method} {args.get('channel')}"] or self._answers[method]
        answer = self.always or (waiting.popleft() if waiting else Answer())
        if answer.text is not None:
            return web.Response(text=answer.text, status=answer.status, content_type="application/json")
        if answer.error or answer.status != 200:
            body = answer.body or ({"ok": False, "error": answer.error} if answer.error else {})
            return web.json_response(body, status=answer.status, headers=answer.headers)
        body = {"ok": True, **self._do(method, args)}
        if answer.hang:
            await self._stop.wait()
        if answer.drop and request.transport is not None:
            request.transport.abort()
        return web.json_response(body)

    def _history(self, args: dict[str, Any]) -> dict[str, Any]:
        if not (args["channel"].startswith("D") or self.reads_channels):
            return {"ok": False, "error": "missing_scope"}
        said = [m for m in self.posted if m["channel"] == args["channel"] and m["ts"] > args.get("oldest", "")]
        return {"messages": [m for m in said if m.get("thread_ts") == args.get("ts")]}

    def _do(self, method: str, args: dict[str, Any]) -> dict[str, Any]:
        match method:
            case "chat.postMessage":
                ts = f"1700000000.{len(self.posted):06d}"
                self.posted.append({**args, "ts": ts})
                return {"channel": args["channel"], "ts": ts}
            case "chat.update":
                for message in self.posted:
                    if message["ts"] == args["ts"]:
                        message.update(args)
                return {"channel": args["channel"], "ts": args["ts"]}
            case "conversations.open":
                return {"channel": {"id": "D" + args["users"][1:]}}
            case "conversations.history" | "conversations.replies":
                return self._history(args)
            case "users.info":
                known = self.users.get(args["user"], {})
                if "error" in known:
                    return {"ok": False, **known}
                return {"user": {"id": args["user"], "team_id": "T0AGENCY"} | known}
            case "conversations.info":
                known = self.channels.get(args["channel"], {})
                return {"channel": {"id": args["channel"], "is_member": True, "context_team_id": "T0AGENCY"} | known}
            case _:
                return self._file(method, args)

    def _file(self, method: str, args: dict[str, Any]) -> dict[str, Any]:
        match method:
            case "files.getUploadURLExternal":
                file_id = f"F0FILE{len(self.calls):04d}"
                return {"file_id": file_id, "upload_url": self.url.replace("/api/", f"/upload/{file_id}")}
            case "files.info":
                self._looks[args["file"]] += 1
                ready = self._looks[args["file"]] >= self.looks_until_ready
                return {"file": {"id": args["file"], "mimetype": "image/png" if ready else ""}}
            case _:
                return {}

    async def _upload(self, request: web.Request) -> web.Response:
        self.calls.append(Call("upload", {"bytes": await request.read()}))
        return web.Response(status=self.upload_status, text="OK")
