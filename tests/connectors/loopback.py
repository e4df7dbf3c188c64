"""Small vendor services on the loopback address: enough of each to be polled, paged and to fail on purpose."""

import json
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.loop_clock import race

DATA = Path(__file__).parent / "data"


def sample(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


class Seen(NamedTuple):
    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: str


Answer = tuple[int, Any, Mapping[str, str]]


@dataclass
class Loopback:
    """Answers with `answer`, except where the script says to fail first."""

    answer: Callable[[Seen], Any]
    failures: Mapping[str, Answer]
    script: deque[str] = field(default_factory=deque)
    seen: list[Seen] = field(default_factory=list)
    free: Callable[[Seen], bool] = lambda seen: False  # paths that never fail

    async def handle(self, request: web.Request) -> web.Response:
        body = await request.text()
        seen = Seen(request.method, request.path, dict(request.query), dict(request.headers), body)
        self.seen.append(seen)
        kind = self.script.popleft() if self.script and not self.free(seen) else ""
        if kind == "timeout":
            await race(lambda: request.transport is None or request.transport.is_closing())
            return web.Response(status=504)
        if kind == "cut":
            return await self._cut(request)
        if kind:
            status, told, headers = self.failures[kind]
            return web.json_response(told, status=status, headers=headers)
        found = self.answer(seen)
        return found if isinstance(found, web.Response) else web.json_response(found)

    async def _cut(self, request: web.Request) -> Any:
        response = web.StreamResponse(headers={"content-length": "1000"})
        await response.prepare(request)
        await response.write(b'[{"results":[')
        assert request.transport is not None
        request.transport.close()
        return response

    @asynccontextmanager
    async def serve(self) -> AsyncIterator[str]:
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", self.handle)
        server = TestServer(app)
        await server.start_server(access_log=None)  # the log under test is the client's
        try:
            yield str(server.make_url("")).rstrip("/")
        finally:
            await server.close()
