"""The control API: names or ids, sentences for errors, and everything a page waits for."""

import asyncio

import pytest

from sandbox.slack.model import Json
from tests.sandbox.conftest import eventually

PLACES = {"channel": "C0ACME", "user": "U0MAYA"}


async def test_the_state_names_channels_and_people(sandbox):
    state = await sandbox.get("state")
    assert state["now"].startswith("2026-11-16T07:30")
    channels = {c["id"]: c for c in state["channels"]}
    rooms = {"C0ACMEINT", "C0ACME", "C0FORNINT", "C0FORN", "C0NORDINT", "C0NORD", "C0GENERAL", "C0NEW"}
    assert {c for c in channels if not channels[c]["dm"]} == rooms
    assert channels["D0POL"].items() >= {"name": "dm-pol", "shared": False, "client": None, "dm": "U0POL"}.items()
    assert channels["C0ACME"].items() >= {"name": "acme-clinica", "shared": True, "client": "acme"}.items()
    assert channels["C0NEW"].items() >= {"name": "nuevo-cliente", "shared": False, "client": None}.items()
    people = {u["id"]: (u["name"], u["team"], u["role"]) for u in state["users"]}
    assert people["U0MAYA"] == ("Maya Ferrer", "T0AGENCY", "account manager")
    assert people["U0FORNJOAN"] == ("Joan Solé", "T0FORN", "client")


@pytest.mark.parametrize("channel", ["C0ACME", "acme-clinica", "#acme-clinica", "#C0ACME"])
@pytest.mark.parametrize("user", ["U0MAYA", "maya", "@maya", "Maya Ferrer", "Maya"])
async def test_names_and_ids_both_work(sandbox, channel, user):
    assert (await sandbox.post("message", channel=channel, user=user, text="hello"))["ok"]
    assert sandbox.workspace.messages["C0ACME"][-1].author == "U0MAYA"


@pytest.mark.parametrize(
    ("path", "body", "status", "words"),
    [
        ("command", {**PLACES, "channel": "#nope", "text": "/campaign"}, 404, 'no channel "#nope"'),
        ("command", {**PLACES, "user": "Nobody", "text": "/campaign"}, 404, 'no user "Nobody"'),
        ("command", {**PLACES}, 400, '"text" is missing'),
        ("command", {**PLACES, "text": "campaign"}, 400, "starts with a slash"),
        ("command", {**PLACES, "text": "/weather"}, 400, "not a valid command"),
        ("command", {**PLACES, "channel": "C0FORN", "user": "Ana", "text": "/campaign"}, 400, "is not in"),
        ("action", {**PLACES, "ts": "1.1", "action_id": "x"}, 404, "sees no message 1.1"),
        ("view", {"user": "Maya", "view_id": "V1", "values": {}}, 404, "no open view V1"),
        ("message", {**PLACES, "text": " "}, 400, "nothing to send"),
        ("message", {**PLACES, "text": "x", "thread_ts": "1.1"}, 404, "no message 1.1"),
        ("clock", {"advance": "soon"}, 400, "write for example 7d"),
        ("clock", {"advance": "999d"}, 400, "At most 400 days"),
        ("faults", {"service": "tiktok", "kind": "429"}, 400, '"tiktok"'),
        ("faults", {"service": "slack", "kind": "flood"}, 400, '"flood"'),
        ("faults", {"service": "slack", "kind": "429", "times": "many"}, 400, "whole number"),
        ("socket", {"do": "dance"}, 400, "refresh"),
        ("share", {"channel": "C0ACME", "team": "T0ACME"}, 400, "cannot be shared"),
        ("share", {"channel": "C0ACME", "team": "T0AGENCY"}, 400, "belongs to"),
        ("share", {"channel": "C0ACME", "team": "T9"}, 404, 'no team "T9"'),
        ("invite", {"channel": "C0ACME", "user": "U0BOT"}, 400, "already in"),
        ("remove", {"channel": "C0NEW", "user": "U0BOT"}, 400, "is not in"),
    ],
)
async def test_a_wrong_request_gets_a_sentence(sandbox, path, body, status, words):
    answer = await sandbox.post(path, **body)
    assert (answer["status"], answer["ok"]) == (status, False)
    assert words in answer["error"]


async def test_a_body_that_is_no_object_gets_a_sentence(sandbox):
    for body in ("{", "[]"):
        async with sandbox.http.post(f"{sandbox.url}/_sandbox/message", data=body) as answer:
            assert answer.status == 400
            assert "JSON" in (await answer.json())["error"]


async def test_an_element_that_is_not_there_is_answered_with_those_that_are(sandbox):
    def button(value: str) -> Json:
        text = {"type": "plain_text", "text": value}
        return {"type": "actions", "elements": [{"type": "button", "action_id": "go", "value": value, "text": text}]}

    picker = {"type": "actions", "elements": [{"type": "users_select", "action_id": "who"}]}
    posted = await sandbox.client.chat_postMessage(
        channel="C0ACME", text="x", blocks=[button("one"), button("two"), picker]
    )
    place = {**PLACES, "ts": posted["ts"]}
    missing = await sandbox.post("action", **place, action_id="stop")
    assert (missing["status"], missing["error"]) == (404, 'There is no element "stop" here; there are: go, who.')
    assert "has the value" in (await sandbox.post("action", **place, action_id="go", value="three"))["error"]
    assert "does not search" in (await sandbox.post("suggest", **place, action_id="who", value="m"))["error"]


