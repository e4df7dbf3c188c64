"""Reading one account: from its source into storage. A failure is a record with its reason, never a zero."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol

from bot.clock import Clock, machine
from bot.jobs import details, doubt, rates, records, windows
from bot.jobs.brought import Brought, Keep
from bot.jobs.doubt import Silence
from bot.jobs.limits import GOES_ON, Overtaken, in_time, lease
from bot.logs import log
from bot.metrics import Metrics
from bot.store import Store
from connectors.port import AdSource, Sources
from domain.entities import SourceAccount
from domain.errors import NeedsOwner, Problem, SchemaDrift, Transient
from domain.facts import HOUR, Listing, PerformanceRow
from domain.proposals import CURRENCY
from domain.window import Window, local_day
from domain.words import Remedy
from notifiers import owner
from storage import Session
from storage.directory import accounts, campaigns, clients
from storage.directory.accounts import Claim, Progress
from storage.facts import emptiness, late, listing, performance, sync, to_judge

LONGEST_S = 840.0
"""A source that takes longer is given up until the next poll."""
ONCE_A_DAY = timedelta(hours=24)
"""How often an account is described and its matches are looked at again, though nothing has changed."""
LONGEST = timedelta(days=1)
"""The longest wait that is believed."""
_log = log("poll")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a poll begins with: the account as its client counts, its run, the days to ask for, those that it will lack,
    and what was read before.

    `whole` are all days of the look-back, `window` those of them that are asked for now. `is_deep`: it looks further
    than usual; `again` are days that were read long ago and are read again then.
    """

    account: SourceAccount
    run: int
    window: Window
    whole: Window
    cursor: sync.Cursor
    lacking: Window | None
    done: Progress
    is_deep: bool
    again: Window | None


class _KeepDays(Protocol):
    """Writes days; `names` are those of what the account lists, where they are at hand."""

    def __call__(self, session: Session, names: Mapping[str, str] | None = None) -> Brought: ...


@dataclass(frozen=True, slots=True)
class _Older:
    """Older days to be read next, of the account as it has described itself by now: first those read long ago."""

    account: SourceAccount
    source: AdSource
    again: Window | None
    lacking: Window | None

    @property
    def pieces(self) -> tuple[Window, ...]:
        """As they are read."""
        return tuple(piece for one in (self.again, self.lacking) if one for piece in windows.pieces(one))


