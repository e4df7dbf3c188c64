"""How long a poll may take, and whose its account is."""

import asyncio
from collections.abc import Awaitable
from datetime import datetime, timedelta
from typing import TypeVar

from bot.clock import machine
from domain.errors import Problem, Transient
from storage.directory import accounts

GOES_ON = "goes_on"
"""The reason of a poll whose time was up while parts of a long reading had been kept."""
Fetched = TypeVar("Fetched")


class Overtaken(Problem):
    """The account was claimed again, or is gone: nothing of this poll is kept, and whoever has it does the work."""

    def __init__(self) -> None:
        super().__init__("somebody else has claimed the account since")


async def in_time(fetching: Awaitable[Fetched], ends: float, reason: str = "timeout") -> Fetched:
    """What comes until the loop's clock says `ends`; Transient after that."""
    try:
        async with asyncio.timeout_at(ends):
            return await fetching
    except TimeoutError:
        raise Transient("not read in time", reason=reason) from None


def lease() -> datetime:
    """Until when an account is ours that something was just written of."""
    return machine() + timedelta(seconds=accounts.LEASE_S)
