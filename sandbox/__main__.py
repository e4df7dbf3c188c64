"""`python -m sandbox`: starts everything on one port and says so in one line."""

import argparse
import asyncio
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web

from sandbox.app import Options, build_app
from sandbox.clock import Clock
from sandbox.slack.seed import LOCALES
from sandbox.world import vigia_yaml


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="A local Slack workspace and ad services.")
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--seed", type=int, default=7, help="the same seed makes the same world")
    parser.add_argument("--bot-url", help="where the bot answers /caught-up, for example http://127.0.0.1:8081")
    parser.add_argument("--events-url", help="send payloads there as signed HTTP requests instead of Socket Mode")
    parser.add_argument("--public-url", help="this server's address in links, if it is not http://HOST:PORT")
    parser.add_argument("--start", type=instant, help="where the clock starts, for example 2026-11-16T07:30:00Z")
    parser.add_argument("--locale", choices=sorted(LOCALES), help="the language of all clients and people")
    parser.add_argument("--clients", default="", help="declare these alone, for example acme,forn (default: all)")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the world's vigia.yaml there")
    parser.add_argument("--with-parent", action="store_true", help="end when standard input is closed")
    parser.add_argument("--data", type=Path, metavar="DIR", help="also keep uploaded files there")
    return parser


def instant(text: str) -> datetime:
    """An ISO instant, UTC where no zone is given; ValueError otherwise."""
    parsed = datetime.fromisoformat(text)
    return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)


async def serve(given: argparse.Namespace) -> None:
    """Run until cancelled."""
    clock = Clock(given.start)
    address = given.public_url or f"http://{given.host}:{given.port}"
    options = Options(
        given.seed, given.bot_url, given.events_url, address, given.data, given.locale or "", chosen(given.clients)
    )
    if given.write:
        write_declaration(given.write, options, clock.now())
    runner = web.AppRunner(build_app(options, clock), access_log=None, shutdown_timeout=2.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, given.host, given.port).start()
        print(f"Sandbox ready at {address}", flush=True)
        await asked_to_stop(with_parent=given.with_parent)
    finally:
        await runner.cleanup()


async def asked_to_stop(*, with_parent: bool = False) -> None:
    """Return on Ctrl-C or SIGTERM, or when whoever started us is gone, however it went."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for signum in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(signum, stop.set)
    if with_parent:
        reader = asyncio.StreamReader()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        closed = asyncio.create_task(reader.read())
        closed.add_done_callback(lambda _: stop.set())
    await stop.wait()


def chosen(text: str) -> tuple[str, ...]:
    """The keys of clients, separated by commas; none for all."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def write_declaration(path: Path, options: Options, now: datetime) -> None:
    """The world's clients, campaigns and subscriptions as vigia.yaml."""
    path.write_text(vigia_yaml(options.seed, now, options.locale, options.clients), encoding="utf-8")


def main() -> None:
    asyncio.run(serve(arguments().parse_args()))


if __name__ == "__main__":
    main()
