"""The walk from a poll to its alert in Slack is the one that ARCHITECTURE.md prints: traced, call by call.

The walk is every call that leads to one of its events (what is fetched is kept, the rule answers, the incident moves,
what to say is decided, the card is drawn, the intent is written, Slack is called): the whole stack of each, in order.
"""

import re
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

from domain.entities import SourceAccount
from domain.facts import PerformanceRow
from domain.window import Window
from tests.bot.office import database
from tests.bot.test_due import Clock, working
from tests.casting import row
from tests.e2e.slack_server import SlackServer, serving
from tests.house.tree import ROOT

ROOMS = ("bot", "commands", "connectors", "domain", "insights", "notifiers", "storage", "templates")
EVENTS = frozenset(
    {
        "bot.jobs.poll.Poller.poll",
        "bot.jobs.due.DueWork.judge",
        "bot.jobs.due.DueWork._decided",
        "notifiers.delivery.sender.Sender.run_once",
        "storage.facts.performance.upsert",
        "domain.rules.budget.evaluate",
        "domain.incidents.conditions.advance",
        "storage.alerts.alerts.record",
        "domain.incidents.notify_decision.notify_decision",
        "templates.cards.alert.alert_card",
        "storage.messages.outbox.intend",
        "notifiers.slack.outbox.SlackOutbox.post",
    }
)
FIRST = "bot.jobs.poll.Poller.poll"
MOST_CALLS, MOST_MODULES = 30, 18


@cache
def named(code: CodeType) -> str:
    """`bot.jobs.due.DueWork.judge` for a call of ours, "" for another's, and for what only wraps a call."""
    path = Path(code.co_filename)
    if not path.is_relative_to(ROOT) or path.relative_to(ROOT).parts[0] not in ROOMS:
        return ""
    name = code.co_qualname if hasattr(code, "co_qualname") else code.co_name
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return "" if name.startswith("<") or name.endswith(">") else f"{module}.{name}".replace(".<locals>", "")


@contextmanager
def traced() -> Iterator[list[str]]:
    """The calls that lead to the events, each where it was met first."""
    walk: list[str] = []
    met: set[str] = set()

    def look(frame: FrameType, event: str, _arg: Any) -> None:
        name = named(frame.f_code) if event == "call" else ""
        if name not in EVENTS or name in met:
            return
        met.add(name)
        stack, at = [], frame
        while at is not None:
            stack.append(named(at.f_code))
            at = None if stack[-1] == FIRST else at.f_back  # type: ignore[assignment]
        walk.extend(one for one in reversed(stack) if one and one not in walk)

    threading.setprofile(look)
    sys.setprofile(look)
    try:
        yield walk
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


@pytest.fixture
async def slack() -> AsyncIterator[SlackServer]:
    async with serving() as started:
        yield started


def spent(_account: SourceAccount, window: Window) -> list[PerformanceRow]:
    """Two thousand a day: more than any flight may cost."""
    return [row("111", window.end - timedelta(days=n), 2_000) for n in range(1, 30)]


def module(call: str) -> str:
    """The longest part of a call's name that is a file of ours."""
    parts = call.split(".")
    files = (parts[:n] for n in range(len(parts) - 1, 0, -1))
    return next(".".join(one) for one in files if ROOT.joinpath(*one).with_suffix(".py").is_file())


def printed() -> list[str]:
    """The walk as ARCHITECTURE.md prints it."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    body = text[text.index("## The walk from a poll to its alert") :]
    return re.findall(r"^\d+\. `([\w.]+)`", body, re.MULTILINE)


async def test_the_walk_from_a_poll_to_its_alert_is_as_printed(tmp_path: Path, slack: SlackServer) -> None:
    engine = database(tmp_path)
    async with working(engine, slack, Clock(), spent) as work:
        with traced() as walk:
            await work.poll()
            await work.reading.ended()
            await work.judge()
            await work.send()
    engine.dispose()
    assert any("presupuesto de" in str(one["text"]) for one in slack.named("chat.postMessage"))
    modules = {module(one) for one in walk}
    shown = "\n".join(f"{n}. `{one}`" for n, one in enumerate(walk, 1))
    assert len(walk) <= MOST_CALLS, f"{len(walk)} calls, {len(modules)} modules:\n{shown}"
    assert len(modules) <= MOST_MODULES, f"{len(modules)} modules:\n{shown}"
    assert walk == printed(), f"print in ARCHITECTURE.md:\n{shown}"
