"""The real slack_bolt over Socket Mode: commands, buttons, modals, events, reconnects."""

import asyncio

import pytest

from tests.sandbox.conftest import eventually

BUTTONS = [
    {
        "type": "actions",
        "block_id": "choices",
        "elements": [
            {"type": "button", "action_id": "pick", "value": "one", "text": {"type": "plain_text", "text": "One"}},
            {
                "type": "static_select",
                "action_id": "campaign",
                "options": [
                    {"text": {"type": "plain_text", "text": name.title()}, "value": name}
                    for name in ("autumn", "winter")
                ],
            },
        ],
    },
]
MODAL = {
    "type": "modal",
    "callback_id": "goal",
    "title": {"type": "plain_text", "text": "Goal"},
    "submit": {"type": "plain_text", "text": "Save"},
    "blocks": [
        {
            "type": "input",
            "block_id": "value",
            "label": {"type": "plain_text", "text": "Value"},
            "element": {"type": "plain_text_input", "action_id": "typed"},
        }
    ],
}


async def test_a_slash_command_is_acknowledged_and_answered_privately(sandbox, bolt, connect):
    @bolt.command("/campaign")
    async def answer(ack, respond, command):
        await ack()
        await respond(f"you said {command['text']} in {command['channel_id']}")

    await connect(bolt)
    done = await sandbox.post("command", channel="#acme-interno", user="Maya Ferrer", text="/campaign status otoño")
    assert done["ok"]
    assert 0 < done["ack_ms"] < 3000
    await eventually(lambda: sandbox.workspace.messages["C0ACMEINT"])
    (mine,) = await sandbox.messages("C0ACMEINT", "U0MAYA")
    assert mine["text"] == "you said status otoño in C0ACMEINT"
    assert mine["is_ephemeral"]
    assert mine["channel"] == "C0ACMEINT"
    assert await sandbox.messages("C0ACMEINT", "U0POL") == []


async def test_an_acknowledgement_may_carry_the_answer_and_mentions_arrive_escaped(sandbox, bolt, connect):
    @bolt.command("/campaign")
    async def answer(ack, command):
        await ack(command["text"])

    await connect(bolt)
    await sandbox.post("command", channel="general", user="Pol", text="/campaign who @maya in #acme-clinica")
    (mine,) = await sandbox.messages("general", "Pol")
    assert mine["text"] == "who <@U0MAYA|maya> in <#C0ACME|acme-clinica>"


async def test_a_command_nobody_acknowledges_is_reported_to_the_person(sandbox, bolt, connect):
    @bolt.command("/campaign")
    async def sleep(command):
        await asyncio.sleep(0)

    await connect(bolt)
    done = await sandbox.post("command", channel="general", user="Sara", text="/campaign")
    assert not done["ok"]
    assert done["ack_ms"] >= 2990
    (told,) = await sandbox.messages("general", "Sara")
    assert told["text"] == "/campaign did not respond"
    assert await sandbox.messages("general", "Maya") == []


async def test_without_a_connection_a_command_fails_at_once(sandbox):
    done = await sandbox.post("command", channel="general", user="Sara", text="/campaign")
    assert not done["ok"]
    assert "no_connection" in done["error"]


async def test_external_people_have_no_slash_commands(sandbox, bolt, connect):
    await connect(bolt)
    done = await sandbox.post("command", channel="C0ACME", user="Ana Soler", text="/campaign status")
    assert (done["status"], done["ok"], done["error"]) == (400, False, "not a valid command")


