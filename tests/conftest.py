"""Fixtures for every room: golden files, written anew with `pytest --rewrite-goldens`.

Property tests take the same cases every time, so that a build that fails fails again. `HYPOTHESIS_PROFILE=default`
looks for new ones.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from templates import limits
from templates.message import Message
from tests.judge import judge, judge_view

settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

GOLDENS = Path(__file__).parent / "golden"
Golden = Callable[..., None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-goldens", action="store_true", help="write tests/golden/ anew instead of comparing")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """`golden(name, message_or_view, locale="es", view="client")`: within the limits, judged, and as recorded.

    The file is tests/golden/<room>/<name>[.<locale>][.<view>].json; the room is the test's folder.
    """
    room = request.path.parent.relative_to(Path(__file__).parent)
    rewrite: bool = request.config.getoption("--rewrite-goldens")

    def compare(name: str, thing: Message | dict[str, Any], *, locale: str = "", view: str = "") -> None:
        _accept(thing)
        found = thing.to_json() if isinstance(thing, Message) else thing
        _same(GOLDENS / room / ".".join(filter(None, (name, locale, view, "json"))), found, rewrite=rewrite)

    return compare


def _accept(thing: Message | dict[str, Any]) -> None:
    """A message or a view (a dict with `blocks`) must please Slack's limits and the judge; other data is only kept."""
    if isinstance(thing, Message):
        assert limits.check(thing) == []
        judge(thing.blocks, thing.text)
    elif "blocks" in thing:
        assert limits.check(thing, "home" if thing["type"] == "home" else "modal") == []
        judge_view(thing)


def _same(path: Path, found: dict[str, Any], *, rewrite: bool) -> None:
    text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if rewrite:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.exists(), f"no golden file {path.name}: run pytest --rewrite-goldens and read the result"
    assert json.loads(path.read_text(encoding="utf-8")) == json.loads(text)
