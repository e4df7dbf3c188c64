"""Polls: what is asked for, what is kept, and that trouble with one account stays with that account."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update
from sqlmodel import delete, select
from structlog.testing import capture_logs

from bot.clock import machine
from bot.jobs.details import hours_due
from bot.jobs.doubt import Emptied
from bot.jobs.limits import GOES_ON, Overtaken
from bot.jobs.poll import Poller, wait_after
from bot.jobs.windows import BACKFILL_DAYS, pieces
from bot.metrics import Metrics
from bot.store import Store
from domain.entities import Match, SourceAccount
from domain.errors import NeedsOwner, Problem, SchemaDrift, Transient
from domain.facts import AccountState, PerformanceRow, PlatformCampaign, PlatformElement, Segments
from domain.window import Window
from domain.words import Level, Remedy, Source
from storage import Session, session
from storage.db.tables import (
    AccountRow,
    ContactRow,
    DealRow,
    ElementRow,
    LoadRow,
    ObservationRow,
    PerformanceTable,
    PlatformCampaignRow,
    SyncRunRow,
)
from storage.directory import accounts, campaigns, clients
from storage.directory.accounts import Progress
from storage.facts import fx, health, sync, to_judge
from storage.messages import deliveries
from tests import casting
from tests.bot.office import counted, database
from tests.bot.sources import Ads, Crm, standing
from tests.casting import NOW, TODAY, row

HOUR = timedelta(hours=1)
YESTERDAY = TODAY - timedelta(days=1)


class Clock:
    """Business time that a test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


class Bench:
    """A poller over a real file."""

    def __init__(self, folder: Path) -> None:
        self.engine, self.clock, self.metrics = database(folder), Clock(), Metrics()
        self.store = Store(self.engine)
        self.ads = Ads(lambda _account, _window: [row("111", YESTERDAY)])
        self.crm = Crm()
        self.poller = self.fresh()

    def fresh(self) -> Poller:
        """A poller as after a restart."""
        sources = standing(self.ads, self.crm)
        return Poller(self.store, sources, self.clock, self.metrics)

    async def account(self, client: str = "acme", source: Source = Source.GOOGLE_ADS) -> SourceAccount:
        return next(a for a in await self.store.read(accounts.of_client, client) if a.source is source)

    async def claim(self, client: str = "acme", source: Source = Source.GOOGLE_ADS) -> accounts.Claim:
        account = await self.account(client, source)
        claimed = await self.store.run(accounts.claim, account.id, machine())
        assert claimed is not None
        return claimed

    async def last(self, account: SourceAccount) -> sync.Run:
        found = await self.store.read(sync.last, account.id)
        assert found is not None
        return found

    async def poll(self, client: str = "acme", source: Source = Source.GOOGLE_ADS) -> Problem | None:
        return await self.poller.poll(await self.claim(client, source))


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    with capture_logs():
        yield made
    made.engine.dispose()


@pytest.mark.parametrize("name", ["ES | Leads two", ""])
async def test_a_campaign_that_only_its_money_speaks_of_is_matched_by_the_name_that_comes_along(
    bench: Bench, name: str
) -> None:
    """It was removed or archived before the first poll: the list does not hold it, and it has spent all the same."""
    gone = row("777", YESTERDAY)._replace(name=name)
    bench.ads.rows = lambda _account, _window: [row("111", YESTERDAY), gone]
    with session(bench.engine) as opened:
        campaign = next(one for one in campaigns.of_client(opened, "acme") if one.key == casting.OTONO.key)
        match = Match(Source.GOOGLE_ADS, name_contains="es | leads")
        campaigns.save(opened, replace(campaign, matches=(match,)), "U1", NOW)
    assert await bench.poll() is None
    account = await bench.account()
    listed = {one.name: key for one, key in await bench.store.read(campaigns.listed, account.id)}
    assert listed[name or "777"] == (casting.OTONO.key if name else None)
    bench.ads.rows = lambda _account, _window: [row("111", YESTERDAY), gone._replace(name="Other")]
    assert await bench.poll() is None
    listed = {one.name: key for one, key in await bench.store.read(campaigns.listed, account.id)}
    assert (name or "777") not in listed
    assert listed["Other"] is None


MONTH = Window(TODAY - timedelta(days=30), TODAY)
NEWEST = Window(TODAY - timedelta(days=3), TODAY)
OLDER = Window(casting.OTONO.start - timedelta(days=BACKFILL_DAYS), MONTH.start - timedelta(days=1))
PIECES = tuple(pieces(OLDER))


def test_a_long_window_is_read_a_month_at_a_time_the_newest_first() -> None:
    assert [piece.days for piece in PIECES[:-1]] == [30] * (len(PIECES) - 1)
    assert [day for piece in reversed(PIECES) for day in piece] == list(OLDER)
    assert list(pieces(Window(TODAY, TODAY))) == [Window(TODAY, TODAY)]


async def test_the_first_poll_reads_the_newest_days_and_then_from_ninety_before_the_first_campaign(
    bench: Bench,
) -> None:
    assert await bench.poll() is None
    assert bench.ads.windows == [MONTH, *PIECES]
    run = await bench.last(await bench.account())
    assert (run.status, run.rows, run.reason) == ("ok", 1, None)


