"""The HTTP side as a prober, Prometheus, Slack and whoever pushes the clock meet it: over a socket."""

import asyncio
import hmac
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
from slack_bolt.async_app import AsyncAck
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient
from structlog.testing import capture_logs

from bot import http
from bot.clock import machine
from bot.connections import ASK_SECONDS
from bot.metrics import Metrics
from bot.slack import app as slack_app
from tests.loop_clock import race

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
NOW = "2026-11-16T09:00:00Z"
Http = Callable[..., Awaitable[aiohttp.ClientResponse]]


@dataclass
class House:
    """The bot as its doors see it."""

    missing: str | None = None
    pending: int = 0
    silent_clock: bool = False
    asked: list[str] = field(default_factory=list)
    metrics: Metrics = field(default_factory=Metrics)

    async def ready(self) -> str | None:
        return self.missing

    async def catch_up(self, seconds: float) -> int:
        self.asked.append(f"catch up within {seconds:.0f} s")
        return self.pending

    async def refresh(self) -> None:
        self.asked.append("clock")
        if self.silent_clock:
            raise aiohttp.ClientConnectionError

    def doors(self, **more: Any) -> http.Doors:
        pushed = {"refresh_clock": self.refresh}
        return http.Doors(self.metrics, self.ready, self.catch_up, lambda: NOW, **(pushed | more))


