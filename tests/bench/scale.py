"""`make bench-scale`: what questions and polls cost as the agency grows; writes docs/performance.md.

Clients of one Meta account and three campaigns each. The bot is a process of its own, asked over signed HTTP, with
Slack and Meta in another process. Times are those from the command to its answer, and are compared with a status card's
in the same run.
"""

import contextlib
import hmac
import json
import os
import random
import resource
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

import httpx

from tests.bench import agency
from tests.bench.neighbours import MANAGER_DM, TEAM

SIZES = (10, 100, 1_000)
SECRET = "bench-scale-signing-secret"
CARDS, ASKS = 15, 5
FLOOR = 0.05
"""A status card counts as so many seconds at least: below that the machine's noise is measured."""
READY_SECONDS, PASS_SECONDS = 60.0, 300.0
PAGE = Path(__file__).parents[2] / "docs" / "performance.md"
Seconds = float


@dataclass
class Measured:
    """One size of agency."""

    clients: int
    card: Seconds = 0.0
    times: dict[str, Seconds] = field(default_factory=dict)
    hour: Seconds = 0.0
    cpu_ms: float = 0.0
    calls: float = 0.0
    busy_p95: Seconds = 0.0
    idle_p95: Seconds = 0.0
    idle_mb: float = 0.0
    peak_mb: float = 0.0

    @property
    def slowest(self) -> Seconds:
        """What a status on an idle machine takes at the 95th percentile, or the floor."""
        return max(self.idle_p95, FLOOR)


