"""`vigia demo`: the local workspace as a process of its own, and the real bot beside it."""

import asyncio
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import aiohttp

from bot import logs, settings, wiring
from bot.cli import apply
from bot.cli.edge import fail
from bot.clock import once

READY_SECONDS = 60


def say(words: str) -> None:
    """One line of progress."""
    print(words, flush=True)


def environment(port: int, data: Path) -> dict[str, str]:
    """The settings of the demo's bot: those of production with other addresses."""
    base = f"http://127.0.0.1:{port}"
    return {
        "SLACK_BOT_TOKEN": "xoxb-sandbox",
        "SLACK_APP_TOKEN": "xapp-sandbox",
        "SLACK_SIGNING_SECRET": "sandbox-signing-secret",
        "SLACK_API_URL": f"{base}/api/",
        "DATABASE_URL": f"sqlite:///{(data / 'vigia.sqlite3').resolve()}",
        "VIGIA_HTTP_PORT": str(port + 1),
        "VIGIA_CLOCK_URL": f"{base}/_sandbox/clock",
        # Two hours instead of one: whoever pushes the clock a week waits half as long.
        "VIGIA_POLL_MINUTES": "120",
        "VIGIA_CREATORS": "team",
        "VIGIA_LOG_LEVEL": "WARNING",
        "GOOGLE_ADS_CLIENT_ID": "sandbox-client",
        "GOOGLE_ADS_CLIENT_SECRET": "sandbox-secret",
        "GOOGLE_ADS_REFRESH_TOKEN": "sandbox-refresh-token",
        "GOOGLE_ADS_URL": f"{base}/google_ads",
        "GOOGLE_ADS_OAUTH_URL": f"{base}/google_oauth",
        "META_ACCESS_TOKEN": "sandbox-meta-token",
        "META_ACCESS_TOKEN__NORD": "sandbox-meta-token-nord",
        "META_APP_SECRET": "sandbox-app-secret",
        "META_URL": f"{base}/meta",
        "HUBSPOT_TOKEN__ACME": "sandbox-hubspot-acme",
        "HUBSPOT_TOKEN__FORN": "sandbox-hubspot-forn",
        "HUBSPOT_TOKEN__NORD": "sandbox-hubspot-nord",
        "HUBSPOT_URL": f"{base}/hubspot",
    }


def has_workspace() -> bool:
    """Whether the local workspace, a distribution of its own, is installed beside us."""
    try:
        distribution("vigia-sandbox")
    except PackageNotFoundError:
        return False
    return True


def taken(port: int) -> bool:
    """Whether something else listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


@dataclass(frozen=True, slots=True)
class Wish:
    """Which workspace is wanted: its port and seed; its language, clients and first instant where they are not the
    usual ones."""

    port: int
    seed: int
    locale: str = ""
    clients: str = ""
    start: str = ""

    def command(self, declaration: Path) -> list[str]:
        """How its process is started."""
        said = [sys.executable, "-m", "sandbox", "--port", str(self.port), "--seed", str(self.seed)]
        said += ["--bot-url", f"http://127.0.0.1:{self.port + 1}", "--write", str(declaration), "--with-parent"]
        more = {"--locale": self.locale, "--clients": self.clients, "--start": self.start}
        return [*said, *(part for name, value in more.items() if value for part in (name, value))]


@contextmanager
def sandbox(wish: Wish, declaration: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The workspace's process, ended with the block."""
    command = wish.command(declaration)
    # The pipe closes when we are gone, even killed: the workspace must not stay behind and hold the port.
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)  # noqa: S603 - our own module
    try:
        yield process
    finally:
        if process.stdin is not None:
            process.stdin.close()
        process.terminate()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()


async def answers(url: str, process: subprocess.Popen[bytes], written: Path, seconds: float = READY_SECONDS) -> None:
    """Wait until `url` answers 200 and the file is written; a sentence when the process ends or the time is over.

    The file tells our own workspace from another one that holds the port.
    """
    until = time.monotonic() + seconds
    async with aiohttp.ClientSession() as session:
        while time.monotonic() < until:
            if process.poll() is not None:
                raise fail("The local workspace could not start. Is the port taken? Try: make demo PORT=8090")
            try:
                async with session.get(url) as answer:
                    if answer.status == 200 and written.exists():  # noqa: ASYNC240,PLR2004 - a glance at a local file
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.05)
    raise fail(f"The local workspace did not answer within {seconds:.0f} seconds.")


async def _demo(chosen: settings.Settings, port: int, process: subprocess.Popen[bytes], declaration: Path) -> None:
    page = f"http://127.0.0.1:{port}"
    await answers(f"{page}/_sandbox/clock", process, declaration)
    say("  local Slack, Google Ads, Meta and HubSpot are up")
    engine = wiring.open_database(chosen)
    now = await asyncio.to_thread(once, chosen.clock_url)
    apply.apply_file(engine, declaration, now=now)
    engine.dispose()
    say("  the clients and their campaigns are declared (vigia.yaml)")
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with wiring.running(chosen) as bot:
        say("  the bot is connected; reading 120 days of history …")
        left = await bot.due.catch_up(READY_SECONDS)
        say("  history is read" if not left else "  history is still being read")
        say(f"\nOpen {page} and type: /campaign status\n(Ctrl+C ends the demo)")
        await stop.wait()


def run(wish: Wish, *, data: Path) -> None:
    """Start everything, say where to look, and stay until interrupted."""
    port = wish.port
    logs.configure("WARNING")
    if not has_workspace():
        raise fail(
            "The demo needs the local workspace, which is a package of its own. In a copy of the repository say: "
            "make demo"
        )
    for wanted in (port, port + 1):
        if taken(wanted):
            raise fail(f"Port {wanted} is taken. Choose another, for example: make demo PORT=8090")
    say("Starting the demo:")
    data.mkdir(parents=True, exist_ok=True)
    declaration = data / "vigia.yaml"
    for left in (declaration, *data.glob("vigia.sqlite3*")):
        left.unlink(missing_ok=True)
    with sandbox(wish, declaration.resolve()) as process:
        chosen = settings.read(environment(port, data))
        asyncio.run(_demo(chosen, port, process, declaration.resolve()))
    say("The demo has ended.")
