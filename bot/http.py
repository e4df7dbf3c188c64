"""The HTTP side: health, metrics, the signed door for Slack, and the report to whoever pushes the clock."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp

from bot.metrics import Metrics

CATCH_UP_SECONDS = 25.0
Json = dict[str, object]
Handler = Callable[[web.Request], Awaitable[web.Response]]


@dataclass(frozen=True, slots=True)
class Doors:
    """What the HTTP app needs of the bot. `ready` says what is missing, None when nothing is.

    Without `refresh_clock` time passes by itself: nobody pushes it, and nobody may ask for work to be done.
    """

    metrics: Metrics
    ready: Callable[[], Awaitable[str | None]]
    catch_up: Callable[[float], Awaitable[int]]
    now: Callable[[], str]
    refresh_clock: Callable[[], Awaitable[None]] | None = None
    slack: AsyncApp | None = None


def build(doors: Doors) -> web.Application:
    """`/healthz`, `/readyz`, `/metrics`; `/caught-up` with a clock that is pushed; `/slack/events` when Slack calls."""
    app = web.Application()

    async def healthz(_request: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    async def readyz(_request: web.Request) -> web.Response:
        missing = await doors.ready()
        return web.json_response({"ok": missing is None, "missing": missing}, status=503 if missing else 200)

    async def metrics(_request: web.Request) -> web.Response:
        return web.Response(body=doors.metrics.page(), content_type="text/plain")

    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    app.router.add_get("/metrics", metrics)
    if doors.refresh_clock is not None:
        app.router.add_get("/caught-up", _caught_up(doors, doors.refresh_clock))
    if doors.slack is not None:
        app.router.add_post("/slack/events", _events(doors.slack))
    return app


def _caught_up(doors: Doors, refresh_clock: Callable[[], Awaitable[None]]) -> Handler:
    async def caught_up(_request: web.Request) -> web.Response:
        try:
            await refresh_clock()
        except (aiohttp.ClientError, TimeoutError):
            return web.json_response({"caught_up": False, "pending": None, "now": doors.now()}, status=503)
        pending = await doors.catch_up(CATCH_UP_SECONDS)
        told: Json = {"now": doors.now(), "caught_up": not pending, "pending": pending}
        return web.json_response(told, status=503 if pending else 200)

    return caught_up


def _events(slack: AsyncApp) -> Handler:
    async def events(request: web.Request) -> web.Response:
        # The verifier takes the header for a number; whoever sends something else is not Slack.
        if not re.fullmatch(r"\d{1,12}", request.headers.get("x-slack-request-timestamp", "0")):
            return web.Response(status=401)
        answer = await slack.async_dispatch(await to_bolt_request(request))
        return await to_aiohttp_response(answer)

    return events
