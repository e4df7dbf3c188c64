"""Puts the sandbox together: one aiohttp application that serves workspace, vendors, page and control API."""

import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import aiohttp
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from sandbox.causes import Causes
from sandbox.clock import Clock
from sandbox.control import Control
from sandbox.page import add_page_routes
from sandbox.slack.clicks import Clicks
from sandbox.slack.dispatch import Dispatch
from sandbox.slack.http_push import HttpPush
from sandbox.slack.people import People
from sandbox.slack.respond import Responder
from sandbox.slack.socket import SocketHub
from sandbox.slack.web.server import WebApi
from sandbox.slack.workspace import Workspace
from sandbox.vendors import Faults, add_vendor_routes
from sandbox.walk import Walk
from sandbox.world import a_campaign, vigia_yaml

MAX_BODY = 64 * 1024 * 1024
WORKSPACE = web.AppKey("workspace", Workspace)
CLOCK = web.AppKey("clock", Clock)
FAULTS = web.AppKey("faults", Faults)
HUB = web.AppKey("hub", SocketHub)


@dataclass(frozen=True)
class Options:
    """How this sandbox is run.

    `bot_url` is asked after each hour of a pushed clock; with `events_url` payloads go there instead of the socket;
    uploaded files are also kept in `data`; with `locale` all clients and people speak that language; `machine` gives
    the seconds that Slack's limits are measured in.
    """

    seed: int = 7
    bot_url: str | None = None
    events_url: str | None = None
    public_url: str = ""
    data: Path | None = None
    locale: str = ""
    clients: tuple[str, ...] = ()
    machine: Callable[[], float] = time.monotonic


def build_app(options: Options, clock: Clock) -> web.Application:
    """The application, not yet listening. Call it with a running event loop."""
    app = web.Application(client_max_size=MAX_BODY)
    workspace, faults, hub = Workspace(clock.now, options.machine, options.locale), Faults(), SocketHub()
    workspace.base_url = options.public_url
    workspace.files.folder = options.data
    app[WORKSPACE], app[CLOCK], app[FAULTS], app[HUB] = workspace, clock, faults, hub
    app.middlewares.append(_learn_own_address(workspace))
    WebApi(workspace, hub, faults).add_routes(app)
    responder = Responder(workspace)
    responder.add_routes(app)
    dispatch = Dispatch(workspace, hub)
    if options.events_url:
        app.cleanup_ctx.append(_push_over_http(dispatch, options.events_url))
    people, clicks = People(workspace, dispatch, responder), Clicks(workspace, dispatch)
    Control(workspace, people, clicks, hub, clock, Walk(clock, options.bot_url), faults).add_routes(app)
    _add_declaration(app, options, clock.now())
    Causes(add_vendor_routes(app, clock, faults, options.seed)).add_routes(app)
    add_page_routes(app, workspace, clock, a_campaign(options.clients))
    app.on_shutdown.append(_stop)
    return app


def _add_declaration(app: web.Application, options: Options, started: datetime) -> None:
    """vigia.yaml as of the start: the world stays anchored there, however far the clock is pushed."""

    async def declaration(_request: web.Request) -> web.Response:
        text = vigia_yaml(options.seed, started, options.locale, options.clients)
        return web.Response(text=text, content_type="application/yaml")

    app.router.add_get("/_sandbox/vigia.yaml", declaration)


def _learn_own_address(workspace: Workspace) -> Middleware:
    @web.middleware
    async def learn(request: web.Request, handler: Handler) -> web.StreamResponse:
        """Without a public address given, the one that the first caller used goes into response_urls and file links."""
        if not workspace.base_url:
            workspace.base_url = str(request.url.origin())
        return await handler(request)

    return learn


def _push_over_http(dispatch: Dispatch, url: str) -> Callable[[web.Application], AsyncIterator[None]]:
    async def context(_app: web.Application) -> AsyncIterator[None]:
        async with aiohttp.ClientSession() as session:
            dispatch.transport = HttpPush(session, url)
            yield

    return context


async def _stop(app: web.Application) -> None:
    for task in list(app[WORKSPACE].background):
        task.cancel()
    await app[HUB].drop_all()
