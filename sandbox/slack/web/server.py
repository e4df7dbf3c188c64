"""The HTTP side of the Web API, of uploads and of file downloads."""

import asyncio
import json
from urllib.parse import quote

from aiohttp import web

from sandbox.slack.errors import SlackError
from sandbox.slack.filestore import mimetype
from sandbox.slack.model import APP_TOKEN, BOT_TOKEN, Json
from sandbox.slack.socket import SocketHub
from sandbox.slack.web import METHODS
from sandbox.slack.web.auth import SCOPES
from sandbox.slack.web.call import Call
from sandbox.slack.workspace import Workspace
from sandbox.vendors.faults import Faults

LOST_ANSWER_SECONDS = 30.0
_WITHOUT_TOKEN = ("api.test",)


async def arguments(request: web.Request) -> Json:
    """The call's arguments from the query, a form or a JSON body, later ones winning; SlackError `invalid_json`."""
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        try:
            sent = json.loads(await request.text() or "{}")
        except ValueError:
            raise SlackError("invalid_json") from None
        if not isinstance(sent, dict):
            raise SlackError("json_not_object")
        args |= sent
    elif request.can_read_body:
        args |= {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
    return args


def check_token(request: web.Request, method: str, args: Json) -> None:
    """SlackError `not_authed`, `invalid_auth` or `not_allowed_token_type` unless the token fits the method."""
    scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
    token = bearer.strip() if scheme.lower() == "bearer" else str(args.get("token", ""))
    if method in _WITHOUT_TOKEN:
        return
    if not token:
        raise SlackError("not_authed")
    if token not in (BOT_TOKEN, APP_TOKEN):
        raise SlackError("invalid_auth")
    if token != (APP_TOKEN if method.startswith("apps.") else BOT_TOKEN):
        raise SlackError("not_allowed_token_type")


def refusal(error: SlackError) -> web.Response:
    body: Json = {"ok": False, "error": error.code}
    if error.messages:
        body["errors"] = [message.removeprefix("[ERROR] ") for message in error.messages]
        body["response_metadata"] = {"messages": error.messages}
    response = web.json_response(body, status=error.status)
    if error.retry_after is not None:
        response.headers["Retry-After"] = str(error.retry_after)
    return response


class WebApi:
    def __init__(self, workspace: Workspace, hub: SocketHub, faults: Faults) -> None:
        self._workspace = workspace
        self._hub = hub
        self._faults = faults

    def add_routes(self, app: web.Application) -> None:
        app.router.add_route("*", "/api/{method}", self.call)
        app.router.add_post("/upload/{ticket}", self.upload)
        app.router.add_get("/files/{id}/{name}", self.download)
        app.router.add_get("/archives/{channel}/{message}", self.permalink)
        app.router.add_get("/socket/{ticket}", self._hub.serve)

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Any method of the Web API; always JSON, with the app's scopes in `x-oauth-scopes`."""
        method = request.match_info["method"]
        channel: str | None = None
        try:
            args = await arguments(request)
            channel = str(args["channel"]) if "channel" in args else None
            check_token(request, method, args)
            place = channel or "" if method == "chat.postMessage" else ""
            fault = None if method.startswith("apps.") else self._faults.take("slack", channel=place)
            response = self._answer(method, Call(self._workspace, self._hub, args, str(request.url.origin())), fault)
            self._workspace.calls.add(method, "answer lost" if fault == "timeout" else None, channel)
            if fault == "timeout":
                # The work is done and the answer lost: the caller cannot know which of the two happened.
                await asyncio.sleep(LOST_ANSWER_SECONDS)
        except SlackError as error:
            self._workspace.calls.add(method, error.code, channel)
            response = refusal(error)
        response.headers["x-oauth-scopes"] = "connections:write" if method.startswith("apps.") else SCOPES
        return response

    def _answer(self, method: str, call: Call, fault: str | None) -> web.Response:
        handler = METHODS.get(method)
        if handler is None:
            raise SlackError("unknown_method")
        if fault == "429":
            raise SlackError("ratelimited", status=429, retry_after=1)
        if fault == "500":
            raise SlackError("internal_error", status=500)
        if fault == "expired_token":
            raise SlackError("token_expired")
        return web.json_response({"ok": True, **handler(call)})

    async def upload(self, request: web.Request) -> web.Response:
        """The bytes of an announced file, raw or as a form's only file; 400 when there are more or fewer than said."""
        file = self._workspace.files.by_ticket(request.match_info["ticket"])
        if file is None:
            return web.Response(status=404, text="unknown upload")
        data = await _form_file(request) if request.content_type == "multipart/form-data" else await request.read()
        if len(data) != file.length:
            return web.Response(status=400, text=f"{len(data)} bytes instead of the {file.length} announced")
        self._workspace.files.receive(file, data)
        return web.Response(text=f"OK - {len(data)}")

    async def permalink(self, request: web.Request) -> web.Response:
        """A message's permalink leads to its channel on the page."""
        raise web.HTTPFound(f"/?channel={quote(request.match_info['channel'])}")

    async def download(self, request: web.Request) -> web.Response:
        """A file's bytes; a page for signing in where its address for downloads is asked without a token.

        Unlike at Slack, `url_private` needs none, so that a page can show the picture.
        """
        file = self._workspace.files.get(request.match_info["id"])
        if file is None or file.data is None or not file.completed:
            return web.Response(status=404, text="no such file")
        if "download" in request.query and request.headers.get("Authorization") != f"Bearer {BOT_TOKEN}":
            return web.Response(text="<!DOCTYPE html><title>Sign in</title>", content_type="text/html")
        headers = {"Content-Disposition": "attachment"} if "download" in request.query else {}
        return web.Response(body=file.data, content_type=mimetype(file.name), headers=headers)


async def _form_file(request: web.Request) -> bytes:
    for value in (await request.post()).values():
        if isinstance(value, web.FileField):
            return value.file.read()
        if isinstance(value, bytes | bytearray):
            return bytes(value)
    return b""
