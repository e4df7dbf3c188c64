"""An account stays ours while it is read, and no longer."""

import asyncio
from datetime import datetime
from pathlib import Path

from sqlmodel import select

from bot.clock import machine
from bot.jobs.holding import held
from bot.store import Store
from storage import Session
from storage.db.tables import AccountRow
from storage.directory import accounts
from tests.bot.office import database
from tests.casting import NOW

LEASE_S = 0.4


async def test_its_lease_is_renewed_until_it_is_read_and_then_given_back(tmp_path: Path) -> None:
    engine = database(tmp_path)
    store = Store(engine)
    (claim, *_) = await store.run(accounts.due, NOW, machine(), LEASE_S)

    def lease(session: Session) -> datetime | None:
        return session.exec(select(AccountRow.lease_until).where(AccountRow.id == claim.id)).one()

    first = await store.read(lease)
    async with held(store, claim, LEASE_S):
        for _ in range(200):
            await asyncio.sleep(LEASE_S / 8)
            if await store.read(lease) != first:
                break
        assert await store.read(lease) > first
        await store.run(accounts.settle, claim, NOW)
        for _ in range(2):  # whoever holds it still has nothing to renew
            await asyncio.sleep(LEASE_S / 2)
            assert await store.read(lease) is None
    engine.dispose()
