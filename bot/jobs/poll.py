"""Reading one account: from its source into storage. A failure is a record with its reason, never a zero."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import cast

from bot.clock import Clock
from bot.logs import log
from bot.metrics import Metrics
from bot.seam import Store
from connectors import fx as published
from connectors.port import AdSource, CrmSource
from domain.entities import SourceAccount
from domain.errors import NeedsOwner, Problem, SchemaDrift, Transient
from domain.window import Window, local_day
from domain.words import Remedy, Source
from storage import Session, accounts, campaigns, crm, fx, performance, sync

BACKFILL_DAYS = 90
"""Days before a campaign's start that are read once, so that a goal can be compared with history."""
LIST_EVERY = timedelta(hours=24)
_log = log("poll")
Keep = Callable[[Session], int]
"""Writes what was fetched, in the caller's transaction; returns how many rows."""


@dataclass(slots=True)
class Poller:
    """Reads accounts. `sources` by kind; `now` is business time."""

    store: Store
    sources: Mapping[Source, AdSource | CrmSource]
    now: Clock
    metrics: Metrics
    every: timedelta = timedelta(hours=1)
    _listed: dict[int, datetime] = field(default_factory=dict)
    _described: set[int] = field(default_factory=set)
    _rated: set[str] = field(default_factory=set)  # the bundled rates cannot change while we run

    async def poll(self, account: SourceAccount) -> Problem | None:
        """Read the account once and set its next due date; returns the problem that stopped it, if any."""
        source, began, run = self.sources.get(account.source), self.now(), None
        try:
            window, run, cursor = await self.store.run(self._begin, account, source)
            keep = await self._fetch(account, source, window, cursor)
            rows = await self.store.run(self._finish, account, run, began, keep)
        except Problem as problem:
            return await self._failed(account, run, problem)
        except Exception as error:  # noqa: BLE001 - the job's edge: a bug with one account must not stop the others
            _log.exception("poll broke", source=account.source, account=account.id)
            return await self._failed(account, run, Problem(type(error).__name__))
        self.metrics.polls.labels(account.source, "ok").inc()
        self.metrics.rows.labels(account.source).inc(rows)
        return None

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
                accounts.describe(session, account.id, info)
                self._described.add(account.id)
            return keep(session)

        return all_of_it

    async def _fetch_ads(self, account: SourceAccount, source: AdSource, window: Window) -> Keep:
        now = self.now()
        listed = self._listed.get(account.id)
        found = await source.campaigns(account) if listed is None or now - listed >= LIST_EVERY else None
        rows = await source.performance(account, window)
        today = local_day(now, account.timezone or "UTC")
        provisional = today - timedelta(days=source.provisional_days)

        def keep(session: Session) -> int:
            if found is not None:
                performance.list_campaigns(session, account.id, found)
                performance.resolve_matches(session, account.client_key)
                self._listed[account.id] = now
            performance.upsert(session, account.id, rows, now, provisional, "api", window)
            for currency in {row.currency for row in rows} - self._rated:
                learn_rates(session, currency, today)
                self._rated.add(currency)
            return len(rows)

        return keep

    async def _fetch_crm(self, account: SourceAccount, source: CrmSource, cursor: datetime | None) -> Keep:
        found = await source.changes(account, cursor, self.now())

        def keep(session: Session) -> int:
            crm.upsert_contacts(session, account.id, found.contacts)
            crm.upsert_deals(session, account.id, found.deals)
            if found.contacts or found.deals:
                performance.resolve_matches(session, account.client_key)
            sync.set_cursor(session, account.id, found.cursor)
            return len(found.contacts) + len(found.deals)

        return keep

    async def _failed(self, account: SourceAccount, run: int | None, problem: Problem) -> Problem:
        reason, remedy = reason_of(problem)
        _log.warning("poll failed", source=account.source, account=account.id, reason=reason, detail=problem.detail)
        self.metrics.polls.labels(account.source, reason).inc()
        # What was noted while it was being kept went back with the transaction.
        self._described.discard(account.id)
        self._listed.pop(account.id, None)
        self._rated.clear()

        def keep(session: Session) -> None:
            if run is not None:
                sync.fail(session, run, self.now(), reason, remedy)
            accounts.postpone(session, account.id, self.now() + wait_after(problem, self.every))

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
    return min(max(every, timedelta(seconds=told or 0)), timedelta(days=1))


def wanted_window(session: Session, account: SourceAccount, source: AdSource | CrmSource | None, today: date) -> Window:
    """The days to read: the look-back, from where the last poll that went well ended if that is longer ago.

    Everything from 90 days before the first campaign when that is missing.
    """
    lookback = today - timedelta(days=getattr(source, "lookback_days", 0))
    first = campaigns.first_start(session, account.client_key)
    wanted = min(lookback, first - timedelta(days=BACKFILL_DAYS)) if first else lookback
    covered = sync.covered_since(session, account.id)
    if covered is None or covered > wanted:
        return Window(wanted, today)
    return Window(min(lookback, sync.covered_until(session, account.id) or lookback), today)


def learn_rates(session: Session, currency: str, today: date) -> None:
    """Keep the published rates of a currency that are not kept yet."""
    latest = fx.latest(session, currency)
    if currency == "EUR" or (latest is not None and latest >= today - timedelta(days=1)):
        return
    fx.save(session, currency, published.euros(currency, latest or today - timedelta(days=800)))
