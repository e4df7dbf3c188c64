"""Running the command line in the test's own process, and a clock that it can be sent to."""

import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

import pytest

from bot.cli.app import app
from bot.cli.edge import guarded
from storage import Session, connect, session

DATA = Path(__file__).parent / "data"
OURS = ("VIGIA_", "SLACK_", "DATABASE_", "GOOGLE_ADS_", "META_", "HUBSPOT_", "LC_", "LANG")


@dataclass(frozen=True)
class Result:
    """What a command left: its exit code, what it printed, what it complained about; all spaces are plain ones."""

    code: int
    out: str
    err: str


class Vigia:
    """`vigia("status", "otoño")`: with the settings of this test, in its folder."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self.folder, self._patch, self._capture = folder, patch, capture
        for name in list(os.environ):
            if name.startswith(OURS):
                patch.delenv(name)
        patch.chdir(folder)
        self.set(VIGIA_LANG="en")

    def set(self, **settings: str) -> None:
        for name, value in settings.items():
            self._patch.setenv(name, value)

    def __call__(self, *args: str | Path) -> Result:
        self._capture.readouterr()
        code = 0
        try:
            guarded(lambda: app([str(arg) for arg in args]))
        except SystemExit as left:
            code = int(left.code or 0)
        printed = self._capture.readouterr()
        return Result(code, *(text.replace("\u2009", " ").replace("\xa0", " ") for text in printed))

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    @contextmanager
    def database(self) -> Iterator[Session]:
        """The database that the commands use."""
        engine = connect(f"sqlite:///{self.folder / 'vigia.sqlite3'}")
        with session(engine) as opened:
            yield opened
        engine.dispose()


class FixedClock:
    """A clock behind an address of this machine; `now` may be set."""

    def __init__(self, now: str) -> None:
        self.now = now
        clock = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = json.dumps({"now": clock.now}).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: Any) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self.url = f"http://127.0.0.1:{self._server.server_port}/clock"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *args: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
