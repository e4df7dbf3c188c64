"""response_urls: five uses, thirty minutes, four kinds of answer."""

import pytest
from slack_sdk.webhook.async_client import AsyncWebhookClient


@pytest.fixture
def webhook(sandbox):
    """An answer channel for Pol in acme-clinica, as an interaction with that message would give."""

    def issue(message_ts=None):
        ticket = sandbox.workspace.responses.issue("C0ACME", "U0POL", message_ts)
        return AsyncWebhookClient(f"{sandbox.url}/respond/{ticket}")

    return issue


async def test_an_answer_is_private_unless_it_says_otherwise(sandbox, webhook):
    hook = webhook()
    assert (await hook.send(text="for Pol")).body == "ok"
    await hook.send(text="for all", response_type="in_channel")
    assert [m["text"] for m in await sandbox.messages("C0ACME", "Pol")] == ["for Pol", "for all"]
    assert [m["text"] for m in await sandbox.messages("C0ACME", "Ana")] == ["for all"]


async def test_it_works_five_times(webhook):
    hook = webhook()
    assert [(await hook.send(text=str(n))).status_code for n in range(6)] == [200] * 5 + [404]
    assert "used_url" in (await hook.send(text="again")).body


async def test_it_works_for_thirty_minutes(webhook, machine):
    hook = webhook()
    machine.ahead += 29 * 60
    assert (await hook.send(text="in time")).status_code == 200
    machine.ahead += 2 * 60
    late = await hook.send(text="late")
    assert (late.status_code, "expired_url" in late.body) == (404, True)


async def test_the_original_can_be_replaced_and_deleted(sandbox, webhook):
    posted = await sandbox.client.chat_postMessage(channel="C0ACME", text="old")
    hook = webhook(posted["ts"])
    await hook.send(text="new", replace_original=True)
    (message,) = await sandbox.messages("C0ACME", "Ana")
    assert (message["text"], message["ts"]) == ("new", posted["ts"])
    await hook.send(delete_original=True)
    assert await sandbox.messages("C0ACME", "Ana") == []


async def test_a_commands_first_answer_becomes_its_original(sandbox, webhook):
    hook = webhook()
    await hook.send(text="looking…")
    await hook.send(text="found", replace_original=True)
    assert [m["text"] for m in await sandbox.messages("C0ACME", "Pol")] == ["found"]


async def test_it_works_where_the_bot_is_not_a_member(sandbox):
    ticket = sandbox.workspace.responses.issue("C0NEW", "U0POL")
    hook = AsyncWebhookClient(f"{sandbox.url}/respond/{ticket}")
    assert (await hook.send(text="here too")).status_code == 200
    assert [m["text"] for m in await sandbox.messages("C0NEW", "Pol")] == ["here too"]


async def test_broken_blocks_are_refused(sandbox, webhook):
    answer = await webhook().send(text="x", blocks=[{"type": "image", "image_url": "https://example.com/x.png"}])
    assert "missing required field: alt_text" in answer.body
    assert await sandbox.messages("C0ACME", "Pol") == []


async def test_empty_answers_and_threads(sandbox, webhook):
    posted = await sandbox.client.chat_postMessage(channel="C0ACME", text="parent")
    hook = webhook()
    assert "no_text" in (await hook.send_dict({"text": ""})).body
    await hook.send_dict({"text": "in the thread", "response_type": "in_channel", "thread_ts": posted["ts"]})
    parent, reply = await sandbox.messages("C0ACME", "Ana")
    assert (parent["reply_count"], reply["thread_ts"]) == (1, posted["ts"])
