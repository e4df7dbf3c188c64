"""The same outbox and sender against the sandbox's Slack: its limits, its files, its faults, its Slack Connect."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from domain.errors import NeedsOwner, Transient
from notifiers.delivery.sender import Sender
from notifiers.delivery.workspaces import Workspaces
from notifiers.port import EverythingStops, Unsure
from notifiers.slack.calls import web_client
from notifiers.slack.outbox import SlackOutbox
from sandbox.app import Options
from storage.messages import deliveries
from storage.messages.deliveries import Status
from templates.charts import draw
from templates.message import Message
from tests import casting
from tests.loop_clock import race
from tests.notifiers.conftest import Machine, Threads
from tests.notifiers.test_pictures import BLOCKS, MESSAGE
from tests.notifiers.test_sender import T0, get, intend
from tests.sandbox.conftest import running


class Sandbox:
    """The sandbox's control API."""

    def __init__(self, url: str, http: aiohttp.ClientSession, machine: Machine) -> None:
        self.url = url
        self.http = http
        self.out = SlackOutbox(web_client("xoxb-sandbox", f"{url}/api/", http), self._draw, machine.sleep)

    async def _draw(self, spec: Any) -> bytes:
        return await asyncio.to_thread(draw, spec)

    async def messages(self, channel: str, viewer: str = "U0MAYA") -> list[dict[str, Any]]:
        where = {"channel": channel, "as": viewer}
        async with self.http.get(f"{self.url}/_sandbox/messages", params=where) as answer:
            found: list[dict[str, Any]] = (await answer.json())["messages"]
            return found

    async def fault(self, kind: str, times: int = 1) -> None:
        wanted = {"service": "slack", "kind": kind, "times": times}
        async with self.http.post(f"{self.url}/_sandbox/faults", json=wanted) as answer:
            assert answer.ok, await answer.text()

    async def share(self, channel: str, team: str) -> None:
        wanted = {"channel": channel, "team": team, "do": "share"}
        async with self.http.post(f"{self.url}/_sandbox/share", json=wanted) as answer:
            assert answer.ok, await answer.text()


@pytest.fixture
async def sandbox(machine: Machine) -> AsyncIterator[Sandbox]:
    async for started in running(Options(machine=machine.monotonic)):
        yield Sandbox(started.url, started.http, machine)


@pytest.fixture
def live(store: Threads, sandbox: Sandbox, machine: Machine) -> Sender:
    """A sender whose second is the sandbox's."""
    clock = {"monotonic": machine.monotonic, "sleep": machine.sleep}
    return Sender(store, Workspaces.only(sandbox.out), lambda: casting.NOW, **clock)


async def test_a_picture_is_accepted_once_slack_has_looked_at_it(sandbox: Sandbox) -> None:
    receipt = await sandbox.out.post("C0GENERAL", await sandbox.out.prepare(MESSAGE))
    message = next(m for m in await sandbox.messages("C0GENERAL") if m["ts"] == receipt.ts)
    assert [block["type"] for block in message["blocks"]] == ["section", "image", "section"]
    assert message["blocks"][1]["alt_text"] == MESSAGE.chart.alt if MESSAGE.chart else False


async def test_in_a_shared_channel_the_picture_follows_in_the_thread(sandbox: Sandbox) -> None:
    receipt = await sandbox.out.post("C0ACME", await sandbox.out.prepare(MESSAGE, shared=True))
    replies: list[dict[str, Any]] = []
    async with asyncio.timeout(30):
        while not replies:
            seen = await sandbox.messages("C0ACME", "U0ACMEANA")
            replies = [m for m in seen if m.get("thread_ts") == receipt.ts and m.get("files")]
    root = next(m for m in seen if m["ts"] == receipt.ts)
    assert [block["type"] for block in root["blocks"]] == ["section", "data_visualization", "section"]
    assert len(replies) == 1


