"""Reading one account: from its source into storage. A failure is a record with its reason, never a zero."""

import asyncio
from collections.abc import Awaitable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from bot.clock import Clock, machine
from bot.jobs import details, doubt, rates, windows
from bot.jobs.brought import Brought, Keep
from bot.jobs.doubt import Silence
from bot.logs import log
from bot.metrics import Metrics
from bot.store import Store
from connectors.port import AdSource, CrmPart, CrmSource, Sources
from domain.entities import SourceAccount
from domain.errors import NeedsOwner, Problem, SchemaDrift, Transient
from domain.facts import HOUR, Listing, PerformanceRow
from domain.proposals import CURRENCY
from domain.window import Window, local_day
from domain.words import Remedy
from notifiers import owner
from storage import Session
from storage.directory import accounts, campaigns
from storage.directory.accounts import Claim, Progress
from storage.facts import crm, emptiness, listing, performance, sync, to_judge

LONGEST_S = 840.0
"""A source that takes longer is given up until the next poll."""
ONCE_A_DAY = timedelta(hours=24)
"""How often an account is described and its matches are looked at again, though nothing has changed."""
LONGEST = timedelta(days=1)
"""The longest wait that is believed."""
GOES_ON = "goes_on"
"""The reason of a poll whose time was up while parts of a long reading had been kept."""
_log = log("poll")
Fetched = TypeVar("Fetched")