@dataclass
class Asking:
    """A caller, and the port at which the house is found."""

    session: aiohttp.ClientSession
    port: int

    async def get(self, path: str) -> aiohttp.ClientResponse:
        return await self.session.get(path)

    async def post(self, path: str, **more: Any) -> aiohttp.ClientResponse:
        return await self.session.post(path, **more)

    async def raw(self, *sent: bytes, seconds: float = 30) -> bytes:
        """What comes back on a connection of its own until the house hangs up."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        for piece in sent:
            writer.write(piece)
        try:
            async with asyncio.timeout(seconds):
                return await reader.read()
        except ConnectionError:
            return b""
        finally:
            writer.close()


@asynccontextmanager
async def client(house: House, *, limits: dict[str, Any] | None = None, **more: Any) -> AsyncIterator[Asking]:
    async with http.serving(house.doors(**more), "127.0.0.1", 0, **(limits or {})) as port:
        session = aiohttp.ClientSession(f"http://127.0.0.1:{port}")
        try:
            yield Asking(session, port)
        finally:
            await session.close()


async def test_it_is_alive_even_while_something_is_missing() -> None:
    async with client(House(missing="slack")) as asking:
        answer = await asking.get("/healthz")
        assert (answer.status, await answer.json()) == (200, {"ok": True})


@pytest.mark.parametrize(("missing", "status"), [(None, 200), ("slack", 503)])
async def test_it_is_ready_when_nothing_is_missing_and_says_what_is(missing: str | None, status: int) -> None:
    async with client(House(missing=missing)) as asking:
        answer = await asking.get("/readyz")
        assert (answer.status, await answer.json()) == (status, {"ok": missing is None, "missing": missing})


async def test_metrics_are_a_page_of_numbers_with_bounded_labels() -> None:
    house = House()
    house.metrics.received.labels("command").inc()
    async with client(house) as asking:
        answer = await asking.get("/metrics")
        page = await answer.text()
    assert answer.content_type == "text/plain"
    assert 'vigia_received_total{kind="command"} 1.0' in page


@pytest.mark.parametrize(("pending", "status"), [(0, 200), (3, 503)])
async def test_whoever_pushes_the_clock_hears_what_is_left_to_do(pending: int, status: int) -> None:
    house = House(pending=pending)
    async with client(house) as asking:
        answer = await asking.get("/caught-up")
        told = await answer.json()
    assert (answer.status, told) == (status, {"now": NOW, "caught_up": not pending, "pending": pending})
    assert house.asked[0] == "clock", "the time is read before the work is counted"


async def test_a_clock_that_cannot_be_read_is_no_time_to_work() -> None:
    house = House(silent_clock=True)
    async with client(house) as asking:
        answer = await asking.get("/caught-up")
        assert (answer.status, (await answer.json())["caught_up"]) == (503, False)
    assert house.asked == ["clock"]


async def test_where_time_passes_by_itself_nobody_can_ask_for_work() -> None:
    house = House()
    async with client(house, refresh_clock=None) as asking:
        assert (await asking.get("/caught-up")).status == 404
        assert (await asking.get("/healthz")).status == 200
    assert house.asked == []


async def test_without_a_signing_secret_there_is_no_door_for_slack() -> None:
    async with client(House()) as asking:
        assert (await asking.post("/slack/events", data=b"x")).status == 404


def signature(body: bytes, stamp: int, secret: str = SECRET) -> dict[str, str]:
    digest = hmac.new(secret.encode(), b"v0:%d:%s" % (stamp, body), sha256).hexdigest()
    return {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": str(stamp),
        "x-slack-signature": f"v0={digest}",
    }


COMMAND = urlencode({"command": "/campaign", "text": "status", "team_id": "T1", "user_id": "U1", "trigger_id": "1"})


@dataclass
class Slack:
    """A bot with the signed door, and what came through it."""

    asking: Asking
    came: list[str] = field(default_factory=list)

    async def post(self, headers: dict[str, str], body: bytes = COMMAND.encode()) -> tuple[int, str]:
        answer = await self.asking.post("/slack/events", data=body, headers=headers)
        return answer.status, await answer.text()


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with signed_door() as opened:
        yield opened


@asynccontextmanager
async def signed_door(**limits: Any) -> AsyncIterator[Slack]:
    identity = AuthorizeResult(
        enterprise_id=None, team_id="T1", bot_token="xoxb-test", bot_id="B0BOT", bot_user_id="U0BOT"
    )
    app = slack_app.build(AsyncWebClient("xoxb-test", base_url="http://127.0.0.1:9/"), SECRET, identity)
    async with client(House(), slack=http.Signed(app, SECRET, machine), limits=limits) as asking:
        opened = Slack(asking)

        @app.command("/campaign")
        async def on_command(ack: AsyncAck, body: dict[str, Any]) -> None:
            await ack()
            opened.came.append(body["text"])

        yield opened


async def test_a_signed_request_is_taken_and_acknowledged_with_nothing_to_read(slack: Slack) -> None:
    assert await slack.post(signature(COMMAND.encode(), int(time.time()))) == (200, "")
    assert slack.came == ["status"]


# Made when the test runs, not when it is collected: a long run must not let the future become the present.
WRONG: dict[str, Callable[[], dict[str, str]]] = {
    "unsigned": lambda: {"content-type": "application/x-www-form-urlencoded"},
    "another secret": lambda: signature(COMMAND.encode(), int(time.time()), secret="another"),
    "another body": lambda: signature(COMMAND.encode() + b"&text=target", int(time.time())),
    "stale": lambda: signature(COMMAND.encode(), int(time.time()) - 600),
    "from the future": lambda: signature(COMMAND.encode(), int(time.time()) + 600),
    "no time": lambda: signature(COMMAND.encode(), int(time.time())) | {"x-slack-request-timestamp": "yesterday"},
}


@pytest.mark.parametrize("wrong", WRONG)
async def test_a_wrong_or_stale_signature_is_turned_away(slack: Slack, wrong: str) -> None:
    status, _ = await slack.post(WRONG[wrong]())
    assert status == 401
    assert slack.came == []


async def test_only_slack_s_own_request_may_be_repeated_within_five_minutes(slack: Slack) -> None:
    headers = signature(COMMAND.encode(), int(time.time()) - 200)
    assert (await slack.post(headers))[0] == 200


HEAD = b"POST /slack/events HTTP/1.1\r\nHost: x\r\n"
JSON, FORM = b"Content-Type: application/json\r\n", b"Content-Type: application/x-www-form-urlencoded\r\n"


def posted(body: bytes, kind: bytes = JSON, more: bytes = b"") -> bytes:
    return HEAD + kind + more + b"Content-Length: %d\r\n\r\n" % len(body) + body


RUBBISH = {
    "half of an object": posted(b'{"a": '),
    "a list": posted(b"[1, 2]"),
    "a number": posted(b"7"),
    "null": posted(b"null"),
    "no text": posted(b"\xff\xfe\x00"),
    "no text in a form": posted(b"payload=%ff%fe", FORM),
    "a form of rubbish": posted(b"payload={", FORM),
    "a form with a list": posted(b"payload=[]", FORM),
    "a payload without a type": posted(b'payload={"type": 7}', FORM),
    "deep": posted(b"[" * 100_000),
    "an unknown charset": posted(b"{}", b"Content-Type: application/json; charset=klingon\r\n"),
    "no gzip": posted(b"{}", JSON, b"Content-Encoding: gzip\r\n"),
    "a stamp in other digits": posted(b"{}", JSON, "X-Slack-Request-Timestamp: ٣\r\n".encode()),
    "a stamp of many digits": posted(b"{}", JSON, b"X-Slack-Request-Timestamp: " + b"9" * 400 + b"\r\n"),
    "a signature that is no text": posted(b"{}", JSON, b"X-Slack-Signature: v0=\xff\xfe\r\n"),
    "chunks that are none": HEAD + JSON + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
    "no length": HEAD + JSON + b"Content-Length: many\r\n\r\n",
    "another protocol": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    "no header": b"POST /slack/events HTTP/1.1\r\nwhat is this\r\n\r\n",
    "too much": HEAD + JSON + b"Content-Length: 2000000\r\n\r\n" + b"x" * 2_000_000,
}


@pytest.mark.parametrize("name", RUBBISH)
async def test_unsigned_rubbish_is_refused_unparsed_in_one_line(
    slack: Slack, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    with capture_logs() as lines:
        answer = await slack.asking.raw(RUBBISH[name])
    assert answer.split(b" ", 2)[1:2] in ([b"400"], [b"401"], [b"413"])
    assert len(lines) + len(caplog.records) == 1
    assert not any(record.exc_info for record in caplog.records)
    assert slack.came == []


async def test_signed_rubbish_is_refused_in_one_line_too(slack: Slack, caplog: pytest.LogCaptureFixture) -> None:
    for body in (b"{", b"\xff\xfe"):
        headers = signature(body, int(time.time())) | {"content-type": "application/json"}
        with capture_logs() as lines:
            status, _ = await slack.post(headers, body)
        assert (status, len(lines), caplog.records) == (400, 1, [])


async def test_no_answer_says_what_the_house_is_made_of(slack: Slack) -> None:
    asked = [b"GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n" % path for path in (b"/healthz", b"/nothing")]
    for sent in (*asked, *RUBBISH.values()):
        answer = (await slack.asking.raw(sent)).lower()
        assert answer
        assert not any(word in answer for word in (b"aiohttp", b"python", b"bolt"))


async def test_whoever_is_silent_keeps_nobody_out() -> None:
    """With 1,100 silent connections health and commands stood still, and the log grew by 58 MB."""
    with capture_logs() as lines:
        async with signed_door(most=10) as slack:
            silent = [await asyncio.open_connection("127.0.0.1", slack.asking.port) for _ in range(120)]
            assert (await slack.asking.get("/healthz")).status == 200
            assert (await slack.post(signature(COMMAND.encode(), int(time.time()))))[0] == 200
            for _, writer in silent:
                writer.close()
    assert slack.came == ["status"]
    assert [line["event"] for line in lines] == ["all connections are taken"]


async def test_whoever_reads_a_long_answer_keeps_the_connection_while_others_are_silent() -> None:
    came, going_on = asyncio.Event(), asyncio.Event()

    @dataclass
    class Slow(House):
        async def ready(self) -> str | None:
            came.set()
            await going_on.wait()
            return None

    async with client(Slow(), limits={"most": 3}) as asking:
        reading = asyncio.create_task(asking.get("/readyz"))
        await came.wait()
        silent = [await asyncio.open_connection("127.0.0.1", asking.port) for _ in range(12)]
        going_on.set()
        assert (await reading).status == 200
        for _, writer in silent:
            writer.close()


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ((), b""),
        ((b"POST /slack/events HTTP/1.1\r\nHost",), b""),
        ((HEAD + JSON + b"Content-Length: 100\r\n\r\n{",), b"408"),
    ],
)
async def test_headers_and_bodies_have_their_time(sent: tuple[bytes, ...], status: bytes) -> None:
    async with client(House()) as asking:
        answer = asyncio.create_task(asking.raw(*sent, seconds=10 * ASK_SECONDS))
        await race(answer.done)
        assert (await answer).split(b" ", 2)[1:2] in ([], [status])
        assert (await asking.get("/healthz")).status == 200


async def test_a_connection_may_ask_again(slack: Slack) -> None:
    for _ in range(3):
        assert (await slack.asking.get("/healthz")).status == 200
    head = await slack.asking.session.head("/healthz")
    assert (head.status, await head.read()) == (200, b"")
    assert (await slack.asking.get("/slack/events")).status == 405
