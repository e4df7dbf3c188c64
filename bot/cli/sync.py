"""`vigia sync`: every account polled now, without Slack."""

import asyncio
from datetime import datetime, timedelta

from bot import settings
from bot.cli import tools
from bot.cli.edge import fail
from bot.clock import Clock, machine
from bot.jobs.doubt import Emptied
from bot.jobs.poll import GOES_ON, Poller, reason_of
from bot.metrics import Metrics
from bot.store import Store
from bot.wiring import sources
from connectors import http as vendors_http
from domain.entities import SourceAccount
from domain.errors import Problem
from storage import Engine, Session
from storage.db import audit
from storage.directory import accounts, clients
from storage.directory.accounts import Claim
from templates.cards import doctor as told
from templates.cards import terminal
from templates.words import Words, words

UNKNOWN = 2
EVERYBODY = "*"
"""What the audit log calls the accounts of all clients."""


async def _sync(chosen: settings.Settings, engine: Engine, client: str, now: Clock) -> int:
    w, store = words(chosen.lang), Store(engine)
    known = {one.key: one.name for one in await store.read(clients.everyone)}
    if client and client not in known:
        raise fail(terminal.unknown_client(chosen.lang, client, list(known)), UNKNOWN)
    async with vendors_http.client() as vendors:
        every = timedelta(minutes=chosen.poll_minutes)
        poller = Poller(store, sources(chosen, vendors), now, Metrics(), every, chosen.poll_longest_s, chosen.admins)
        mine = await store.run(_claimed, client, machine())
        detail = {"accounts": len(mine)}
        await store.run(audit.note, tools.person("sync"), "sync.asked", client or EVERYBODY, detail, now())
        resting = await store.read(accounts.resting, client or None)
        for account in resting:
            called = told.called(w, account.source, account.account_id, known[account.client_key])
            print(w.plain("– {account}: its platform asked us to wait; it is read again after that.", account=called))
        failed = 0
        for claim in mine:
            problem = await poller.poll(claim)
            failed += is_failure(problem)
            print(line(w, claim.account, known[claim.account.client_key], problem), flush=True)
    if not mine and not resting:
        print(w.plain("No account is connected that could be read."))
    return failed


def _claimed(session: Session, client: str, at: datetime) -> list[Claim]:
    """The accounts of a client, or all, that are polled and rest for nobody; those that somebody reads now are not
    waited for."""
    resting = {one.id for one in accounts.resting(session, client or None)}
    polled = accounts.polled(session, client or None)
    claims = (accounts.claim(session, one.id, at) for one in polled if one.id not in resting)
    return [claim for claim in claims if claim]


def is_failure(problem: Problem | None) -> bool:
    """Whether nothing of the account was kept, or not all of it."""
    return problem is not None and not isinstance(problem, Emptied)


def line(w: Words, account: SourceAccount, client: str, problem: Problem | None) -> str:
    """What became of one account."""
    called = told.called(w, account.source, account.account_id, client)
    if problem is None:
        return w.plain("✓ {account}: read.", account=called)
    if isinstance(problem, Emptied):
        return w.plain(
            "✓ {account}: read; it answers for the third time that it is empty. Look at it in its platform.",
            account=called,
        )
    if reason_of(problem)[0] == GOES_ON:
        return w.plain("– {account}: read in part, which is kept; the next poll goes on from there.", account=called)
    return w.plain("✗ {account}: could not be read ({reason}).", account=called, reason=reason_of(problem)[0])


def run(client: str) -> None:
    """Poll the accounts of a client, or all; exit code 1 when one failed."""
    chosen = settings.load()
    now = tools.business_clock(chosen)
    with tools.database(chosen) as engine:
        failed = asyncio.run(_sync(chosen, engine, client, now))
    if failed:
        raise fail(
            words(chosen.lang).plain_n(
                "{n} account could not be read. `vigia doctor` says what to do.",
                "{n} accounts could not be read. `vigia doctor` says what to do.",
                n=failed,
            )
        )