async def test_later_polls_read_the_look_back_and_an_earlier_campaign_what_is_missing(bench: Bench) -> None:
    await bench.poll()
    read = len(bench.ads.windows)
    await bench.poll()
    assert bench.ads.windows[read:] == [NEWEST]
    await declare(bench, date(2026, 6, 1))
    await bench.poll()
    missing = Window(date(2026, 6, 1) - timedelta(days=BACKFILL_DAYS), OLDER.start - timedelta(days=1))
    assert bench.ads.windows[read + 1 :] == [NEWEST, *pieces(missing)]


async def test_the_whole_look_back_is_read_after_midnight_every_six_hours_and_when_somebody_asks(bench: Bench) -> None:
    """Every hour thirty days were read that were what they had been."""
    bench.ads.keeps_days = 30
    hours = 24 - NOW.astimezone(ZoneInfo("Europe/Madrid")).hour
    for _ in range(hours + 1):
        await bench.poll()
        bench.clock.now += HOUR
    whole = [n for n, asked in enumerate(bench.ads.windows) if asked.days > NEWEST.days]
    assert whole == [n for n in range(hours) if n % 6 == 0] + [hours]
    assert bench.ads.windows[whole[-1]] == Window(MONTH.start + timedelta(days=1), TODAY + timedelta(days=1))
    await bench.poll()
    assert bench.ads.windows[-1].days == NEWEST.days
    await bench.poller.poll(await bench.claim(), deep=True)
    assert bench.ads.windows[-1].days == MONTH.days


async def test_that_nothing_was_spent_on_the_last_days_is_no_empty_answer(bench: Bench) -> None:
    """Of an account that stopped on Tuesday the last four days say nothing on Saturday."""
    with session(bench.engine) as opened:
        opened.execute(delete(PerformanceTable))
    spent = row("555", TODAY - timedelta(days=5))
    bench.ads.rows = lambda _account, asked: [spent] if spent.day in asked else []
    await bench.poll()
    assert await bench.poll() is None
    assert bench.ads.windows[-1] == NEWEST


async def test_what_an_earlier_version_read_is_read_by_action_once_and_goes_on_where_it_broke_off(bench: Bench) -> None:
    await bench.poll()
    read = len(bench.ads.windows)
    with session(bench.engine) as opened:
        opened.execute(update(SyncRunRow).values(by_action=False))
    bench.ads.slow = PIECES[1]
    killed = asyncio.create_task(bench.poll())
    await bench.ads.stuck.wait()
    killed.cancel()
    await asyncio.gather(killed, return_exceptions=True)
    bench.ads.slow = None
    assert bench.ads.windows[read:] == [NEWEST, *PIECES[:2]]
    taken_over = await bench.store.run(accounts.claim, (await bench.account()).id, machine() + HOUR)
    assert taken_over is not None
    await bench.fresh().poll(taken_over)
    assert bench.ads.windows[read + 3 :] == [NEWEST, *PIECES[1:]]
    await bench.poll()
    assert bench.ads.windows[-1] == NEWEST


async def test_a_long_first_reading_goes_on_where_it_broke_off(bench: Bench) -> None:
    newest, second, *rest = PIECES
    bench.ads.slow = second
    killed = asyncio.create_task(bench.poll())
    await bench.ads.stuck.wait()
    killed.cancel()
    await asyncio.gather(killed, return_exceptions=True)
    bench.ads.slow = None
    assert bench.ads.windows == [MONTH, newest, second]
    left = await bench.account()
    taken_over = await bench.store.run(accounts.claim, left.id, machine() + HOUR)
    assert taken_over is not None
    await bench.fresh().poll(taken_over)
    assert bench.ads.windows[3:] == [NEWEST, second, *rest]
    await bench.poll()
    assert bench.ads.windows[-1] == NEWEST


async def test_a_long_first_reading_whose_time_is_up_goes_on_at_once(bench: Bench) -> None:
    newest, second, *_ = PIECES
    good, late = bench.ads.rows, refuse(TimeoutError())
    bench.ads.rows = lambda account, window: (late if window == second else good)(account, window)
    assert await bench.poll() is None
    account = await bench.account()
    assert (await bench.last(account)).reason == GOES_ON
    assert bench.ads.windows == [MONTH, newest, second]
    assert account.id in {one.id for one in await bench.store.run(accounts.due, NOW, NOW)}


async def declare(bench: Bench, start: date) -> None:
    def save(session: Session) -> None:
        campaigns.save(session, replace(casting.OTONO, key="acme-verano", start=start), casting.ADMIN, NOW)

    await bench.store.run(save)