async def test_a_click_carries_team_container_message_and_state(sandbox, bolt, connect):
    seen = []

    @bolt.action("pick")
    async def picked(ack, body):
        await ack()
        seen.append(body)

    @bolt.action("campaign")
    async def chose(ack, body):
        await ack()
        seen.append(body)

    await connect(bolt)
    posted = await sandbox.client.chat_postMessage(channel="C0ACME", text="choose", blocks=BUTTONS)
    place = {"channel": "C0ACME", "ts": posted["ts"], "user": "U0ACMEANA"}
    assert (await sandbox.post("action", **place, action_id="campaign", value="winter"))["ok"]
    assert (await sandbox.post("action", **place, action_id="pick"))["ok"]
    select, button = await eventually(lambda: seen if len(seen) == 2 else None)
    assert select["actions"][0]["selected_option"]["value"] == "winter"
    assert button["user"]["team_id"] == "T0ACME"
    assert button["team"]["id"] == "T0AGENCY"
    assert button["container"] == {
        "type": "message",
        "message_ts": posted["ts"],
        "channel_id": "C0ACME",
        "is_ephemeral": False,
    }
    assert button["message"]["ts"] == posted["ts"]
    assert button["actions"][0]["value"] == "one"
    assert button["state"]["values"]["choices"]["campaign"]["selected_option"]["value"] == "winter"


async def test_a_click_in_an_ephemeral_message_comes_without_the_message(sandbox, bolt, connect):
    seen = []

    @bolt.action("pick")
    async def picked(ack, body, respond):
        await ack()
        await respond(text="done", replace_original=True)
        seen.append(body)

    await connect(bolt)
    whispered = await sandbox.client.chat_postEphemeral(channel="C0ACME", user="U0POL", text="choose", blocks=BUTTONS)
    place = {"channel": "acme-clinica", "ts": whispered["message_ts"], "action_id": "pick"}
    assert (await sandbox.post("action", user="Maya", **place))["status"] == 404
    assert (await sandbox.post("action", user="Pol", **place))["ok"]
    (body,) = await eventually(lambda: seen)
    assert body["container"]["is_ephemeral"] is True
    assert "message" not in body
    (left,) = await sandbox.messages("C0ACME", "U0POL")
    assert left["text"] == "done"


async def test_a_modal_is_opened_refused_corrected_and_closed(sandbox, bolt, connect):
    saved = []

    @bolt.action("pick")
    async def open_modal(ack, body, client):
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=MODAL)

    @bolt.view("goal")
    async def save(ack, body):
        typed = body["view"]["state"]["values"]["value"]["typed"]["value"]
        if not typed.isdigit():
            await ack(response_action="errors", errors={"value": "a number, please"})
            return
        await ack()
        saved.append(body)

    await connect(bolt)
    posted = await sandbox.client.chat_postMessage(channel="C0ACME", text="choose", blocks=BUTTONS)
    await sandbox.post("action", channel="C0ACME", ts=posted["ts"], user="Ana", action_id="pick", value="one")
    await eventually(lambda: sandbox.workspace.views.modals("U0ACMEANA"))
    (modal,) = (await sandbox.get("views", user="Ana"))["modals"]
    submit = {"user": "Ana", "view_id": modal["id"]}
    assert "must not be empty" in (await sandbox.post("view", **submit, values={}))["error"]
    refused = await sandbox.post("view", **submit, values={"value": "many"})
    assert refused["errors"] == {"value": "a number, please"}
    typed = {"type": "plain_text_input", "value": "some"}
    assert "errors" in await sandbox.post("view", **submit, values={"value": {"typed": typed}})
    done = await sandbox.post("view", **submit, values={"value": {"typed": "25"}})
    assert done["response_action"] == "close"
    (body,) = await eventually(lambda: saved)
    assert body["team"]["id"] == body["user"]["team_id"] == "T0ACME"
    assert body["view"]["app_installed_team_id"] == "T0AGENCY"
    assert (await sandbox.get("views", user="Ana"))["modals"] == []