class Overtaken(Problem):
    """The account was claimed again, or is gone: nothing of this poll is kept, and whoever has it does the work."""

    def __init__(self) -> None:
        super().__init__("somebody else has claimed the account since")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a poll begins with: its run, the days to ask for, those that it will lack, and what was read before."""

    run: int
    window: Window
    cursor: sync.Cursor
    lacking: Window | None
    done: Progress


class _KeepDays(Protocol):
    """Writes days; `names` are those of what the account lists, where they are at hand."""

    def __call__(self, session: Session, names: Mapping[str, str] | None = None) -> Brought: ...


@dataclass(frozen=True, slots=True)
class _Missing:
    """Older days to be read next, of the account as it has described itself by now."""

    account: SourceAccount
    source: AdSource
    window: Window


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

    async def poll(self, claim: Claim) -> Problem | None:
        """Read the claimed account once and set its next due date; the problem that stopped it, if any."""
        account, began, asked = claim.account, self.now(), None
        try:
            asked = await self.store.run(self._begin, claim)
            keep, silence = await self._fetch(claim, asked)
            rows, missing, notice = await self.store.run(self._finish, claim, asked, began, keep, silence)
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
        if missing is not None:
            await self._backfill(claim, missing, began)
        return notice

    def _ends(self) -> float:
        return asyncio.get_running_loop().time() + self.longest_s

    def _begin(self, session: Session, claim: Claim) -> _Asked:
        account, now = claim.account, self.now()
        if not accounts.holds(session, claim, _lease()):
            raise Overtaken
        ads = self.sources.ads.get(account.source)
        about = ads.descriptor if ads else None
        today, covered = local_day(now, account.timezone or "UTC"), sync.covered(session, account.id)
        window = windows.wanted(covered, about, today)
        after, lacking = Window(min(window.start, covered.start if covered else today), today), None
        if about is not None:
            lacking = windows.missing(campaigns.first_start(session, account.client_key), after, about, today)
        cursor = sync.Cursor() if ads else sync.cursor(session, account.id)
        return _Asked(sync.begin(session, account.id, now, window), window, cursor, lacking, claim.done)

    def _finish(
        self, session: Session, claim: Claim, asked: _Asked, began: datetime, keep: Keep, silence: Silence | None
    ) -> tuple[int, _Missing | None, Problem | None]:
        """Keep everything, unless the account was claimed again meanwhile; ours it stays while days are missing. What
        is to be told although it is kept is written down with it."""
        now = self.now()
        if not accounts.settle(session, claim, began + self.every, answered=now):
            raise Overtaken
        notice = doubt.believe(session, silence, now) if silence else None
        rows, news = keep(session)
        sync.end(session, asked.run, now, rows)
        to_judge.mark(session, claim.account.client_key, machine(), news=news)
        missing = self._missing(session, claim, asked)
        if missing is not None:
            accounts.holds(session, claim, _lease())
        if notice is not None:
            owner.about_source(session, claim.account, notice, self.now(), self.admins)
        return rows, missing, notice

    def _missing(self, session: Session, claim: Claim, asked: _Asked) -> _Missing | None:
        """The days that the account lacks, as it has described itself by now."""
        source = self.sources.ads.get(claim.account.source)
        if source is None or asked.lacking is None:
            return None
        return _Missing(accounts.get(session, claim.id) or claim.account, source, asked.lacking)

    async def _fetch(self, claim: Claim, asked: _Asked) -> tuple[Keep, Silence | None]:
        """The function that keeps everything that the vendor says, and what an answer of its lacks."""
        account, ends = claim.account, self._ends()
        ads, crm_source = self.sources.ads.get(account.source), self.sources.crms.get(account.source)
        source, silence = ads or crm_source, None
        if source is None:
            raise NeedsOwner(f"no credentials for {account.source}", Remedy.SET_CREDENTIALS)
        info = None
        if _is_over(asked.done.described, self.now()):
            info = await _in_time(source.describe(account), ends)
            account = replace(account, currency=info.currency, timezone=info.timezone)
        if crm_source is not None:
            keep = await self._fetch_crm(claim, account, crm_source, asked.cursor, ends)
        elif ads is not None:
            keep, silence = await _in_time(self._fetch_ads(account, ads, asked), ends)

        def all_of_it(session: Session) -> Brought:
            if info is not None:
                accounts.describe(session, account.id, info, self.now())
            return keep(session)

        return all_of_it, silence

    async def _fetch_ads(self, account: SourceAccount, source: AdSource, asked: _Asked) -> tuple[Keep, Silence | None]:
        now = self.now()
        found = await source.listing(account)
        rows = await source.performance(account, asked.window)
        silence = None
        if asked.done.doubts or not (found.campaigns and rows):
            silence = Silence.of(account, now, no_campaigns=not found.campaigns, no_rows=not rows)
            if await self.store.read(doubt.is_doubted, silence, now):
                raise doubt.doubted()
        keep_days = self._days(account, source, asked.window, rows, asked.window.start)
        hours_due = details.hours_due(asked.done, now)
        newest = await self.store.read(performance.latest_day, account.id, HOUR) if hours_due else None
        keep_details = await details.fetch(account, source, asked.window, now, asked.done, newest)

        def keep(session: Session) -> Brought:
            listed, names = _list(session, account, found, now, asked.done)
            return listed.and_also(keep_days(session, names)).and_also(keep_details(session))

        return keep, silence

    async def _fetch_piece(self, missing: _Missing, piece: Window) -> Keep:
        rows = await missing.source.performance(missing.account, piece)
        return self._days(missing.account, missing.source, piece, rows, missing.window.start)

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
                performance.resolve_matches(session, account.client_key)
            amounts = {(row.currency, since) for row in rows} | {
                (CURRENCY, today)
            }  # what the industry's figures are in
            learnt = rates.learn(session, account.client_key, today, amounts)
            return Brought(len(rows), loaded.is_news or loaded.written or learnt)

        return keep

    async def _backfill(self, claim: Claim, missing: _Missing, began: datetime) -> None:
        """Read the older days that are missing, piece after piece, for as long as a poll may take."""
        ends, late = self._ends(), "timeout"
        for piece in windows.pieces(missing.window):
            if not await self._read_piece(claim, missing, piece, began, ends, late):
                return
            late = GOES_ON

    async def _read_piece(
        self, claim: Claim, missing: _Missing, piece: Window, began: datetime, ends: float, late: str
    ) -> bool:
        """Read it and keep it. Trouble is written down, ends the reading and leaves the newest days alone."""
        account, goes_on = missing.account, piece.start > missing.window.start
        run = await self.store.run(sync.begin, account.id, began, piece)
        try:
            keep = await _in_time(self._fetch_piece(missing, piece), ends, late)
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
        lease = _lease() if goes_on else None
        if not accounts.settle(session, claim, began + self.every, lease_until=lease):
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

    async def _fetch_crm(
        self, claim: Claim, account: SourceAccount, source: CrmSource, cursor: sync.Cursor, ends: float
    ) -> Keep:
        """Part after part, each kept as it comes: where a long reading breaks off, the next poll goes on. The last is
        kept with what follows from them all, so that none of it is lost when only the end is."""
        until, rows, last = self.now(), 0, None
        async with aclosing(source.changes(account, cursor.at, until, cursor.place)) as parts:
            while (part := await _in_time(anext(parts, None), ends, GOES_ON if rows else "timeout")) is not None:
                rows += len(part.contacts) + len(part.deals)
                if part.place:
                    await self.store.run(_keep_part, claim, part)
                else:
                    last = part

        def keep(session: Session) -> Brought:
            if last is not None:
                _write_part(session, account, last)
            # Parts of an earlier poll may have come without an end: whoever ends looks at all of them.
            if rows or cursor.place:
                performance.resolve_matches(session, account.client_key)
            learnt = rates.learn(session, account.client_key, local_day(until, account.timezone or "UTC"))
            return Brought(rows, learnt or bool(rows or cursor.place))

        return keep

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
                sync.fail(session, asked.run, self.now(), reason, remedy)
            # What is wrong stands in the account's own row.
            to_judge.mark(session, account.client_key, machine(), news=False)

        await self.store.run(keep)
        return problem


async def _in_time(fetching: Awaitable[Fetched], ends: float, reason: str = "timeout") -> Fetched:
    """What comes until the loop's clock says `ends`; Transient after that."""
    try:
        async with asyncio.timeout_at(ends):
            return await fetching
    except TimeoutError:
        raise Transient("not read in time", reason=reason) from None


def _lease() -> datetime:
    """Until when an account is ours that something was just written of."""
    return machine() + timedelta(seconds=accounts.LEASE_S)


def _keep_part(session: Session, claim: Claim, part: CrmPart) -> None:
    if not accounts.holds(session, claim, _lease()):
        raise Overtaken
    _write_part(session, claim.account, part)


def _write_part(session: Session, account: SourceAccount, part: CrmPart) -> None:
    crm.upsert_contacts(session, account.id, part.contacts)
    crm.upsert_deals(session, account.id, part.deals)
    sync.set_cursor(session, account.id, part.cursor, part.place)


def _is_over(last: datetime | None, now: datetime) -> bool:
    """Whether what is looked at once a day is due."""
    return last is None or now - last >= ONCE_A_DAY


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
        performance.resolve_matches(session, account.client_key)
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
