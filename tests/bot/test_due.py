"""What is due is done, once, in order, whoever asks and however often."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import aiohttp
import pytest
from sqlmodel import select
from structlog.testing import capture_logs

from bot.clock import machine
from bot.jobs.due import DueWork
from bot.jobs.poll import LONGEST_S, Poller
from bot.jobs.reading import AT_ONCE
from bot.metrics import Metrics
from bot.store import Store
from domain.entities import SourceAccount, Subscription
from domain.errors import NeedsOwner
from domain.facts import PerformanceRow
from domain.rules.usual import RULE
from domain.window import Window
from domain.words import Audience, Remedy, Source
from notifiers.delivery.sender import Sender
from notifiers.delivery.workspaces import Workspaces
from notifiers.slack.calls import web_client
from notifiers.slack.outbox import SlackOutbox
from storage import Engine, Session
from storage.alerts import alerts
from storage.db.tables import EvaluationRow, SyncRunRow
from storage.directory import accounts, clients, schedule
from storage.evidence import evaluations, validity
from storage.facts import sync, to_judge
from storage.messages import outbox
from templates.message import Message
from tests import casting, kinds
from tests.bot.office import counted, database, draw, until
from tests.bot.sources import Ads, Crm, standing
from tests.casting import NOW, TODAY, row, to
from tests.e2e.slack_server import BOT_TOKEN, SlackServer, serving
from tests.loop_clock import push

P, T = ParamSpec("P"), TypeVar("T")
Rows = Callable[[SourceAccount, Window], list[PerformanceRow]]
YESTERDAY = TODAY - timedelta(days=1)
MONTH = 30
"""Days that the platforms of these tests keep: no older ones are read, which is tested with the polls."""


def quiet(_account: SourceAccount, _window: Window) -> list[PerformanceRow]:
    return [row("111", YESTERDAY)]


class Clock:
    """Business time that a test moves."""

    now = NOW

    def __call__(self) -> datetime:
        return self.now


@asynccontextmanager
async def working(engine: Engine, slack: SlackServer, clock: Clock, rows: Rows = quiet) -> AsyncIterator[DueWork]:
    """The tick of one process over a database."""
    async with AsyncExitStack() as stack:
        stack.enter_context(capture_logs())
        http = await stack.enter_async_context(aiohttp.ClientSession())
        store, metrics = Store(engine), Metrics()
        out = SlackOutbox(web_client(BOT_TOKEN, f"{slack.url}/api/", http), draw)
        sources = standing(Ads(rows, keeps_days=MONTH), Ads(rows, Source.META, keeps_days=MONTH), Crm())
        poller = Poller(store, sources, clock, metrics, timedelta(hours=1))
        yield DueWork(store, poller, Sender(store, Workspaces.only(out), clock), clock, metrics)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return database(tmp_path)


@pytest.fixture
async def slack() -> AsyncIterator[SlackServer]:
    async with serving() as started:
        yield started


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def work(engine: Engine, slack: SlackServer, clock: Clock) -> AsyncIterator[DueWork]:
    async with working(engine, slack, clock) as made:
        yield made
    engine.dispose()


def subscribe(session: Session, due: datetime = NOW) -> None:
    schedule.subscribe(session, Subscription("C0ACMEINT", "status", "mon 10:00", ()), due, casting.MAYA, NOW)


def every_run(session: Session) -> list[SyncRunRow]:
    found = list(session.exec(select(SyncRunRow).order_by(SyncRunRow.id)))
    session.expunge_all()
    return found


def runs(session: Session) -> list[tuple[int, str]]:
    return [(run.account, run.status) for run in every_run(session)]


def posts(slack: SlackServer, channel: str = "C0ACMEINT") -> list[str]:
    """What was posted there, alerts aside: these tests are about updates."""
    said = [str(m["text"]) for m in slack.named("chat.postMessage") if m["channel"] == channel]
    return [text for text in said if "Alerta ·" not in text]


async def test_a_tick_polls_says_and_sends(work: DueWork, slack: SlackServer) -> None:
    await work.store.run(subscribe)
    await work.do()
    assert sorted({status for _, status in await work.store.read(runs)}) == ["ok"]
    assert len([text for text in posts(slack) if "Otoño leads" in text]) == 1
    assert await work.pending() == 0


async def test_a_second_tick_does_nothing_twice(work: DueWork, slack: SlackServer) -> None:
    await work.store.run(subscribe)
    await work.do()
    done = len(await work.store.read(runs)), len(slack.named("chat.postMessage"))
    await work.do()
    assert (len(await work.store.read(runs)), len(slack.named("chat.postMessage"))) == done


async def test_two_processes_on_one_database_do_nothing_twice(engine: Engine, slack: SlackServer, clock: Clock) -> None:
    async with working(engine, slack, clock) as one, working(engine, slack, clock) as two:
        await one.store.run(subscribe)
        await asyncio.gather(one.do(), two.do(), one.do(), two.do())
        polled = [(run.account, run.window_start) for run in await one.store.read(every_run)]
    engine.dispose()
    assert sorted(polled) == sorted(set(polled))
    assert len([text for text in posts(slack) if "Otoño leads" in text]) == 1


async def test_a_late_start_still_says_the_newest_and_only_that(work: DueWork, slack: SlackServer) -> None:
    await work.store.run(subscribe, NOW - timedelta(days=21))
    await work.do()
    assert len(posts(slack)) == 1
    assert await work.store.read(schedule.due, NOW, machine()) == []


async def test_what_a_person_must_mend_is_told_once_where_the_agency_reads_it(
    engine: Engine, slack: SlackServer, clock: Clock
) -> None:
    def dead(account: SourceAccount, window: Window) -> list[PerformanceRow]:
        if account.source is Source.META:
            return quiet(account, window)
        raise NeedsOwner("invalid_grant", Remedy.RECONNECT_GOOGLE_ADS)

    async with working(engine, slack, clock, dead) as work:
        for hours in range(4):
            clock.now = NOW + timedelta(hours=2 * hours)
            await work.do()
        assert {status for _, status in await work.store.read(runs)} == {"failed", "ok"}
    engine.dispose()
    told = [one for one in slack.named("chat.postMessage") if "Ya no puedo leer" in one["text"]]
    assert [(one["channel"], "<@U0MAYA>" in str(one)) for one in told] == [("C0ACMEINT", True)]


async def test_catching_up_reports_what_is_still_due(work: DueWork, slack: SlackServer) -> None:
    assert await work.catch_up(60) == 0
    slack.refusals["chat.postMessage"].extend(["internal_error"] * 50)
    await work.store.run(subscribe)
    left = await work.catch_up(0)
    assert left == 1
    assert counted(work.metrics, "vigia_waiting 1.0")
    slack.refusals.clear()
    assert await work.catch_up(60) == 0
    assert len(posts(slack)) > 1


async def test_a_bug_while_deciding_silences_neither_the_outbox_nor_the_others(
    work: DueWork, slack: SlackServer
) -> None:
    def break_updates(session: Session) -> None:
        subscribe(session)
        session.connection().exec_driver_sql("ALTER TABLE goal RENAME TO lost")
        hello = Message("ya estaba escrito").to_json()
        outbox.intend(
            session, "once", to("C0ACMEINT"), "x", hello, at=NOW, audience=Audience.INTERNAL, client_key="acme"
        )

    await work.store.run(break_updates)
    await work.do()
    assert "ya estaba escrito" in posts(slack)
    assert counted(work.metrics, 'vigia_failures_total{where="updates"} 1.0')


async def test_one_update_that_cannot_be_composed_does_not_hold_back_another_clients(
    work: DueWork, slack: SlackServer
) -> None:
    def two(session: Session) -> None:
        subscribe(session)
        schedule.subscribe(
            session, Subscription("C0BOSCINT", "status", "mon 10:00", ()), NOW - timedelta(hours=1), casting.NIL, NOW
        )
        session.connection().exec_driver_sql("UPDATE client SET timezone = 'Mars/Olympus' WHERE key = 'bosc'")

    slack.channels["C0BOSCINT"] = slack.channels["C0ACMEINT"]
    await work.store.run(two)
    await work.do()
    assert posts(slack, "C0BOSCINT") == []
    assert len(posts(slack)) == 1


async def test_a_refused_token_is_seen_until_slack_takes_it_again(work: DueWork, slack: SlackServer) -> None:
    await work.do()
    assert not work.sender.is_refused
    slack.refusals["chat.postMessage"].append("token_revoked")
    await work.store.run(subscribe)
    await work.do()
    assert work.sender.is_refused


async def test_after_being_told_to_stop_nothing_new_begins(work: DueWork, slack: SlackServer) -> None:
    await work.store.run(subscribe)
    work.sender.stop()
    await work.do()
    assert posts(slack) == []
    assert not work.sender.is_refused


async def test_messages_leave_while_a_vendor_keeps_a_poll_waiting(
    engine: Engine, slack: SlackServer, clock: Clock
) -> None:
    answered = asyncio.Event()

    class Slow(Ads):
        async def performance(self, account: SourceAccount, window: Window) -> list[PerformanceRow]:
            await answered.wait()
            return await super().performance(account, window)

    async with working(engine, slack, clock) as work:
        work.poller.sources = standing(Slow(quiet, keeps_days=MONTH))
        polling = asyncio.create_task(work.do())
        hello = Message("no espera").to_json()
        await work.store.run(
            lambda session: outbox.intend(
                session, "once", to("C0ACMEINT"), "x", hello, at=NOW, audience=Audience.INTERNAL, client_key="acme"
            )
        )
        await work.send()
        assert posts(slack) == ["no espera"]
        assert not polling.done()
        answered.set()
        await polling
    engine.dispose()


class Stuck(Ads):
    """A vendor that answers for Acme when it is told to."""

    def __init__(self) -> None:
        super().__init__(quiet, keeps_days=MONTH)
        self.answered = asyncio.Event()

    async def performance(self, account: SourceAccount, window: Window) -> list[PerformanceRow]:
        if account.client_key == "acme":
            await self.answered.wait()
        return await super().performance(account, window)


def subscribe_both(session: Session) -> None:
    subscribe(session)
    schedule.subscribe(session, Subscription("C0BOSCINT", "status", "mon 10:00", ()), NOW, casting.NIL, NOW)


async def test_a_slow_account_keeps_back_nothing_but_its_own_clients_update_and_that_not_for_long(
    engine: Engine, slack: SlackServer, clock: Clock
) -> None:
    slack.channels["C0BOSCINT"] = slack.channels["C0ACMEINT"]
    async with working(engine, slack, clock) as work:
        seconds = itertools.count(step=60.0)
        stuck, patient = Stuck(), replace(work, machine=lambda: machine() + timedelta(seconds=next(seconds)))
        work.poller.sources = standing(stuck, Ads(quiet, Source.META, keeps_days=MONTH), Crm())
        await work.store.run(subscribe_both)
        await work.poll()
        await until(lambda: len(work.reading._polls) == 1)
        assert await work.catch_up(0) > 0, "what is still being read is still due"
        assert (len(posts(slack, "C0BOSCINT")), posts(slack)) == (1, [])
        async with asyncio.timeout(20):
            while not posts(slack):
                await patient.say()
                await patient.send()
        stuck.answered.set()
        await work.reading.ended()
        assert {status for _, status in await work.store.read(runs)} == {"ok"}
        assert await work.catch_up(60) == 0
    engine.dispose()


async def test_a_goal_is_judged_while_another_clients_account_is_still_being_read(
    engine: Engine, slack: SlackServer, clock: Clock
) -> None:
    async with working(engine, slack, clock) as work:
        stuck = Stuck()
        work.poller.sources = standing(stuck, Ads(quiet, Source.META, keeps_days=MONTH), Crm())
        await work.poll()
        await until(lambda: len(work.reading._polls) == 1)
        assert "bosc" in await work.store.read(to_judge.fresh)
        await work.judge()
        assert await work.store.read(to_judge.fresh) == set()
        stuck.answered.set()
        await work.reading.ended()
        assert "acme" in await work.store.read(to_judge.fresh)
    engine.dispose()


async def test_a_poll_that_never_ends_is_given_up_and_recorded(
    engine: Engine, slack: SlackServer, clock: Clock
) -> None:
    async with working(engine, slack, clock) as work:
        work.poller.sources = standing(Stuck(), Ads(quiet, Source.META, keeps_days=MONTH), Crm())
        doing = asyncio.create_task(work.do())
        await until(lambda: len(work.reading._polls) == 1)
        push(LONGEST_S)
        await doing
        ended = dict(await work.store.read(runs))
        stuck = next(a.id for a in await work.store.read(accounts.of_client, "acme") if a.source is Source.GOOGLE_ADS)
        assert {account for account, status in ended.items() if status == "failed"} == {stuck}
        (fresh,) = [f for f in await work.store.read(accounts.freshness, "acme") if f.source is Source.GOOGLE_ADS]
        assert fresh.error == "timeout"
        assert await work.store.read(accounts.clients_due, NOW) == set()
    engine.dispose()


async def test_polls_under_way_at_the_end_are_waited_for_and_then_cut_short(
    engine: Engine, slack: SlackServer, clock: Clock
) -> None:
    async with working(engine, slack, clock) as work:
        work.poller.sources = standing(Stuck())
        await work.poll()
        stopping = asyncio.create_task(work.reading.stop(60))
        await until(lambda: len(work.reading._polls) == 1)
        assert not stopping.done()
        push(60)
        await stopping
        begun = len(await work.store.read(runs))
        clock.now = NOW + timedelta(hours=9)
        await work.do()
        assert len(await work.store.read(runs)) == begun
    engine.dispose()


async def test_an_update_that_cannot_be_composed_is_left_alone_for_longer_and_longer(
    engine: Engine, slack: SlackServer, clock: Clock
) -> None:
    seconds, began = [0.0], machine()
    async with working(engine, slack, clock) as made:
        work = replace(made, machine=lambda: began + timedelta(seconds=seconds[0]))
        await work.do()
        await work.store.run(subscribe)
        await work.store.run(lambda session: session.connection().exec_driver_sql("ALTER TABLE goal RENAME TO lost"))
        for now in range(0, 100, 2):
            seconds[0] = now
            work = replace(work)  # another life knows it too
            await work.say()
        assert counted(work.metrics, 'vigia_failures_total{where="updates"} 4.0'), "at 0, 10, 30 and 70 seconds"
        assert await work.pending() == 0, "whoever pushes the clock does not wait for it"
        await work.store.run(lambda session: session.connection().exec_driver_sql("ALTER TABLE lost RENAME TO goal"))
        seconds[0] = 200.0
        await work.do()
        assert len(posts(slack)) == 1
    engine.dispose()


async def test_a_poll_that_a_crash_cut_off_is_closed_and_done_again_when_its_lease_is_over(
    engine: Engine, slack: SlackServer, clock: Clock
) -> None:
    async with working(engine, slack, clock) as work:
        (cut_off, *_) = await work.store.run(accounts.due, NOW, machine(), 300)
        await work.store.run(sync.begin, cut_off.id, NOW, Window(TODAY, TODAY))
        await work.do()
        assert [run for run in await work.store.read(runs) if run[0] == cut_off.id] == [(cut_off.id, "running")]
        await work.store.run(accounts.holds, cut_off, machine() - timedelta(seconds=1))
        await work.do()
        assert (await work.store.read(runs))[-1][1] == "ok"
        assert {run for run in await work.store.read(runs) if run[0] == cut_off.id} > {(cut_off.id, "abandoned")}
        assert "running" not in {status for _, status in await work.store.read(runs)}
    engine.dispose()


async def test_what_was_read_and_not_judged_is_judged_by_the_next_life(
    engine: Engine, slack: SlackServer, clock: Clock
) -> None:
    async with working(engine, slack, clock) as one:
        await one.poll()
        await one.reading.ended()
    async with working(engine, slack, clock) as two:
        assert await two.pending() == 2, "two clients"
        await two.judge()
        assert await two.store.read(looks) == {"acme", "bosc"}
        assert await two.store.read(to_judge.fresh) == set()
    engine.dispose()


def looks(session: Session) -> set[str]:
    """The clients that were judged."""
    judged = session.exec(select(EvaluationRow.campaign_key)).all()
    return {key.split("-")[0] for key in judged}


async def test_judging_that_fails_is_tried_again_and_keeps_no_update_waiting(
    engine: Engine, slack: SlackServer, clock: Clock
) -> None:
    async with working(engine, slack, clock) as work:
        await work.store.run(
            lambda session: session.connection().exec_driver_sql("ALTER TABLE judge_pass RENAME TO lost")
        )
        await work.do()
        assert counted(work.metrics, 'vigia_failures_total{where="judge"} 2.0')
        await work.store.run(subscribe)
        await work.say()
        await work.store.run(
            lambda session: session.connection().exec_driver_sql("ALTER TABLE lost RENAME TO judge_pass")
        )
        await work.send()
        assert len(posts(slack)) == 1
        await work.judge()
        assert await work.store.read(to_judge.waiting, machine()) == [], "it rests"
        assert len(await work.store.read(to_judge.waiting, machine() + timedelta(seconds=11))) == 2
    engine.dispose()


async def test_a_client_of_whom_one_campaign_could_not_be_judged_is_judged_again(
    work: DueWork, clock: Clock, slack: SlackServer
) -> None:
    def spoil(session: Session) -> None:
        usual = evaluations.newest(session, "acme-otono")[RULE]
        numbers = {**usual.numbers, "silent": 10**9, "since": 10**9}
        evaluations.save_looks(session, [replace(usual, at=NOW + timedelta(minutes=1), numbers=numbers)])

    await work.do()
    await work.store.run(spoil)
    clock.now += timedelta(hours=1)
    await work.do()
    assert counted(work.metrics, 'vigia_failures_total{where="judge"} 1.0')
    assert await work.store.read(to_judge.waiting, machine()) == [], "it rests"
    assert await work.store.read(to_judge.waiting, machine() + timedelta(seconds=11)) == ["acme"]


async def test_a_hand_that_comes_free_takes_the_next_account_without_waiting_for_a_tick(
    engine: Engine, slack: SlackServer, clock: Clock
) -> None:
    def many(session: Session) -> None:
        for n in range(AT_ONCE + 2):
            account = SourceAccount("acme", Source.GOOGLE_ADS, f"{n:010}")
            accounts.save(session, account, casting.ADMIN, NOW - timedelta(hours=1))

    async with working(engine, slack, clock) as work:
        await work.store.run(many)
        await work.poll()
        await work.reading.ended()
        assert await work.store.read(accounts.first_due, NOW, machine()) is None
    engine.dispose()


REFUSED = """CREATE TRIGGER refused BEFORE UPDATE OF error ON source_account WHEN NEW.error IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'full'); END"""
LEASE_ENDS = "UPDATE source_account SET lease_until = NULL"


async def test_an_account_whose_poll_could_not_be_written_down_is_read_again(work: DueWork, clock: Clock) -> None:
    def refused(_account: SourceAccount, _window: Window) -> list[PerformanceRow]:
        raise NeedsOwner("expired", Remedy.RECONNECT)

    def ended(session: Session) -> list[str]:
        return [status for account, status in runs(session) if account == mine.id]

    mine = next(a for a in await work.store.read(accounts.of_client, "acme") if a.source is Source.GOOGLE_ADS)
    work.poller.sources = standing(Ads(refused, keeps_days=MONTH), Ads(quiet, Source.META, keeps_days=MONTH), Crm())
    await work.store.run(lambda session: session.connection().exec_driver_sql(REFUSED))
    await work.poll()
    await work.reading.ended()
    assert counted(work.metrics, 'vigia_failures_total{where="poll"} 2.0'), "one account of each client"
    await work.store.run(lambda session: session.connection().exec_driver_sql("DROP TRIGGER refused"))
    await work.store.run(lambda session: session.connection().exec_driver_sql(LEASE_ENDS))
    work.poller.sources = standing(Ads(quiet, keeps_days=MONTH), Ads(quiet, Source.META, keeps_days=MONTH), Crm())
    clock.now += timedelta(hours=2)
    await work.poll()
    await work.reading.ended()
    assert (await work.store.read(ended))[-1] == "ok"


async def test_what_was_claimed_and_not_read_at_the_end_is_free_for_the_next_life(
    engine: Engine, slack: SlackServer, clock: Clock
) -> None:
    async with working(engine, slack, clock) as work:
        work.poller.sources = standing(Stuck(), Ads(quiet, Source.META, keeps_days=MONTH), Crm())
        await work.poll()
        await work.reading.stop(0)
        assert await work.store.read(accounts.first_due, NOW, machine()) is not None
    engine.dispose()


def _make_silent(session: Session) -> None:
    for one in session.exec(select(EvaluationRow).where(EvaluationRow.rule == RULE)):
        one.numbers = {**one.numbers, "silence": "breach", "silence_tier": "interrupt", "silent": YESTERDAY.toordinal()}


def _rename(session: Session) -> None:
    known = clients.get(session, "acme")
    assert known
    clients.save(session, replace(known, name="Acme Dental"), casting.MAYA, NOW)


def _suspected(session: Session) -> set[str]:
    return {row.rule for row in alerts.open_alerts(session) if row.rule == kinds.SPEND_STOPPED}


async def test_an_hour_that_brings_nothing_new_judges_nobody(work: DueWork, clock: Clock) -> None:
    """Behind the bot's back the campaign is made to look silent: who judges would say so at once."""
    for hour in range(4):
        clock.now = NOW + timedelta(hours=hour)
        await work.do()
    assert "acme" in await work.store.read(validity.of, ["acme"]), "it was judged, and that stands"
    await work.store.run(_make_silent)
    clock.now += timedelta(hours=1)
    await work.do()
    assert await work.store.read(to_judge.fresh) == set()
    assert await work.store.read(_suspected) == set()
    await work.store.run(_rename)
    clock.now += timedelta(hours=1)
    await work.do()
    assert await work.store.read(_suspected) == {"spend_stopped"}