async def test_nothing_is_asked_for_that_the_platform_no_longer_keeps(bench: Bench) -> None:
    await declare(bench, date(2019, 1, 1))
    await bench.poll()
    kept = Window(TODAY - timedelta(days=bench.ads.descriptor.keeps_days), OLDER.end)
    assert bench.ads.windows == [MONTH, *pieces(kept)]
    number, keeps = (await bench.account()).id, bench.ads.descriptor.keeps_days
    assert await bench.store.read(lambda opened: opened.get(AccountRow, number).keeps_days) == keeps, "the rest is lost"
    read = len(bench.ads.windows)
    await bench.poll()
    assert bench.ads.windows[read:] == [NEWEST]


async def test_after_a_long_outage_no_day_is_left_out(bench: Bench) -> None:
    await bench.poll()
    good, bench.ads.rows = bench.ads.rows, refuse(Transient("down", reason="unreachable"))
    bench.clock.now += timedelta(days=40)
    await bench.poll()
    bench.clock.now += timedelta(days=40)
    bench.ads.rows = good
    await bench.poll()
    assert bench.ads.windows[-1] == Window(MONTH.start, TODAY + timedelta(days=80))
    await bench.poll()
    assert bench.ads.windows[-1] == Window(TODAY + timedelta(days=77), TODAY + timedelta(days=80))


@pytest.mark.parametrize(
    ("problem", "wait"),
    [(Transient("busy", 7200.0, "rate"), 2 * HOUR), (NeedsOwner("gone", Remedy.REPORT_BUG), HOUR), (KeyError(), HOUR)],
)
async def test_a_backfill_that_fails_holds_back_nothing_and_is_tried_again(
    bench: Bench, problem: Exception, wait: timedelta
) -> None:
    good, bad = bench.ads.rows, refuse(problem)
    bench.ads.rows = lambda account, window: (good if window.end == TODAY else bad)(account, window)
    assert await bench.poll() is None
    account = await bench.account()
    assert (await bench.last(account)).status == "failed"
    (fresh,) = [f for f in await bench.store.read(accounts.freshness, "acme") if f.source is Source.GOOGLE_ADS]
    assert (fresh.last_success, fresh.error) == (NOW, None)
    assert account.id not in {a.id for a in await bench.store.run(accounts.due, NOW + wait - timedelta(seconds=1), NOW)}
    bench.ads.rows = good
    await bench.poll()
    assert bench.ads.windows == [MONTH, PIECES[0], NEWEST, *PIECES]
    assert (await bench.last(account)).status == "ok"


async def test_while_the_newest_days_fail_older_ones_are_not_asked_for(bench: Bench) -> None:
    bench.ads.rows = refuse(Transient("busy", reason="server"))
    await bench.poll()
    assert bench.ads.windows == [MONTH]


def refuse(problem: Exception) -> Callable[[SourceAccount, Window], list[PerformanceRow]]:
    def rows(_account: SourceAccount, _window: Window) -> list[PerformanceRow]:
        raise problem

    return rows


@pytest.mark.parametrize(
    ("problem", "reason", "remedy", "wait"),
    [
        (Transient("busy", reason="server"), "server", None, HOUR),
        (Transient("busy", 7200.0, "rate"), "rate", None, 2 * HOUR),
        (Transient("busy", 10.0**7, "rate"), "rate", None, 24 * HOUR),
        (NeedsOwner("gone", Remedy.RECONNECT_META), "reconnect_meta", Remedy.RECONNECT_META, HOUR),
        (SchemaDrift("$.x"), "schema_drift", Remedy.UPDATE_VIGIA, HOUR),
        (ZeroDivisionError("secret words"), "failed", None, HOUR),
    ],
)
async def test_a_failure_is_a_record_with_its_reason_and_no_row(
    bench: Bench, problem: Exception, reason: str, remedy: Remedy | None, wait: timedelta
) -> None:
    bench.ads.rows = refuse(problem)
    account = await bench.account()
    assert isinstance(await bench.poll(), Problem)
    run = await bench.last(account)
    assert (run.status, run.reason, run.remedy, run.rows) == ("failed", reason, remedy, None)
    assert counted(bench.metrics, f'vigia_polls_total{{outcome="{reason}",source="google_ads"}} 1.0')
    claimed = await bench.store.run(accounts.due, NOW + wait - timedelta(seconds=1), NOW)
    assert account.id not in {a.id for a in claimed}
    claimed = await bench.store.run(accounts.due, NOW + wait, NOW + HOUR)
    assert account.id in {a.id for a in claimed}
    (fresh,) = [f for f in await bench.store.read(accounts.freshness, "acme") if f.account_id == account.account_id]
    assert (fresh.error, fresh.remedy) == (reason, remedy)


async def test_what_somebody_wrote_that_cannot_be_right_is_kept_with_the_failure(bench: Bench) -> None:
    bench.ads.rows = refuse(NeedsOwner("no such property", Remedy.FIX_PROPERTY, "utm_campana"))
    await bench.poll()
    known = await bench.store.read(health.of_client, "acme")
    assert [one.given for one in known if one.source is Source.GOOGLE_ADS] == ["utm_campana"]
    bench.ads.rows = lambda _account, _window: [row("555", TODAY)]
    assert await bench.poll() is None
    known = await bench.store.read(health.of_client, "acme")
    assert {one.given for one in known} == {""}, "and is over with it"


