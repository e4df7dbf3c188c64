"""A chart comes as a picture that Slack has looked at, or as its native twin; never not at all without a word."""

import json
from collections.abc import Awaitable, Callable
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from typing import Any

import aiohttp
import pytest

from domain.errors import NeedsOwner, Transient
from notifiers.port import Draw, EverythingStops
from notifiers.slack.calls import web_client
from notifiers.slack.files import READY_WITHIN_S
from notifiers.slack.outbox import SlackOutbox
from notifiers.slack.pictures import with_picture
from templates.charts import Axis, ChartSpec, Series
from templates.message import Message
from tests.notifiers.conftest import PNG, Machine
from tests.notifiers.scripted import Answer, ScriptedSlack

CHART = ChartSpec(
    kind="results",
    title="Gasto acumulado",
    alt="El gasto va al 90 % de lo previsto.",
    labels=("1 nov", "2 nov"),
    series=(Series("results", "Leads", (10.0, 20.0)),),
    axes=(Axis("EUR", 20.0, ((0.0, "0"), (20.0, "20"))),),
    x_title="Día",
    name="pace",
)
BLOCKS = [{"type": "section", "text": {"type": "mrkdwn", "text": word}} for word in ("uno", "dos")]
MESSAGE = Message("Hola", BLOCKS, CHART, 1)
Types = list[str]


def types(blocks: list[dict[str, Any]]) -> Types:
    return [block["type"] for block in blocks]


async def test_a_message_without_a_chart_is_sent_as_it_is(slack: ScriptedSlack, out: SlackOutbox) -> None:
    await out.post("C0ACME", await out.prepare(Message("Hola", BLOCKS)), thread_ts="1.2")
    (sent,) = slack.made("chat.postMessage")
    assert sent == {
        "channel": "C0ACME",
        "thread_ts": "1.2",
        "text": "Hola",
        "blocks": BLOCKS,
        "unfurl_links": False,
        "unfurl_media": False,
    }


async def test_the_picture_is_uploaded_nowhere_and_placed_once_it_is_ready(
    slack: ScriptedSlack, out: SlackOutbox, machine: Machine
) -> None:
    slack.looks_until_ready = 3
    ready = await out.prepare(MESSAGE)
    assert types(ready.blocks) == ["section", "image", "section"]
    picture = ready.blocks[1]
    assert picture["alt_text"] == CHART.alt
    assert "title" not in picture, "it stands in the picture"
    (done,) = slack.made("files.completeUploadExternal")
    assert json.loads(done["files"]) == [{"id": picture["slack_file"]["id"], "title": CHART.title}]
    assert {"channel_id", "channels"}.isdisjoint(done)
    assert slack.made("upload") == [{"bytes": PNG}]
    announced = slack.made("files.getUploadURLExternal")[0]
    assert (announced["filename"], announced["length"], announced["alt_txt"]) == ("pace.png", str(len(PNG)), CHART.alt)
    assert len(machine.slept) == 2
    assert slack.posted == []


async def test_a_file_that_is_never_ready_leaves_its_place_to_the_native_chart(
    slack: ScriptedSlack, out: SlackOutbox, machine: Machine
) -> None:
    slack.looks_until_ready = 1_000
    ready = await out.prepare(MESSAGE)
    assert types(ready.blocks) == ["section", "data_visualization", "section"]
    assert READY_WITHIN_S <= sum(machine.slept) <= READY_WITHIN_S + 1


@pytest.mark.parametrize(
    "method", ["files.getUploadURLExternal", "files.completeUploadExternal", "files.info", "upload"]
)
async def test_an_upload_that_fails_at_any_step_leaves_its_place_to_the_native_chart(
    method: str, slack: ScriptedSlack, out: SlackOutbox
) -> None:
    slack.script(method, Answer("slack_connect_file_link_sharing_blocked"))
    slack.upload_status = 500 if method == "upload" else 200
    assert types((await out.prepare(MESSAGE)).blocks) == ["section", "data_visualization", "section"]


async def test_a_dead_token_is_not_hidden_behind_the_native_chart(slack: ScriptedSlack, out: SlackOutbox) -> None:
    slack.script("files.getUploadURLExternal", Answer("token_revoked"))
    with pytest.raises(EverythingStops):
        await out.prepare(MESSAGE)


@pytest.mark.parametrize(
    "error", [BrokenProcessPool("gone"), Transient("busy"), OSError("no fonts"), ValueError("a bug of the drawing")]
)
async def test_a_chart_that_cannot_be_drawn_leaves_its_place_to_the_native_chart(
    error: Exception, slack: ScriptedSlack, machine: Machine
) -> None:
    async def broken(_spec: ChartSpec) -> bytes:
        raise error

    async with aiohttp.ClientSession() as http:
        out = SlackOutbox(web_client("xoxb-test", slack.url, http), broken, machine.sleep)
        assert types((await out.prepare(MESSAGE)).blocks) == ["section", "data_visualization", "section"]


async def test_shared_channels_get_the_native_chart_and_the_picture_in_the_thread(
    slack: ScriptedSlack, out: SlackOutbox
) -> None:
    ready = await out.prepare(MESSAGE, shared=True)
    assert types(ready.blocks) == ["section", "data_visualization", "section"]
    assert slack.calls == []
    receipt = await out.post("C0ACME", ready)
    (done,) = slack.made("files.completeUploadExternal")
    assert (done["channel_id"], done["thread_ts"]) == ("C0ACME", receipt.ts)