@dataclass(slots=True)
class Poller:
    """Reads accounts. `sources` by their kind; `now` is business time; `admins` are told where a client names nobody.

    The newest days come first. Older ones that are missing are read after them, and hold back nothing but themselves.
    What a poll knows of its account stands in rows: any process may do the next, and what was noted in a transaction
    that failed was not noted.
    """

    store: Store
    sources: Sources
    now: Clock
    metrics: Metrics
    every: timedelta = timedelta(hours=1)
    longest_s: float = LONGEST_S
    admins: Sequence[str] = ()

    async def poll(self, claim: Claim, *, deep: bool = False) -> Problem | None:
        """Read the claimed account once and set its next due date; the problem that stopped it, if any.

        `deep`: look now for what is looked for only now and then, however lately that was.
        """
        account, began, asked = claim.account, self.now(), None
        try:
            asked = await self.store.run(self._begin, claim, deep=deep)
            keep, silence = await self._fetch(claim, asked)
            rows, older, notice = await self.store.run(self._finish, claim, asked, began, keep, silence)
        except Overtaken as overtaken:
            self._overtaken(account)
            return overtaken
        except Problem as problem:
            return await self._failed(claim, asked, problem)
        except Exception as error:  # noqa: BLE001 - the job's edge: a bug with one account must not stop the others
            _log.exception("poll broke", source=account.source, account=account.id)
            return await self._failed(claim, asked, Problem(type(error).__name__))
        self.metrics.polls.labels(account.source, "ok").inc()
        self.metrics.rows.labels(account.source).inc(rows)
        if older is not None:
            await self._backfill(claim, older, began)
        return notice

    def _ends(self) -> float:
        return asyncio.get_running_loop().time() + self.longest_s

    def _begin(self, session: Session, claim: Claim, *, deep: bool) -> _Asked:
        account, now = clients.counting(session, claim.account), self.now()
        if not accounts.holds(session, claim, lease()):
            raise Overtaken
        ads = self.sources.ads.get(account.source)
        about = ads.descriptor if ads else None
        today, covered = local_day(now, account.timezone or "UTC"), sync.covered(session, account.id)
        whole = window = windows.wanted(covered, about, today)
        after, lacking, again = Window(min(whole.start, covered.start if covered else today), today), None, None
        is_deep = deep or _is_over(claim.done.deep, now, windows.DEEP if ads else records.DEEP)
        if about is not None:
            if not (is_deep or windows.is_whole_due(claim.done.whole, now, account.timezone or "UTC")):
                window = windows.newest(whole, about)
            before = whole.start - timedelta(days=1)  # what this poll reads anyway is read by action
            known = Window(covered.start, min(covered.end, before)) if covered else None
            stale = sync.not_by_action(session, account.id, known) if known else None
            first = campaigns.first_start(session, account.client_key)
            lacking = windows.missing(first, after, about, today, stale)
            again = windows.deep(covered, whole, about, today) if is_deep else None
        cursor = sync.Cursor()
        if crm_source := self.sources.crms.get(account.source):
            cursor = sync.going_by(session, account.id, crm_source.rules(account))
        run = sync.begin(session, account.id, now, window)
        return _Asked(account, run, window, whole, cursor, lacking, claim.done, is_deep, again)

    def _finish(
        self, session: Session, claim: Claim, asked: _Asked, began: datetime, keep: Keep, silence: Silence | None
    ) -> tuple[int, _Older | None, Problem | None]:
        """Keep everything, unless the account was claimed again meanwhile; ours it stays while days are missing. What
        is to be told although it is kept is written down with it."""
        now = self.now()
        if not accounts.settle(session, claim, began + self.every, answered=now):
            raise Overtaken
        notice = doubt.believe(session, silence, now) if silence else None
        rows, news = keep(session)
        sync.end(session, asked.run, now, rows)
        to_judge.mark(session, claim.account.client_key, machine(), news=news)
        older = self._older(session, claim, asked)
        if older is not None:
            accounts.holds(session, claim, lease())
        if notice is not None:
            owner.about_source(session, claim.account, notice, self.now(), self.admins)
        return rows, older, notice

    def _older(self, session: Session, claim: Claim, asked: _Asked) -> _Older | None:
        """The days that the account lacks or that are read again, as it has described itself by now."""
        source = self.sources.ads.get(claim.account.source)
        if source is None:
            return None
        if asked.is_deep and asked.again is None:
            accounts.note_read(session, claim.id, self.now(), deep=True)
        if asked.lacking is None and asked.again is None:
            return None
        return _Older(accounts.get(session, claim.id) or claim.account, source, asked.again, asked.lacking)

    async def _fetch(self, claim: Claim, asked: _Asked) -> tuple[Keep, Silence | None]:
        """The function that keeps everything that the vendor says, and what an answer of its lacks."""
        account, ends = asked.account, self._ends()
        ads, crm_source = self.sources.ads.get(account.source), self.sources.crms.get(account.source)
        source, silence = ads or crm_source, None
        if source is None:
            raise NeedsOwner(f"no credentials for {account.source}", Remedy.SET_CREDENTIALS)
        info = None
        if _is_over(asked.done.described, self.now()):
            info = await in_time(source.describe(account), ends)
            account = replace(account, currency=info.currency, timezone=info.timezone)
        if crm_source is not None:
            reading = records.Records(self.store, claim, account, crm_source, ends, asked.is_deep)
            keep = await reading.fetch(asked.cursor, self.now())
        elif ads is not None:
            keep, silence = await in_time(self._fetch_ads(account, ads, asked), ends)

        def all_of_it(session: Session) -> Brought:
            if info is not None:
                accounts.describe(session, account.id, info, self.now(), ads.descriptor.keeps_days if ads else None)
            return keep(session)

        return all_of_it, silence

    async def _fetch_ads(self, account: SourceAccount, source: AdSource, asked: _Asked) -> tuple[Keep, Silence | None]:
        now = self.now()
        found = await source.listing(account)
        rows = await source.performance(account, asked.window)
        silence = None
        if asked.done.doubts or not (found.campaigns and rows):
            silence = Silence.of(account, now, asked.window, no_campaigns=not found.campaigns, no_rows=not rows)
            if await self.store.read(doubt.is_doubted, silence, now):
                raise doubt.doubted()
        keep_days = self._days(account, source, asked.window, rows, asked.window.start)
        hours_due = details.hours_due(asked.done, now, account.timezone)
        newest = await self.store.read(performance.latest_day, account.id, HOUR) if hours_due else None
        keep_details = await details.fetch(account, source, asked.whole, now, asked.done, newest)

        def keep(session: Session) -> Brought:
            listed, names = _list(session, account, found, now, asked.done)
            accounts.note_read(session, account.id, now, whole=asked.window == asked.whole)
            return listed.and_also(keep_days(session, names)).and_also(keep_details(session))

        return keep, silence

    async def _fetch_piece(self, older: _Older, piece: Window) -> Keep:
        rows = await older.source.performance(older.account, piece)
        keep_days = self._days(older.account, older.source, piece, rows, min(one.start for one in older.pieces))

        def keep(session: Session) -> Brought:
            is_again = older.again is not None and piece.end <= older.again.end and piece.start >= older.again.start
            if older.again is not None and piece.start == older.again.start:
                accounts.note_read(session, older.account.id, self.now(), deep=True)
            brought = keep_days(session)
            if is_again and brought.is_news:
                late.mark(session, older.account.id)
            return brought

        return keep

    def _days(
        self, account: SourceAccount, source: AdSource, window: Window, rows: list[PerformanceRow], since: date
    ) -> _KeepDays:
        """Keep the days of a window, and the exchange rates that money needs from `since` on."""
        now = self.now()
        today = local_day(now, account.timezone or "UTC")
        provisional = today - timedelta(days=source.descriptor.provisional_days)

        def keep(session: Session, names: Mapping[str, str] | None = None) -> Brought:
            loaded = performance.upsert(session, account.id, rows, now, provisional, "api", window, names=names)
            if loaded.is_news:
                performance.resolve_matches(session, account.client_key, account.id)
            amounts = {(row.currency, since) for row in rows} | {
                (CURRENCY, today)
            }  # what the industry's figures are in
            learnt = rates.learn(session, account.client_key, today, amounts)
            return Brought(len(rows), loaded.is_news or loaded.written or learnt)

        return keep

    async def _backfill(self, claim: Claim, older: _Older, began: datetime) -> None:
        """Read the older days, piece after piece, for as long as a poll may take."""
        ends, late = self._ends(), "timeout"
        for piece in older.pieces:
            if not await self._read_piece(claim, older, piece, began, ends, late):
                return
            late = GOES_ON

    async def _read_piece(
        self, claim: Claim, older: _Older, piece: Window, began: datetime, ends: float, late: str
    ) -> bool:
        """Read it and keep it. Trouble is written down, ends the reading and leaves the newest days alone."""
        account, goes_on = older.account, piece != older.pieces[-1]
        run = await self.store.run(sync.begin, account.id, began, piece)
        try:
            keep = await in_time(self._fetch_piece(older, piece), ends, late)
            rows = await self.store.run(self._backfilled, claim, run, began, keep, goes_on=goes_on)
        except Overtaken:
            self._overtaken(account)
        except Problem as problem:
            await self.store.run(self._not_backfilled, claim, run, began, problem)
        except Exception as error:  # noqa: BLE001 - the job's edge: as for the newest days
            _log.exception("backfill broke", source=account.source, account=account.id)
            await self.store.run(self._not_backfilled, claim, run, began, Problem(type(error).__name__))
        else:
            self.metrics.rows.labels(account.source).inc(rows)
            return True
        return False

    def _backfilled(
        self, session: Session, claim: Claim, run: int, began: datetime, keep: Keep, *, goes_on: bool
    ) -> int:
        """Keep a piece, unless the account was claimed again meanwhile; ours it stays while more is to come."""
        until = lease() if goes_on else None
        if not accounts.settle(session, claim, began + self.every, lease_until=until):
            raise Overtaken
        rows, news = keep(session)
        sync.succeed(session, run, self.now(), rows)
        to_judge.mark(session, claim.account.client_key, machine(), news=news)
        return rows

    def _not_backfilled(self, session: Session, claim: Claim, run: int, began: datetime, problem: Problem) -> None:
        account, (reason, remedy) = claim.account, reason_of(problem)
        _log.warning("backfill failed", source=account.source, account=account.id, reason=reason, detail=problem.detail)
        if accounts.settle(session, claim, began + wait_after(problem, self.every), rest_of(problem)):
            sync.fail_backfill(session, run, self.now(), reason, remedy)

    def _overtaken(self, account: SourceAccount) -> None:
        _log.warning("poll overtaken", source=account.source, account=account.id)
        self.metrics.polls.labels(account.source, "overtaken").inc()

    async def _failed(self, claim: Claim, asked: _Asked | None, problem: Problem) -> Problem:
        account, (reason, remedy) = claim.account, reason_of(problem)
        _log.warning("poll failed", source=account.source, account=account.id, reason=reason, detail=problem.detail)
        self.metrics.polls.labels(account.source, reason).inc()

        def keep(session: Session) -> None:
            later = self.now() + wait_after(problem, self.every)
            if not accounts.settle(session, claim, later, rest_of(problem)):
                return
            if reason == doubt.REASON:
                emptiness.count(session, account.id, self.now())
            if asked is not None:
                given = problem.given if isinstance(problem, NeedsOwner) else ""
                sync.fail(session, asked.run, self.now(), reason, remedy, given)
            # What is wrong stands in the account's own row.
            to_judge.mark(session, account.client_key, machine(), news=False)

        await self.store.run(keep)
        return problem


