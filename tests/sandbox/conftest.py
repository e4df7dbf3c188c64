"""A real sandbox on a loopback port, driven by the real slack_sdk and slack_bolt."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.app import CLOCK, FAULTS, HUB, WORKSPACE, Options, build_app
from sandbox.clock import Clock
from sandbox.slack.socket import SocketHub
from sandbox.slack.workspace import Workspace

START = datetime(2026, 11, 16, 7, 30, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x80\x00\x00\x01@\x08\x06\x00\x00\x00" + b"\x00" * 16


@dataclass
class Sandbox:
    """The running sandbox with what tests hold of it: its state, its address, a client, the control API."""

    workspace: Workspace
    hub: SocketHub
    clock: Clock
    faults: Any
    url: str
    http: aiohttp.ClientSession
    client: AsyncWebClient

    async def post(self, path: str, **body: Any) -> dict[str, Any]:
        async with self.http.post(f"{self.url}/_sandbox/{path}", json=body) as answer:
            return {"status": answer.status, **await answer.json()}

    async def get(self, path: str, **query: str) -> dict[str, Any]:
        async with self.http.get(f"{self.url}/_sandbox/{path}", params=query) as answer:
            return {"status": answer.status, **await answer.json()}

    async def messages(self, channel: str, viewer: str) -> list[dict[str, Any]]:
        return (await self.get("messages", channel=channel, **{"as": viewer}))["messages"]


class Machine:
    """The machine's seconds: they stand still until a test pushes them."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return self.ahead


async def running(options: Options) -> AsyncIterator[Sandbox]:
    """A sandbox on a free loopback port, stopped afterwards."""
    app = build_app(options, Clock(START))
    server = TestServer(app, host="127.0.0.1")
    await server.start_server(shutdown_timeout=0.2)
    url = str(server.make_url("")).rstrip("/")
    async with aiohttp.ClientSession() as http:
        client = AsyncWebClient(token="xoxb-sandbox", base_url=f"{url}/api/", session=http)
        yield Sandbox(app[WORKSPACE], app[HUB], app[CLOCK], app[FAULTS], url, http, client)
    await server.close()


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
async def sandbox(machine: Machine) -> AsyncIterator[Sandbox]:
    async for started in running(Options(machine=machine)):
        yield started


Connect = Callable[[AsyncApp], Awaitable[AsyncSocketModeHandler]]


@pytest.fixture
async def connect(sandbox: Sandbox) -> AsyncIterator[Connect]:
    """Connect a Bolt app to the sandbox over Socket Mode."""
    handlers: list[AsyncSocketModeHandler] = []

    async def start(app: AsyncApp) -> AsyncSocketModeHandler:
        handler = AsyncSocketModeHandler(app, "xapp-sandbox")
        before = sandbox.hub.count
        await handler.connect_async()
        await eventually(lambda: sandbox.hub.count > before)
        handlers.append(handler)
        return handler

    yield start
    for handler in handlers:
        await handler.close_async()


@pytest.fixture
def bolt(sandbox: Sandbox) -> AsyncApp:
    """A Bolt app whose every address is the sandbox."""
    return AsyncApp(client=AsyncWebClient(token="xoxb-sandbox", base_url=f"{sandbox.url}/api/"))


async def eventually(true: Callable[[], Any], within: float = 30.0) -> Any:
    """Wait until the condition holds, and give back its value; AssertionError when it does not in time."""
    for _ in range(int(within / 0.01)):
        value = true()
        if value:
            return value
        await asyncio.sleep(0.01)
    raise AssertionError("it did not happen in time")
