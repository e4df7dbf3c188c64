"""Fixtures for every room: golden files, written anew with `pytest --rewrite-goldens`.

Property tests take the same cases every time, so that a build that fails fails again. `HYPOTHESIS_PROFILE=default`
looks for new ones.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from templates import limits
from templates.message import Message
from tests import postgres as server
from tests.goldens import FOLDER, Family
from tests.judge import judge, judge_view

settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

Golden = Callable[..., None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-goldens", action="store_true", help="write tests/golden/ anew instead of comparing")


TRACED = {"notifiers", "commands", "storage", "connectors", "domain"}
"""The rooms with a floor, whose own tests reach it: where they are quick, or of the notifiers, whose rarer ways only
whole weeks show. To trace all would take half as long again and show nothing more."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what compares with golden files (`make goldens`), what needs a PostgreSQL (`make fast` does without), and
    what is run with its coverage.

    What takes longest comes first, so that nobody waits for it alone at the end.
    """
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        chosen = getattr(item, "callspec", None)
        if "golden" in fixtures:
            item.add_marker("golden")
        if "postgres" in fixtures or (chosen and "postgresql" in chosen.params.values()):
            item.add_marker("postgresql")
        if item.path.parent.name == "e2e":
            item.add_marker("long")
        room = item.path.relative_to(Path(__file__).parent).parts[0]
        dear = {"postgresql"} if room == "notifiers" else {"long", "postgresql"}
        if room in TRACED and not dear & {it.name for it in item.iter_markers()}:
            item.add_marker("traced")
    items.sort(key=lambda item: (item.get_closest_marker("long") is None, item.path.parent.name != "e2e"))


@pytest.fixture(scope="module")
def family(request: pytest.FixtureRequest) -> Iterator[Family]:
    """The golden files of the test's module; what is recorded there and comes from no test any more is a failure."""
    config = request.config
    room = request.path.parent.relative_to(Path(__file__).parent)
    found = Family(
        FOLDER / room / request.path.stem.removeprefix("test_"), rewrite=config.getoption("--rewrite-goldens")
    )
    yield found
    whole = not config.option.keyword and not any("::" in arg for arg in config.args)
    if found.rewrite:
        found.write(whole=whole)
    elif whole:
        assert found.forgotten() == []


@pytest.fixture
def golden(family: Family) -> Golden:
    """`golden(name, message_or_view, locale="es", view="client")`: within the limits, judged, and as recorded."""

    def compare(name: str, thing: Message | dict[str, Any], *, locale: str = "", view: str = "") -> None:
        _accept(thing)
        family.compare(name, thing.to_json() if isinstance(thing, Message) else thing, locale, view)

    return compare


def _accept(thing: Message | dict[str, Any]) -> None:
    """A message or a view (a dict with `blocks`) must please Slack's limits and the judge; other data is only kept."""
    if isinstance(thing, Message):
        assert limits.check(thing) == []
        judge(thing.blocks, thing.text)
    elif "blocks" in thing:
        assert limits.check(thing, "home" if thing["type"] == "home" else "modal") == []
        judge_view(thing)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server of our own, one for the whole run."""
    with server.serving() as address:
        yield address
