"""Pushing the clock forward hour by hour, waiting for the bot after each step."""

import asyncio
import time
from datetime import timedelta
from typing import Any

import aiohttp

from sandbox.clock import Clock, iso

STEP = timedelta(hours=1)
BOT_SECONDS = 30.0
PATIENCE_SECONDS = 120.0


class Walk:
    """One push at a time; others wait for their turn."""

    def __init__(self, clock: Clock, bot_url: str | None) -> None:
        self._clock = clock
        self._bot_url = bot_url.rstrip("/") if bot_url else None
        self._turn = asyncio.Lock()

    async def forward(self, span: timedelta) -> dict[str, Any]:
        """Walk `span` ahead; {now, steps, bot}, where bot is "caught up", "lagging" or "not reachable"."""
        async with self._turn, aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=BOT_SECONDS)) as session:
            steps, left, bot = 0, span, "caught up"
            patience = time.monotonic() + PATIENCE_SECONDS
            while left > timedelta(0):
                step = min(STEP, left)
                self._clock.advance(step)
                left -= step
                steps += 1
                # Once nobody answers, or it takes for ever, the rest of the way is walked alone.
                if bot != "not reachable" and time.monotonic() < patience:
                    bot = _worse(bot, await self._ask(session))
            return {"now": iso(self._clock.now()), "steps": steps, "bot": bot}

    async def _ask(self, session: aiohttp.ClientSession) -> str:
        if self._bot_url is None:
            return "not reachable"
        try:
            async with session.get(f"{self._bot_url}/caught-up", params={"now": iso(self._clock.now())}) as answer:
                await answer.read()
                return "caught up" if answer.ok else "lagging"
        except (aiohttp.ClientError, TimeoutError):
            return "not reachable"


def _worse(one: str, other: str) -> str:
    order = ("caught up", "lagging", "not reachable")
    return max(one, other, key=order.index)