def _is_over(last: datetime | None, now: datetime, every: timedelta = ONCE_A_DAY) -> bool:
    """Whether what is looked at every so often, once a day by default, is due."""
    return last is None or now - last >= every


def _list(
    session: Session, account: SourceAccount, found: Listing, now: datetime, done: Progress
) -> tuple[Brought, dict[str, str] | None]:
    """Matches are looked at again where a name is new, and once a day whatever has happened. The names of all that is
    listed, where they are what they were."""
    known = listing.known(session, account.id)
    due, same = _is_over(done.matched, now), listing.is_same(known, found.campaigns)
    if not same:
        due = due or listing.is_news(known, found.campaigns)
        listing.list_campaigns(session, account.id, found.campaigns, now, known)
    if found.state.value != done.status:
        accounts.note_state(session, account.id, found.state, now)
    if due:
        performance.resolve_matches(session, account.client_key, account.id)
        accounts.note_read(session, account.id, now, matched=True)
    return Brought(is_news=due or not same), listing.names(known) if same else None


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
    """How long until the next try: as told by the vendor, at most a day, at least the usual interval.

    A long reading that broke off goes on at once.
    """
    if isinstance(problem, Transient) and problem.reason == GOES_ON:
        return timedelta(0)
    told = problem.retry_after if isinstance(problem, Transient) else None
    return min(max(every, timedelta(seconds=told or 0)), LONGEST)


def rest_of(problem: Problem) -> datetime | None:
    """Until when, by the machine's clock, the vendor asked to be left alone; None where it did not."""
    told = problem.retry_after if isinstance(problem, Transient) else None
    return machine() + min(timedelta(seconds=told), LONGEST) if told else None
