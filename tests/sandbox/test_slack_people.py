"""Channels and people with the fields of Slack Connect, and what outsiders may not do."""

from datetime import UTC, datetime

import pytest

from sandbox.slack.workspace import Workspace
from tests.sandbox.conftest import eventually
from tests.sandbox.test_slack_chat import refused


async def test_only_info_names_the_connected_teams(sandbox):
    info = (await sandbox.client.conversations_info(channel="C0ACME"))["channel"]
    assert (info["is_ext_shared"], info["connected_team_ids"]) == (True, ["T0ACME"])
    assert (info["is_member"], info["is_im"], info["is_private"]) == (True, False, False)
    listed = (await sandbox.client.conversations_list(types="public_channel,private_channel"))["channels"]
    assert {c["id"] for c in listed} == {
        "C0ACMEINT",
        "C0ACME",
        "C0FORNINT",
        "C0FORN",
        "C0NORDINT",
        "C0NORD",
        "C0GENERAL",
        "C0NEW",
    }
    assert not any("connected_team_ids" in channel for channel in listed)


async def test_a_private_channel_without_the_bot_does_not_exist_for_it(sandbox):
    await sandbox.post("remove", channel="C0ACMEINT", user="U0BOT")
    answer = await refused(sandbox.client.conversations_info(channel="C0ACMEINT"))
    assert answer["error"] == "channel_not_found"
    listed = (await sandbox.client.conversations_list(types="private_channel"))["channels"]
    assert [c["id"] for c in listed] == ["C0FORNINT", "C0NORDINT"]


async def test_lists_come_in_pages(sandbox):
    first = await sandbox.client.conversations_members(channel="C0ACME", limit=3)
    rest = await sandbox.client.conversations_members(
        channel="C0ACME", limit=3, cursor=first["response_metadata"]["next_cursor"]
    )
    assert first["members"] + rest["members"] == ["U0MAYA", "U0POL", "U0SARA", "U0BOT", "U0ACMEANA"]
    assert rest["response_metadata"]["next_cursor"] == ""
    assert (await refused(sandbox.client.conversations_members(channel="C0ACME", cursor="zz")))[
        "error"
    ] == "invalid_cursor"


async def test_everybody_can_be_made_to_speak_one_language():
    spoken = {user.locale for user in Workspace(lambda: datetime.now(UTC), locale="en").users.values()}
    assert spoken == {"en-GB"}
    assert len({user.locale for user in Workspace(lambda: datetime.now(UTC)).users.values()}) == 3


async def test_the_bots_own_channels_are_those_it_is_in(sandbox):
    async def own():
        found = await sandbox.client.users_conversations(types="public_channel")
        return {channel["id"] for channel in found["channels"]}

    assert await own() == {"C0ACME", "C0FORN", "C0NORD", "C0GENERAL"}
    assert (await sandbox.client.conversations_join(channel="C0NEW"))["ok"]
    assert "C0NEW" in await own()
    private = await refused(sandbox.client.conversations_join(channel="C0ACMEINT"))
    assert private["error"] == "method_not_supported_for_channel_type"


async def test_outsiders_are_described_sparsely_and_left_out_of_the_list(sandbox):
    ana = (await sandbox.client.users_info(user="U0ACMEANA", include_locale=True))["user"]
    assert (ana["team_id"], ana["is_stranger"], "locale" in ana) == ("T0ACME", False, False)
    maya = (await sandbox.client.users_info(user="U0MAYA", include_locale=True))["user"]
    assert (maya["tz"], maya["locale"], maya["is_restricted"]) == ("Europe/Madrid", "es-ES", False)
    assert "locale" not in (await sandbox.client.users_info(user="U0MAYA"))["user"]
    listed = {user["id"] for user in (await sandbox.client.users_list())["members"]}
    assert listed == {"U0MAYA", "U0POL", "U0SARA", "U0BOT"}
    await sandbox.post("remove", channel="C0ACME", user="U0ACMEANA")
    assert (await sandbox.client.users_info(user="U0ACMEANA"))["user"]["is_stranger"] is True


async def test_direct_messages_open_with_people_the_bot_can_see(sandbox):
    opened = await sandbox.client.conversations_open(users="U0ACMEANA")
    info = (await sandbox.client.conversations_info(channel=opened["channel"]["id"]))["channel"]
    assert (info["is_im"], info["user"], info["is_ext_shared"]) == (True, "U0ACMEANA", True)
    await sandbox.post("remove", channel="C0ACME", user="Ana")
    assert (await refused(sandbox.client.conversations_open(users="U0ACMEANA")))["error"] == "user_not_visible"
    assert (await refused(sandbox.client.conversations_open(users="U0NOBODY")))["error"] == "user_not_found"


async def test_team_info_names_the_agency(sandbox):
    assert (await sandbox.client.team_info())["team"]["name"] == "Agència Far"
    assert (await sandbox.client.team_info(team="T0FORN"))["team"]["domain"] == "forn-sole"


@pytest.mark.parametrize("channel", ["C0ACMEINT", "C0FORN", "C0FORNINT", "C0GENERAL"])
async def test_an_outsider_sees_and_writes_only_where_they_are(sandbox, channel):
    await sandbox.client.chat_postMessage(channel=channel, text="not for Clínica Acme")
    assert await sandbox.messages(channel, "Ana") == []
    answer = await sandbox.post("message", channel=channel, user="Ana", text="hello?")
    assert (answer["status"], answer["ok"]) == (400, False)


async def test_an_outsider_comes_into_a_channel_only_once_it_is_shared(sandbox):
    early = await sandbox.post("invite", channel="C0NEW", user="Maya", invitee="Joan")
    assert "not connected" in early["error"]
    await sandbox.post("share", channel="C0NEW", team="forn-sole")
    assert "U0FORNJOAN" in sandbox.workspace.channels["C0NEW"].members
    assert "already" in (await sandbox.post("invite", channel="C0NEW", user="Maya", invitee="Joan"))["error"]


async def test_an_archived_channel_and_an_outsiders_home_are_announced(sandbox, bolt, connect):
    heard = []

    @bolt.event("channel_archive")
    async def archived(body):
        heard.append((body["event"]["type"], body["team_id"]))

    @bolt.event("app_home_opened")
    async def opened(body):
        heard.append((body["event"]["type"], body["team_id"]))

    await connect(bolt)
    await sandbox.post("switches", archive="C0FORN")
    await eventually(lambda: heard)
    await sandbox.post("home", user="Ana")
    await eventually(lambda: len(heard) == 2)
    assert heard == [("channel_archive", "T0AGENCY"), ("app_home_opened", "T0ACME")]
    assert "already archived" in (await sandbox.post("switches", archive="C0FORN"))["error"]


async def test_home_carries_what_was_published_before(sandbox, bolt, connect):
    heard = []

    @bolt.event("app_home_opened")
    async def opened(event):
        heard.append(event.get("view", {}).get("hash"))

    await connect(bolt)
    await sandbox.post("home", user="Maya")
    await eventually(lambda: heard)
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    published = (await sandbox.client.views_publish(user_id="U0MAYA", view=home))["view"]
    await sandbox.post("home", user="Maya")
    await eventually(lambda: len(heard) == 2)
    assert heard == [None, published["hash"]]
    again = await sandbox.client.views_publish(user_id="U0MAYA", view=home, hash=published["hash"])
    assert again["view"]["id"] == published["id"]
    stale = sandbox.client.views_publish(user_id="U0MAYA", view=home, hash=published["hash"])
    assert (await refused(stale))["error"] == "hash_conflict"
