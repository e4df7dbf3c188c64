"""`make bench-scale`: what questions and polls cost as the agency grows; writes docs/performance.md.

Clients of one Meta account and three campaigns each; those of the largest agency are copies of clients that were read
and judged in the run before. The bot is a process of its own, asked over signed HTTP, with
Slack and Meta in another process. Times are those from the command to its answer, and are compared with a status card's
in the same run. `python -m tests.bench.scale 10 100` measures other sizes and writes no page.
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
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from hashlib import sha256
from pathlib import Path
from statistics import median
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import httpx

from tests.bench import agency, multiply
from tests.bench.day import pushed_days
from tests.bench.neighbours import MANAGER_DM, TEAM
from tests.bench.scale_page import PAGE, Measured, Seconds, document, table

SIZES = (10, 100, 1_000)
SECRET = "bench-scale-signing-secret"
CARDS, ASKS = 20, 5
DETAILED = 100
"""Up to so many clients, the first hour reads all details too."""
READY_SECONDS, ANSWER_SECONDS, PASS_SECONDS = 120.0, 60.0, 420.0
"""How long is waited for the bot to be ready, for one answer, and for all accounts to be read and judged once."""
FRIDAY = 4
PAUSE_SECONDS = 0.5
"""Between two questions while accounts are read."""


class TooLong(Exception):  # noqa: N818 - not an error: what was to be measured takes longer than anybody waits
    """Something did not come in time."""


class Running:
    """The bot and its neighbours."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, beside: str, database: Path) -> None:
        self.process, self.port, self.beside, self.database = process, port, beside, database
        self.asked = 0
        self._http = httpx.Client(timeout=ANSWER_SECONDS)

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
        self._http.post(f"http://127.0.0.1:{self.port}/slack/events", content=body, headers=headers).raise_for_status()
        while time.monotonic() - began < ANSWER_SECONDS:
            for name, at, _size in self._http.get(f"{self.beside}/arrived").json()["arrived"]:
                if name == wanted:
                    return float(at) - began
            time.sleep(0.005)
        raise TooLong(f"no answer to {body[:80]!r}")

    def calls(self) -> int:
        """How many calls Meta had since this was last asked."""
        return int(self._http.get(f"{self.beside}/called").json()["calls"])

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


def wait(look: Callable[[], object], what: str) -> None:
    until = time.monotonic() + READY_SECONDS
    while not look():
        if time.monotonic() > until:
            raise TooLong(f"{what} was not up in {READY_SECONDS:.0f} s")
        time.sleep(0.05)


def end(process: subprocess.Popen[bytes]) -> None:
    """Let it end by itself, if it does so soon."""
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def running(database: Path, clients: int, judged: Path) -> Iterator[Running]:
    """The agency in a database, and the bot beside its neighbours; nothing is due yet. An agency that is larger than
    there are different clients is made out of those that were `judged`."""
    if clients > agency.KINDS:
        apart("multiply", database, clients, judged)
    else:
        apart("build", database, clients)
    port, beside = free_port(), free_port()
    base = f"http://127.0.0.1:{beside}"
    env = {k: v for k, v in os.environ.items() if not k.startswith(("SLACK_", "VIGIA_", "DATABASE_"))} | {
        "SLACK_BOT_TOKEN": "xoxb-bench", "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": f"{base}/api/",
        "DATABASE_URL": f"sqlite:///{database}", "VIGIA_HTTP_PORT": str(port), "VIGIA_LOG_LEVEL": "ERROR",
        "META_ACCESS_TOKEN": "bench", "META_URL": f"{base}/meta",
    }  # fmt: skip
    neighbours = subprocess.Popen([sys.executable, "-m", "tests.bench.neighbours", str(beside)], env=env)
    try:
        wait(lambda: answers(f"{base}/arrived"), "Slack and Meta")
        bot = subprocess.Popen([sys.executable, "-m", "bot", "run"], env=env)
        try:
            wait(lambda: answers(f"http://127.0.0.1:{port}/readyz"), "the bot")
            yield Running(bot, port, base, database)
        finally:
            end(bot)
    finally:
        end(neighbours)


