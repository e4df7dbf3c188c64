"""From a signed slash command on loopback HTTP to Slack's 200: Bolt as it comes against the bot's own desk.

Ours does its whole work: signature, one listener, decoding, the queue; then the real router answers from a real SQLite
and its row in the inbox ends, which is awaited before the next command and timed apart. Bolt's side only acknowledges.
"""

import asyncio
import hmac
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

import aiohttp
from aiohttp import web
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot import http
from bot.clock import machine
from bot.metrics import Metrics
from bot.seal import Seal
from bot.slack import app as slack_app
from bot.slack.answers import Answers
from bot.slack.contexts import Home
from bot.slack.dispatcher import Dispatcher
from bot.slack.dropped import Files
from bot.slack.facts import Facts
from bot.slack.ledger import Ledger
from bot.store import Store
from notifiers.slack.whois import Whois
from storage import connect, migrate, session
from tests import casting
from tests.bench.harness import Numbers, report

SECRET, TOKEN = "bench-secret", "xoxb-bench"
COMMANDS, WARM = 60, 5
ME = {"ok": True, "team_id": casting.TEAM, "user_id": "U0BOT", "bot_id": "B0BOT", "team": "Far", "user": "vigia"}
ANSWERS = {
    "auth.test": ME,
    "users.info": {"ok": True, "user": {"id": casting.MAYA, "team_id": casting.TEAM, "locale": "es-ES"}},
    "conversations.info": {"ok": True, "channel": {"id": "C0ACMEINT", "context_team_id": casting.TEAM}},
}
Drained = Callable[[], Awaitable[None]]
TAKEN = web.AppKey("taken", list[str])


async def _api(request: web.Request) -> web.Response:
    """A Slack that knows one person and one channel, and takes no files: the native chart is used."""
    return web.json_response(ANSWERS.get(request.match_info["method"], {"ok": False, "error": "missing_scope"}))


async def _respond(request: web.Request) -> web.Response:
    """Takes the answer, which must be the status card: anything else would be quick for the wrong reason."""
    told = await request.json()
    if casting.OTONO.name not in told["text"]:
        raise web.HTTPBadRequest(text="not the card")
    request.config_dict[TAKEN].append(told["text"])
    return web.Response(text="ok")


@asynccontextmanager
async def served(app: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield "http://{}:{}".format(*runner.addresses[0][:2])
    finally:
        await runner.cleanup()


def body(n: int, api: str) -> bytes:
    """A command as Slack sends it."""
    fields = {
        "command": "/campaign",
        "text": "status otoño",
        "team_id": casting.TEAM,
        "user_id": casting.MAYA,
        "channel_id": casting.ACME_INTERNAL.slack_id,
        "trigger_id": f"1.{n}",
        "response_url": f"{api}/respond/{n}",
        "api_app_id": "A0BENCH",
        "token": "x",
    }
    return urlencode(fields).encode()


def signed(payload: bytes) -> dict[str, str]:
    stamp = str(int(time.time()))
    digest = hmac.new(SECRET.encode(), b"v0:" + stamp.encode() + b":" + payload, sha256).hexdigest()
    form = "application/x-www-form-urlencoded"
    return {"content-type": form, "x-slack-request-timestamp": stamp, "x-slack-signature": f"v0={digest}"}


async def acks(app: AsyncApp, api: str, drained: Drained) -> Numbers:
    """Milliseconds to the 200, and to the work's end, one command at a time; the first few are dropped."""
    doors = http.Doors(Metrics(), _nobody, _nothing, str, slack=http.Signed(app, SECRET, machine))
    taken: list[tuple[float, float]] = []
    async with http.serving(doors, "127.0.0.1", 0) as port, aiohttp.ClientSession(f"http://127.0.0.1:{port}") as client:
        for n in range(COMMANDS + WARM):
            payload = body(n, api)
            headers, began = signed(payload), time.perf_counter()
            async with client.post("/slack/events", data=payload, headers=headers) as answer:
                await answer.read()
                answer.raise_for_status()
            acknowledged = time.perf_counter()
            await drained()
            taken.append(((acknowledged - began) * 1e3, (time.perf_counter() - began) * 1e3))
    kept = taken[WARM:]
    return {
        "p50": median(ack for ack, _ in kept),
        "p95": sorted(ack for ack, _ in kept)[int(len(kept) * 0.95)],
        "answered": median(done for _, done in kept),
    }


async def _nobody() -> None:
    return None


async def _nothing(_seconds: float) -> int:
    return 0


async def _drained() -> None:
    """Nothing is handed over."""


async def _bolt(api: str) -> Numbers:
    app = AsyncApp(client=AsyncWebClient(TOKEN, base_url=f"{api}/api/"), token=TOKEN, signing_secret=SECRET)

    @app.command("/campaign")
    async def on_command(ack: AsyncAck) -> None:
        await ack()

    return await acks(app, api, _drained)


async def _ours(api: str) -> Numbers:
    identity = AuthorizeResult(
        enterprise_id=None, team_id=casting.TEAM, bot_token=TOKEN, bot_id="B0BOT", bot_user_id="U0BOT"
    )
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        migrate(engine)
        with session(engine) as opened:
            casting.numbers(opened, casting.everybody(opened))
        async with aiohttp.ClientSession() as web_session:
            slack = AsyncWebClient(TOKEN, base_url=f"{api}/api/", session=web_session)
            store, home = Store(engine), Home(casting.TEAM, "U0BOT", (casting.ADMIN,))
            answers = Answers(slack, _no_picture, web_session)
            ledger = Ledger(store, Seal(TOKEN), machine)
            facts = Facts(Whois(slack), home=(casting.TEAM, None))
            files = Files(slack, web_session)
            desk = Dispatcher(store, facts, answers, files, ledger, home, _noon, Metrics(), machine=machine)
            app = slack_app.build(slack, SECRET, identity)
            slack_app.register(app, desk, store)

            async def drained() -> None:
                await desk.queue.drained()
                await ledger.flush()

            desk.start()
            try:
                return await acks(app, api, drained)
            finally:
                await desk.stop()
                engine.dispose()


def _noon() -> datetime:
    return casting.NOW


async def _no_picture(_spec: object) -> bytes:
    return b"\x89PNG"


def run(variant: Callable[[str], Awaitable[Numbers]]) -> Numbers:
    async def with_slack() -> Numbers:
        fake = web.Application()
        fake[TAKEN] = []
        fake.router.add_route("*", "/api/{method}", _api)
        fake.router.add_post("/respond/{n}", _respond)
        async with served(fake) as api:
            numbers = await variant(api)
        if fake[TAKEN] and len(fake[TAKEN]) != COMMANDS + WARM:
            raise RuntimeError(f"{len(fake[TAKEN])} cards came for {COMMANDS + WARM} commands")
        return numbers | {"cards": len(fake[TAKEN])}

    return asyncio.run(with_slack())


if __name__ == "__main__":
    report({"bolt": lambda: run(_bolt), "ours": lambda: run(_ours)})
