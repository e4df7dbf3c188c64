"""Everything put together, in one short place. Nothing happens at import; sockets open in `Bot.start`."""

import asyncio
import contextlib
import gc
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import aiohttp
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot import http
from bot.charts import ChartWorker
from bot.clock import Clock, RemoteClock, machine
from bot.jobs.bank import Bank
from bot.jobs.due import DueWork
from bot.jobs.openings import Openings
from bot.jobs.people import People
from bot.jobs.poll import Poller
from bot.logs import log
from bot.metrics import Metrics
from bot.readiness import SILENT_S, TRIAL_EVERY_S, Heard, Readiness
from bot.scheduler import Metronome
from bot.seal import Seal
from bot.settings import Settings
from bot.slack import app as slack_app
from bot.slack.answers import Answers
from bot.slack.contexts import Home
from bot.slack.dispatcher import Dispatcher
from bot.slack.dropped import Files
from bot.slack.facts import Facts
from bot.slack.ledger import Ledger
from bot.store import Store
from connectors import http as vendors_http
from connectors import registry
from connectors.port import Sources
from notifiers.delivery.sender import Sender
from notifiers.delivery.workspaces import Workspaces
from notifiers.slack.calls import no_redirects, web_client
from notifiers.slack.outbox import SlackOutbox
from notifiers.slack.whois import Whois
from storage import Engine, connect, migrate
from storage.directory import workspaces
from storage.keeping.retention import Keep, sweep

TICK_SECONDS = 2.0
RATES_EVERY_S = 600.0
PEOPLE_EVERY_S = 60.0
GARBAGE = 10_000
"""After so many new objects the collector looks through the young ones; a list of all campaigns makes thousands."""
FINISH_SECONDS = 8.0
"""What is on its way at the end may arrive: a message cut off would have to be asked about. Docker waits for ten."""
_log = log("bot")
Refresh = Callable[[], Awaitable[None]]


@dataclass(slots=True)
class Bot:
    """A running bot: what tests, the CLI and the HTTP side hold on to."""

    settings: Settings
    store: Store
    due: DueWork
    desk: Dispatcher
    charts: ChartWorker
    now: Clock
    socket: AsyncSocketModeHandler | None
    metrics: Metrics
    heard: Heard
    readiness: Readiness
    bank: Bank
    people: People
    openings: Openings


def sources(settings: Settings, client: vendors_http.Client) -> Sources:
    """All sources, with the credentials that are given."""
    return registry.build(client, settings.credentials, machine)


def open_database(settings: Settings) -> Engine:
    """The database, brought up to date."""
    engine = connect(settings.database_url)
    migrate(engine)
    return engine


async def identity(client: AsyncWebClient, token: str) -> AuthorizeResult:
    """Who we are at Slack: asked once, at start."""
    me = await client.auth_test()
    return AuthorizeResult(
        enterprise_id=me.get("enterprise_id"),
        team_id=me["team_id"],
        bot_token=token,
        bot_id=me.get("bot_id"),
        bot_user_id=me["user_id"],
    )


async def _clock(settings: Settings, session: aiohttp.ClientSession, stack: AsyncExitStack) -> RemoteClock | None:
    if not settings.clock_url:
        return None
    clock = RemoteClock(settings.clock_url, session)
    await clock.refresh()
    stack.push_async_callback(_cancelled, asyncio.create_task(clock.follow(), name="clock"))
    return clock


async def _cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Bot]:
    """The bot, connected, ticking and answering, until the block is left."""
    settings.need_slack()
    async with AsyncExitStack() as stack:
        engine = await asyncio.to_thread(open_database, settings)
        stack.callback(engine.dispose)
        session = await stack.enter_async_context(aiohttp.ClientSession(trace_configs=[no_redirects()]))
        remote = await _clock(settings, session, stack)
        bot, app = await _assemble(settings, Store(engine), remote or machine, session, stack)
        await _open_doors(bot, app, remote.refresh if remote else None, stack)
        await _start_work(bot, stack)
        yield bot


