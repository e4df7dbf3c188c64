"""The sandbox as its own process."""

import asyncio
import sys

import aiohttp
import pytest
import yaml

pytestmark = pytest.mark.long


async def test_it_starts_says_so_in_one_line_writes_its_declaration_and_stops(tmp_path, unused_tcp_port):
    declared = tmp_path / "vigia.yaml"
    command = ["-m", "sandbox", "--port", str(unused_tcp_port), "--start", "2026-11-16T07:30:00Z", "--write", declared]
    process = await asyncio.create_subprocess_exec(sys.executable, *map(str, command), stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    line = await asyncio.wait_for(process.stdout.readline(), 20)
    address = f"http://127.0.0.1:{unused_tcp_port}"
    assert line.decode() == f"Sandbox ready at {address}\n"
    async with aiohttp.ClientSession() as http:
        async with http.get(f"{address}/_sandbox/clock") as answer:
            assert (await answer.json())["now"].startswith("2026-11-16T07:3")
        async with http.get(f"{address}/_sandbox/vigia.yaml") as answer:
            assert await answer.text() == declared.read_text(encoding="utf-8")
        async with http.get(f"{address}/") as answer:
            assert answer.content_type == "text/html"
    clients = yaml.safe_load(declared.read_text(encoding="utf-8"))["clients"]
    assert [client["key"] for client in clients] == ["acme", "forn", "nord"]
    process.terminate()
    rest, _ = await asyncio.wait_for(process.communicate(), 10)
    assert rest == b""
    assert process.returncode == 0


async def test_pushing_the_clock_does_not_change_what_was_declared(sandbox):
    async def declared() -> str:
        async with sandbox.http.get(f"{sandbox.url}/_sandbox/vigia.yaml") as answer:
            return await answer.text()

    before = await declared()
    await sandbox.post("clock", advance="30d")
    assert await declared() == before
