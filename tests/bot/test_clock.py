"""Business time: the machine's, or one that is kept somewhere else and walks on between two reads."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.clock import RemoteClock, machine, once

FAR = datetime(2031, 5, 6, 7, 30, tzinfo=UTC)
SOON = timedelta(seconds=5)


class Wall:
    """A clock on a wall: it shows what it is told to, or is out of order."""

    def __init__(self) -> None:
        self.shows: datetime | None = FAR
        self.asked = 0

    async def answer(self, _request: web.Request) -> web.Response:
        self.asked += 1
        if self.shows is None:
            return web.Response(status=500)
        return web.json_response({"now": self.shows.isoformat().replace("+00:00", "Z")})


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
async def url(wall: Wall) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_get("/clock", wall.answer)
    async with TestServer(app) as server:
        yield str(server.make_url("/clock"))


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


def test_the_machine_s_time_is_aware_and_in_utc() -> None:
    assert machine().utcoffset() == timedelta(0)


async def test_the_time_is_the_other_clock_s_and_walks_on(url: str, session: aiohttp.ClientSession) -> None:
    clock = RemoteClock(url, session)
    await clock.refresh()
    first = clock()
    assert FAR - SOON < first < FAR + SOON
    async with asyncio.timeout(30):
        while clock() <= first:  # noqa: ASYNC110 - a clock tells nobody
            await asyncio.sleep(0)


async def test_a_push_is_seen_at_the_next_read(wall: Wall, url: str, session: aiohttp.ClientSession) -> None:
    clock = RemoteClock(url, session)
    await clock.refresh()
    wall.shows = FAR + timedelta(days=7)
    await clock.refresh()
    assert clock() > FAR + timedelta(days=6)


async def test_a_clock_that_is_out_of_order_is_told_at_the_first_read(
    wall: Wall, url: str, session: aiohttp.ClientSession
) -> None:
    wall.shows = None
    with pytest.raises(aiohttp.ClientResponseError):
        await RemoteClock(url, session).refresh()


async def test_following_survives_an_outage_and_sees_the_time_after_it(
    wall: Wall, url: str, session: aiohttp.ClientSession
) -> None:
    clock = RemoteClock(url, session)
    await clock.refresh()
    wall.shows = None
    following = asyncio.create_task(clock.follow(every=0.005))
    await _until(lambda: wall.asked > 3)
    assert clock() < FAR + SOON
    wall.shows = FAR + timedelta(days=1)
    await _until(lambda: clock() > FAR + timedelta(hours=23))
    assert not following.done()
    following.cancel()
    with pytest.raises(asyncio.CancelledError):
        await following


async def _until(holds, seconds: float = 30) -> None:
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - what is waited for tells nobody
            await asyncio.sleep(0.005)


async def test_commands_read_it_once(wall: Wall, url: str) -> None:
    clock = await asyncio.to_thread(once, url)
    assert FAR - SOON < clock() < FAR + SOON
    assert clock() <= clock()
    assert wall.asked == 1


def test_without_an_address_commands_use_the_machine_s() -> None:
    assert once("") is machine