@dataclass
class Running:
    """The bot and its neighbours."""

    process: subprocess.Popen[bytes]
    port: int
    beside: str
    database: Path
    asked: int = 0

    def seconds(self, text: str, channel: str) -> Seconds:
        """From a command until its first answer came."""
        self.asked += 1
        fields = {
            "command": "/campaign", "text": text, "team_id": TEAM, "user_id": agency.MANAGER, "channel_id": channel,
            "trigger_id": f"1.{self.asked}", "response_url": f"{self.beside}/respond/{self.asked}",
            "api_app_id": "A0BENCH", "token": "x",
        }  # fmt: skip
        return self._until(str(self.asked), urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def home(self) -> Seconds:
        """From opening the Home tab until the view came."""
        self.asked += 1
        event = {"type": "app_home_opened", "user": agency.MANAGER, "channel": MANAGER_DM, "tab": "home"}
        body = {"type": "event_callback", "team_id": TEAM, "api_app_id": "A0BENCH", "event_id": f"Ev{self.asked}",
                "event": event | {"event_ts": f"{time.time():.6f}"}}  # fmt: skip
        return self._until("home", json.dumps(body).encode(), "application/json")

    def _until(self, wanted: str, body: bytes, kind: str) -> Seconds:
        stamp = str(int(time.time()))
        digest = hmac.new(SECRET.encode(), b"v0:" + stamp.encode() + b":" + body, sha256).hexdigest()
        headers = {"x-slack-request-timestamp": stamp, "x-slack-signature": f"v0={digest}", "content-type": kind}
        began = time.monotonic()
        httpx.post(f"http://127.0.0.1:{self.port}/slack/events", content=body, headers=headers).raise_for_status()
        while time.monotonic() - began < READY_SECONDS:
            for name, at, _size in httpx.get(f"{self.beside}/arrived").json()["arrived"]:
                if name == wanted:
                    return float(at) - began
            time.sleep(0.005)
        raise AssertionError(f"no answer to {body[:80]!r}")

    def cpu(self) -> float:
        """Seconds of CPU that the bot has used, without the drawing worker."""
        used = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")

    def megabytes(self, which: str) -> float:
        """VmRSS now, or VmHWM, the most it ever was."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(next(line.split()[1] for line in status.splitlines() if line.startswith(which))) / 1024

    def database_says(self, query: str, *values: object) -> int:
        with contextlib.closing(sqlite3.connect(self.database, timeout=30)) as opened, opened:
            found = opened.execute(query, values)
            return int(found.fetchone()[0]) if found.description else found.rowcount


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(url: str) -> bool:
    with contextlib.suppress(httpx.HTTPError):
        return httpx.get(url, timeout=5).status_code == 200
    return False


def wait(look: Callable[[], object], seconds: float = READY_SECONDS) -> None:
    until = time.monotonic() + seconds
    while not look():
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.05)


@contextmanager
def running(folder: Path, clients: int) -> Iterator[Running]:
    """The agency in a database, and the bot beside its neighbours; nothing is due yet."""
    database = folder / "vigia.sqlite3"
    made = [sys.executable, "-m", "tests.bench.scale", "build", str(database), str(clients)]
    subprocess.run(made, check=True)
    port, beside = free_port(), free_port()
    base = f"http://127.0.0.1:{beside}"
    env = {k: v for k, v in os.environ.items() if not k.startswith(("SLACK_", "VIGIA_", "DATABASE_"))} | {
        "SLACK_BOT_TOKEN": "xoxb-bench", "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": f"{base}/api/",
        "DATABASE_URL": f"sqlite:///{database}", "VIGIA_HTTP_PORT": str(port), "VIGIA_LOG_LEVEL": "ERROR",
        "META_ACCESS_TOKEN": "bench", "META_URL": f"{base}/meta",
    }  # fmt: skip
    neighbours = subprocess.Popen([sys.executable, "-m", "tests.bench.neighbours", str(beside)], env=env)
    try:
        wait(lambda: answers(f"{base}/arrived"))
        bot = subprocess.Popen([sys.executable, "-m", "bot", "run"], env=env)
        try:
            wait(lambda: answers(f"http://127.0.0.1:{port}/readyz"))
            yield Running(bot, port, base, database)
        finally:
            bot.terminate()
            bot.wait()
    finally:
        neighbours.terminate()
        neighbours.wait()


def questions(bot: Running, found: Measured) -> None:
    """What people ask, on an idle machine."""
    chosen = random.Random(7)
    some = [chosen.randrange(found.clients) for _ in range(CARDS + 2)]
    cards = [bot.seconds(f"status {agency.name(n, 0)}", agency.channel(n).slack_id) for n in some][2:]
    found.card, found.idle_p95 = median(cards), sorted(cards)[int(len(cards) * 0.95)]
    asked: dict[str, Callable[[], Seconds]] = {
        "list": lambda: bot.seconds("list", MANAGER_DM),
        "Home": bot.home,
        "status by name": lambda: bot.seconds(f"status {agency.name(chosen.randrange(found.clients), 1)}", MANAGER_DM),
    }
    for title, ask in asked.items():
        ask()
        found.times[title] = median(ask() for _ in range(ASKS))


def hour(bot: Running, found: Measured) -> None:
    """All accounts are due at once, twice: the second time there is no news. Somebody asks meanwhile."""
    _pass(bot, [])
    used, busy = bot.cpu(), list[Seconds]()
    found.hour, calls = _pass(bot, busy)
    found.cpu_ms = (bot.cpu() - used) / found.clients * 1e3
    found.calls = calls / found.clients
    found.busy_p95 = sorted(busy)[int(len(busy) * 0.95)] if busy else 0.0
    found.peak_mb = bot.megabytes("VmHWM")


def _pass(bot: Running, busy: list[Seconds]) -> tuple[Seconds, int]:
    """Seconds until every account was read and every client judged, and the calls that Meta had."""
    now = datetime.now(UTC).replace(tzinfo=None).isoformat(" ")
    bot.database_says("UPDATE source_account SET next_due = ?", now)
    httpx.get(f"{bot.beside}/called")
    began = time.monotonic()
    while bot.database_says("SELECT count(*) FROM source_account WHERE next_due <= ?", now):
        assert time.monotonic() - began < PASS_SECONDS, "the hour did not end"
        n = random.randrange(bot.database_says("SELECT count(*) FROM client"))
        busy.append(bot.seconds(f"status {agency.name(n, 0)}", agency.channel(n).slack_id))
        time.sleep(0.2)
    return time.monotonic() - began, int(httpx.get(f"{bot.beside}/called").json()["calls"])


def one(clients: int) -> Measured:
    """Everything of one size."""
    found = Measured(clients)
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), clients) as bot:
        found.idle_mb = bot.megabytes("VmRSS")
        questions(bot, found)
        hour(bot, found)
    return found


def table(all_of: list[Measured]) -> str:
    """The table of the page."""

    def cards(found: Measured, title: str) -> str:
        seconds = found.times[title]
        return f"{seconds:.2f} s ({seconds / max(found.card, FLOOR):.1f} cards)"

    rows: list[tuple[str, Callable[[Measured], str]]] = [
        ("a status card in its client's channel", lambda it: f"{it.card:.2f} s"),
        ("list", lambda it: cards(it, "list")),
        ("Home", lambda it: cards(it, "Home")),
        ("status by name, from a direct message", lambda it: cards(it, "status by name")),
        ("an hour without news", lambda it: f"{it.hour:.0f} s"),
        ("CPU an account in that hour", lambda it: f"{it.cpu_ms:.0f} ms"),
        ("calls an account", lambda it: f"{it.calls:.1f}"),
        ("status meanwhile, p95", lambda it: f"{it.busy_p95:.2f} s ({it.busy_p95 / it.slowest:.1f} x)"),
        ("memory idle, and its peak", lambda it: f"{it.idle_mb:.0f}, {it.peak_mb:.0f} MB"),
    ]
    sizes = [f"{it.clients:,} clients, {it.clients * agency.EACH:,} campaigns" for it in all_of]
    head = "| | " + " | ".join(sizes) + " |"
    rule = "|---|" + "---|" * len(all_of)
    return "\n".join([head, rule, *(f"| {name} | " + " | ".join(map(say, all_of)) + " |" for name, say in rows)])


def document(all_of: list[Measured]) -> str:
    """The page with the table and what one machine carries."""
    biggest = all_of[-1]
    carried = int(3_600 / max(biggest.hour, 1) * biggest.clients)
    return f"""# Performance

`make bench-scale` writes this page: an agency of clients with one Meta account and three campaigns each, 90 days of
rows, Meta answering after 100 ms; the bot in a process of its own on SQLite. A card counts as {FLOOR} s at least. Of
{datetime.now(UTC):%d %B %Y}, Python {sys.version.split()[0]}, {os.cpu_count()} cores.

{table(all_of)}

Read hourly, one process on such a machine carries about {carried:,} accounts before an hour's polls take longer than an
hour. `make bench` has the single parts as ratios against a baseline in the same run; the README quotes them.
"""


def build(path: str, clients: int) -> None:
    """The database, in a process of its own: its memory is not the bot's."""
    from storage import connect, migrate, session

    engine = connect(f"sqlite:///{path}")
    migrate(engine)
    with session(engine) as opened:
        agency.build(opened, clients, now=datetime.now(UTC))
    engine.dispose()


def main() -> None:
    """Measure every size, print the table, write the page."""
    if sys.argv[1:2] == ["build"]:
        build(sys.argv[2], int(sys.argv[3]))
        return
    sizes = [int(one) for one in sys.argv[1:]] or list(SIZES)
    resource.setrlimit(resource.RLIMIT_NOFILE, (4_096, 4_096))
    all_of = []
    for clients in sizes:
        all_of.append(one(clients))
        print(table(all_of), flush=True)
    if sizes == list(SIZES):
        PAGE.write_text(document(all_of), encoding="utf-8")


if __name__ == "__main__":
    main()