async def test_trouble_with_one_account_stays_with_that_account(bench: Bench) -> None:
    def rows(account: SourceAccount, _window: Window) -> list[PerformanceRow]:
        if account.client_key == "acme":
            raise ZeroDivisionError
        return [row("333", YESTERDAY)]

    bench.ads.rows = rows
    problems = await asyncio.gather(bench.poll("acme"), bench.poll("bosc"))
    assert [problem is None for problem in problems] == [False, True]
    assert (await bench.last(await bench.account("bosc"))).status == "ok"


async def test_an_account_whose_time_zone_nobody_knows_fails_by_itself(bench: Bench) -> None:
    bench.ads.zone = "Mars/Olympus"
    await bench.poll()
    account = await bench.account()
    problem = await bench.poll()
    assert isinstance(problem, Problem)
    claimed = await bench.store.run(accounts.due, NOW + HOUR, NOW + HOUR)
    assert account.id in {a.id for a in claimed}


async def test_without_credentials_a_person_must_act(bench: Bench) -> None:
    problem = await bench.poll("acme", Source.META)
    assert isinstance(problem, NeedsOwner)
    assert problem.remedy is Remedy.SET_CREDENTIALS


async def test_late_conversions_are_added_beside_what_was_known_and_never_over_it(bench: Bench) -> None:
    entity = "555"
    bench.ads.rows = lambda _account, _window: [row(entity, YESTERDAY, conversions_micros=2_000_000)]
    await bench.poll()
    await bench.poll()
    bench.clock.now += timedelta(days=2)
    bench.ads.rows = lambda _account, _window: [row(entity, YESTERDAY, conversions_micros=5_000_000)]
    await bench.poll()
    account = await bench.account()

    def learnt(session: Session) -> list[tuple[int, datetime]]:
        chosen = select(ObservationRow).where(ObservationRow.account == account.id, ObservationRow.entity_id == entity)
        return [(o.conversions_micros, o.as_of) for o in session.exec(chosen.order_by(ObservationRow.as_of))]

    assert await bench.store.read(learnt) == [(2_000_000, NOW), (5_000_000, NOW + timedelta(days=2))]


async def test_an_account_is_described_once_a_day_and_its_campaigns_are_listed_at_every_poll(bench: Bench) -> None:
    for hours in (0, 1, 23, 24):
        bench.clock.now = NOW + hours * HOUR
        bench.poller = bench.fresh()  # what it knows, the next life of the process knows
        await bench.poll()
    assert len(bench.ads.described) == 2
    assert len(bench.ads.listed) == 4
    unclaimed = await bench.store.read(campaigns.unclaimed, "acme")
    assert "New one" in {found.campaign.name for found in unclaimed}


async def states(bench: Bench) -> dict[str, tuple[str, datetime | None]]:
    """Of the account and of each campaign: what it is, and since when."""

    def read(session: Session) -> dict[str, tuple[str, datetime | None]]:
        account = session.exec(select(AccountRow).where(AccountRow.account_id == "1234567890")).one()
        listed = session.exec(select(PlatformCampaignRow).where(PlatformCampaignRow.account == account.id)).all()
        return {"": (account.status, account.status_since)} | {c.entity_id: (c.status, c.status_since) for c in listed}

    return await bench.store.read(read)


async def test_a_poll_notes_what_was_paused_removed_or_suspended_and_since_when(bench: Bench) -> None:
    await bench.poll()
    first = await states(bench)
    assert [first[one] for one in ("", "111", "555")] == [("active", None), ("enabled", None), ("enabled", None)]
    bench.clock.now = paused = NOW + HOUR
    bench.ads.campaigns, bench.ads.state = (PlatformCampaign("111", "ES", "PAUSED"),), AccountState.SUSPENDED
    await bench.poll()
    bench.clock.now += HOUR
    bench.ads.state = AccountState.UNSAID
    await bench.poll()
    then = await states(bench)
    assert [then[one] for one in ("", "111", "555")] == [
        ("suspended", paused),
        ("paused", paused),
        ("removed", paused),
    ]


async def kept(bench: Bench, breakdown: str = "") -> list[tuple[str, str, date]]:
    def read(session: Session) -> list[tuple[str, str, date]]:
        rows = PerformanceTable
        chosen = select(rows.entity_id, rows.element, rows.day).where(rows.breakdown == breakdown)
        return list(session.exec(chosen.order_by(rows.day, rows.element)))

    return await bench.store.read(read)


async def test_hours_are_kept_for_nine_weeks(bench: Bench) -> None:
    bench.ads.by_hour = lambda _account, window: [row("111", window.start, breakdown="hour", element="09")]
    await bench.poll()
    bench.clock.now += timedelta(days=70)
    await bench.poll()
    assert await kept(bench, "hour") == [("111", "09", TODAY + timedelta(days=70 - 15))]


