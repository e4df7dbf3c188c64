"""Reading one account: from its source into storage. A failure is a record with its reason, never a zero."""

from collections.abc import Mapping
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
from domain.facts import PerformanceRow
from domain.window import Window, local_day
from domain.words import Remedy, Source
from storage import Session, accounts, campaigns, crm, fx, performance, sync

BACKFILL_DAYS = 90
"""Days before a campaign's start that are read once, so that a goal can be compared with history."""
LIST_EVERY = timedelta(hours=24)
_log = log("poll")


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

    async def poll(self, account: SourceAccount) -> Problem | None:
        """Read the account once and set its next due date; returns the problem that stopped it, if any."""
        source = self.sources.get(account.source)
        today = local_day(self.now(), account.timezone or "UTC")
        window = await self.store.read(wanted_window, account, source, today)
        run = await self.store.run(sync.begin, account.id, self.now(), window)
        try:
            if source is None:
                raise NeedsOwner(f"no credentials for {account.source}", Remedy.SET_CREDENTIALS)
            rows = await self._read(account, source, window)
        except Problem as problem:
            await self._failed(account, run, problem)
            return problem
        await self.store.run(self._succeeded, account, run, rows)
        self.metrics.polls.labels(account.source, "ok").inc()
        self.metrics.rows.labels(account.source).inc(rows)
        return None

    async def _read(self, account: SourceAccount, source: AdSource | CrmSource, window: Window) -> int:
        if account.id not in self._described:
            info = await source.describe(account)
            await self.store.run(accounts.describe, account.id, info)
            self._described.add(account.id)
            account = replace(account, currency=info.currency, timezone=info.timezone)
        if account.source.is_crm:
            return await self._read_crm(account, cast("CrmSource", source))
        return await self._read_ads(account, cast("AdSource", source), window)

    async def _read_ads(self, account: SourceAccount, source: AdSource, window: Window) -> int:
        now = self.now()
        listed = self._listed.get(account.id)
        if listed is None or now - listed >= LIST_EVERY:
            await self.store.run(performance.list_campaigns, account.id, await source.campaigns(account))
            self._listed[account.id] = now
        rows = await source.performance(account, window)
        await self.store.run(self._store_ads, account, source, rows, now)
        return len(rows)

    def _store_ads(
        self, session: Session, account: SourceAccount, source: AdSource, rows: list[PerformanceRow], now: datetime
    ) -> None:
        today = local_day(now, account.timezone or "UTC")
        provisional = today - timedelta(days=source.provisional_days)
        performance.upsert(session, account.id, rows, now, provisional, "api")
        performance.resolve_matches(session, account.client_key)
        for currency in {row.currency for row in rows}:
            learn_rates(session, currency, today)

    async def _read_crm(self, account: SourceAccount, source: CrmSource) -> int:
        since = await self.store.read(sync.cursor, account.id)
        found = await source.changes(account, since, self.now())

        def keep(session: Session) -> None:
            crm.upsert_contacts(session, account.id, found.contacts)
            crm.upsert_deals(session, account.id, found.deals)
            performance.resolve_matches(session, account.client_key)
            sync.set_cursor(session, account.id, found.cursor)

        await self.store.run(keep)
        return len(found.contacts) + len(found.deals)

    def _succeeded(self, session: Session, account: SourceAccount, run: int, rows: int) -> None:
        sync.succeed(session, run, self.now(), rows)
        accounts.postpone(session, account.id, self.now() + self.every)

    async def _failed(self, account: SourceAccount, run: int, problem: Problem) -> None:
        reason, remedy = reason_of(problem)
        _log.warning("poll failed", source=account.source, account=account.id, reason=reason, detail=problem.detail)
        self.metrics.polls.labels(account.source, reason).inc()

        def keep(session: Session) -> None:
            sync.fail(session, run, self.now(), reason, remedy)
            accounts.postpone(session, account.id, self.now() + wait_after(problem, self.every))

        await self.store.run(keep)


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
    """The days to read: the look-back, or everything from 90 days before the first campaign when that is missing."""
    lookback = today - timedelta(days=getattr(source, "lookback_days", 0))
    starts = [campaign.start for campaign in campaigns.of_client(session, account.client_key)]
    wanted = min([lookback, *(start - timedelta(days=BACKFILL_DAYS) for start in starts)])
    covered = sync.covered_since(session, account.id)
    return Window(wanted if covered is None or covered > wanted else lookback, today)


def learn_rates(session: Session, currency: str, today: date) -> None:
    """Keep the published rates of a currency that are not kept yet."""
    latest = fx.latest(session, currency)
    if currency == "EUR" or (latest is not None and latest >= today - timedelta(days=1)):
        return
    fx.save(session, currency, published.euros(currency, latest or today - timedelta(days=800)))