async def test_a_submission_may_update_or_push_a_view(sandbox, bolt, connect):
    answers = [{"response_action": "update", "view": MODAL}, {"response_action": "push", "view": MODAL}]

    @bolt.command("/campaign")
    async def open_modal(ack, body, client):
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=MODAL)

    @bolt.view("goal")
    async def save(ack):
        await ack(**answers.pop(0)) if answers else await ack(response_action="clear")

    await connect(bolt)
    await sandbox.post("command", channel="general", user="Maya", text="/campaign target")
    (first,) = await eventually(lambda: sandbox.workspace.views.modals("U0MAYA"))
    submit = {"user": "Maya", "values": {"typed": "1"}}
    updated = await sandbox.post("view", view_id=first.id, **submit)
    assert (updated["response_action"], updated["view_id"]) == ("update", first.id)
    pushed = await sandbox.post("view", view_id=first.id, **submit)
    assert pushed["response_action"] == "push"
    assert len(sandbox.workspace.views.modals("U0MAYA")) == 2
    assert "under another" in (await sandbox.post("view", view_id=first.id, **submit))["error"]
    await sandbox.post("view", view_id=pushed["view_id"], **submit)
    assert sandbox.workspace.views.modals("U0MAYA") == []


async def test_an_external_select_searches_and_only_takes_what_was_found(sandbox, bolt, connect):
    seen = []

    @bolt.options("search")
    async def found(ack, body):
        name = body["value"]
        seen.append(body["user"]["team_id"])
        await ack(options=[{"text": {"type": "plain_text", "text": name.title()}, "value": f"key-{name}"}])

    @bolt.action("search")
    async def chosen(ack, body):
        await ack()
        seen.append(body["actions"][0]["selected_option"]["value"])

    await connect(bolt)
    select = {"type": "external_select", "action_id": "search", "min_query_length": 1}
    posted = await sandbox.client.chat_postMessage(
        channel="C0FORN", text="search", blocks=[{"type": "actions", "elements": [select]}]
    )
    place = {"channel": "forn-sole", "ts": posted["ts"], "user": "Joan", "action_id": "search"}
    suggested = await sandbox.post("suggest", **place, value="nadal")
    assert [option["value"] for option in suggested["options"]] == ["key-nadal"]
    assert "not among the options" in (await sandbox.post("action", **place, value="key-other"))["error"]
    assert (await sandbox.post("action", **place, value="Nadal"))["ok"]
    assert await eventually(lambda: seen if len(seen) == 2 else None) == ["T0FORN", "key-nadal"]


async def test_a_mention_arrives_with_the_writers_own_team(sandbox, bolt, connect):
    heard = []

    @bolt.event("app_mention")
    async def mentioned(body):
        heard.append(body)

    await connect(bolt)
    assert (await sandbox.post("message", channel="C0ACME", user="Ana", text="@Vigía status"))["ok"]
    (body,) = await eventually(lambda: heard)
    assert body["event"]["text"] == "<@U0BOT> status"
    assert body["event"]["user_team"] == body["event"]["source_team"] == "T0ACME"
    assert body["authorizations"][0]["team_id"] == body["team_id"] == "T0AGENCY"
    assert body["is_ext_shared_channel"] is True
    assert body["event_id"].startswith("Ev")


async def test_direct_messages_arrive_and_other_peoples_talk_does_not(sandbox, bolt, connect):
    heard = []

    @bolt.event("message")
    async def written(event):
        heard.append(event)

    await connect(bolt)
    await sandbox.post("message", channel="general", user="Sara", text="lunch?")
    first = await sandbox.post("message", channel="dm", user="Maya", text="status")
    reply = await sandbox.post("message", channel="dm", user="Maya", text="more", thread_ts=first["ts"])
    await eventually(lambda: len(heard) == 2)
    assert [event["channel_type"] for event in heard] == ["im", "im"]
    assert {event["ts"] for event in heard} == {first["ts"], reply["ts"]}
    parent, _ = await sandbox.messages("dm", "Maya")
    assert parent["reply_count"] == 1


