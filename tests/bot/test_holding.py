"""An account stays ours while it is read, and no longer."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

from sqlmodel import select

from bot.clock import machine
from bot.jobs.holding import held
from bot.store import Store
from storage import Session
from storage.db.tables import AccountRow
from storage.directory import accounts
from storage.directory.accounts import LEASE_S
from tests.bot.office import database
from tests.casting import NOW


class Steps:
    """Time that goes by when the test says so."""

    def __init__(self) -> None:
        self._waiting, self._on = asyncio.Semaphore(0), asyncio.Semaphore(0)
        self.seconds = 0.0

    async def pause(self, seconds: float) -> None:
        """As a sleep, which ends with the test's next step."""
        self._waiting.release()
        await self._on.acquire()
        self.seconds += seconds

    async def begin(self) -> None:
        """Wait until somebody waits."""
        await self._waiting.acquire()

    async def step(self) -> None:
        """End a pause, and wait for the next."""
        self._on.release()
        await self._waiting.acquire()


async def test_its_lease_is_renewed_until_it_is_read_and_then_given_back(tmp_path: Path) -> None:
    engine, steps = database(tmp_path), Steps()
    store = Store(engine)
    (claim, *_) = await store.run(accounts.due, NOW, machine(), 1)

    def lease(session: Session) -> datetime | None:
        return session.exec(select(AccountRow.lease_until).where(AccountRow.id == claim.id)).one()

    last = await store.read(lease)
    async with held(store, claim, steps.pause):
        await steps.begin()
        assert await store.read(lease) == last
        for _ in range(2):
            await steps.step()
            before, last = last, await store.read(lease)
            assert last > before
        assert last > machine() + timedelta(seconds=LEASE_S - steps.seconds), "long before it is over"
        await store.run(accounts.settle, claim, NOW)
        for _ in range(2):  # whoever holds it still has nothing to renew
            await steps.step()
            assert await store.read(lease) is None
    engine.dispose()