async def test_hours_are_read_every_six_hours_two_weeks_back_at_first_and_then_to_the_last_that_are_known(
    bench: Bench,
) -> None:
    asked: list[Window] = []

    def hours(_account: SourceAccount, window: Window) -> list[PerformanceRow]:
        asked.append(window)
        return [row("111", window.end, breakdown="hour", element="09")]

    bench.ads.by_hour = hours
    for hours_later in (0, 5, 24, 9 * 24):
        bench.clock.now = NOW + hours_later * HOUR
        await bench.poll()
    back = [(window.end - window.start).days for window in asked]
    assert back == [15, 2, 8]


@pytest.mark.parametrize(
    ("last", "now", "due"), [(15, 17.9, False), (15, 18.1, True), (18.1, 19, False), (3, 6.9, False), (3, 7.1, True)]
)
async def test_hours_are_read_before_people_come_and_before_they_leave(last: float, now: float, *, due: bool) -> None:
    """What broke at noon was known at nine in the evening, when nobody may be told."""
    midnight = datetime(2026, 11, 15, 23, tzinfo=UTC)  # in Madrid
    done = Progress(hours=midnight + last * HOUR)
    assert hours_due(done, midnight + now * HOUR, "Europe/Madrid") is due


async def test_segments_are_read_once_a_day_in_full_and_then_the_newest_days(bench: Bench) -> None:
    for hours in (0, 1, 7, 24):
        bench.clock.now = NOW + hours * HOUR
        await bench.poll()
    newest, tomorrow = Window(TODAY - timedelta(days=3), TODAY), timedelta(days=1)
    assert bench.ads.segmented == [MONTH, newest, Window(MONTH.start + tomorrow, MONTH.end + tomorrow)]


async def test_ads_have_a_name_and_a_campaign(bench: Bench) -> None:
    ad = PlatformElement(Level.AD, "a1", "111", "Video with a cat", "enabled")
    rows = (row("a1", YESTERDAY, level=Level.AD, breakdown="", element=""),)
    bench.ads.by_segment = lambda _account, _window: Segments(rows, (ad, ad))
    await bench.poll()
    (found,) = await bench.store.read(lambda session: session.exec(select(ElementRow)).all())
    assert (found.level, found.entity_id, found.campaign_id, found.name) == ("ad", "a1", "111", "Video with a cat")
    assert await kept(bench) == [("a1", "", YESTERDAY)]
    assert "a1" not in await states(bench)


async def test_trouble_with_details_leaves_the_numbers_of_the_day_alone(bench: Bench) -> None:
    bench.ads.by_hour = refuse(Transient("down", reason="server"))
    bench.ads.by_segment = refuse(SchemaDrift("$.x", "strange"))
    assert await bench.poll() is None
    assert ("111", "mobile", YESTERDAY) in await kept(bench, "device")
    before = len(bench.ads.segmented)
    bench.clock.now += HOUR
    await bench.poll()
    assert len(bench.ads.segmented) == before + 1


async def test_a_poll_that_could_not_be_kept_describes_and_lists_again(bench: Bench) -> None:
    bench.ads.rows = lambda _account, _window: [row("111", YESTERDAY, currency=None)]
    assert await bench.poll() is not None
    bench.ads.rows = lambda _account, _window: [row("111", YESTERDAY)]
    assert await bench.poll() is None
    assert (len(bench.ads.described), len(bench.ads.listed)) == (2, 2)


async def test_what_an_older_claim_brings_is_thrown_away(bench: Bench) -> None:
    """A process that was frozen, or so slow that its lease ended, comes back with what it read."""
    old = await bench.claim()
    new = await bench.store.run(accounts.claim, old.id, machine() + HOUR)
    assert new is not None
    bench.ads.rows = lambda _account, _window: [row("111", YESTERDAY, clicks=2)]
    assert await bench.poller.poll(new) is None
    bench.ads.rows = lambda _account, _window: [row("111", YESTERDAY, clicks=1)]
    assert isinstance(await bench.poller.poll(old), Overtaken)
    bench.ads.rows = refuse(NeedsOwner("gone", Remedy.REPORT_BUG))
    assert isinstance(await bench.poller.poll(old), Overtaken)

    def clicks(session: Session) -> set[int | None]:
        kept = select(PerformanceTable.clicks).where(
            PerformanceTable.entity_id == "111", PerformanceTable.day == YESTERDAY
        )
        return set(session.exec(kept.where(PerformanceTable.account == old.id)))

    assert 1 not in await bench.store.read(clicks)
    (fresh,) = [f for f in await bench.store.read(accounts.freshness, "acme") if f.source is Source.GOOGLE_ADS]
    assert fresh.error is None


async def test_a_claim_that_was_overtaken_while_the_vendor_answered_keeps_nothing(bench: Bench) -> None:
    old = await bench.claim()

    def overtaken(_account: SourceAccount, _window: Window) -> list[PerformanceRow]:
        with session(bench.engine) as other:
            assert accounts.claim(other, old.id, machine() + HOUR) is not None
        return [row("987", YESTERDAY)]

    bench.ads.rows = overtaken
    assert isinstance(await bench.poller.poll(old), Overtaken)
    assert (await bench.last(old.account)).status == "running", "whoever claimed it since closes it"
    assert "987" not in {entity for entity, _, _ in await kept(bench, "device")}
    assert await bench.store.read(to_judge.fresh) == set()


