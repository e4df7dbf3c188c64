"""A local workspace and bots as processes of their own, which can be killed, paused and started again."""

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from bot.cli.demo import environment

SEED = "7"
CLIENTS = "acme,nord"
"""One to whom nothing much happens, with whose people we type, and one that has 22 troubles."""
START = datetime(2026, 11, 16, 7, 30, tzinfo=UTC)
"""A Monday morning. The world is the same whenever it is lived in."""
READY_SECONDS = 300.0
ASKING = httpx.Client()
"""One for all: each would read the machine's certificates again."""
MARK = "VIGIA_SOAK"
"""A variable that every process of a run inherits, so that none can stay behind unseen."""


def free_ports(wanted: int) -> int:
    """The first of so many free ports in a row."""
    while True:
        first = random.SystemRandom().randrange(20_000, 31_000)
        with contextlib.ExitStack() as opened:
            try:
                for port in range(first, first + wanted):
                    opened.enter_context(socket.socket()).bind(("127.0.0.1", port))
            except OSError:
                continue
            return first


@dataclass
class Bot:
    """One `vigia run` and what is seen of it from outside."""

    port: int
    env: dict[str, str]
    folder: Path
    process: subprocess.Popen[bytes] | None = None
    lives: int = 0
    sizes: list[tuple[int, float, int]] = field(default_factory=list)
    """(life, megabytes with the drawing worker, open files), once a day."""

    def start(self) -> None:
        """Begin a life."""
        log = (self.folder / f"bot-{self.port}.log").open("ab")
        self.lives += 1
        self.process = subprocess.Popen([sys.executable, "-m", "bot", "run"], env=self.env, stdout=log, stderr=log)
        log.close()

    def ready(self, seconds: float = READY_SECONDS) -> None:
        """Wait until it answers that it is ready."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with contextlib.suppress(httpx.HTTPError):
                if ASKING.get(f"http://127.0.0.1:{self.port}/readyz", timeout=5).status_code == 200:
                    return
            assert self.process is not None
            assert self.process.poll() is None, f"a bot ended with {self.process.returncode}"
            time.sleep(0.3)
        raise AssertionError("a bot did not become ready")

    def signal(self, number: int) -> None:
        """Send it a signal."""
        assert self.process is not None
        self.process.send_signal(number)

    def kill(self) -> None:
        """As the machine kills: at once, children and all else left to themselves."""
        self.signal(signal.SIGKILL)
        assert self.process is not None
        self.process.wait()

    def stop(self) -> None:
        """As a person ends it."""
        self.signal(signal.SIGTERM)
        assert self.process is not None
        assert self.process.wait(timeout=60) == 0, "a bot did not end well"

    def caught_up(self) -> bool:
        """Whether it has nothing left to do."""
        try:
            return ASKING.get(f"http://127.0.0.1:{self.port}/caught-up", timeout=40).status_code == 200
        except httpx.HTTPError:
            return False

    def measure(self) -> None:
        """Write down its size now."""
        assert self.process is not None
        files = len(list(Path(f"/proc/{self.process.pid}/fd").iterdir()))
        self.sizes.append((self.lives, _megabytes(self.process.pid), files))


@dataclass
class Place:
    """The workspace with its bots."""

    port: int
    bots: list[Bot]

    def get(self, path: str, **params: str) -> dict[str, Any]:
        answer = ASKING.get(f"http://127.0.0.1:{self.port}/_sandbox/{path}", params=params, timeout=30)
        answer.raise_for_status()
        return answer.json()

    def post(self, path: str, **body: Any) -> dict[str, Any]:
        return ASKING.post(f"http://127.0.0.1:{self.port}/_sandbox/{path}", json=body, timeout=600).json()

    def measure(self) -> None:
        """Write down the size of every bot."""
        for bot in self.bots:
            bot.measure()

    def settled(self, seconds: float) -> bool:
        """Wait until every bot has nothing left to do; False where that takes longer.

        What a killed process held is free again when its lease is over.
        """
        until = time.monotonic() + seconds
        while [one for one in self.bots if not one.caught_up()]:
            if time.monotonic() > until:
                return False
            time.sleep(0.1)
        return True


@contextmanager
def place(folder: Path, database: str, bots: int, mark: str) -> Iterator[Place]:
    """A fresh workspace, its declaration applied to an empty database, and so many bots that are ready."""
    port = free_ports(bots + 1)
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("SLACK_", "VIGIA_", "DATABASE_"))}
    shared = inherited | environment(port, folder) | {"DATABASE_URL": database, MARK: mark}
    shared["VIGIA_POLL_MINUTES"] = "115"  # due again at the second push, also where an hour took its time
    declaration = folder / "vigia.yaml"
    command = [sys.executable, "-m", "sandbox", "--port", str(port), "--seed", SEED, "--start", START.isoformat()]
    command += ["--clients", CLIENTS, "--write", str(declaration), "--with-parent"]
    sandbox = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=shared)
    found = Place(
        port, [Bot(port + n, shared | {"VIGIA_HTTP_PORT": str(port + n)}, folder) for n in range(1, bots + 1)]
    )
    try:
        _wait_for_page(found, declaration)
        applied = [sys.executable, "-m", "bot", "apply", str(declaration)]
        subprocess.run(applied, env=shared, check=True, stdout=subprocess.DEVNULL)
        for bot in found.bots:
            bot.start()
            bot.ready()
        assert found.settled(READY_SECONDS), "the history was not read"
        yield found
        for bot in found.bots:
            bot.stop()
    finally:
        for bot in found.bots:
            if bot.process is not None and bot.process.poll() is None:
                bot.process.kill()
        assert sandbox.stdin is not None
        sandbox.stdin.close()
        sandbox.wait(timeout=20)


def _megabytes(pid: int) -> float:
    """What a process and its children hold in memory."""
    own = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return own + sum(_megabytes(int(child)) for child in children)


def _wait_for_page(found: Place, declaration: Path) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        with contextlib.suppress(httpx.HTTPError):
            if found.get("clock") and declaration.exists():
                return
        time.sleep(0.1)
    raise AssertionError("the local workspace did not start")


def left_behind(mark: str) -> list[str]:
    """Processes of the run that are still there."""
    found = []
    for proc in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if f"{MARK}={mark}".encode() in (proc / "environ").read_bytes().split(b"\0"):
                found.append((proc / "cmdline").read_bytes().replace(b"\0", b" ").decode())
    return found