def apart(what: str, database: Path, clients: int, *more: Path) -> list[Seconds]:
    """Done in a process of its own, whose memory is not the bot's: `build` the database, `multiply` another one, or
    times that are measured in process."""
    asked = [sys.executable, "-m", "tests.bench.scale", what, str(database), str(clients), *map(str, more)]
    told = subprocess.run(asked, check=True, stdout=subprocess.PIPE, timeout=PASS_SECONDS)
    return [float(one) for one in told.stdout.split()]


def questions(bot: Running, found: Measured) -> None:
    """What people ask, on an idle machine."""
    chosen = random.Random(7)
    some = [chosen.randrange(found.clients) for _ in range(CARDS + 2)]
    cards = [bot.seconds(f"status {agency.name(n, 0)}", agency.channel(n).slack_id) for n in some][2:]
    found.card, found.idle_p95 = median(cards), p95(cards)
    asked: dict[str, Callable[[], Seconds]] = {
        "list": lambda: bot.seconds("list", MANAGER_DM),
        "Home": bot.home,
        "status by name": lambda: bot.seconds(f"status {agency.name(chosen.randrange(found.clients), 1)}", MANAGER_DM),
    }
    for title, ask in asked.items():
        found.firsts[title] = ask()
        found.times[title] = median(ask() for _ in range(ASKS))


def hours(bot: Running, found: Measured) -> None:
    """All accounts are due at once, three times: first there is a morning to be judged and all details to be read, then
    what that has left, at last nothing new. Somebody asks during that last one. Where all were judged before, once
    less: what is read first only warms."""
    used = bot.cpu()
    if found.clients <= DETAILED:
        bot.database_says("UPDATE source_account SET described_at = NULL, hours_at = NULL, segments_at = NULL")
    hour = _pass(bot, found.clients)
    if found.clients <= DETAILED:
        found.first_hour, found.first_cpu_ms = hour, (bot.cpu() - used) / found.clients * 1e3
        _pass(bot, found.clients)
    used, busy = bot.cpu(), list[Seconds]()
    bot.calls()
    found.hour = _pass(bot, found.clients, busy)
    found.cpu_ms = (bot.cpu() - used) / found.clients * 1e3
    found.calls = bot.calls() / found.clients
    found.busy_p95 = p95(busy) if busy else 0.0


def _pass(bot: Running, clients: int, busy: list[Seconds] | None = None) -> Seconds:
    """Seconds until every account was read and every client judged; `busy` are those of somebody who asks meanwhile."""
    now = datetime.now(UTC).replace(tzinfo=None).isoformat(" ")
    bot.database_says("UPDATE source_account SET next_due = ?", now)
    began = time.monotonic()
    unread, unjudged = "SELECT count(*) FROM source_account WHERE next_due <= ?", "SELECT count(*) FROM to_judge"
    while bot.database_says(unread, now) or bot.database_says(unjudged):
        if time.monotonic() - began > PASS_SECONDS:
            raise TooLong(f"an hour of {clients} clients did not end in {PASS_SECONDS:.0f} s")
        if busy is not None:
            n = random.randrange(clients)
            busy.append(bot.seconds(f"status {agency.name(n, 0)}", agency.channel(n).slack_id))
        time.sleep(PAUSE_SECONDS)
    return time.monotonic() - began


def p95(times: list[Seconds]) -> Seconds:
    """The 95th percentile."""
    return sorted(times)[int(len(times) * 0.95)]


def one(clients: int, folder: Path) -> Measured:
    """Everything of one size; what took too long is left out and said. In the folder it leaves what a larger agency is
    made of."""
    found, database, judged = Measured(clients), folder / f"{clients}.sqlite3", folder / "judged.sqlite3"
    if clients > agency.KINDS and not judged.exists():
        one(agency.KINDS, folder)
    try:
        with running(database, clients, judged) as bot:
            found.idle_mb = bot.megabytes("VmRSS")
            questions(bot, found)
            hours(bot, found)
            found.peak_mb = bot.megabytes("VmHWM")
        if clients == agency.KINDS:
            multiply.copy(database, judged)
        found.times["digest"], found.name_ms = apart("measure", database, clients)
    except (TooLong, subprocess.SubprocessError, httpx.HTTPError) as problem:
        print(problem, flush=True)
        found.trouble = str(problem)
    return found