async def test_an_account_stays_ours_while_older_days_are_read(bench: Bench) -> None:
    taken = list[object]()

    def rows(account: SourceAccount, window: Window) -> list[PerformanceRow]:
        with session(bench.engine) as other:
            taken.append(accounts.claim(other, account.id, machine()))
        return [row("111", window.start)]

    bench.ads.rows = rows
    await bench.poll()
    assert taken == [None] * (1 + len(PIECES))
    assert await bench.claim()


async def test_every_poll_leaves_its_client_to_be_judged_whatever_came_of_it(bench: Bench) -> None:
    await bench.poll()
    assert await bench.store.read(to_judge.waiting, machine()) == ["acme"]
    before = await bench.store.read(to_judge.reads, "acme")
    bench.ads.rows = refuse(Transient("busy", reason="server"))
    await bench.poll()
    assert before is not None
    assert (await bench.store.read(to_judge.reads, "acme") or 0) > before


async def test_what_is_said_again_is_not_written_again(bench: Bench) -> None:
    await bench.poll()

    async def loads() -> int:
        return await bench.store.read(lambda session: len(session.exec(select(LoadRow.id)).all()))

    before = await loads()
    bench.clock.now += HOUR
    await bench.poll()
    assert await loads() == before
    (fresh,) = [f for f in await bench.store.read(accounts.freshness, "acme") if f.source is Source.GOOGLE_ADS]
    assert fresh.last_success == bench.clock.now
    bench.ads.rows = lambda _account, _window: [row("111", YESTERDAY, clicks=9)]
    await bench.poll()
    assert await loads() == before + 1
    bench.ads.rows = lambda _account, _window: [row("111", YESTERDAY, element="desktop", clicks=9)]
    await bench.poll()
    yesterday = [one for one in await kept(bench, "device") if one[0] == "111" and one[2] == YESTERDAY]
    assert yesterday == [("111", "desktop", YESTERDAY)]


async def test_a_crm_is_read_on_from_where_the_last_poll_ended(bench: Bench) -> None:
    bench.crm.contact = casting.contact("c1", YESTERDAY)
    await bench.poll("acme", Source.HUBSPOT)
    bench.clock.now += HOUR
    await bench.poll("acme", Source.HUBSPOT)
    assert bench.crm.since == [None, NOW - timedelta(minutes=1)]
    assert (await bench.last(await bench.account("acme", Source.HUBSPOT))).rows == 1


async def crm_poll(bench: Bench, after: timedelta = timedelta(0)) -> Problem | None:
    bench.clock.now += after
    return await bench.poll("acme", Source.HUBSPOT)


def leads(session: Session) -> list[str]:
    chosen = select(ContactRow.contact_id).where(ContactRow.campaign_key == "acme-otono")
    return list(session.exec(chosen.order_by(ContactRow.contact_id)))


async def test_once_a_day_it_is_looked_for_who_was_deleted_and_who_is_back(bench: Bench) -> None:
    bench.crm.contact, bench.crm.pages = casting.contact("c", YESTERDAY), 2
    await crm_poll(bench)
    bench.crm.contact, bench.crm.gone = None, ("c-0",)
    await crm_poll(bench, HOUR)
    assert await bench.store.read(leads) == ["c-1"]
    bench.crm.gone = ()  # the list of the deleted names it no more
    await crm_poll(bench, HOUR)
    assert (await bench.store.read(leads), bench.crm.asked_again) == (["c-1"], [])
    bench.crm.there = [casting.contact("c-0", YESTERDAY)]
    await crm_poll(bench, timedelta(days=1))
    assert (await bench.store.read(leads), bench.crm.asked_again) == (["c-0", "c-1"], [("c-0",)])
    assert bench.crm.deep == [False, True, False, True]
    claim = await bench.claim(source=Source.HUBSPOT)
    await bench.poller.poll(claim, deep=True)
    assert bench.crm.deep[-1], "whoever asks for it by hand need not wait for a day"


async def test_a_deal_counts_once_somebody_of_a_campaign_stands_behind_it(bench: Bench) -> None:
    def revenue(session: Session) -> list[str | None]:
        return list(session.exec(select(DealRow.campaign_key)))

    bench.crm.contact, bench.crm.deals = casting.contact("c", YESTERDAY), [casting.deal("d", (), YESTERDAY)]
    await crm_poll(bench)
    bench.crm.deals, bench.crm.behind = [], {"d": ["c-0"]}
    bench.crm.fails = Transient("busy", reason="rate")
    assert await crm_poll(bench, HOUR) is None, "that could not be asked, and the rest was read"
    assert await bench.store.read(revenue) == [None]
    bench.crm.fails = None
    await crm_poll(bench, HOUR)
    assert await bench.store.read(revenue) == ["acme-otono"]
    assert bench.crm.deep == [False, True, True]


async def test_a_crm_that_is_read_by_other_rules_is_read_anew(bench: Bench) -> None:
    await crm_poll(bench)
    await crm_poll(bench, HOUR)
    bench.crm.reads_by = "another property"
    await crm_poll(bench, HOUR)
    await crm_poll(bench, HOUR)
    assert [one is None for one in bench.crm.since] == [True, False, True, False]


