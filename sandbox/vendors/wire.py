"""What the three services share: their world and clock, JSON bodies, and the request that is never answered."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from aiohttp import web

from sandbox.vendors.faults import Faults
from sandbox.world import World, days

Json = dict[str, Any]
SILENCE_SECONDS = 30.0


class Clock(Protocol):
    """Anything that knows the sandbox's present instant, aware and in UTC."""

    def now(self) -> datetime: ...


@dataclass(slots=True)
class Service:
    """What a vendor service is made of; `silence` is how long (seconds) a request without an answer is kept open.

    The world is exchanged for another one when somebody causes a trouble.
    """

    world: World
    clock: Clock
    faults: Faults
    silence: float = field(default=SILENCE_SECONDS)

    def now_ms(self) -> int:
        """The present in milliseconds since 1970."""
        return days.to_ms(self.clock.now())


def answer(body: object, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """A JSON answer, compact and in UTF-8."""
    raw = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    return web.Response(body=raw, status=status, headers=headers, content_type="application/json", charset="utf-8")


async def silence(request: web.Request, seconds: float) -> web.Response:
    """Say nothing until the caller gives up or the time is over, then an empty 504."""
    for _ in range(int(seconds / 0.1)):
        if request.transport is None or request.transport.is_closing():
            break
        await asyncio.sleep(0.1)
    return web.Response(status=504)


def bearer(request: web.Request) -> str:
    """The token of the Authorization header; empty when there is none."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() in ("bearer", "oauth") else ""