async def test_a_picture_that_does_not_follow_does_not_unsay_the_message(
    slack: ScriptedSlack, out: SlackOutbox
) -> None:
    slack.script("files.completeUploadExternal", Answer("slack_connect_file_upload_sharing_blocked"))
    receipt = await out.post("C0ACME", await out.prepare(MESSAGE, shared=True))
    assert slack.posted[0]["ts"] == receipt.ts


@pytest.mark.parametrize("code", ["invalid_blocks", "msg_blocks_too_long", "slack_connect_file_link_sharing_blocked"])
async def test_a_refused_chart_is_left_out_once(code: str, slack: ScriptedSlack, out: SlackOutbox) -> None:
    slack.script("chat.postMessage", Answer(code))
    await out.post("C0ACME", await out.prepare(MESSAGE))
    first, second = slack.made("chat.postMessage")
    assert len(first["blocks"]) == 3
    assert second["blocks"] == BLOCKS
    assert second["text"] == first["text"]


async def test_what_is_refused_twice_is_not_tried_a_third_time(slack: ScriptedSlack, out: SlackOutbox) -> None:
    refused = Answer("slack_connect_file_link_sharing_blocked")
    slack.script("chat.postMessage", refused, refused)
    with pytest.raises(NeedsOwner):
        await out.post("C0ACME", await out.prepare(MESSAGE))
    assert len(slack.made("chat.postMessage")) == 2


async def test_an_edit_replaces_text_and_blocks(slack: ScriptedSlack, out: SlackOutbox) -> None:
    first = await out.post("C0ACME", await out.prepare(Message("antes")))
    again = await out.update("C0ACME", first.ts, await out.prepare(Message("después", BLOCKS)))
    assert again == first
    assert (slack.posted[0]["text"], slack.posted[0]["blocks"]) == ("después", BLOCKS)


async def test_a_conversation_is_opened_once(slack: ScriptedSlack, out: SlackOutbox) -> None:
    assert [await out.dm("U0MAYA"), await out.dm("U0MAYA")] == ["D0MAYA", "D0MAYA"]
    assert len(slack.made("conversations.open")) == 1


Facts = Callable[[dict[str, Any]], Awaitable[tuple[bool, tuple[str, ...]]]]


@pytest.fixture
def shared_with(slack: ScriptedSlack, out: SlackOutbox) -> Facts:
    async def ask(told: dict[str, Any]) -> tuple[bool, tuple[str, ...]]:
        slack.channels["C0ACME"] = told
        facts = await out.channel("C0ACME")
        return facts.is_ext_shared, facts.connected_teams

    return ask


async def test_the_other_teams_of_a_channel_are_all_but_our_own(shared_with: Facts) -> None:
    teams = {"is_ext_shared": True, "connected_team_ids": ["T0ACME"], "shared_team_ids": ["T0AGENCY", "T0ACME"]}
    assert await shared_with(teams) == (True, ("T0ACME",))


async def test_the_host_of_a_channel_is_a_stranger_where_we_are_guests(shared_with: Facts) -> None:
    told = {"is_ext_shared": True, "connected_team_ids": ["T0ACME"], "conversation_host_id": "T0ACME"}
    assert await shared_with(told) == (True, ("T0ACME",))


async def test_a_team_that_is_only_invited_counts(shared_with: Facts) -> None:
    told = {"is_pending_ext_shared": True, "pending_connected_team_ids": ["T0NEW"]}
    assert await shared_with(told) == (True, ("T0NEW",))


async def test_a_shared_channel_without_names_is_shared_with_a_stranger(shared_with: Facts) -> None:
    assert await shared_with({"is_ext_shared": True}) == (True, ("unknown",))
    assert await shared_with({}) == (False, ())


async def test_an_answer_to_a_person_never_waits_for_a_picture_in_shared_channels(
    slack: ScriptedSlack, out: SlackOutbox, picture: Draw
) -> None:
    blocks = await with_picture(out._client, picture, MESSAGE, shared=True)
    assert types(blocks) == ["section", "data_visualization", "section"]
    assert slack.calls == []


async def test_an_answer_to_a_person_survives_a_dead_token(
    slack: ScriptedSlack, out: SlackOutbox, picture: Draw
) -> None:
    slack.script("files.getUploadURLExternal", Answer("token_expired"))
    blocks = await with_picture(out._client, picture, MESSAGE, shared=False)
    assert types(blocks) == ["section", "data_visualization", "section"]
    slack.looks_until_ready = 1
    assert types(await with_picture(out._client, picture, MESSAGE, shared=False))[1] == "image"


async def test_a_chart_with_nothing_to_plot_is_left_out(slack: ScriptedSlack, out: SlackOutbox) -> None:
    bare = replace(CHART, series=(Series("results", "Leads", (None, None)),))
    ready = await out.prepare(Message("Hola", BLOCKS, bare, 1), shared=True)
    assert ready.blocks == BLOCKS


async def test_a_client_without_a_shared_session_opens_one_for_the_upload(
    slack: ScriptedSlack, machine: Machine, picture: Draw
) -> None:
    from slack_sdk.web.async_client import AsyncWebClient

    client = AsyncWebClient("xoxb-test", base_url=slack.url, retry_handlers=[])
    assert types(await with_picture(client, picture, MESSAGE, shared=False, sleep=machine.sleep))[1] == "image"


async def test_an_upload_address_that_nobody_serves_leaves_the_native_chart(
    slack: ScriptedSlack, out: SlackOutbox
) -> None:
    gone = {"ok": True, "file_id": "F0GONE0000", "upload_url": "http://127.0.0.1:9/upload"}
    slack.script("files.getUploadURLExternal", Answer(text=json.dumps(gone)))
    assert types((await out.prepare(MESSAGE)).blocks)[1] == "data_visualization"