async def test_the_sandbox_names_the_connected_team(sandbox: Sandbox) -> None:
    shared, internal = await sandbox.out.channel("C0ACME"), await sandbox.out.channel("C0ACMEINT")
    assert (shared.is_ext_shared, shared.connected_teams) == (True, ("T0ACME",))
    assert (internal.is_ext_shared, internal.connected_teams, internal.is_member) == (False, (), True)
    assert not (await sandbox.out.channel("C0NEW")).is_member


async def test_five_messages_pass_slacks_limit_without_a_single_refusal(
    store: Threads, live: Sender, sandbox: Sandbox
) -> None:
    told = [await intend(store, f"ritmo {n}") for n in range(5)]
    assert await live.run_once(T0) == 5
    assert [(await get(store, d.id)).attempts for d in told] == [1] * 5
    texts = [m["text"] for m in await sandbox.messages("C0ACMEINT")]
    assert [text for text in texts if "ritmo" in text] == [f"dice ritmo {n}" for n in range(5)]


@pytest.mark.parametrize(
    ("kind", "error"), [("429", Transient), ("500", Transient), ("expired_token", EverythingStops)]
)
async def test_an_answered_fault_comes_out_as_its_class(kind: str, error: type[Exception], sandbox: Sandbox) -> None:
    ready = await sandbox.out.prepare(Message(f"falla {kind}"))
    await sandbox.fault(kind)
    with pytest.raises(error):
        await sandbox.out.post("C0GENERAL", ready)
    assert not [m for m in await sandbox.messages("C0GENERAL") if m["text"] == f"falla {kind}"]


async def test_a_timeout_of_a_post_that_was_done_is_unknown_and_not_repeated(store: Threads, sandbox: Sandbox) -> None:
    from notifiers.slack.calls import call

    await sandbox.fault("timeout")
    where = {"channel": "C0GENERAL", "text": "se perdió la respuesta"}
    calling = asyncio.create_task(call(sandbox.out._client, "chat.postMessage", where))
    while not await sandbox.messages("C0GENERAL"):  # noqa: ASYNC110 - a server tells nobody
        await asyncio.sleep(0)
    await race(calling.done)
    with pytest.raises(Unsure):
        await calling
    texts = [m["text"] for m in await sandbox.messages("C0GENERAL")]
    assert texts.count("se perdió la respuesta") == 1


async def test_where_the_bot_is_no_member_the_remedy_is_to_invite_it(sandbox: Sandbox) -> None:
    with pytest.raises(NeedsOwner) as caught:
        await sandbox.out.post("C0NEW", await sandbox.out.prepare(Message("hola")))
    assert caught.value.remedy.value in {"invite_bot", "rebind_channel"}


async def test_a_second_organisation_stops_the_channel_and_the_owner_reads_why(
    store: Threads, live: Sender, sandbox: Sandbox
) -> None:
    await sandbox.share("C0ACME", "T0FORN")
    told = await intend(store, "no debe salir", "C0ACME", audience="client", payload=Message("x", BLOCKS).to_json())
    while await live.run_once(T0):
        pass
    assert (await get(store, told.id)).status is Status.HELD
    assert not [m for m in await sandbox.messages("C0ACME") if m["text"] == "x"]
    dm = await sandbox.out.dm("U0MAYA")
    assert "T0FORN" in (await sandbox.messages(dm))[-1]["text"]


async def test_an_edit_and_a_reply_find_their_message(store: Threads, live: Sender, sandbox: Sandbox) -> None:
    root = await intend(store, "incidente")
    await intend(store, "edición", edits=root.id, payload=Message("incidente resuelto", BLOCKS).to_json())
    await intend(store, "historia", thread_of=root.id)
    while await live.run_once(T0):
        pass
    ts = (await get(store, root.id)).ts
    seen = await sandbox.messages("C0ACMEINT")
    assert next(m["text"] for m in seen if m["ts"] == ts) == "incidente resuelto"
    assert [m["text"] for m in seen if m.get("thread_ts") == ts and m["ts"] != ts] == ["dice historia"]
    assert await store.run(deliveries.pending, T0) == 0
