"""Slack is asked in which language people read, a few at once and once a day."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.jobs.people import AT_ONCE, People
from bot.store import Store
from domain.errors import Problem, Transient
from notifiers.delivery.workspaces import Workspaces
from notifiers.port import PersonFacts, Unsure
from notifiers.slack.outbox import SlackOutbox
from notifiers.slack.place import person_of
from storage import Engine, session
from storage.directory import people
from tests.bot.office import database
from tests.casting import MAYA, NIL, NOW


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = database(tmp_path)
    yield made
    made.dispose()


@dataclass
class Slack(SlackOutbox):
    """Answers what it is asked about people, or that it does not."""

    spoken: dict[str, str]
    trouble: Problem | None = None
    asked: list[str] = field(default_factory=list)

    async def person(self, user: str, max_age: float = 0.0) -> PersonFacts:
        self.asked.append(user)
        if self.trouble:
            raise self.trouble
        return person_of(user, {"locale": self.spoken.get(user)})


def looking(engine: Engine, slack: Slack, at: datetime = NOW, admins: tuple[str, ...] = ()) -> People:
    return People(Store(engine), Workspaces.only(slack), lambda: at, admins)


def spoken(engine: Engine, user: str) -> str:
    with session(engine) as opened:
        return people.locale_of(opened, user, "?")


async def test_everybody_is_asked_about_once_a_day(engine: Engine) -> None:
    slack = Slack({MAYA: "es-ES", NIL: "ca-ES"})
    assert await looking(engine, slack).look() == 2
    assert (spoken(engine, MAYA), spoken(engine, NIL)) == ("es_ES", "ca_ES")
    assert await looking(engine, slack, NOW + timedelta(hours=23)).look() == 0
    slack.spoken = {MAYA: "en-GB"}
    assert await looking(engine, slack, NOW + timedelta(hours=25)).look() == 2
    assert (spoken(engine, MAYA), spoken(engine, NIL)) == ("en_GB", "?")


@pytest.mark.parametrize(
    ("trouble", "asked"),
    [(Transient("ratelimited", retry_after=30.0), 1), (Unsure("no answer"), 1), (Problem("odd"), 2)],
)
async def test_where_slack_gives_no_answer_what_was_known_serves(engine: Engine, trouble: Problem, asked: int) -> None:
    await looking(engine, Slack({MAYA: "ca-ES", NIL: "ca-ES"})).look()
    silent = Slack({}, trouble)
    assert await looking(engine, silent, NOW + timedelta(days=2)).look() == 0
    assert len(silent.asked) == asked
    assert spoken(engine, MAYA) == "ca_ES"


async def test_whoever_sends_is_left_most_of_the_questions(engine: Engine) -> None:
    slack, admins = Slack({}), tuple(f"U0{n}" for n in range(30))
    assert await looking(engine, slack, admins=admins).look() == AT_ONCE
    assert await looking(engine, slack, admins=admins).look() == 32 - AT_ONCE
