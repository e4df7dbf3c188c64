"""Triggers and views."""

import copy

import pytest

from tests.sandbox.test_slack_chat import refused
from tests.sandbox.test_slack_socket import MODAL


@pytest.fixture
def trigger(sandbox):
    return lambda: sandbox.workspace.triggers.issue("U0MAYA")


async def test_a_trigger_opens_one_view_within_three_seconds(sandbox, machine, trigger):
    used, late = trigger(), trigger()
    opened = await sandbox.client.views_open(trigger_id=used, view=MODAL)
    assert opened["view"]["id"].startswith("V")
    assert (await refused(sandbox.client.views_open(trigger_id=used, view=MODAL)))["error"] == "exchanged_trigger_id"
    machine.ahead += 3.1
    assert (await refused(sandbox.client.views_open(trigger_id=late, view=MODAL)))["error"] == "expired_trigger_id"
    assert (await refused(sandbox.client.views_open(trigger_id="no", view=MODAL)))["error"] == "invalid_trigger_id"


async def test_at_most_three_modals_lie_on_each_other(sandbox, trigger):
    first = (await sandbox.client.views_open(trigger_id=trigger(), view=MODAL))["view"]
    second = (await sandbox.client.views_push(trigger_id=trigger(), view=MODAL))["view"]
    await sandbox.client.views_push(trigger_id=trigger(), view=MODAL)
    assert (second["previous_view_id"], second["root_view_id"]) == (first["id"], first["id"])
    answer = await refused(sandbox.client.views_push(trigger_id=trigger(), view=MODAL))
    assert answer["error"] == "push_limit_reached"


async def test_an_update_needs_the_latest_hash_and_keeps_what_was_typed(sandbox, trigger):
    view = (await sandbox.client.views_open(trigger_id=trigger(), view=MODAL))["view"]
    sandbox.workspace.views.get(view["id"]).body["state"]["values"]["value"]["typed"]["value"] = "25"
    updated = await sandbox.client.views_update(view_id=view["id"], hash=view["hash"], view=MODAL)
    assert updated["view"]["state"]["values"]["value"]["typed"]["value"] == "25"
    stale = sandbox.client.views_update(view_id=view["id"], hash=view["hash"], view=MODAL)
    assert (await refused(stale))["error"] == "hash_conflict"
    assert (await refused(sandbox.client.views_update(view_id="V0", view=MODAL)))["error"] == "not_found"


async def test_external_ids_find_a_view_and_are_unique(sandbox, trigger):
    named = {**MODAL, "external_id": "goal-acme"}
    await sandbox.client.views_open(trigger_id=trigger(), view=named)
    assert (await sandbox.client.views_update(external_id="goal-acme", view=named))["ok"]
    answer = await refused(sandbox.client.views_push(trigger_id=trigger(), view=named))
    assert answer["error"] == "duplicate_external_id"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"title": {"type": "plain_text", "text": "x" * 25}},
            "must be less than 25 characters [json-pointer:/view/title",
        ),
        ({"private_metadata": "x" * 3001}, "must be less than 3001 characters [json-pointer:/view/private_metadata"),
        ({"submit": None}, "missing required field: submit [json-pointer:/view]"),
        ({"blocks": [{"type": "divider"}] * 101}, "no more than 100 items allowed [json-pointer:/view/blocks]"),
        ({"blocks": [{"type": "markdown", "text": "x"}]}, "unsupported type: markdown on this surface"),
        ({"type": "home"}, "must be a valid enum value: modal [json-pointer:/view/type]"),
        ({"colour": "red"}, "invalid additional property: colour [json-pointer:/view]"),
    ],
)
async def test_a_broken_view_is_refused_with_a_pointer_and_leaves_the_trigger(sandbox, trigger, change, message):
    once = trigger()
    broken = {key: value for key, value in {**copy.deepcopy(MODAL), **change}.items() if value is not None}
    answer = await refused(sandbox.client.views_open(trigger_id=once, view=broken))
    assert answer["error"] == "invalid_arguments"
    assert message in answer["response_metadata"]["messages"][0]
    assert (await sandbox.client.views_open(trigger_id=once, view=MODAL))["ok"]


async def test_a_view_beyond_250_kilobytes_is_too_large(sandbox, trigger):
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2990}}
    huge = {**MODAL, "blocks": [*MODAL["blocks"], *[section] * 90]}
    assert (await refused(sandbox.client.views_open(trigger_id=trigger(), view=huge)))["error"] == "view_too_large"


async def test_closing_a_view_tells_the_app_only_if_it_asked(sandbox, bolt, connect, trigger):
    closed = []

    @bolt.view_closed("goal")
    async def heard(ack, body):
        await ack()
        closed.append(body["view"]["id"])

    await connect(bolt)
    quiet = (await sandbox.client.views_open(trigger_id=trigger(), view=MODAL))["view"]
    assert (await sandbox.post("view", user="Maya", view_id=quiet["id"], do="close"))["ok"]
    telling = {**MODAL, "notify_on_close": True}
    loud = (await sandbox.client.views_open(trigger_id=trigger(), view=telling))["view"]
    assert (await sandbox.post("view", user="Maya", view_id=loud["id"], do="close"))["ok"]
    assert closed == [loud["id"]]
    assert (await sandbox.post("view", user="Maya", view_id=loud["id"], values={}))["status"] == 404


async def test_acting_inside_a_view_uses_its_id(sandbox, bolt, connect, trigger):
    heard = []

    @bolt.action("more")
    async def clicked(ack, body):
        await ack()
        heard.append(body)

    await connect(bolt)
    button = {"type": "button", "action_id": "more", "text": {"type": "plain_text", "text": "More"}, "value": "7"}
    home = {"type": "home", "blocks": [{"type": "actions", "elements": [button]}]}
    view = (await sandbox.client.views_publish(user_id="U0ACMEANA", view=home))["view"]
    assert (await sandbox.post("action", user="Maya", view_id=view["id"], action_id="more"))["status"] == 404
    assert (await sandbox.post("action", user="Ana", view_id=view["id"], action_id="more"))["ok"]
    assert heard[0]["container"] == {"type": "view", "view_id": view["id"]}
    assert heard[0]["user"]["team_id"] == "T0ACME"
    assert "response_url" not in heard[0]
