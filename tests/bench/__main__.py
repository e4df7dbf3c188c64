"""`make bench`: every figure with its baseline, in under a minute and a half."""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

from tests.bench.harness import child_cpu, interleaved

STARTS = 7
TITLES = (
    "Acknowledging /campaign",
    "Drawing a warm chart",
    "Storing a poll's rows, all new",
    "Storing a poll's rows, a tenth changed",
    "CPU from start to ready",
    "Memory when idle",
    "vigia --help",
)


class _Slack(BaseHTTPRequestHandler):
    """auth.test, which is all that a start asks for; in this process, so that it costs the bot nothing."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", 0)))
        told = b'{"ok": true, "team_id": "T0", "user_id": "U0BOT", "bot_id": "B0BOT"}'
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *_args: object) -> None:
        """Nobody reads it."""


@contextmanager
def slack() -> Iterator[None]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Slack)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    os.environ["BENCH_SLACK"] = f"http://127.0.0.1:{server.server_port}/api/"
    try:
        yield
    finally:
        server.shutdown()


def line(title: str, ours: str, baseline: str, ratio: str) -> None:
    print(f"{title:<40} {ours:>12}   {baseline:<34} {ratio}", flush=True)


def ack() -> None:
    found = interleaved("ack", ("bolt", "ours"))
    bolt, ours = found["bolt"], found["ours"]
    line(TITLES[0], f"{ours['p50']:.2f} ms", f"Bolt's defaults {bolt['p50']:.1f} ms", _times(bolt["p50"], ours["p50"]))
    print(f"  (p95 {ours['p95']:.1f} ms; the whole answer, without its picture, {ours['answered']:.0f} ms)")


def chart() -> None:
    found = interleaved("chart", ("pyplot", "ours"))
    plain, ours = found["pyplot"]["cpu"], found["ours"]["cpu"]
    line(TITLES[1], f"{ours:.0f} ms CPU", f"plain pyplot {plain:.0f} ms", _times(plain, ours))
    print(f"  ({found['ours']['kb']:.0f} kB; the first one {found['ours']['cold']:.0f} ms, in a process of its own)")


def upsert() -> None:
    found = interleaved("upsert", ("raw", "ours"))
    for title, kind in zip(TITLES[2:4], ("new", "again"), strict=True):
        raw, ours = found["raw"][kind], found["ours"][kind]
        line(title, f"{ours:.1f} µs/row", f"raw executemany {raw:.1f} µs/row", f"{ours / raw:.1f} x its cost")


def start() -> None:
    with slack():
        found = interleaved("start", ("libraries", "bot"))
    libraries, bot = found["libraries"], found["bot"]
    line(TITLES[4], f"{bot['cpu']:.0f} ms", f"its libraries {libraries['cpu']:.0f} ms", _of(bot, libraries, "cpu"))
    line(TITLES[5], f"{bot['mb']:.0f} MB", f"its libraries {libraries['mb']:.0f} MB", _of(bot, libraries, "mb"))


def helping() -> None:
    vigia = [str(Path(sys.executable).parent / "vigia"), "--help"]
    bare = [sys.executable, "-c", "pass"]
    pairs = [(child_cpu(bare), child_cpu(vigia)) for _ in range(STARTS)]
    plain, ours = (median(column) * 1e3 for column in zip(*pairs, strict=True))
    line(TITLES[6], f"{ours:.0f} ms CPU", f"bare Python {plain:.0f} ms", f"{ours / plain:.1f} x its cost")


def _times(baseline: float, ours: float) -> str:
    return f"{baseline / ours:.0f} x faster"


def _of(ours: dict[str, float], baseline: dict[str, float], name: str) -> str:
    return f"{ours[name] / baseline[name]:.2f} x"


def main() -> None:
    """Print the table; medians of interleaved rounds."""
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores; medians of interleaved rounds\n")
    for bench in (ack, chart, upsert, start, helping):
        bench()


if __name__ == "__main__":
    main()
