"""A day of the demo, pushed: from the click until the bot has caught up with every hour of it."""

import contextlib
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

READY_SECONDS, PUSH_SECONDS = 120.0, 90.0
DAYS = 4
"""So many are pushed: the first makes what the others find made."""


def pushed_days(folder: Path) -> list[float]:
    """Seconds that each day but the first took; fewer where one was not caught up with."""
    port = _two_free_ports()
    command = [sys.executable, "-m", "bot", "demo", "--port", str(port), "--data", str(folder)]
    demo = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        _until_ready(demo)
        return [took for n in range(DAYS) if (took := _push(port)) is not None and n]
    finally:
        demo.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            demo.wait(timeout=30)
        demo.kill()
        demo.wait()


def _two_free_ports() -> int:
    """A port whose neighbour is free too; below those that the system gives to outgoing connections."""
    for port in range(20_000, 32_000, 2):
        with contextlib.suppress(OSError), socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", port))
            second.bind(("127.0.0.1", port + 1))
            return port
    raise OSError("no two free ports")


def _until_ready(demo: "subprocess.Popen[str]") -> None:
    until = time.monotonic() + READY_SECONDS
    assert demo.stdout is not None
    for line in demo.stdout:
        if line.startswith("Open http") or time.monotonic() > until:
            return


def _push(port: int) -> float | None:
    began = time.monotonic()
    try:
        asked = httpx.post(f"http://127.0.0.1:{port}/_sandbox/clock", json={"advance": "1d"}, timeout=PUSH_SECONDS)
    except httpx.HTTPError:
        return None
    return time.monotonic() - began if asked.json().get("bot") == "caught up" else None
