"""The HTTP side as a prober, Prometheus, Slack and whoever pushes the clock meet it: over a socket."""

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
from aiohttp.test_utils import TestClient, TestServer
from slack_bolt.async_app import AsyncAck
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot import http
from bot.metrics import Metrics
from bot.slack import app as slack_app

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


@asynccontextmanager
async def client(house: House, **more: Any) -> AsyncIterator[TestClient]:
    async with TestClient(TestServer(http.build(house.doors(**more)))) as opened:
        yield opened


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

    asking: TestClient
    came: list[str] = field(default_factory=list)

    async def post(self, headers: dict[str, str], body: bytes = COMMAND.encode()) -> tuple[int, str]:
        answer = await self.asking.post("/slack/events", data=body, headers=headers)
        return answer.status, await answer.text()


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    identity = AuthorizeResult(
        enterprise_id=None, team_id="T1", bot_token="xoxb-test", bot_id="B0BOT", bot_user_id="U0BOT"
    )
    app = slack_app.build(AsyncWebClient("xoxb-test", base_url="http://127.0.0.1:9/"), SECRET, identity)
    async with client(House(), slack=app) as asking:
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
