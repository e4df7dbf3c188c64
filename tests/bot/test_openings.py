"""What the credentials open is asked now and then, and what cannot be asked says what it lacks."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.jobs.openings import AGAIN, Openings
from bot.store import Store
from connectors.port import Sources
from domain.errors import NeedsOwner, Transient
from domain.facts import OpenAccount
from domain.words import Remedy, Source
from storage import connect, migrate
from storage.directory import openings
from tests.connectors.fakes import NOW


class Vendor:
    """A platform that answers as it is told."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answer: list[OpenAccount] | Exception = [OpenAccount("1", "One"), OpenAccount("2", "Two")]

    async def opened(self, credential: str) -> list[OpenAccount]:
        self.asked.append(credential)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def store(tmp_path: Path):
    engine = connect(f"sqlite:///{tmp_path / 'o.sqlite3'}")
    migrate(engine)
    yield Store(engine)
    engine.dispose()


async def test_each_credential_is_asked_once_an_hour_and_when_somebody_looks_again(store: Store) -> None:
    meta, now = Vendor(), [NOW]
    job = Openings(store, Sources({Source.META: meta}), {Source.META: {"": {}, "nord": {}}}, lambda: now[0])  # type: ignore[dict-item]
    await job.begin()
    assert await job.look() == 2
    assert await job.look() == 0
    assert sorted(meta.asked) == ["", "nord"]
    found = await store.read(openings.free)
    assert [(one.account.name, one.credential) for one in found] == [("One", ""), ("Two", "")], "each account once"
    lacking = {one.source: one.lacks for one in await store.read(openings.everything) if one.lacks}
    assert lacking[Source.HUBSPOT] == ("HUBSPOT_TOKEN",)
    now[0] += AGAIN + timedelta(seconds=1)
    assert await job.look() == 2
    await store.run(openings.hurry)
    assert await job.look() == 2


async def test_of_two_processes_one_asks(store: Store) -> None:
    meta, known = Vendor(), {Source.META: dict[str, dict[str, str]]({"": {}, "nord": {}})}
    jobs = [Openings(store, Sources({Source.META: meta}), known, lambda: NOW) for _ in range(2)]  # type: ignore[dict-item]
    await jobs[0].begin()
    assert sum(await asyncio.gather(*(job.look() for job in jobs))) == 2
    assert sorted(meta.asked) == ["", "nord"]


@pytest.mark.parametrize(
    ("problem", "remedy"),
    [(NeedsOwner("no", Remedy.RECONNECT_META), "reconnect_meta"), (Transient("later", 5, "rate"), "transient")],
)
async def test_an_answer_that_does_not_come_takes_nothing_away(problem: Exception, remedy: str, store: Store) -> None:
    meta, now = Vendor(), [NOW]
    job = Openings(store, Sources({Source.META: meta}), {Source.META: {"": {}}}, lambda: now[0])  # type: ignore[dict-item]
    await job.begin()
    await job.look()
    now[0] += 2 * AGAIN
    meta.answer = problem
    assert await job.look() == 1
    assert len(await store.read(openings.free)) == 2
    (told,) = [one for one in await store.read(openings.everything) if one.source is Source.META]
    assert told.remedy == remedy
    without = Openings(store, Sources({}), {}, lambda: now[0])
    await without.begin()
    assert await store.read(openings.free) == [], "the credential is gone, and what it opened"