async def test_an_invited_bot_learns_who_invited_it(sandbox, bolt, connect):
    heard = []

    @bolt.event("member_joined_channel")
    async def joined(event):
        heard.append(event)

    await connect(bolt)
    assert (await sandbox.post("invite", channel="nuevo-cliente", user="Pol"))["ok"]
    (event,) = await eventually(lambda: heard)
    assert (event["user"], event["inviter"], event["channel"]) == ("U0BOT", "U0POL", "C0NEW")


async def test_sharing_and_unsharing_are_announced(sandbox, bolt, connect):
    heard = []

    @bolt.event("channel_shared")
    async def shared(event):
        heard.append(event)

    @bolt.event("channel_unshared")
    async def unshared(event):
        heard.append(event)

    await connect(bolt)
    await sandbox.post("share", channel="general", team="Forn Solé")
    await eventually(lambda: len(heard) == 1)
    info = (await sandbox.client.conversations_info(channel="C0GENERAL"))["channel"]
    assert (info["is_ext_shared"], info["connected_team_ids"]) == (True, ["T0FORN"])
    await sandbox.post("share", channel="general", team="T0FORN", do="unshare")
    await eventually(lambda: len(heard) == 2)
    assert [event["type"] for event in heard] == ["channel_shared", "channel_unshared"]
    assert "U0FORNJOAN" not in sandbox.workspace.channels["C0GENERAL"].members


async def test_opening_home_lets_the_app_publish_it(sandbox, bolt, connect):
    @bolt.event("app_home_opened")
    async def opened(event, client):
        block = {"type": "header", "text": {"type": "plain_text", "text": "Your clients"}}
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [block]})

    await connect(bolt)
    await sandbox.post("home", user="Maya")
    await eventually(lambda: sandbox.workspace.views.home("U0MAYA"))
    home = (await sandbox.get("views", user="Maya"))["home"]
    assert home["blocks"][0]["text"]["text"] == "Your clients"


@pytest.mark.parametrize("deed", ["refresh", "disconnect", "warning"])
async def test_the_app_comes_back_after_losing_its_connection(sandbox, bolt, connect, deed):
    @bolt.command("/campaign")
    async def answer(ack):
        await ack("still here")

    handler = await connect(bolt)
    handler.client.ping_interval = 0.2
    before = handler.client.current_session
    await sandbox.post("socket", do=deed)
    await eventually(lambda: handler.client.current_session is not before and sandbox.hub.count == 1, within=15)
    assert (await sandbox.post("command", channel="general", user="Maya", text="/campaign"))["ok"]


async def test_each_envelope_goes_to_one_of_several_connections(sandbox, bolt, connect):
    heard = []

    @bolt.command("/campaign")
    async def answer(ack, command):
        await ack()
        heard.append(command["text"])

    await connect(bolt)
    await connect(bolt)
    for number in range(6):
        await sandbox.post("command", channel="general", user="Maya", text=f"/campaign {number}")
    assert heard == ["0", "1", "2", "3", "4", "5"]


async def test_an_unacknowledged_event_is_delivered_again_with_the_same_id(sandbox):
    opened = await sandbox.client.apps_connections_open(app_token="xapp-sandbox")
    await sandbox.post("message", channel="dm", user="Maya", text="hello")
    async with sandbox.http.ws_connect(opened["url"]) as ws:
        hello = await ws.receive_json(timeout=5)
        assert (hello["type"], hello["num_connections"]) == ("hello", 1)
        assert hello["connection_info"]["app_id"] == "A0VIGIA"
        first = await ws.receive_json(timeout=5)
        again = await ws.receive_json(timeout=5)
        await ws.send_json({"envelope_id": again["envelope_id"]})
    assert first["accepts_response_payload"] is False
    assert (first["retry_attempt"], again["retry_attempt"], again["retry_reason"]) == (0, 1, "timeout")
    assert first["payload"]["event_id"] == again["payload"]["event_id"]


