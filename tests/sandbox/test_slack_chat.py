"""chat.* as the real slack_sdk meets it: shapes, errors, limits."""

import asyncio

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.loop_clock import race
from tests.sandbox.conftest import eventually


async def refused(call) -> dict:
    """The body of the answer that Slack refused."""
    with pytest.raises(SlackApiError) as caught:
        await call
    return caught.value.response


async def test_a_message_has_slacks_shape_and_the_scopes_are_in_a_header(sandbox):
    sent = await sandbox.client.chat_postMessage(channel="C0ACME", text="hello", blocks=[{"type": "divider"}])
    message = sent["message"]
    assert (message["type"], message["bot_id"], message["app_id"]) == ("message", "B0VIGIA", "A0VIGIA")
    assert message["blocks"][0]["block_id"]
    assert message["team"] == "T0AGENCY"
    assert "chat:write" in sent.headers["x-oauth-scopes"].split(",")
    (seen,) = await sandbox.messages("C0ACME", "U0ACMEANA")
    assert (seen["ts"], seen["channel"]) == (sent["ts"], "C0ACME")


async def test_timestamps_come_from_the_sandboxs_clock_and_never_repeat(sandbox, machine):
    stamps = []
    for _ in range(3):
        machine.ahead += 1
        stamps.append((await sandbox.client.chat_postMessage(channel="C0ACME", text="x"))["ts"])
    assert stamps == sorted(set(stamps))
    assert abs(float(stamps[0]) - sandbox.clock.now().timestamp()) < 5


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "C0NOWHERE", "text": "x"}, "channel_not_found"),
        ({"channel": "C0NEW", "text": "x"}, "not_in_channel"),
        ({"channel": "C0ACME", "text": "  "}, "no_text"),
        ({"channel": "C0ACME", "text": "x" * 40_001}, "msg_too_long"),
        ({"channel": "C0ACME", "text": "x", "thread_ts": "1.000001"}, "thread_not_found"),
        ({"channel": "C0ACME", "text": "x", "metadata": {"event_type": ""}}, "invalid_metadata_format"),
        ({"channel": "C0ACME", "text": "x", "blocks": "[{"}, "invalid_blocks_format"),
    ],
)
async def test_what_cannot_be_posted_is_refused_by_name(sandbox, arguments, error):
    assert (await refused(sandbox.client.api_call("chat.postMessage", json=arguments)))["error"] == error
    assert await sandbox.messages("C0ACME", "U0MAYA") == []


async def test_a_channel_may_be_archived(sandbox):
    await sandbox.post("switches", archive="C0FORN")
    answer = await refused(sandbox.client.chat_postMessage(channel="C0FORN", text="x"))
    assert answer["error"] == "is_archived"
    await sandbox.post("switches", unarchive="C0FORN")
    assert (await sandbox.client.chat_postMessage(channel="C0FORN", text="x"))["ok"]


async def test_broken_blocks_are_pointed_at(sandbox):
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}
    answer = await refused(sandbox.client.chat_postMessage(channel="C0ACME", text="x", blocks=[section]))
    assert answer["error"] == "invalid_blocks"
    expected = "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {expected}"]
    assert answer["errors"] == [expected]


async def test_too_many_words_in_valid_blocks_are_refused_together(sandbox):
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2900}}
    answer = await refused(sandbox.client.chat_postMessage(channel="C0ACME", text="x", blocks=[section] * 5))
    assert answer["error"] == "msg_blocks_too_long"


async def test_the_second_message_within_a_second_is_told_to_wait(sandbox, machine):
    post = sandbox.client.chat_postMessage
    await post(channel="C0ACME", text="1")
    with pytest.raises(SlackApiError) as caught:
        await post(channel="C0ACME", text="2")
    response = caught.value.response
    assert (response.status_code, response["error"]) == (429, "ratelimited")
    assert response.headers["Retry-After"] == "1"
    assert (await post(channel="C0ACMEINT", text="elsewhere"))["ok"]
    machine.ahead += 1
    assert (await post(channel="C0ACME", text="3"))["ok"]
    assert [m["text"] for m in await sandbox.messages("C0ACME", "U0MAYA")] == ["1", "3"]


async def test_a_reply_counts_in_its_parent(sandbox, machine):
    parent = await sandbox.client.chat_postMessage(channel="C0ACME", text="parent")
    machine.ahead += 1
    reply = await sandbox.client.chat_postMessage(channel="C0ACME", text="reply", thread_ts=parent["ts"])
    first, second = await sandbox.messages("C0ACME", "U0ACMEANA")
    assert (first["reply_count"], first["latest_reply"]) == (1, reply["ts"])
    assert second["thread_ts"] == parent["ts"]
    await sandbox.client.chat_delete(channel="C0ACME", ts=reply["ts"])
    (first,) = await sandbox.messages("C0ACME", "U0ACMEANA")
    assert first["reply_count"] == 0


async def test_a_reply_can_also_be_sent_to_the_channel(sandbox, machine):
    parent = await sandbox.client.chat_postMessage(channel="C0ACME", text="parent")
    machine.ahead += 1
    answer = await sandbox.client.chat_postMessage(
        channel="C0ACME", text="worse", thread_ts=parent["ts"], reply_broadcast=True
    )
    said = answer["message"]
    assert (said["subtype"], said["root"]["text"], said["thread_ts"]) == ("thread_broadcast", "parent", parent["ts"])
    first, _ = await sandbox.messages("C0ACME", "U0MAYA")
    assert first["reply_count"] == 1
    machine.ahead += 1
    alone = await sandbox.client.chat_postMessage(channel="C0ACME", text="alone", reply_broadcast=True)
    assert "subtype" not in alone["message"]