class _ReadMeanwhile(Store):
    """While a client is judged, another is read, without news."""

    async def run(self, fn: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        done = await super().run(fn, *args, **kwargs)
        if getattr(fn, "__name__", "") == "_judge" and args == ("bosc",):
            await super().run(to_judge.mark, "acme", machine(), news=False)
        return done


async def test_who_is_read_without_news_while_others_are_judged_is_not_judged_with_them(
    work: DueWork, clock: Clock
) -> None:
    for hour in range(4):
        clock.now = NOW + timedelta(hours=hour)
        await work.do()
    await work.store.run(_make_silent)
    await work.store.run(to_judge.mark, "bosc", machine())
    await replace(work, store=_ReadMeanwhile(work.store.engine)).judge()
    assert await work.store.read(to_judge.fresh) == set()
    assert await work.store.read(_suspected) == set()


async def test_whether_a_client_still_rests_is_seen_by_one_clock(work: DueWork, clock: Clock) -> None:
    def put_off(session: Session) -> None:
        _make_silent(session)
        to_judge.mark(session, "acme", began, news=False)
        to_judge.failed(session, "acme", began)

    for hour in range(4):
        clock.now = NOW + timedelta(hours=hour)
        await work.do()
    began = machine() + timedelta(days=1)
    await work.store.run(put_off)
    await replace(work, machine=lambda: began + timedelta(seconds=11)).judge()
    assert await work.store.read(to_judge.reads, "acme") is None, "its rest is over"
    assert await work.store.read(_suspected) == set(), "and its verdicts stand"