async def _assemble(
    settings: Settings, store: Store, now: Clock, session: aiohttp.ClientSession, stack: AsyncExitStack
) -> tuple[Bot, AsyncApp | None]:
    metrics, charts = Metrics(), ChartWorker()
    stack.callback(charts.close)
    slack = web_client(settings.slack_bot_token, settings.slack_api_url, session)
    me = await identity(slack, settings.slack_bot_token)
    workspace = await store.run(workspaces.install, str(me.team_id), me.enterprise_id, now())
    vendors = await stack.enter_async_context(vendors_http.client())
    ours = (me.team_id, me.enterprise_id)
    whois = Whois(slack)
    outbox = SlackOutbox(slack, charts.draw, home=ours, whois=whois)
    every = timedelta(minutes=settings.poll_minutes)
    held = sources(settings, vendors)
    poller = Poller(store, held, now, metrics, every, settings.poll_longest_s, settings.admins)
    ways = Workspaces({workspace.id: outbox})
    sender = Sender(store, ways, now, admins=settings.admins)
    due = DueWork(store, poller, sender, now, metrics, settings.admins)
    home = Home(
        str(me.team_id), str(me.bot_user_id), settings.admins, settings.benchmarks, workspace.id, settings.creators
    )
    ledger = Ledger(store, Seal(*settings.seal_keys), machine)
    talk = _talkative(settings, session)
    answers = Answers(talk, charts.draw, session)
    facts = Facts(whois, home=ours)
    desk = Dispatcher(store, facts, answers, Files(talk, session), ledger, home, now, metrics, machine=machine)
    app = slack_app.build(slack, settings.slack_signing_secret, me)
    slack_app.register(app, desk, store)
    socket = None
    if settings.slack_app_token:
        opener = AsyncWebClient(settings.slack_app_token, base_url=settings.slack_api_url, session=session)
        socket = AsyncSocketModeHandler(app, settings.slack_app_token, web_client=opener)
    heard = Heard()
    ready = Readiness(
        store, now, is_connected=partial(_is_connected, socket, heard), is_refused=lambda: sender.is_refused
    )
    bank = Bank(store, vendors_http.Caller(vendors), settings.bank, now)
    people = People(store, ways, now, settings.admins)
    opening = Openings(store, held, settings.credentials)
    bot = Bot(settings, store, due, desk, charts, now, socket, metrics, heard, ready, bank, people, opening)
    return bot, app if settings.slack_signing_secret else None


async def _is_connected(socket: AsyncSocketModeHandler | None, heard: Heard) -> bool:
    """Whether Slack is heard; where it calls us, there is no socket to lose."""
    return socket is None or (await socket.client.is_connected() and heard.silent_s < SILENT_S)


def _talkative(settings: Settings, session: aiohttp.ClientSession) -> AsyncWebClient:
    """For answers to people: a 429 was not done, so it is waited out. Lost connections are not repeated."""
    patient = AsyncRateLimitErrorRetryHandler(max_retry_count=8)
    return AsyncWebClient(
        settings.slack_bot_token, base_url=settings.slack_api_url, session=session, retry_handlers=[patient]
    )


async def _open_doors(bot: Bot, app: AsyncApp | None, refresh: Refresh | None, stack: AsyncExitStack) -> None:
    doors = http.Doors(
        metrics=bot.metrics,
        ready=bot.readiness.missing,
        catch_up=bot.due.catch_up,
        now=lambda: bot.now().isoformat().replace("+00:00", "Z"),
        refresh_clock=refresh,
        slack=http.Signed(app, bot.settings.slack_signing_secret, machine) if app else None,
    )
    await stack.enter_async_context(http.serving(doors, bot.settings.http_host, bot.settings.http_port))


def kept(chosen: Settings) -> Keep:
    """How long everything is kept."""
    return Keep(
        inbox_days=chosen.keep_inbox_days,
        run_days=chosen.keep_run_days,
        delivery_days=chosen.keep_delivery_days,
        observation_days=chosen.keep_observation_days,
        evidence_days=chosen.keep_evidence_days,
        audit_months=chosen.keep_audit_months,
    )


async def _start_work(bot: Bot, stack: AsyncExitStack) -> None:
    bot.desk.start()
    stack.push_async_callback(bot.desk.stop, FINISH_SECONDS)
    await bot.desk.resume()
    if bot.socket is not None:
        await bot.heard.follow(bot.socket)
        await bot.socket.connect_async()  # type: ignore[no-untyped-call]
        stack.push_async_callback(bot.socket.close_async)
    keep = kept(bot.settings)
    metronome = Metronome(
        {
            "poll": (bot.due.poll, TICK_SECONDS),
            "judge": (bot.due.judge, TICK_SECONDS),
            "attend": (bot.due.attend, TICK_SECONDS),
            "updates": (bot.due.say, TICK_SECONDS),
            "send": (bot.due.send, TICK_SECONDS),
            "rates": (bot.bank.look, RATES_EVERY_S),
            "people": (bot.people.look, PEOPLE_EVERY_S),
            "openings": (bot.openings.look, TICK_SECONDS),
            "ready": (bot.readiness.look, TRIAL_EVERY_S),
            "sweep": (lambda: bot.store.run(sweep, keep, bot.now(), machine()), 3600.0),
        },
        bot.metrics,
    )
    await bot.openings.begin()
    await bot.people.look()  # before anything is written to them
    metronome.start()
    stack.push_async_callback(_stop_work, metronome, bot.due)
    stack.callback(bot.due.sender.stop)
    await bot.charts.warm()
    _rest_memory()
    _log.info("ready", port=bot.settings.http_port, team=bot.desk.home.team)


def _rest_memory() -> None:
    """What was made at start stays as long as the process: the collector need not go through it for every long list."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE, *gc.get_threshold()[1:])


async def _stop_work(metronome: Metronome, due: DueWork) -> None:
    await asyncio.gather(metronome.stop(FINISH_SECONDS), due.reading.stop(FINISH_SECONDS))
