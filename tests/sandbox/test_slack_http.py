"""The same workspace talking to an app over signed HTTP requests."""

from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import TestServer
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.app import Options
from tests.sandbox.conftest import Sandbox, eventually, running
from tests.sandbox.test_slack_socket import MODAL


class Wired:
    """A sandbox that pushes to a Bolt app's own HTTP server."""

    def __init__(self, sandbox: Sandbox, bolt: AsyncApp) -> None:
        self.sandbox = sandbox
        self.bolt = bolt


@pytest.fixture
async def wired() -> AsyncIterator[Wired]:
    bolt = AsyncApp(client=AsyncWebClient(token="xoxb-sandbox"), signing_secret="sandbox-signing-secret")
    listening = TestServer(bolt.web_app(path="/slack/events"), host="127.0.0.1")
    await listening.start_server()
    async for sandbox in running(Options(events_url=str(listening.make_url("/slack/events")))):
        bolt.client.base_url = f"{sandbox.url}/api/"
        yield Wired(sandbox, bolt)
    await listening.close()


async def test_a_signed_command_is_acknowledged_and_answered(wired):
    @wired.bolt.command("/campaign")
    async def answer(ack, respond, command):
        await ack(f"got {command['text']}")
        await respond("and more", response_type="in_channel")

    done = await wired.sandbox.post("command", channel="general", user="Maya", text="/campaign status otoño")
    assert done["ok"]
    await eventually(lambda: len(wired.sandbox.workspace.messages["C0GENERAL"]) == 2)
    texts = {m["text"] for m in await wired.sandbox.messages("general", "Maya")}
    assert texts == {"got status otoño", "and more"}


async def test_events_and_modals_work_too(wired):
    @wired.bolt.event("app_mention")
    async def mentioned(event, say):
        await say(f"heard {event['user']}")

    @wired.bolt.command("/campaign")
    async def open_modal(ack, body, client):
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=MODAL)

    @wired.bolt.view("goal")
    async def save(ack):
        await ack(response_action="errors", errors={"value": "too low"})

    sandbox = wired.sandbox
    await sandbox.post("message", channel="C0ACME", user="Ana", text="@vigia hello")
    await eventually(lambda: len(sandbox.workspace.messages["C0ACME"]) == 2)
    assert (await sandbox.messages("C0ACME", "Ana"))[-1]["text"] == "heard U0ACMEANA"
    await sandbox.post("command", channel="general", user="Maya", text="/campaign")
    (view,) = await eventually(lambda: sandbox.workspace.views.modals("U0MAYA"))
    refused = await sandbox.post("view", user="Maya", view_id=view.id, values={"value": "1"})
    assert refused["errors"] == {"value": "too low"}


async def test_an_app_that_fails_gets_the_event_four_times_and_a_command_once(wired):
    attempts = []

    @wired.bolt.middleware
    async def never(req, resp, next_):
        attempts.append(req.headers.get("x-slack-retry-num"))
        resp.status = 500
        return resp

    await wired.sandbox.post("message", channel="dm", user="Maya", text="hello")
    await eventually(lambda: len(attempts) == 4)
    assert attempts == [None, ["1"], ["2"], ["3"]]
    done = await wired.sandbox.post("command", channel="general", user="Maya", text="/campaign")
    assert (done["ok"], "http_error" in done["error"]) == (False, True)