async def test_once_a_week_ninety_days_are_read_again_for_what_came_late(bench: Bench) -> None:
    await bench.poll()
    read = len(bench.ads.windows)
    bench.clock.now += timedelta(days=6)
    await bench.poll()
    assert len(bench.ads.windows) == read + 1
    bench.clock.now += timedelta(days=1)
    today = TODAY + timedelta(days=7)
    late = row("111", YESTERDAY - timedelta(days=50), clicks=9)
    bench.ads.rows = lambda _account, window: [late] if late.day in window else []
    await bench.poll()
    usual = Window(today - timedelta(days=30), today)
    deep = Window(today - timedelta(days=90), usual.start - timedelta(days=1))
    assert bench.ads.windows[read + 1 :] == [usual, *pieces(deep)]
    assert ("111", "mobile", late.day) in await kept(bench, "device")
    read = len(bench.ads.windows)
    await bench.poll()
    assert len(bench.ads.windows) == read + 1
    await bench.poller.poll(await bench.claim(), deep=True)
    assert bench.ads.windows[read + 1 :] == [usual, *pieces(deep)]
    await bench.store.run(accounts.hurry, "acme", None, bench.clock.now)  # as `/campaign sync` does
    read = len(bench.ads.windows)
    await bench.poll()
    assert bench.ads.windows[read:] == [usual, *pieces(deep)]


async def test_a_deep_reading_that_fails_is_tried_again(bench: Bench) -> None:
    await bench.poll()
    good, bad = bench.ads.rows, refuse(Transient("busy", reason="server"))
    bench.clock.now += timedelta(days=7)
    bench.ads.rows = lambda account, window: (bad if window.days == 30 else good)(account, window)
    assert await bench.poll() is None
    bench.ads.rows, read = good, len(bench.ads.windows)
    await bench.poll()
    assert len(bench.ads.windows) == read + 3


async def test_a_poll_learns_the_rates_of_a_client_in_another_currency(bench: Bench) -> None:
    await bench.store.run(lambda s: clients.save(s, replace(casting.ACME, currency="MXN"), "x", NOW))
    await bench.poll("acme", Source.HUBSPOT)
    found = await bench.store.read(fx.span, "MXN")
    assert found is not None
    assert found.start <= casting.OTONO.start


async def test_the_newest_days_are_provisional(bench: Bench) -> None:
    await bench.poll()
    (fresh,) = [f for f in await bench.store.read(accounts.freshness, "acme") if f.source is Source.GOOGLE_ADS]
    assert fresh.provisional_from == TODAY - timedelta(days=bench.ads.descriptor.provisional_days)


async def test_a_vendors_retry_after_holds_even_for_those_in_a_hurry(bench: Bench) -> None:
    good, bench.ads.rows = bench.ads.rows, refuse(Transient("busy", 600.0, "rate"))
    account = await bench.account()
    await bench.poll()
    assert [one.id for one in await bench.store.read(accounts.resting)] == [account.id]
    bench.ads.rows = good
    await bench.poll()
    assert await bench.store.read(accounts.resting) == []


def test_a_wait_is_at_least_the_interval_and_at_most_a_day() -> None:
    assert wait_after(Transient("x", 1.0), HOUR) == HOUR
    assert wait_after(Transient("x", 9e9), HOUR) == timedelta(days=1)
    assert wait_after(Problem("x"), HOUR) == HOUR


async def test_a_long_reading_keeps_each_part_and_the_next_poll_goes_on(bench: Bench) -> None:
    bench.crm.contact, bench.crm.pages, bench.crm.slow_from = casting.contact("c1", YESTERDAY), 4, 2
    problem = await bench.poll(source=Source.HUBSPOT)
    account = await bench.account(source=Source.HUBSPOT)
    assert isinstance(problem, Transient)
    assert problem.reason == "goes_on"
    assert await bench.store.read(sync.cursor, account.id) == sync.Cursor(None, "2")
    (fresh,) = [one for one in await bench.store.read(accounts.freshness, "acme") if one.source is Source.HUBSPOT]
    assert fresh.last_success is None  # half a portal is no answer
    with session(bench.engine) as opened:
        assert opened.exec(select(ContactRow.contact_id)).all() == ["c1-0", "c1-1"]
        assert opened.exec(select(AccountRow.next_due).where(AccountRow.id == account.id)).one() == NOW
    bench.crm.slow_from = None
    assert await bench.poll(source=Source.HUBSPOT) is None
    assert bench.crm.asked == [0, 1, 2, 2, 3]
    assert await bench.store.read(sync.cursor, account.id) == sync.Cursor(NOW - timedelta(minutes=1))


