"""The whole house as a person meets it: `vigia demo` as a process, its page, its control API, a real browser."""

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

READY_SECONDS = 300
CHROMIUM_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def free_ports() -> int:
    """A port whose neighbour is free too: the page takes the first, the bot the second.

    Both below those that the system gives to outgoing connections, one of which might be on the second by then.
    """
    while True:
        port = random.SystemRandom().randrange(20_000, 32_000, 2)
        with socket.socket() as first, socket.socket() as second:
            try:
                first.bind(("127.0.0.1", port))
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


@dataclass
class Demo:
    """The running demo, driven through the documented control API."""

    port: int
    folder: Path
    ready_seconds: float
    process: subprocess.Popen[str]
    locale: str = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def bot_url(self) -> str:
        return f"http://127.0.0.1:{self.port + 1}"

    def get(self, path: str, **params: str) -> dict[str, Any]:
        answer = httpx.get(f"{self.url}/_sandbox/{path}", params=params, timeout=30)
        answer.raise_for_status()
        return answer.json()

    def post(self, path: str, **body: Any) -> dict[str, Any]:
        answer = httpx.post(f"{self.url}/_sandbox/{path}", json=body, timeout=600)
        return answer.json()

    def messages(self, channel: str, as_: str) -> list[dict[str, Any]]:
        return self.get("messages", channel=channel, **{"as": as_})["messages"]

    def command(self, channel: str, user: str, text: str, wait: float = 60) -> dict[str, Any]:
        """Type a command and wait for the answer that only this person sees."""
        before = len(self.messages(channel, user))
        answer = self.post("command", channel=channel, user=user, text=text)
        assert answer["ok"], answer
        return self.wait(lambda: self.messages(channel, user)[before:], wait)[-1]

    @staticmethod
    def wait(look: Any, seconds: float = 60) -> Any:
        """What `look` sees once it sees anything."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if found := look():
                return found
            time.sleep(0.05)
        raise AssertionError(f"nothing within {seconds} s")


MONDAY = "2026-11-30T07:30:00Z"
"""Whatever day it is: of which days people are left alone, the calendar decides."""


def start(folder: Path, locale: str = "", clients: str = "acme,forn") -> Demo:
    """`vigia demo` on a free port, ready; everybody speaks `locale` where one is given."""
    port = free_ports()
    began, spoken = time.monotonic(), ["--clients", clients, *(["--locale", locale] if locale else [])]
    spoken += ["--start", MONDAY]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("SLACK_", "VIGIA_", "DATABASE_"))}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "demo", "--port", str(port), "--data", str(folder), *spoken],
        stdout=subprocess.PIPE,
        text=True,
        env=environment | {"PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("Open http"):
            return Demo(port, folder, time.monotonic() - began, process, locale or "en")
        assert time.monotonic() - began < READY_SECONDS, "the demo did not become ready"
    raise AssertionError(f"the demo ended with {process.wait()}")


def stop(running: Demo) -> None:
    """End it as a person does."""
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(timeout=60) == 0


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    running = start(tmp_path_factory.mktemp("demo"))
    with running.process:
        yield running
        stop(running)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's path; without one the tests that need it are skipped in so many words."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    pytest.skip("no browser is installed: install chromium to run the tests of the page")