async def test_a_socket_address_works_once(sandbox):
    opened = await sandbox.client.apps_connections_open(app_token="xapp-sandbox")
    async with sandbox.http.ws_connect(opened["url"]) as ws:
        await ws.receive_json(timeout=5)
    async with sandbox.http.get(opened["url"].replace("ws:", "http:")) as answer:
        assert answer.status == 403


async def test_the_eleventh_connection_is_turned_away(sandbox):
    opened = []
    for _ in range(11):
        url = (await sandbox.client.apps_connections_open(app_token="xapp-sandbox"))["url"]
        opened.append(await sandbox.http.ws_connect(url))
    said = [await ws.receive_json(timeout=5) for ws in opened]
    assert [word["type"] for word in said] == ["hello"] * 10 + ["disconnect"]
    assert said[-1]["reason"] == "too_many_websockets"
    for ws in opened:
        await ws.close()


async def test_nonsense_on_the_socket_is_ignored(sandbox):
    url = (await sandbox.client.apps_connections_open(app_token="xapp-sandbox"))["url"]
    async with sandbox.http.ws_connect(f"{url}&debug_reconnects=true") as ws:
        hello = await ws.receive_json(timeout=5)
        assert hello["debug_info"]["approximate_connection_time"] == 360
        await ws.send_bytes(b"\x00")
        for words in ("not json", "[]", "null", '{"envelope_id": "unknown"}'):
            await ws.send_str(words)
        await sandbox.post("message", channel="dm", user="Maya", text="still there?")
        envelope = await ws.receive_json(timeout=5)
        assert envelope["payload"]["event"]["text"] == "still there?"
        await ws.send_json({"envelope_id": envelope["envelope_id"]})


async def test_a_click_on_a_socket_that_closes_is_reported(sandbox):
    url = (await sandbox.client.apps_connections_open(app_token="xapp-sandbox"))["url"]
    async with sandbox.http.ws_connect(url) as ws:
        await ws.receive_json(timeout=5)
        typed = asyncio.create_task(sandbox.post("command", channel="general", user="Maya", text="/campaign"))
        await ws.receive_json(timeout=5)
        await ws.close()
        assert "connection_failed" in (await typed)["error"]


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "update"},
        {"response_action": "vanish"},
    ],
)
async def test_a_wrong_answer_to_a_submission_is_said_to_be_wrong(sandbox, bolt, connect, answer):
    @bolt.view("goal")
    async def save(ack):
        await ack(answer)

    await connect(bolt)
    trigger = sandbox.workspace.triggers.issue("U0MAYA")
    view = (await sandbox.client.views_open(trigger_id=trigger, view=MODAL))["view"]
    answered = await sandbox.post("view", user="Maya", view_id=view["id"], values={"typed": "1"})
    assert not answered["ok"]
    assert "refused" in answered["error"]
    assert (
        "no field other" in (await sandbox.post("view", user="Maya", view_id=view["id"], values={"other": 1}))["error"]
    )


async def test_a_file_that_somebody_drops_comes_with_its_message_and_needs_the_token(sandbox, connect, bolt):
    heard = []

    @bolt.event("message")
    async def written(event):
        heard.append(event)

    await connect(bolt)
    await sandbox.post("message", user="Maya", channel="dm", file={"name": "informe.csv", "content": "día;coste"})
    (event,) = await eventually(lambda: heard)
    assert (event["subtype"], event["text"]) == ("file_share", "")
    told = (await sandbox.client.files_info(file=event["files"][0]["id"]))["file"]
    assert (told["name"], told["mimetype"], told["user"]) == ("informe.csv", "text/csv", "U0MAYA")
    address = told["url_private_download"]
    async with sandbox.http.get(address) as answer:
        assert (answer.status, answer.content_type) == (200, "text/html")
    async with sandbox.http.get(address, headers={"Authorization": f"Bearer {sandbox.client.token}"}) as answer:
        assert await answer.read() == "día;coste".encode()
    refused = await sandbox.post("message", user="Maya", channel="dm", file={"name": "x"})
    assert refused["status"] == 400
