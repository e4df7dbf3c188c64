"""Reading one account: from its source into storage. A failure is a record with its reason, never a zero."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import cast

from bot.clock import Clock, machine
from bot.jobs.details import Details
from bot.jobs.rates import RateBook
from bot.logs import log
from bot.metrics import Metrics
from bot.store import Store
from connectors.port import AdSource, CrmSource
from domain.entities import SourceAccount
from domain.errors import NeedsOwner, Problem, SchemaDrift, Transient
from domain.facts import HOUR, Listing
from domain.proposals import CURRENCY
from domain.window import Window, local_day
from domain.words import Remedy, Source
from storage import Session
from storage.directory import accounts, campaigns
from storage.facts import crm, listing, performance, sync

BACKFILL_DAYS = 90
"""Days before a campaign's start that are read once, so that a goal can be compared with history."""
LONGEST_S = 840.0
"""A source that takes longer is given up until the next poll: the lease of its account must outlast its poll."""
LIST_EVERY = timedelta(hours=24)
"""How often matches are looked at again, though no name has changed."""
LONGEST = timedelta(days=1)
"""The longest wait that is believed."""
_log = log("poll")
Keep = Callable[[Session], int]
"""Writes what was fetched, in the caller's transaction; returns how many rows."""


@dataclass(slots=True)
class Poller:
    """Reads accounts. `sources` by kind; `now` is business time.

    The newest days come first. Older ones that are missing are read after them, and hold back nothing but themselves.
    """

    store: Store
    sources: Mapping[Source, AdSource | CrmSource]
    now: Clock
    metrics: Metrics
    every: timedelta = timedelta(hours=1)
    longest_s: float = LONGEST_S
    _listed: dict[int, datetime] = field(default_factory=dict)
    _described: set[int] = field(default_factory=set)
    _rates: RateBook = field(default_factory=RateBook)
    _details: Details = field(default_factory=Details)

    async def poll(self, account: SourceAccount) -> Problem | None:
        """Read the account once and set its next due date; returns the problem that stopped it, if any."""
        source, began, run = self.sources.get(account.source), self.now(), None
        try:
            window, run, cursor = await self.store.run(self._begin, account, source)
            keep = await self._in_time(self._fetch(account, source, window, cursor))
            rows = await self.store.run(self._finish, account, run, began, keep)
        except Problem as problem:
            return await self._failed(account, run, problem)
        except Exception as error:  # noqa: BLE001 - the job's edge: a bug with one account must not stop the others
            _log.exception("poll broke", source=account.source, account=account.id)
            return await self._failed(account, run, Problem(type(error).__name__))
        self.metrics.polls.labels(account.source, "ok").inc()
        self.metrics.rows.labels(account.source).inc(rows)
        if not account.source.is_crm:
            await self._backfill(account, cast("AdSource", source), began)
        return None

    async def _in_time(self, fetching: Awaitable[Keep]) -> Keep:
        try:
            async with asyncio.timeout(self.longest_s):
                return await fetching
        except TimeoutError:
            raise Transient("not read in time", reason="timeout") from None

    def _begin(
        self, session: Session, account: SourceAccount, source: AdSource | CrmSource | None
    ) -> tuple[Window, int, datetime | None]:
        today = local_day(self.now(), account.timezone or "UTC")
        window = wanted_window(session, account, source, today)
        return window, sync.begin(session, account.id, self.now(), window), sync.cursor(session, account.id)

    def _finish(self, session: Session, account: SourceAccount, run: int, began: datetime, keep: Keep) -> int:
        rows = keep(session)
        sync.succeed(session, run, self.now(), rows)
        accounts.postpone(session, account.id, began + self.every)
        return rows

    async def _fetch(
        self, account: SourceAccount, source: AdSource | CrmSource | None, window: Window, cursor: datetime | None
    ) -> Keep:
        """Everything that the vendor says, and the function that keeps it."""
        if source is None:
            raise NeedsOwner(f"no credentials for {account.source}", Remedy.SET_CREDENTIALS)
        info = None
        if account.id not in self._described:
            info = await source.describe(account)
            account = replace(account, currency=info.currency, timezone=info.timezone)
        if account.source.is_crm:
            keep = await self._fetch_crm(account, cast("CrmSource", source), cursor)
        else:
            keep = await self._fetch_ads(account, cast("AdSource", source), window)

        def all_of_it(session: Session) -> int:
            if info is not None:
                accounts.describe(session, account.id, info, self.now())
                self._described.add(account.id)
            return keep(session)

        return all_of_it

    async def _fetch_ads(self, account: SourceAccount, source: AdSource, window: Window) -> Keep:
        now = self.now()
        found = await source.listing(account)
        keep_days = await self._fetch_days(account, source, window)
        due = self._details.is_due(account.id, now)
        newest = await self.store.read(performance.latest_day, account.id, HOUR) if due else None
        keep_details = await self._details.fetch(account, source, window, now, newest)

        def keep(session: Session) -> int:
            self._list(session, account, found, now)
            return keep_days(session) + keep_details(session)

        return keep

    def _list(self, session: Session, account: SourceAccount, found: Listing, now: datetime) -> None:
        """Matches are looked at again where a name is new, and once a day whatever has happened."""
        listed = self._listed.get(account.id)
        due = listed is None or now - listed >= LIST_EVERY or listing.is_news(session, account.id, found.campaigns)
        listing.list_campaigns(session, account.id, found.campaigns, now)
        accounts.note_state(session, account.id, found.state, now)
        if due:
            performance.resolve_matches(session, account.client_key)
            self._listed[account.id] = now

    async def _fetch_days(self, account: SourceAccount, source: AdSource, window: Window) -> Keep:
        now = self.now()
        rows = await source.performance(account, window)
        today = local_day(now, account.timezone or "UTC")
        provisional = today - timedelta(days=source.provisional_days)

        def keep(session: Session) -> int:
            loaded = performance.upsert(session, account.id, rows, now, provisional, "api", window)
            if loaded.is_news:
                performance.resolve_matches(session, account.client_key)
            amounts = {(row.currency, window.start) for row in rows} | {
                (CURRENCY, today)
            }  # what the industry's figures are in
            self._rates.learn(session, account.client_key, today, amounts)
            return len(rows)

        return keep

    async def _backfill(self, account: SourceAccount, source: AdSource, began: datetime) -> None:
        """Read the older days that are missing. Trouble with them is written down and leaves the newest alone."""
        missing = await self.store.read(_missing, account, source, began)
        if missing is None:
            return
        account, window = missing
        run = await self.store.run(sync.begin, account.id, began, window)
        try:
            keep = await self._in_time(self._fetch_days(account, source, window))
            rows = await self.store.run(lambda session: self._backfilled(session, run, keep))
            self.metrics.rows.labels(account.source).inc(rows)
        except Problem as problem:
            await self.store.run(self._not_backfilled, account, run, began, problem)
        except Exception as error:  # noqa: BLE001 - the job's edge: as for the newest days
            _log.exception("backfill broke", source=account.source, account=account.id)
            await self.store.run(self._not_backfilled, account, run, began, Problem(type(error).__name__))

    def _backfilled(self, session: Session, run: int, keep: Keep) -> int:
        rows = keep(session)
        sync.succeed(session, run, self.now(), rows)
        return rows

    def _not_backfilled(
        self, session: Session, account: SourceAccount, run: int, began: datetime, problem: Problem
    ) -> None:
        reason, remedy = reason_of(problem)
        _log.warning("backfill failed", source=account.source, account=account.id, reason=reason, detail=problem.detail)
        self._rates.forget()
        sync.fail_backfill(session, run, self.now(), reason, remedy)
        accounts.postpone(session, account.id, began + wait_after(problem, self.every), rest_of(problem))

    async def _fetch_crm(self, account: SourceAccount, source: CrmSource, cursor: datetime | None) -> Keep:
        until = self.now()
        found = await source.changes(account, cursor, until)

        def keep(session: Session) -> int:
            crm.upsert_contacts(session, account.id, found.contacts)
            crm.upsert_deals(session, account.id, found.deals)
            if found.contacts or found.deals:
                performance.resolve_matches(session, account.client_key)
            sync.set_cursor(session, account.id, found.cursor)
            self._rates.learn(session, account.client_key, local_day(until, account.timezone or "UTC"))
            return len(found.contacts) + len(found.deals)

        return keep

    async def _failed(self, account: SourceAccount, run: int | None, problem: Problem) -> Problem:
        reason, remedy = reason_of(problem)
        _log.warning("poll failed", source=account.source, account=account.id, reason=reason, detail=problem.detail)
        self.metrics.polls.labels(account.source, reason).inc()
        # What was noted while it was being kept went back with the transaction.
        self._described.discard(account.id)
        self._listed.pop(account.id, None)
        self._details.forget(account.id)
        self._rates.forget()

        def keep(session: Session) -> None:
            if run is not None:
                sync.fail(session, run, self.now(), reason, remedy)
            accounts.postpone(session, account.id, self.now() + wait_after(problem, self.every), rest_of(problem))

        await self.store.run(keep)
        return problem


