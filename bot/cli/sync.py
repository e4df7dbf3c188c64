"""`vigia sync`."""

import asyncio
from datetime import timedelta

from bot import settings, wiring
from bot.cli.edge import fail
from bot.clock import machine
from bot.jobs.poll import Poller, reason_of
from bot.metrics import Metrics
from bot.seam import Store
from connectors import http as vendors_http
from storage import accounts


async def _sync(chosen: settings.Settings, client: str) -> int:
    store = Store(wiring.open_database(chosen))
    async with vendors_http.client() as vendors:
        poller = Poller(
            store, wiring.sources(chosen, vendors), machine, Metrics(), timedelta(minutes=chosen.poll_minutes)
        )
        await store.run(accounts.hurry, client or None, None, machine())
        failed = 0
        for account in await store.run(accounts.due, machine(), machine(), limit=10_000):
            problem = await poller.poll(account)
            failed += problem is not None
            said = f"failed: {reason_of(problem)[0]}" if problem else "ok"
            print(f"{account.client_key}  {account.source}  {account.account_id}  {said}")
    return failed


def run(client: str) -> None:
    """Poll the accounts of a client, or all; exit code 1 when one failed."""
    failed = asyncio.run(_sync(settings.load(), client))
    if failed:
        raise fail(f"{failed} account(s) could not be read. `vigia doctor` says what to do.")