async def test_a_reading_that_is_cut_off_after_its_last_part_is_ended_by_the_next_poll(bench: Bench) -> None:
    def claimed(session: Session) -> set[str | None]:
        return set(session.exec(select(ContactRow.campaign_key)))

    bench.crm.contact, bench.crm.pages, bench.crm.cut_off = casting.contact("c1", YESTERDAY), 2, True
    claim = await bench.claim(source=Source.HUBSPOT)
    with pytest.raises(asyncio.CancelledError):
        await bench.poller.poll(claim)
    await bench.store.run(accounts.release, [claim])
    account = await bench.account(source=Source.HUBSPOT)
    assert await bench.store.read(claimed) == {None}
    assert await bench.store.read(sync.cursor, account.id) == sync.Cursor(None, "1"), "its last part is to come again"
    bench.crm.cut_off = False
    assert await bench.poll(source=Source.HUBSPOT) is None
    assert bench.crm.asked == [0, 1, 1]
    assert await bench.store.read(claimed) == {"acme-otono"}
    assert await bench.store.read(to_judge.without_news, machine()) == {}, "it brought news"
    assert await bench.store.read(sync.cursor, account.id) == sync.Cursor(NOW - timedelta(minutes=1))


async def test_a_reading_that_gets_nowhere_is_late_and_not_repeated_at_once(bench: Bench) -> None:
    bench.crm.contact, bench.crm.slow_from = casting.contact("c1", YESTERDAY), 0
    problem = await bench.poll(source=Source.HUBSPOT)
    assert isinstance(problem, Transient)
    assert problem.reason == "timeout"
    account = await bench.account(source=Source.HUBSPOT)
    with session(bench.engine) as opened:
        assert opened.exec(select(AccountRow.next_due).where(AccountRow.id == account.id)).one() == NOW + HOUR


@pytest.mark.parametrize("silent", ["everything", "rows"])
async def test_an_account_that_lived_within_a_week_is_believed_to_be_empty_at_the_third_answer(
    bench: Bench, silent: str
) -> None:
    assert await bench.poll() is None
    before, account = bench.ads.campaigns, await bench.account()
    bench.ads.rows = lambda _account, _window: []
    bench.ads.campaigns = () if silent == "everything" else before
    for minutes in (60, 20, 40):  # the second is less than an hour after the first, and does not count
        bench.clock.now += timedelta(minutes=minutes)
        problem = await bench.poll()
        assert isinstance(problem, Transient)
        assert problem.reason == "empty_answer"
        listed = await bench.store.read(campaigns.listed, account.id)
        assert "removed" not in {one.status for one, _ in listed}, "nothing of a doubted answer is kept"
    bench.clock.now += HOUR
    believed = await bench.poll()
    assert isinstance(believed, NeedsOwner)
    assert believed.remedy is Remedy.CHECK_ACCOUNT
    (fresh,) = [
        one for one in await bench.store.read(accounts.freshness, "acme") if one.account_id == account.account_id
    ]
    assert (fresh.last_success, fresh.error) == (bench.clock.now, None)
    for minutes in (20, 60):  # the fourth within the hour does not count, and the fifth is no news
        bench.clock.now += timedelta(minutes=minutes)
        assert await bench.poll() is None, "told once"
    bench.ads.campaigns, bench.ads.rows = before, lambda _account, _window: [row("111", YESTERDAY)]
    assert await bench.poll() is None
    bench.ads.campaigns, bench.ads.rows = (), lambda _account, _window: []
    assert isinstance(await bench.poll(), Transient), "it lives again, so the next is the first"


async def test_the_owner_hears_that_an_account_is_believed_to_be_empty_whatever_becomes_of_the_poll(
    bench: Bench,
) -> None:
    assert await bench.poll() is None
    bench.ads.campaigns, bench.ads.rows = (), lambda _account, _window: []
    for _ in range(2):
        bench.clock.now += HOUR
        assert isinstance(await bench.poll(), Transient)
    bench.clock.now += timedelta(hours=6)

    def broken(_account: SourceAccount, _window: Window) -> Segments:
        raise RuntimeError("broken off after the third empty answer")

    bench.ads.by_segment, usual = broken, bench.ads.by_segment
    assert await bench.poll() is not None
    assert await bench.store.read(deliveries.of_kind, "owner", NOW) == [], "nothing was kept, so nothing is believed"
    bench.clock.now += HOUR
    bench.ads.by_segment = usual
    assert isinstance(await bench.poll(), Emptied)
    (told,) = await bench.store.read(deliveries.of_kind, "owner", NOW)
    assert (told.to.address, told.client_key) == (casting.MAYA, "acme")
    bench.clock.now += HOUR
    assert await bench.poll() is None
    assert await bench.store.read(deliveries.of_kind, "owner", NOW) == [told], "told once"


async def test_an_account_that_never_held_anything_may_be_empty(bench: Bench) -> None:
    bench.ads.campaigns, bench.ads.rows = (), lambda _account, _window: []
    with session(bench.engine) as opened:
        fresh = SourceAccount("acme", Source.GOOGLE_ADS, "9998887777")
        opened.exec(delete(PlatformCampaignRow))
        opened.exec(delete(PerformanceTable))
        made = accounts.save(opened, fresh, "U1", NOW)
        claim = accounts.claim(opened, made.id, machine())
    assert claim is not None
    assert await bench.poller.poll(claim) is None
