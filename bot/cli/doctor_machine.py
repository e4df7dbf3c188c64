"""What this machine says: who may read our files, whether our port is free, whether the other clock answers."""

import asyncio
import errno
import socket
from collections.abc import AsyncIterator, Iterable
from datetime import datetime
from pathlib import Path

import aiohttp

from bot.cli.finding import Finding
from bot.clock import machine, once
from bot.settings import Settings
from templates.words import Words

TIMEOUT_S = 3.0
_SILENT = (aiohttp.ClientError, TimeoutError, ValueError, KeyError)
"""What asking a clock that does not answer, or answers nonsense, raises."""


def files(w: Words, ours: Iterable[Path]) -> list[Finding]:
    """One finding for each of our files that others may read."""
    return [Finding.wrong(w, "not_private", file=str(file)) for file in ours if _read_by_others(file)]


def _read_by_others(file: Path) -> bool:
    return file.exists() and bool(file.stat().st_mode & 0o077)


def now(chosen: Settings) -> datetime:
    """The business instant (blocking); the machine's where the other clock does not answer, which `findings` tells."""
    try:
        return once(chosen.clock_url)()
    except _SILENT:
        return machine()


async def findings(chosen: Settings, w: Words) -> AsyncIterator[Finding]:
    """The address at which we listen, and the clock that we follow."""
    yield await _door(chosen, w)
    if chosen.clock_url:
        try:
            await asyncio.to_thread(once, chosen.clock_url)
        except _SILENT:
            yield Finding.wrong(w, "other_clock", address=chosen.clock_url)
        else:
            yield Finding.fine(w, "other_clock", address=chosen.clock_url)


async def _door(chosen: Settings, w: Words) -> Finding:
    where = {"host": chosen.http_host, "port": str(chosen.http_port)}
    try:
        await asyncio.to_thread(_bind, chosen.http_host, chosen.http_port)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            return Finding.wrong(w, "host", said=error.strerror or type(error).__name__, **where)
        if await _is_vigia(chosen.http_host, chosen.http_port):
            return Finding.fine(w, "running", **where)
        return Finding.wrong(w, "port", **where)
    return Finding.fine(w, "host", **where)


def _bind(host: str, port: int) -> None:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(address)


async def _is_vigia(host: str, port: int) -> bool:
    """Whether it is a bot of ours that listens there already."""
    reached = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 - where to ask, not where to listen
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT_S)) as session,
            session.get(f"http://{reached}:{port}/healthz") as answer,
        ):
            told = await answer.json()
            return isinstance(told, dict) and told.get("ok") is True
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return False
