"""The sandbox's clock and its walk in steps of an hour, with a bot that is asked after each."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from sandbox.clock import Clock, latest_monday, parse_span
from sandbox.walk import Walk

START = datetime(2026, 11, 16, 7, 30, tzinfo=UTC)


class Bot:
    """A loopback server with the bot's documented endpoint, which writes down what it was asked."""

    def __init__(self, status=200):
        self.status = status
        self.asked = []
        self.busy = 0

    async def caught_up(self, request):
        self.busy += 1
        assert self.busy == 1
        await asyncio.sleep(0)
        self.asked.append(request.query["now"])
        self.busy -= 1
        return web.json_response({"caught_up": self.status == 200}, status=self.status)


@pytest.fixture
async def serve():
    servers = []

    async def start(bot):
        app = web.Application()
        app.router.add_get("/caught-up", bot.caught_up)
        server = TestServer(app, host="127.0.0.1")
        await server.start_server()
        servers.append(server)
        return str(server.make_url("")).rstrip("/")

    yield start
    for server in servers:
        await server.close()


def hours(bot):
    return [stamp[:13] for stamp in bot.asked]


async def test_a_week_is_168_steps_and_the_bot_is_asked_after_each(serve):
    bot = Bot()
    clock = Clock(START)
    walked = await Walk(clock, await serve(bot)).forward(timedelta(days=7))
    assert (walked["steps"], walked["bot"]) == (168, "caught up")
    assert walked["now"].startswith("2026-11-23T07:30")
    assert hours(bot)[:2] == ["2026-11-16T08", "2026-11-16T09"]
    assert len(set(bot.asked)) == 168


async def test_the_last_step_may_be_shorter(serve):
    bot = Bot()
    walked = await Walk(Clock(START), await serve(bot)).forward(timedelta(minutes=90))
    assert (walked["steps"], walked["now"][:16]) == (2, "2026-11-16T09:00")


async def test_a_bot_that_is_not_there_does_not_stop_the_clock(unused_tcp_port):
    walked = await Walk(Clock(START), f"http://127.0.0.1:{unused_tcp_port}").forward(timedelta(days=1))
    assert (walked["steps"], walked["bot"], walked["now"][:13]) == (24, "not reachable", "2026-11-17T07")
    assert (await Walk(Clock(START), None).forward(timedelta(hours=1)))["bot"] == "not reachable"


async def test_a_bot_that_lags_is_said_to(serve):
    bot = Bot(status=503)
    walked = await Walk(Clock(START), await serve(bot)).forward(timedelta(hours=24))
    assert (walked["bot"], walked["steps"], len(bot.asked)) == ("lagging", 24, 3)


async def test_two_pushes_at_once_follow_each_other(serve):
    bot = Bot()
    walk = Walk(Clock(START), await serve(bot))
    await asyncio.gather(walk.forward(timedelta(hours=5)), walk.forward(timedelta(hours=5)))
    assert hours(bot) == [f"2026-11-16T{hour:02}" for hour in range(8, 18)]


async def test_the_control_api_pushes_and_tells_the_clock(sandbox):
    before = (await sandbox.get("state"))["version"]
    answer = await sandbox.post("clock", advance="1d12h")
    assert (answer["steps"], answer["bot"], answer["now"][:13]) == (36, "not reachable", "2026-11-17T19")
    assert (await sandbox.get("clock"))["now"][:13] == "2026-11-17T19"
    assert (await sandbox.get("state"))["version"] > before


@pytest.mark.parametrize(
    ("text", "hours"), [("7d", 168), ("1w", 168), ("12h", 12), ("90m", 1.5), ("1d 12h", 36), ("3600s", 1)]
)
def test_spans_are_read(text, hours):
    assert parse_span(text) == timedelta(hours=hours)


@pytest.mark.parametrize("text", ["", "7", "d", "-1d", "7 days", "1d2"])
def test_other_spans_are_refused(text):
    with pytest.raises(ValueError, match="not a span"):
        parse_span(text)


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        ("2026-11-22T03:58+00:00", "2026-11-16T07:30+00:00"),
        ("2026-11-16T07:30+00:00", "2026-11-16T07:30+00:00"),
        ("2026-11-16T07:29+00:00", "2026-11-09T07:30+00:00"),
        ("2026-11-16T08:00+01:00", "2026-11-09T07:30+00:00"),
        ("2027-06-09T12:00+00:00", "2027-06-07T06:30+00:00"),
        ("2027-03-29T06:29+00:00", "2027-03-22T07:30+00:00"),
    ],
)
def test_the_clock_starts_on_the_latest_monday_morning(now, monday):
    assert latest_monday(datetime.fromisoformat(now)) == datetime.fromisoformat(monday)


def test_the_clock_runs_and_never_goes_back():
    clock = Clock(START)
    assert timedelta(0) <= clock.now() - START < timedelta(seconds=5)
    with pytest.raises(ValueError, match="forward"):
        clock.advance(timedelta(seconds=-1))
