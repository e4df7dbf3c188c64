"""Every code that Slack's pages name is classed by what we must do."""

import asyncio

import pytest

from domain.errors import NeedsOwner, SchemaDrift, Transient
from domain.words import Remedy
from notifiers.port import EverythingStops, Unsure
from notifiers.slack.calls import call, need, web_client
from notifiers.slack.errors import NO_FILES_HERE, TABLE, Bug, Kind, NoFiles, problem
from notifiers.slack.outbox import SlackOutbox
from templates.message import Message
from tests.loop_clock import race
from tests.notifiers.scripted import Answer, ScriptedSlack

MUST_STOP = ("token_expired", "token_revoked", "account_inactive", "team_access_not_granted", "ekm_access_denied")


@pytest.mark.parametrize("code", sorted(TABLE))
async def test_every_code_comes_out_as_its_class(code: str, slack: ScriptedSlack, out: SlackOutbox) -> None:
    expected = {Kind.TRANSIENT: Transient, Kind.OWNER: NeedsOwner, Kind.STOP: EverythingStops, Kind.BUG: Bug}
    slack.script("chat.postMessage", Answer(code), Answer(code))
    ready = await out.prepare(Message("Hola"))
    with pytest.raises(expected[TABLE[code][0]]) as caught:
        await out.post("C0ACME", ready)
    assert type(caught.value) is (NoFiles if code in NO_FILES_HERE else expected[TABLE[code][0]])
    assert caught.value.detail == code
    remedy = TABLE[code][1]
    assert getattr(caught.value, "remedy", None) is remedy
    assert slack.posted == []


@pytest.mark.parametrize(
    ("code", "remedy"),
    [
        ("not_in_channel", Remedy.INVITE_BOT),
        ("is_archived", Remedy.UNARCHIVE_CHANNEL),
        ("channel_not_found", Remedy.REBIND_CHANNEL),
        ("restricted_action", Remedy.ALLOW_POSTING),
        ("restricted_action_read_only_channel", Remedy.ALLOW_POSTING),
        ("missing_scope", Remedy.RAISE_SCOPE),
        *((code, Remedy.REINSTALL_APP) for code in MUST_STOP),
    ],
)
def test_the_remedy_of_what_only_a_person_can_mend(code: str, remedy: Remedy) -> None:
    found = problem(code)
    assert isinstance(found, NeedsOwner)
    assert found.remedy is remedy


@pytest.mark.parametrize("code", MUST_STOP)
def test_a_dead_token_stops_everything(code: str) -> None:
    assert isinstance(problem(code), EverythingStops)


def test_a_code_that_nobody_knows_is_a_fault_of_ours() -> None:
    found = problem("never_heard_of", "somewhere")
    assert isinstance(found, Bug)
    assert found.detail == "never_heard_of: somewhere"


@pytest.mark.parametrize("code", ["ratelimited", "rate_limited"])
async def test_both_spellings_of_the_limit_bring_their_wait(code: str, slack: ScriptedSlack, out: SlackOutbox) -> None:
    slack.script("conversations.info", Answer(code, 429, {"Retry-After": "7"}))
    with pytest.raises(Transient) as caught:
        await out.channel("C0ACME")
    assert caught.value.retry_after == 7
    assert len(slack.calls) == 1


async def test_a_limit_without_a_body_or_a_wait_is_still_a_limit(slack: ScriptedSlack, out: SlackOutbox) -> None:
    slack.script("conversations.info", Answer(status=429))
    with pytest.raises(Transient) as caught:
        await out.channel("C0ACME")
    assert (caught.value.retry_after, caught.value.reason) == (None, "ratelimited")


@pytest.mark.parametrize("answer", [Answer(status=503), Answer(status=502, text="<html>")])
async def test_an_answer_that_is_no_answer_passes(answer: Answer, slack: ScriptedSlack, out: SlackOutbox) -> None:
    slack.script("chat.postMessage", answer)
    ready = await out.prepare(Message("Hola"))
    with pytest.raises(Transient):
        await out.post("C0ACME", ready)


@pytest.mark.parametrize("answer", [Answer(drop=True), Answer(status=504), Answer(text="not json")])
async def test_a_lost_answer_is_not_taken_for_a_failure(answer: Answer, slack: ScriptedSlack, out: SlackOutbox) -> None:
    slack.script("chat.postMessage", answer)
    ready = await out.prepare(Message("Hola"))
    with pytest.raises(Unsure):
        await out.post("C0ACME", ready)
    assert len(slack.made("chat.postMessage")) == 1


async def test_a_call_that_takes_too_long_has_an_unknown_outcome(slack: ScriptedSlack, out: SlackOutbox) -> None:
    slack.script("chat.postMessage", Answer(hang=True))
    calling = asyncio.create_task(call(out._client, "chat.postMessage", {"channel": "C0ACME", "text": "Hola"}))
    while not slack.posted:  # noqa: ASYNC110 - a server tells nobody
        await asyncio.sleep(0)
    await race(calling.done)
    with pytest.raises(Unsure):
        await calling
    assert len(slack.posted) == 1


async def test_nothing_left_when_nobody_listens(out: SlackOutbox, slack: ScriptedSlack) -> None:
    await slack.stop()
    ready = await out.prepare(Message("Hola"))
    with pytest.raises(Transient) as caught:
        await out.post("C0ACME", ready)
    assert caught.value.reason == "unreachable"


async def test_a_client_that_retries_by_itself_is_refused(out: SlackOutbox) -> None:
    from slack_sdk.web.async_client import AsyncWebClient

    with pytest.raises(ValueError, match="twice"):
        SlackOutbox(AsyncWebClient("xoxb-test"), out._draw)
    assert web_client("xoxb-test", "http://127.0.0.1:1", out._client.session).retry_handlers == []


async def test_pointers_of_refused_blocks_reach_the_log(slack: ScriptedSlack, out: SlackOutbox) -> None:
    metadata = {"messages": ["[ERROR] no more than 50 items allowed [json-pointer:/blocks]"]}
    body = {"ok": False, "error": "invalid_blocks", "response_metadata": metadata}
    slack.script("chat.postMessage", Answer("invalid_blocks", body=body))
    ready = await out.prepare(Message("Hola", [{"type": "divider"}]))
    with pytest.raises(Bug, match="json-pointer"):
        await out.post("C0ACME", ready)


def test_an_answer_that_lacks_what_we_need_names_the_place() -> None:
    with pytest.raises(SchemaDrift) as missing:
        need({"ok": True, "channel": {}}, "conversations.open", "channel", "id")
    assert missing.value.path == "conversations.open: channel.id"
    assert need({"channel": {"id": "D1"}}, "conversations.open", "channel", "id") == "D1"


async def test_a_post_whose_answer_names_no_message_may_have_arrived(slack: ScriptedSlack, out: SlackOutbox) -> None:
    slack.script("chat.postMessage", Answer(text='{"ok": true}'))
    with pytest.raises(Unsure, match="missing"):
        await out.post("C1", await out.prepare(Message("hola")))
