"""`vigia sync`: every account polled now, without Slack."""

import asyncio
from datetime import timedelta

from bot import settings
from bot.cli import tools
from bot.cli.edge import fail
from bot.clock import Clock, machine
from bot.jobs.doubt import Emptied
from bot.jobs.holding import held
from bot.jobs.limits import GOES_ON, Overtaken
from bot.jobs.poll import Poller, reason_of
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
        resting, mine = await store.read(_to_read, client or None)
        detail = {"accounts": len(mine)}
        await store.run(audit.note, tools.person("sync"), "sync.asked", client or EVERYBODY, detail, now())
        for account in resting:
            called = told.called(w, account.source, account.account_id, known[account.client_key])
            print(w.plain("– {account}: its platform asked us to wait; it is read again after that.", account=called))
        failed = 0
        for account in mine:
            claim = await store.run(accounts.claim, account.id, machine())
            problem = Overtaken() if claim is None else await _read(store, poller, claim)
            failed += is_failure(problem)
            print(line(w, account, known[account.client_key], problem), flush=True)
    if not mine and not resting:
        print(w.plain("No account is connected that could be read."))
    return failed


async def _read(store: Store, poller: Poller, claim: Claim) -> Problem | None:
    """Read it; whoever is stopped meanwhile gives it back."""
    try:
        async with held(store, claim):
            return await poller.poll(claim, deep=True)
    finally:
        await store.run(accounts.release, [claim])


def _to_read(session: Session, client: str | None) -> tuple[list[SourceAccount], list[SourceAccount]]:
    """The accounts of a client, or all, whose platform asked to be left alone, and the others that are polled."""
    resting = accounts.resting(session, client)
    asleep = {one.id for one in resting}
    return resting, [one for one in accounts.polled(session, client) if one.id not in asleep]


def is_failure(problem: Problem | None) -> bool:
    """Whether nothing of the account was kept, or not all of it, and nobody else reads it."""
    return problem is not None and not isinstance(problem, Emptied | Overtaken)


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
    if isinstance(problem, Overtaken):
        return w.plain("– {account}: the bot is reading it just now.", account=called)
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
