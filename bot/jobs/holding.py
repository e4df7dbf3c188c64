"""An account stays ours while it is read: its lease is short, so that a crash keeps nobody from it, and is renewed."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

from bot.clock import machine
from bot.logs import log
from bot.store import Store
from storage.directory import accounts
from storage.directory.accounts import LEASE_S, Claim

RENEWALS = 4
"""How often a lease is renewed in its time: a busy machine may miss some."""
Pause = Callable[[float], Awaitable[None]]
"""Lets so many seconds go by."""
_log = log("holding")


@asynccontextmanager
async def held(store: Store, claim: Claim, pause: Pause = asyncio.sleep) -> AsyncIterator[None]:
    """Inside the block the account's lease is renewed for as long as there is one."""
    renewing = asyncio.create_task(_renew(store, claim, pause), name=f"hold-{claim.id}")
    try:
        yield
    finally:
        renewing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await renewing


async def _renew(store: Store, claim: Claim, pause: Pause) -> None:
    while True:
        await pause(LEASE_S / RENEWALS)
        try:
            await store.run(accounts.renew, claim, machine() + timedelta(seconds=LEASE_S))
        except Exception:  # noqa: BLE001 - the job's edge: the next one tries again; what comes too late is thrown away
            _log.exception("a lease could not be renewed", account=claim.id)
