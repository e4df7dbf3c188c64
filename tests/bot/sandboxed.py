"""The sandbox as a process of its own."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class World:
    """Where the sandbox answers, its vigia.yaml, and the database after that was applied, once it was."""

    url: str
    declaration: bytes
    applied: list[bytes] = field(default_factory=list)


@contextmanager
def sandboxed(folder: Path) -> Iterator[World]:
    """While it runs; what it writes is in `folder`."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "sandbox", "--port", str(port), "--write", str(folder / "vigia.yaml")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            assert b"ready" in process.stdout.readline()
            yield World(f"http://127.0.0.1:{port}", (folder / "vigia.yaml").read_bytes())
        finally:
            process.terminate()