def reason_of(problem: Problem) -> tuple[str, Remedy | None]:
    """The reason code that is recorded, and what a person must do, if anything."""
    match problem:
        case NeedsOwner():
            return problem.remedy.value, problem.remedy
        case SchemaDrift():
            return "schema_drift", Remedy.UPDATE_VIGIA
        case Transient():
            return problem.reason, None
        case _:
            return "failed", None


def wait_after(problem: Problem, every: timedelta) -> timedelta:
    """How long until the next try: as told by the vendor, at most a day, at least the usual interval."""
    told = problem.retry_after if isinstance(problem, Transient) else None
    return min(max(every, timedelta(seconds=told or 0)), LONGEST)


def rest_of(problem: Problem) -> datetime | None:
    """Until when, by the machine's clock, the vendor asked to be left alone; None where it did not."""
    told = problem.retry_after if isinstance(problem, Transient) else None
    return machine() + min(timedelta(seconds=told), LONGEST) if told else None


def wanted_window(session: Session, account: SourceAccount, source: AdSource | CrmSource | None, today: date) -> Window:
    """The newest days: the look-back, or back to what the last good poll read, and what was not settled by then."""
    lookback = timedelta(days=getattr(source, "lookback_days", 0))
    start, until = today - lookback, sync.covered_until(session, account.id)
    if until is not None and until < start:
        start = until - lookback
    keeps = getattr(source, "keeps_days", None)
    return Window(start if keeps is None else max(start, today - timedelta(days=keeps)), today)


def missing_window(session: Session, account: SourceAccount, source: AdSource, today: date) -> Window | None:
    """The days from 90 before the client's first campaign that nobody has read; None when there are none.

    Nothing is asked for that the platform no longer keeps: it would refuse, and again at every poll.
    """
    first = campaigns.first_start(session, account.client_key)
    covered = sync.covered_since(session, account.id)
    if first is None or covered is None:
        return None
    start = max(first - timedelta(days=BACKFILL_DAYS), today - timedelta(days=source.keeps_days))
    return Window(start, covered - timedelta(days=1)) if start < covered else None


def _missing(
    session: Session, account: SourceAccount, source: AdSource, at: datetime
) -> tuple[SourceAccount, Window] | None:
    """The account as it has described itself by now, and the days that it lacks."""
    known = accounts.get(session, account.id) or account
    window = missing_window(session, known, source, local_day(at, known.timezone or "UTC"))
    return (known, window) if window else None
