"""Done once, whatever dies in between: a process killed, one that stood still, two on one database."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from commands.context import Context
from commands.router import dispatch
from domain.access import Actor, Place
from domain.incidents.conditions import Condition, State
from storage import Engine, Session, migrate, session
from storage.alerts import actions, alerts
from storage.directory import clients
from storage.messages import inbox
from tests import casting, postgres
from tests.bot.office import Office, database, opened, until
from tests.bot.test_desk import cpl, handed_in
from tests.commands.alerting import DEAR
from tests.e2e.slack_server import SlackServer, serving
from tests.engines import connect

LOG = "log otoño pausado el anuncio viejo"
START = datetime(2026, 11, 16, 9, tzinfo=UTC)


class Machine:
    """The machine's clock, moved by the test."""

    now = START

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
async def slack() -> AsyncIterator[SlackServer]:
    async with serving() as started:
        yield started


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database with the cast."""
    if request.param == "sqlite":
        made = database(tmp_path)
    else:
        address, name = request.getfixturevalue("postgres"), f"vigia_{uuid4().hex[:12]}"
        postgres.execute(address, f"CREATE DATABASE {name}")
        made = connect(address.replace("/postgres?", f"/{name}?"))
        migrate(made)
        with session(made) as db:
            casting.numbers(db, casting.everybody(db))
    yield made
    made.dispose()


@asynccontextmanager
async def process(engine: Engine, slack: SlackServer, machine: Machine, *, start: bool = True) -> AsyncIterator[Office]:
    """A process with connections of its own."""
    own = connect(engine.url.render_as_string(hide_password=False))
    try:
        async with opened(own, slack, start=start, clock=machine) as office:
            yield office
    finally:
        own.dispose()


def logged(db: Session) -> int:
    return len(actions.of_campaign(db, "acme-otono"))


async def answers_held(office: Office, slack: SlackServer, payload: dict) -> asyncio.Event:
    """The payload delivered, its work done, and its answer on the way for as long as the test wants."""
    held = slack.held["response_url"] = asyncio.Event()
    assert (await office.deliver(payload)).status == 200
    await until(lambda: slack.waiting["response_url"])
    return held


async def killed(office: Office, slack: SlackServer) -> None:
    """As kill -9 leaves it: nothing is finished, nothing released, and what was on its way never arrives."""
    slack.held.clear()
    await office.desk.queue.stop()
    for task in office.desk._standing:
        task.cancel()


async def test_a_process_killed_between_the_work_and_the_answer_has_it_answered_and_not_done_again(
    engine: Engine, slack: SlackServer, machine: Machine
) -> None:
    async with process(engine, slack, machine) as first, process(engine, slack, machine) as second:
        await answers_held(first, slack, slack.command(LOG))
        await killed(first, slack)
        machine.passes(seconds=60)
        await second.desk.resume()
        await second.desk.queue.drained()
        assert await second.read(logged) == 1
        (answer,) = slack.responses
        assert "pausado el anuncio viejo" in str(answer)
        assert await second.read(inbox.waiting) == {}


async def test_what_was_not_begun_is_done_by_whoever_takes_it_over(
    engine: Engine, slack: SlackServer, machine: Machine
) -> None:
    async with process(engine, slack, machine, start=False) as first, process(engine, slack, machine) as second:
        assert (await first.deliver(slack.command(LOG))).status == 200
        machine.passes(seconds=60)
        await second.desk.resume()
        await second.desk.queue.drained()
        assert await second.read(logged) == 1
        assert len(slack.responses) == 1
        # The first one wakes: what it holds in memory is another's by now.
        first.desk.start()
        await first.desk.queue.drained()
        await first.desk.stop()
        assert await second.read(logged) == 1
        assert len(slack.responses) == 1


async def test_a_second_process_leaves_a_living_one_what_is_its_own(
    engine: Engine, slack: SlackServer, machine: Machine
) -> None:
    async with process(engine, slack, machine) as first, process(engine, slack, machine) as second:
        held = await answers_held(first, slack, slack.command(LOG))
        await second.desk.resume()
        machine.passes(seconds=8)
        await first.desk._ledger.renew()
        machine.passes(seconds=8)
        await second.desk.resume()
        await second.desk.queue.drained()
        held.set()
        await first.desk.queue.drained()
        assert len(slack.responses) == 1
        assert await first.read(logged) == 1


async def test_a_process_that_leaves_in_order_is_followed_at_once(
    engine: Engine, slack: SlackServer, machine: Machine
) -> None:
    async with process(engine, slack, machine, start=False) as first, process(engine, slack, machine) as second:
        assert (await first.deliver(slack.command(LOG))).status == 200
        await first.desk.stop()
        await second.desk.resume()
        await second.desk.queue.drained()
        assert await second.read(logged) == 1


@pytest.mark.parametrize(("minutes", "answers"), [(29, 1), (31, 0)])
@pytest.mark.parametrize("line", ["status otoño", LOG])
async def test_a_command_killed_before_its_answer_is_answered_while_slack_takes_the_answer(
    engine: Engine, slack: SlackServer, machine: Machine, line: str, minutes: int, answers: int
) -> None:
    async with process(engine, slack, machine) as first, process(engine, slack, machine) as second:
        await answers_held(first, slack, slack.command(line))
        for _ in range(500):
            if await second.read(inbox.waiting):
                break
            await asyncio.sleep(0.01)
        await killed(first, slack)
        machine.passes(minutes=minutes)
        await second.desk.resume()
        await second.desk.queue.drained()
        assert len(slack.responses) == answers
        await second.desk._ledger.flush()
        assert await second.read(inbox.waiting) == {}


async def test_an_acknowledgement_has_a_head_start_before_what_only_reads_is_written_down(
    slack: SlackServer, tmp_path: Path
) -> None:
    engine = database(tmp_path)
    async with opened(engine, slack, lease=timedelta(hours=1), head_start=3600) as office:
        assert (await office.deliver(slack.command("status otoño"))).status == 200
        await office.desk.queue.drained()
        assert len(slack.responses) == 1
        assert await office.store.read(inbox.kept) == {}, "it was answered before its head start was over"
        written: list[object] = []
        event.listen(engine, "commit", written.append)
        await office.desk._ledger.flush()
        assert written == [], "nothing is left to write, and nobody is kept waiting for that"
    engine.dispose()


async def test_a_form_that_a_killed_process_owed_is_not_opened_but_said_to_be_missing(
    engine: Engine, slack: SlackServer, machine: Machine
) -> None:
    async with process(engine, slack, machine, start=False) as first, process(engine, slack, machine) as second:
        click = slack.click("vigia.target.edit", "acme-otono", channel="C0ACMEINT")
        assert (await first.deliver(click)).status == 200
        await first.desk.stop()
        await second.desk.resume()
        await second.desk.queue.drained()
        assert slack.named("views.open") == []
        assert len(slack.responses) == 1


async def test_a_form_that_was_taken_over_while_its_process_stood_still_is_done_by_the_other(
    engine: Engine, slack: SlackServer, machine: Machine
) -> None:
    async with process(engine, slack, machine) as first, process(engine, slack, machine, start=False) as second:
        asked = slack.held["users.info"] = asyncio.Event()
        handed = asyncio.create_task(first.deliver(handed_in(first, "cpl < 18 EUR")))
        await until(lambda: slack.waiting["users.info"])
        machine.passes(seconds=60)
        (left,) = await second.desk._ledger.taken_over()
        asked.set()
        assert (await handed).status == 200
        assert await cpl(second) == "25"
        assert slack.named("chat.postEphemeral") == slack.named("chat.postMessage") == [], "no word of trouble"
        await second.desk.queue.put_in_line(left)
        second.desk.start()
        await second.desk.queue.drained()
        assert await cpl(second) == "18"
        assert await second.read(inbox.left_behind, machine() + timedelta(days=1)) is None


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_snooze_that_is_typed_waits_for_who_judges_the_same_client(engine: Engine) -> None:
    with session(engine) as db:
        alerts.record(db, DEAR, State(condition=Condition.FIRING), [], casting.NOW)
    with Session(engine) as judging, Session(engine) as typed:
        assert clients.lock(judging, "acme")
        typed.execute(text("SET LOCAL lock_timeout = 50"))
        maya = Actor(casting.MAYA, casting.TEAM, is_ours=True)
        asked = Context(typed, maya, Place("D0MAYA", is_im=True), casting.NOW, "es", ())
        with pytest.raises(DBAPIError, match="lock timeout"):
            dispatch(asked, "snooze otoño 1d")