async def test_a_shared_action_id_is_told_apart_by_value(sandbox, bolt, connect):
    heard = []

    @bolt.action("go")
    async def went(ack, body):
        await ack()
        heard.append(body["actions"][0].get("value") or body["actions"][0]["selected_option"]["value"])

    await connect(bolt)
    text = {"type": "plain_text", "text": "x"}
    rows = [
        {"type": "section", "text": text, "accessory": {"type": "button", "action_id": "go", "value": v, "text": text}}
        for v in ("one", "two")
    ]
    menu = {"type": "overflow", "action_id": "go", "options": [{"text": text, "value": "three"}]}
    blocks = [*rows, {"type": "actions", "elements": [menu]}]
    posted = await sandbox.client.chat_postMessage(channel="C0ACME", text="x", blocks=blocks)
    for value in ("two", "three", "one"):
        assert (await sandbox.post("action", **PLACES, ts=posted["ts"], action_id="go", value=value))["ok"]
    assert heard == ["two", "three", "one"]


@pytest.mark.parametrize(
    ("element", "value", "held"),
    [
        ({"type": "datepicker"}, "2026-12-01", {"selected_date": "2026-12-01"}),
        ({"type": "timepicker"}, "09:00", {"selected_time": "09:00"}),
        ({"type": "datetimepicker"}, 1794814201, {"selected_date_time": 1794814201}),
        ({"type": "users_select"}, "U0MAYA", {"selected_user": "U0MAYA"}),
        ({"type": "conversations_select"}, "C0ACME", {"selected_conversation": "C0ACME"}),
        ({"type": "multi_channels_select"}, ["C0ACME"], {"selected_channels": ["C0ACME"]}),
    ],
)
async def test_every_picker_sends_what_slack_sends(sandbox, bolt, connect, element, value, held):
    heard = []

    @bolt.action("pick")
    async def picked(ack, body):
        await ack()
        heard.append(body)

    await connect(bolt)
    block = {"type": "actions", "block_id": "b", "elements": [{**element, "action_id": "pick"}]}
    posted = await sandbox.client.chat_postMessage(channel="C0ACME", text="x", blocks=[block])
    assert (await sandbox.post("action", **PLACES, ts=posted["ts"], action_id="pick", value=value))["ok"]
    action = heard[0]["actions"][0]
    assert {key: action[key] for key in held} == held
    assert heard[0]["state"]["values"]["b"]["pick"] == {"type": element["type"], **held}


async def test_checkboxes_and_selects_give_their_options(sandbox, bolt, connect):
    heard = []

    @bolt.action("pick")
    async def picked(ack, body):
        await ack()
        heard.append(body["actions"][0])

    await connect(bolt)
    options = [{"text": {"type": "plain_text", "text": name.upper()}, "value": name} for name in "abc"]
    for kind in ("checkboxes", "multi_static_select", "radio_buttons", "static_select"):
        block = {"type": "actions", "elements": [{"type": kind, "action_id": "pick", "options": options}]}
        sent = await sandbox.client.chat_postEphemeral(channel="C0ACME", user="U0MAYA", text=kind, blocks=[block])
        value = ["a", "C"] if kind in ("checkboxes", "multi_static_select") else "B"
        place = {**PLACES, "ts": sent["message_ts"], "action_id": "pick"}
        assert (await sandbox.post("action", **place, value=value))["ok"]
        assert "not among" in (await sandbox.post("action", **place, value="z"))["error"]
    assert "needs a value" in (await sandbox.post("action", **place))["error"]
    boxes, multi, radio, static = heard
    assert (
        [o["value"] for o in boxes["selected_options"]] == [o["value"] for o in multi["selected_options"]] == ["a", "c"]
    )
    assert radio["selected_option"]["value"] == static["selected_option"]["value"] == "b"


async def test_a_page_waits_for_the_next_change(sandbox):
    before = (await sandbox.get("changes", since="-1"))["version"]
    waiting = asyncio.create_task(sandbox.get("changes", since=str(before)))
    await eventually(lambda: sandbox.workspace.changes._grown._waiters)
    assert not waiting.done()
    await sandbox.client.chat_postMessage(channel="C0ACME", text="news")
    assert (await waiting)["version"] > before


async def test_waiting_ends_without_a_change_too(sandbox):
    before = (await sandbox.get("state"))["version"]
    assert (await sandbox.get("changes", since=str(before), timeout="0"))["version"] == before


async def test_without_a_viewer_every_message_is_listed(sandbox):
    await sandbox.client.chat_postEphemeral(channel="C0ACME", user="U0MAYA", text="for Maya")
    await sandbox.client.chat_postMessage(channel="C0ACME", text="for all")
    listed = (await sandbox.get("messages", channel="C0ACME"))["messages"]
    assert [(m["text"], m.get("only_visible_to")) for m in listed] == [("for Maya", "U0MAYA"), ("for all", None)]