def build(path: str, clients: int) -> None:
    """The agency, in a database of its own."""
    from storage import connect, migrate, session

    engine = connect(f"sqlite:///{path}")
    migrate(engine)
    with session(engine) as opened:
        agency.build(opened, clients, now=datetime.now(UTC))
    engine.dispose()


def measure(path: str, clients: int) -> tuple[Seconds, float]:
    """The manager's digest of all clients; and milliseconds to find a name among all."""
    from sqlalchemy import delete, update

    from domain.incidents.notify_decision import NotificationState
    from domain.window import local_day
    from insights import names
    from notifiers import digest, due_notifications
    from storage import connect, reading, session
    from storage.alerts.alerts import TOLD
    from storage.db.tables import AlertRow, DeliveryRow
    from storage.directory import campaigns

    engine = connect(f"sqlite:///{path}")
    day = local_day(datetime.now(UTC), "Europe/Madrid") + timedelta(days=1)
    while day.weekday() > FRIDAY:
        day += timedelta(days=1)
    morning, took = datetime.combine(day, time_of_day(9, 5), ZoneInfo("Europe/Madrid")).astimezone(UTC), []
    for _ in range(ASKS + 1):
        with session(engine) as opened:  # as if nothing had been said yet
            opened.execute(update(AlertRow).values(told=TOLD.write(NotificationState()), delivery=None))
            opened.execute(delete(DeliveryRow))
        began = time.monotonic()
        with reading(engine) as opened:
            due = digest.due(opened, morning, due_notifications.everybody(opened))
        for person, theirs in due.items():
            with session(engine) as opened:
                said = digest.say(opened, person, theirs, morning)
                assert said[0].delivery_id, "there is no digest to be measured"
        took.append(time.monotonic() - began)
    with reading(engine) as opened:
        named = [(it.key, it.name) for it in campaigns.everyone(opened)]
    engine.dispose()
    chosen, looked = random.Random(7), []
    for spell in (str.lower, lambda name: name.replace("a", "", 1), lambda name: name.replace("ci", "ic", 1)):
        for _ in range(ASKS):
            typed = spell(agency.name(chosen.randrange(clients), chosen.randrange(agency.EACH)))
            began = time.monotonic()
            names.find(typed, named)
            looked.append(time.monotonic() - began)
    return median(took[1:]), median(looked) * 1e3


def main() -> None:
    """Measure every size, print the table, write the page."""
    if sys.argv[1:2] == ["build"]:
        build(sys.argv[2], int(sys.argv[3]))
        return
    if sys.argv[1:2] == ["multiply"]:
        multiply.multiply(Path(sys.argv[4]), Path(sys.argv[2]), int(sys.argv[3]))
        return
    if sys.argv[1:2] == ["measure"]:
        print(*measure(sys.argv[2], int(sys.argv[3])))
        return
    sizes = [int(one) for one in sys.argv[1:]] or list(SIZES)
    resource.setrlimit(resource.RLIMIT_NOFILE, (4_096, 4_096))
    began, load, all_of = time.monotonic(), os.getloadavg()[0], list[Measured]()
    with tempfile.TemporaryDirectory() as folder:
        for clients in sizes:
            all_of.append(one(clients, Path(folder)))
            print(table(all_of), f"{time.monotonic() - began:.0f} s so far", sep="\n", flush=True)
    if sizes == list(SIZES):
        with tempfile.TemporaryDirectory() as folder:
            days = pushed_days(Path(folder))
        PAGE.write_text(document(all_of, load, median(days) if days else 0.0), encoding="utf-8")
        print(PAGE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
