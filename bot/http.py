"""The HTTP side: health, metrics, the signed door for Slack, and the report to whoever pushes the clock."""

import asyncio
import hmac
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from hashlib import sha256

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest

from bot import connections
from bot.clock import Clock
from bot.connections import refused
from bot.metrics import Metrics

CATCH_UP_SECONDS = 25.0
SIGNED_FOR = 300.0
"""Seconds for which a signature counts, before and after the machine's time."""
GOODBYE_SECONDS = 2.0
_STAMP = re.compile(r"[0-9]{1,12}")
Json = dict[str, object]
Route = Callable[[web.BaseRequest, bytes], Awaitable[web.Response]]


@dataclass(frozen=True, slots=True)
class Signed:
    """Slack's door: what answers it, the secret with which Slack signs, and the machine's clock."""

    app: AsyncApp
    secret: str
    machine: Clock


@dataclass(frozen=True, slots=True)
class Doors:
    """What the HTTP side needs of the bot. `ready` says what is missing, None when nothing is.

    Without `refresh_clock` time passes by itself: nobody pushes it, and nobody may ask for work to be done.
    """

    metrics: Metrics
    ready: Callable[[], Awaitable[str | None]]
    catch_up: Callable[[float], Awaitable[int]]
    now: Callable[[], str]
    refresh_clock: Callable[[], Awaitable[None]] | None = None
    slack: Signed | None = None


@asynccontextmanager
async def serving(
    doors: Doors,
    host: str,
    port: int,
    *,
    most: int = connections.MOST,
    seconds: float = connections.ASK_SECONDS,
) -> AsyncIterator[int]:
    """Open the doors at that address until the block is left; gives the port. OSError where it cannot be had."""
    server = connections.Server(_router(routes(doors)), most=most, seconds=seconds)
    listening = await asyncio.get_running_loop().create_server(server, host, port)
    try:
        yield int(listening.sockets[0].getsockname()[1])
    finally:
        listening.close()
        server.pre_shutdown()
        await server.shutdown(GOODBYE_SECONDS)


def _router(routes: Mapping[tuple[str, str], Route]) -> Route:
    paths = {path for _, path in routes}

    async def answer(request: web.BaseRequest, body: bytes) -> web.Response:
        method = "GET" if request.method == "HEAD" else request.method
        route = routes.get((method, request.path))
        if route is not None:
            return await route(request, body)
        return web.Response(status=405 if request.path in paths else 404)

    return answer


def routes(doors: Doors) -> dict[tuple[str, str], Route]:
    """`/healthz`, `/readyz`, `/metrics`; `/caught-up` with a clock that is pushed; `/slack/events` when Slack calls."""

    async def healthz(_request: web.BaseRequest, _body: bytes) -> web.Response:
        return web.json_response({"ok": True})

    async def readyz(_request: web.BaseRequest, _body: bytes) -> web.Response:
        missing = await doors.ready()
        return web.json_response({"ok": missing is None, "missing": missing}, status=503 if missing else 200)

    async def metrics(_request: web.BaseRequest, _body: bytes) -> web.Response:
        return web.Response(body=doors.metrics.page(), content_type="text/plain")

    found: dict[tuple[str, str], Route] = {
        ("GET", "/healthz"): healthz,
        ("GET", "/readyz"): readyz,
        ("GET", "/metrics"): metrics,
    }
    if doors.refresh_clock is not None:
        found["GET", "/caught-up"] = _caught_up(doors, doors.refresh_clock)
    if doors.slack is not None:
        found["POST", "/slack/events"] = _events(doors.slack)
    return found


def _caught_up(doors: Doors, refresh_clock: Callable[[], Awaitable[None]]) -> Route:
    async def caught_up(_request: web.BaseRequest, _body: bytes) -> web.Response:
        try:
            await refresh_clock()
        except (aiohttp.ClientError, TimeoutError):
            return web.json_response({"caught_up": False, "pending": None, "now": doors.now()}, status=503)
        pending = await doors.catch_up(CATCH_UP_SECONDS)
        told: Json = {"now": doors.now(), "caught_up": not pending, "pending": pending}
        return web.json_response(told, status=503 if pending else 200)

    return caught_up


def _events(slack: Signed) -> Route:
    async def events(request: web.BaseRequest, body: bytes) -> web.Response:
        if not is_genuine(request.headers, body, slack.secret, slack.machine().timestamp()):
            return refused(401, "signature")
        try:
            asked = AsyncBoltRequest(
                body=body.decode(),
                query=request.query_string,
                headers=dict(request.headers),
            )
        except ValueError as error:
            return refused(400, type(error).__name__)
        return await to_aiohttp_response(await slack.app.async_dispatch(asked))

    return events


def is_genuine(headers: Mapping[str, str], body: bytes, secret: str, now: float) -> bool:
    """Whether Slack signed this body with our secret, just now. Looks at bytes alone: nothing is parsed."""
    stamp = headers.get("X-Slack-Request-Timestamp", "")
    if not _STAMP.fullmatch(stamp) or abs(now - int(stamp)) > SIGNED_FOR:
        return False
    digest = hmac.new(secret.encode(), b"v0:%s:%s" % (stamp.encode(), body), sha256).hexdigest()
    given = headers.get("X-Slack-Signature", "").encode(errors="surrogateescape")
    return hmac.compare_digest(f"v0={digest}".encode(), given)