async def test_only_the_bots_own_lasting_messages_can_be_edited(sandbox):
    client = sandbox.client
    mine = await client.chat_postMessage(channel="C0ACME", text="old", blocks=[{"type": "divider"}])
    hers = await sandbox.post("message", channel="C0ACME", user="Ana", text="hi")
    whisper = await client.chat_postEphemeral(channel="C0ACME", user="U0MAYA", text="psst")
    edited = await client.chat_update(channel="C0ACME", ts=mine["ts"], text="new")
    assert edited["message"]["edited"]["user"] == "B0VIGIA"
    assert edited["message"]["blocks"][0]["type"] == "divider"
    others = await refused(client.chat_update(channel="C0ACME", ts=hers["ts"], text="x"))
    assert others["error"] == "cant_update_message"
    gone = await refused(client.chat_update(channel="C0ACME", ts=whisper["message_ts"], text="x"))
    assert gone["error"] == "message_not_found"
    assert (await refused(client.chat_delete(channel="C0ACME", ts=hers["ts"])))["error"] == "cant_delete_message"


async def test_an_ephemeral_message_is_for_one_person_in_the_channel(sandbox):
    client = sandbox.client
    await client.chat_postEphemeral(channel="C0ACME", user="U0ACMEANA", text="only you")
    assert [m["is_ephemeral"] for m in await sandbox.messages("C0ACME", "Ana")] == [True]
    assert await sandbox.messages("C0ACME", "Maya") == []
    outside = await refused(client.chat_postEphemeral(channel="C0ACME", user="U0FORNJOAN", text="x"))
    assert outside["error"] == "user_not_in_channel"


async def test_a_permalink_leads_to_a_message_that_exists(sandbox):
    posted = await sandbox.client.chat_postMessage(channel="U0MAYA", text="direct")
    assert posted["channel"] == "D0MAYA"
    link = await sandbox.client.chat_getPermalink(channel="D0MAYA", message_ts=posted["ts"])
    assert link["permalink"].endswith(posted["ts"].replace(".", ""))
    nothing = await refused(sandbox.client.chat_getPermalink(channel="D0MAYA", message_ts="1.1"))
    assert nothing["error"] == "message_not_found"


@pytest.mark.parametrize(
    ("token", "method", "error"),
    [
        (None, "auth.test", "not_authed"),
        ("xoxb-wrong", "auth.test", "invalid_auth"),
        ("xapp-sandbox", "auth.test", "not_allowed_token_type"),
        ("xoxb-sandbox", "apps.connections.open", "not_allowed_token_type"),
        ("xoxb-sandbox", "chat.nonsense", "unknown_method"),
    ],
)
async def test_tokens_and_methods_are_checked(sandbox, token, method, error):
    client = AsyncWebClient(token=token, base_url=f"{sandbox.url}/api/", session=sandbox.http)
    assert (await refused(client.api_call(method)))["error"] == error


async def test_forms_json_queries_and_a_token_argument_are_all_read(sandbox):
    url = f"{sandbox.url}/api/auth.test"
    async with sandbox.http.get(url, params={"token": "xoxb-sandbox"}) as answer:
        assert (await answer.json())["user_id"] == "U0BOT"
    async with sandbox.http.post(url, data={"token": "xoxb-sandbox"}) as answer:
        assert (await answer.json())["team_id"] == "T0AGENCY"
    async with sandbox.http.post(url, json={"token": "xoxb-sandbox"}) as answer:
        assert (await answer.json())["bot_id"] == "B0VIGIA"
    async with sandbox.http.post(url, data="{", headers={"Content-Type": "application/json"}) as answer:
        assert (await answer.json())["error"] == "invalid_json"


async def test_calls_are_listed_without_their_contents(sandbox):
    await sandbox.client.chat_postMessage(channel="C0ACME", text="a secret")
    await refused(sandbox.client.chat_postMessage(channel="C0NOWHERE", text="another"))
    listed = (await sandbox.get("calls"))["calls"]
    assert [(c["method"], c["ok"], c["error"]) for c in listed] == [
        ("chat.postMessage", True, None),
        ("chat.postMessage", False, "channel_not_found"),
    ]
    assert "secret" not in str(listed)
    assert "xoxb" not in str(listed)


@pytest.mark.parametrize(
    ("kind", "status", "error"),
    [("429", 429, "ratelimited"), ("500", 500, "internal_error"), ("expired_token", 200, "token_expired")],
)
async def test_an_ordered_fault_hits_as_many_calls_as_ordered(sandbox, kind, status, error):
    assert (await sandbox.post("faults", service="slack", kind=kind, times=1))["ok"]
    with pytest.raises(SlackApiError) as caught:
        await sandbox.client.chat_postMessage(channel="C0ACME", text="x")
    assert (caught.value.response.status_code, caught.value.response["error"]) == (status, error)
    assert (await sandbox.client.chat_postMessage(channel="C0ACME", text="x"))["ok"]


async def test_a_lost_answer_leaves_the_message_posted(sandbox):
    await sandbox.post("faults", service="slack", kind="timeout", times=1)
    impatient = AsyncWebClient(token="xoxb-sandbox", base_url=f"{sandbox.url}/api/", timeout=15, retry_handlers=[])
    posting = asyncio.create_task(impatient.chat_postMessage(channel="C0ACME", text="did it arrive?"))
    await eventually(lambda: sandbox.workspace.messages["C0ACME"])
    await race(posting.done)
    with pytest.raises(TimeoutError):
        await posting
    assert [m["text"] for m in await sandbox.messages("C0ACME", "Ana")] == ["did it arrive?"]
