"""Pushing the clock forward hour by hour, waiting for the bot after each step."""

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any

import aiohttp

from sandbox.clock import Clock, iso

STEP = timedelta(hours=1)
BOT_SECONDS = 30.0
LAGS_BORNE = 3
CAUGHT_UP, LAGGING, AWAY = "caught up", "lagging", "not reachable"


class Walk:
    """One push at a time; others wait for their turn."""

    def __init__(self, clock: Clock, bot_url: str | None) -> None:
        self._clock = clock
        self._bot_url = bot_url.rstrip("/") if bot_url else None
        self._turn = asyncio.Lock()

    async def forward(self, span: timedelta) -> dict[str, Any]:
        """Walk `span` ahead; {now, steps, bot}, where bot is "caught up", "lagging" or "not reachable"."""
        async with self._turn, aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=BOT_SECONDS)) as session:
            steps, left = 0, span
            heard: Counter[str] = Counter()
            while left > timedelta(0):
                step = min(STEP, left)
                self._clock.advance(step)
                left -= step
                steps += 1
                # Once nobody answers, or the bot keeps lagging, the rest of the way is walked alone.
                if not heard[AWAY] and heard[LAGGING] < LAGS_BORNE:
                    heard[await self._ask(session)] += 1
            bot = next((word for word in (AWAY, LAGGING) if heard[word]), CAUGHT_UP)
            return {"now": iso(self._clock.now()), "steps": steps, "bot": bot}

    async def _ask(self, session: aiohttp.ClientSession) -> str:
        if self._bot_url is None:
            return AWAY
        try:
            async with session.get(f"{self._bot_url}/caught-up", params={"now": iso(self._clock.now())}) as answer:
                await answer.read()
                return CAUGHT_UP if answer.ok else LAGGING
        except aiohttp.ClientError:
            return AWAY
        except TimeoutError:
            return LAGGING
