"""Starting: importing the bot's libraries against a bot that is ready, with its database made; memory once it idles."""

import asyncio
import importlib
import os
import socket
import tempfile
from pathlib import Path

from tests.bench.harness import Numbers, cpu, report, resident_mb

LIBRARIES = (
    "aiohttp",
    "slack_bolt.async_app",
    "slack_bolt.adapter.socket_mode.async_handler",
    "sqlmodel",
    "alembic.command",
    "httpx",
    "httpx_aiohttp",
    "apscheduler.schedulers.asyncio",
    "jinja2",
    "babel.numbers",
    "msgspec",
    "structlog",
    "prometheus_client",
    "cryptography.fernet",
    "yaml",
)


def libraries() -> Numbers:
    for name in LIBRARIES:
        importlib.import_module(name)
    return {"cpu": cpu() * 1e3, "mb": resident_mb()}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def _ready(folder: str) -> Numbers:
    from bot import settings, wiring

    chosen = settings.read(
        {
            "SLACK_BOT_TOKEN": "xoxb-bench",
            "SLACK_SIGNING_SECRET": "bench",
            "SLACK_API_URL": os.environ["BENCH_SLACK"],
            "DATABASE_URL": f"sqlite:///{Path(folder) / 'bench.sqlite3'}",
            "VIGIA_HTTP_PORT": str(_free_port()),
            "META_ACCESS_TOKEN": "bench",
        }
    )
    async with wiring.running(chosen):
        used = cpu() * 1e3
        await asyncio.sleep(1)
        return {"cpu": used, "mb": resident_mb()}


def bot() -> Numbers:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_ready(folder))


if __name__ == "__main__":
    report({"libraries": libraries, "bot": bot})
