"""The process dies between any two steps: nothing is lost, nothing is said twice, and the owner is asked."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from notifiers.delivery.outcomes import TRIES_OF_A_BUG
from notifiers.delivery.sender import LEASE_S, Sender
from notifiers.delivery.workspaces import Workspaces
from notifiers.port import Ready, Receipt
from notifiers.slack.outbox import SlackOutbox
from storage.directory import channels
from storage.messages import outbox
from storage.messages.deliveries import Status
from templates.message import Message
from tests import casting
from tests.notifiers.conftest import Machine, Threads
from tests.notifiers.scripted import ScriptedSlack
from tests.notifiers.test_sender import get, intend, to_owner

T0 = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)
LATER = T0 + timedelta(seconds=LEASE_S + 1)


class Killed(BaseException):
    """The process is gone: nobody catches this."""


def die_at(wanted: Callable[..., Any]) -> Callable[[Callable[..., Any]], None]:
    """Raises the first time that the seam runs `wanted`."""
    left = [True]

    def check(fn: Callable[..., Any]) -> None:
        if getattr(fn, "__func__", fn) is wanted and left.pop() if left else False:
            raise Killed

    return check


async def crash(sender: Sender) -> None:
    with pytest.raises(Killed):
        await sender.run_once(T0)


@pytest.fixture
def restarted(store: Threads, out: SlackOutbox, machine: Machine) -> Callable[[], Sender]:
    """The next process: nothing remembered but what is in the database."""

    def start() -> Sender:
        store.before = store.after = store.before_reading = lambda _fn: None
        return Sender(
            store, Workspaces.only(out), lambda: casting.NOW, monotonic=machine.monotonic, sleep=machine.sleep
        )

    return start


Restart = Callable[[], Sender]


async def drain(sender: Sender, at: datetime) -> None:
    while await sender.run_once(at):
        pass


async def test_before_the_claim_nothing_has_happened(
    store: Threads, sender: Sender, slack: ScriptedSlack, restarted: Restart
) -> None:
    told = await intend(store, "a")
    store.before = die_at(Sender._claim)
    await crash(sender)
    assert (await get(store, told.id)).status is Status.INTENDED
    await drain(restarted(), T0)
    assert [m["text"] for m in slack.posted] == ["dice a"]


@pytest.mark.parametrize(
    "step",
    [
        pytest.param(("after", Sender._claim), id="between claim and place"),
        pytest.param(("before_reading", channels.get), id="while asking about the place"),
        pytest.param(("before", outbox.begin), id="right before it leaves"),
    ],
)
async def test_what_never_left_is_sent_and_nobody_is_asked(
    step: tuple[str, Callable[..., Any]], store: Threads, sender: Sender, slack: ScriptedSlack, restarted: Restart
) -> None:
    told = await intend(store, "a")
    setattr(store, step[0], die_at(step[1]))
    await crash(sender)
    assert (await get(store, told.id)).status is Status.CLAIMED
    next_one = restarted()
    await drain(next_one, T0 + timedelta(seconds=1))
    assert slack.posted == []
    await drain(next_one, LATER)
    assert (await get(store, told.id)).status is Status.SENT
    assert [m["text"] for m in slack.posted] == ["dice a"]
    assert await to_owner(store) == []


@pytest.mark.parametrize(
    "step",
    [
        pytest.param(("after", outbox.begin), id="as it leaves"),
        pytest.param(("before", Sender._arrived), id="between post and record"),
    ],
)
async def test_what_may_have_left_is_asked_about_and_the_owner_decides(
    step: tuple[str, Callable[..., Any]],
    store: Threads,
    sender: Sender,
    slack: ScriptedSlack,
    restarted: Restart,
) -> None:
    told = await intend(store, "a")
    setattr(store, step[0], die_at(step[1]))
    await crash(sender)
    arrived = len(slack.posted)
    assert (await get(store, told.id)).status is Status.SENDING
    next_one = restarted()
    await drain(next_one, T0 + timedelta(seconds=1))
    assert len(slack.posted) == arrived
    await drain(next_one, LATER)
    assert (await get(store, told.id)).status is Status.UNKNOWN
    (asked,) = await to_owner(store)
    assert asked.kind == "arrival"
    assert [m["text"] for m in slack.posted].count("dice a") == arrived
    await store.run(outbox.release, told.id)
    await drain(next_one, LATER)
    assert (await get(store, told.id)).status is Status.SENT
    assert [m["text"] for m in slack.posted].count("dice a") == arrived + 1


async def test_after_the_record_nothing_is_left_to_do(
    store: Threads, sender: Sender, slack: ScriptedSlack, restarted: Restart
) -> None:
    await intend(store, "a")
    store.after = die_at(Sender._arrived)
    await crash(sender)
    await drain(restarted(), LATER)
    assert [m["text"] for m in slack.posted] == ["dice a"]
    assert await to_owner(store) == []


async def test_an_edit_is_simply_repeated_after_a_crash(
    store: Threads, sender: Sender, slack: ScriptedSlack, restarted: Restart
) -> None:
    root = await intend(store, "root")
    await drain(sender, T0)
    edit = await intend(store, "edit", edits=root.id, payload=Message("nuevo").to_json())
    store.before = die_at(Sender._arrived)
    await crash(sender)
    await drain(restarted(), LATER)
    assert (await get(store, edit.id)).status is Status.SENT
    assert len(slack.made("chat.update")) == 2
    assert await to_owner(store) == []
    assert len(slack.posted) == 1


async def test_a_crash_while_a_lost_answer_is_written_down_still_ends_in_one_question(
    store: Threads, sender: Sender, slack: ScriptedSlack, restarted: Restart
) -> None:
    from tests.notifiers.scripted import Answer

    told = await intend(store, "a")
    slack.script("chat.postMessage", Answer(drop=True))
    store.before = die_at(outbox.lose)
    await crash(sender)
    assert (await get(store, told.id)).status is Status.SENDING
    next_one = restarted()
    await drain(next_one, LATER)
    await drain(next_one, LATER + timedelta(hours=1))
    assert len(await to_owner(store)) == 1
    assert [m["text"] for m in slack.posted].count("dice a") == 1


class Gated:
    """An outbox whose preparations wait until they are let go."""

    def __init__(self, out: SlackOutbox) -> None:
        self._out = out
        self.gate = asyncio.Event()
        self.begun = asyncio.Event()
        self.post, self.update, self.dm, self.channel = out.post, out.update, out.dm, out.channel
        self.person, self.find = out.person, out.find

    async def prepare(self, message: Message, *, shared: bool = False) -> Ready:
        self.begun.set()
        await self.gate.wait()
        return await self._out.prepare(message, shared=shared)


class Faulty(Gated):
    """An outbox with a bug, before a message leaves or after."""

    def __init__(self, out: SlackOutbox, *, before: bool) -> None:
        super().__init__(out)
        self.gate.set()
        self._before = before
        self.broken = True
        self.post = self._post

    async def prepare(self, message: Message, *, shared: bool = False) -> Ready:
        if self._before and self.broken:
            raise ValueError("a bug")
        return await super().prepare(message, shared=shared)

    async def _post(
        self, channel: str, ready: Ready, thread_ts: str | None = None, *, broadcast: bool = False, mark: str = ""
    ) -> Receipt:
        receipt = await self._out.post(channel, ready, thread_ts, broadcast=broadcast, mark=mark)
        if self.broken and channel.startswith("C"):
            raise ValueError("a bug")
        return receipt


async def test_a_bug_before_anything_left_is_tried_again_and_told_never_asked_about(
    store: Threads, out: SlackOutbox, machine: Machine, slack: ScriptedSlack
) -> None:
    told = await intend(store, "a")
    faulty = Faulty(out, before=True)
    sender = Sender(
        store, Workspaces.only(faulty), lambda: casting.NOW, monotonic=machine.monotonic, sleep=machine.sleep
    )
    for attempt in range(1, TRIES_OF_A_BUG + 1):
        assert await sender.run_once(T0 + timedelta(minutes=attempt)) == 0
        found = await get(store, told.id)
        assert (found.attempts, found.error) == (attempt, "ValueError")
        assert found.status is (Status.INTENDED if attempt < TRIES_OF_A_BUG else Status.FAILED)
        machine.now += 60
    faulty.broken = False
    await drain(sender, LATER + timedelta(hours=1))
    (notice,) = await to_owner(store)
    assert (notice.kind, notice.status) == ("owner", Status.SENT)
    assert "por tu parte está todo bien" in notice.payload["text"]
    assert [m["channel"] for m in slack.posted] == ["D0MAYA"]


async def test_a_bug_after_something_may_have_left_is_asked_about_at_once(
    store: Threads, out: SlackOutbox, machine: Machine, slack: ScriptedSlack
) -> None:
    told = await intend(store, "a")
    faulty = Faulty(out, before=False)
    sender = Sender(
        store, Workspaces.only(faulty), lambda: casting.NOW, monotonic=machine.monotonic, sleep=machine.sleep
    )
    await drain(sender, T0)
    await drain(sender, T0)
    assert (await get(store, told.id)).status is Status.UNKNOWN
    assert [d.kind for d in await to_owner(store)] == ["arrival"]
    assert [m["channel"] for m in slack.posted] == ["C0ACMEINT", "D0MAYA"]


async def test_what_took_longer_than_its_lease_is_dropped_once_somebody_else_has_sent_it(
    store: Threads, out: SlackOutbox, machine: Machine, slack: ScriptedSlack
) -> None:
    told = await intend(store, "a")
    slow = Gated(out)
    late = Sender(store, Workspaces.only(slow), lambda: casting.NOW, monotonic=machine.monotonic, sleep=machine.sleep)
    running = asyncio.create_task(late.run_once(T0))
    await slow.begun.wait()
    other = Sender(store, Workspaces.only(out), lambda: casting.NOW, monotonic=machine.monotonic, sleep=machine.sleep)
    await drain(other, LATER)
    settled = await get(store, told.id)
    assert settled.status is Status.SENT
    slow.gate.set()
    assert await running == 0
    assert [m["text"] for m in slack.posted] == ["dice a"]
    assert await get(store, told.id) == settled


async def test_two_processes_on_one_database_say_everything_once(
    store: Threads, out: SlackOutbox, machine: Machine, slack: ScriptedSlack
) -> None:
    for occasion in "abcdef":
        await intend(store, occasion, "C0ACMEINT" if occasion < "d" else casting.MAYA)
    two = [
        Sender(store, Workspaces.only(out), lambda: casting.NOW, monotonic=machine.monotonic, sleep=machine.sleep)
        for _ in range(2)
    ]
    for later in (0, 10):  # what one of them put off because the other was at it is said in a later run
        await asyncio.gather(*(drain(sender, T0 + timedelta(seconds=later)) for sender in two))
    assert sorted(m["text"] for m in slack.posted) == [f"dice {occasion}" for occasion in "abcdef"]
