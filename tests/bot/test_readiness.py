"""Ready means: Slack is heard, the database takes what is written, and nothing due waits for a minute."""

from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient
from structlog.testing import capture_logs

from bot.clock import machine
from bot.readiness import SILENT_S, TRIAL_EVERY_S, WAITS_S, Heard, Missing, Readiness
from bot.slack import app as slack_app
from bot.store import Store
from domain.entities import Subscription
from storage import Session
from storage.db.tables import TrialRow
from storage.directory import accounts, schedule
from storage.facts import to_judge
from storage.messages import inbox, outbox
from tests import casting
from tests.bot.office import database, until
from tests.casting import NOW, to
from tests.e2e.slack_server import APP_TOKEN, BOT_TOKEN, BOT_USER, SECRET, TEAM, serving

FULL = "CREATE TRIGGER full BEFORE UPDATE ON trial_write BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END"


class Probe:
    """Readiness over a real file; the machine's seconds are moved by hand."""

    def __init__(self, folder: Path) -> None:
        self.engine, self.seconds, self.connected, self.refused = database(folder), 0.0, True, False
        self.store = Store(self.engine)
        self.ready = Readiness(
            self.store,
            lambda: NOW,
            is_connected=self.is_connected,
            is_refused=lambda: self.refused,
            monotonic=lambda: self.seconds,
        )

    async def is_connected(self) -> bool:
        return self.connected

    async def after(self, seconds: float) -> Missing | None:
        self.seconds += seconds
        return await self.ready.missing()


@pytest.fixture
def probe(tmp_path: Path) -> Iterator[Probe]:
    made = Probe(tmp_path)
    with capture_logs():
        yield made
    made.engine.dispose()


def read_everything(session: Session) -> None:
    for claim in accounts.due(session, NOW, machine()):
        accounts.settle(session, claim, NOW + timedelta(hours=1))


async def test_a_bot_with_nothing_to_do_is_ready_and_one_without_slack_is_not(probe: Probe) -> None:
    await probe.store.run(read_everything)
    assert await probe.after(0) is None
    probe.refused = True
    assert await probe.after(0) is Missing.TOKEN
    probe.connected = False
    assert await probe.after(0) is Missing.SLACK


async def test_a_database_that_takes_nothing_is_seen_and_asked_at_most_every_fifteen_seconds(probe: Probe) -> None:
    await probe.store.run(read_everything)
    assert await probe.after(0) is None
    await probe.store.run(lambda session: session.connection().exec_driver_sql(FULL))
    assert await probe.after(TRIAL_EVERY_S - 1) is None
    assert await probe.after(1) is Missing.DATABASE
    await probe.store.run(lambda session: session.connection().exec_driver_sql("DROP TRIGGER full"))
    assert await probe.after(TRIAL_EVERY_S - 1) is Missing.DATABASE
    assert await probe.after(1) is None
    assert await probe.store.read(lambda session: session.get(TrialRow, 1)) is not None


async def test_an_account_that_is_due_for_a_minute_and_that_nobody_reads_is_too_late(probe: Probe) -> None:
    assert await probe.after(0) is None, "whoever has just started has had no time"
    assert await probe.after(WAITS_S - 1) is None
    assert await probe.after(TRIAL_EVERY_S) is Missing.BEHIND
    (first,) = await probe.store.run(accounts.due, NOW, machine(), 900, 1)
    assert first
    assert await probe.after(TRIAL_EVERY_S) is None, "it goes on: the next has not waited for a minute yet"
    await probe.store.run(read_everything)
    assert await probe.after(WAITS_S) is None


def judging(session: Session) -> None:
    to_judge.mark(session, "acme", machine())


def sending(session: Session) -> None:
    outbox.intend(session, "x", to("C0ACME"), "x", {}, at=NOW)


def answering(session: Session) -> None:
    inbox.receive(session, "k", "command", {}, machine(), inbox.Claim("dead", machine() - timedelta(seconds=1)))


def updating(session: Session) -> None:
    weekly = Subscription("C0ACMEINT", "status", "mon 10:00", ())
    schedule.subscribe(session, weekly, NOW, casting.MAYA, NOW)


def putting_off(session: Session) -> None:
    updating(session)
    (due,) = schedule.due(session, NOW, machine())
    schedule.wait(session, due.subscription.id, machine())


@pytest.mark.parametrize("left", [judging, sending, answering, updating])
async def test_what_is_to_be_judged_sent_or_answered_may_not_wait_for_a_minute_either(
    probe: Probe, left: Callable[[Session], None]
) -> None:
    await probe.store.run(read_everything)
    await probe.store.run(left)
    assert await probe.after(0) is None
    assert await probe.after(WAITS_S) is Missing.BEHIND


async def test_an_update_may_wait_for_its_clients_accounts(probe: Probe) -> None:
    await probe.store.run(read_everything)
    await probe.store.run(putting_off)
    assert await probe.after(0) is None
    assert await probe.after(WAITS_S) is None


class Counting(Heard):
    """Counts the frames."""

    frames = 0

    def frame(self) -> None:
        self.frames += 1
        super().frame()


async def test_a_socket_without_a_frame_is_silent_whatever_its_client_says() -> None:
    seconds = [0.0]
    heard = Counting(lambda: seconds[0])
    me = AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_token=BOT_TOKEN, bot_id="B0VIGIA", bot_user_id=BOT_USER)
    async with serving() as slack, AsyncExitStack() as stack:
        opener = AsyncWebClient(APP_TOKEN, base_url=f"{slack.url}/api/")
        socket = AsyncSocketModeHandler(slack_app.build(opener, SECRET, me), APP_TOKEN, web_client=opener)
        stack.push_async_callback(socket.close_async)
        await heard.follow(socket)
        seconds[0] = SILENT_S
        assert heard.silent_s == SILENT_S
        await socket.connect_async()
        await until(lambda: heard.frames >= 2)  # hello, and the answer to the first ping
        assert heard.silent_s == 0
        seconds[0] += SILENT_S
        assert await socket.client.is_connected()
        assert heard.silent_s == SILENT_S
