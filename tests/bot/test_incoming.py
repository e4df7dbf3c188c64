"""Slack's payloads, decoded: who acted, where, and what they meant."""

import pytest

from bot.slack import incoming
from bot.slack.incoming import Incoming, Kind

EVENT = {"event_id": "Ev1", "team_id": "T0AGENCY"}


def test_an_external_click_carries_the_clickers_own_team() -> None:
    clicked = incoming.action(
        {
            "user": {"id": "U0ANA", "team_id": "T0ACME"},
            "team": {"id": "T0AGENCY"},
            "channel": {"id": "C1"},
            "container": {"type": "message", "message_ts": "1.2", "is_ephemeral": True},
            "trigger_id": "t1",
            "response_url": "http://localhost/respond/1",
            "actions": [{"action_id": "vigia.share", "value": "7"}],
        }
    )
    assert clicked.team == "T0ACME"
    assert (clicked.channel, clicked.message_ts, clicked.ephemeral) == ("C1", "1.2", True)
    assert (clicked.action_id, clicked.value) == ("vigia.share", "7")


def test_a_select_says_its_option() -> None:
    assert incoming.selected({"selected_option": {"value": "acme"}}) == "acme"
    assert incoming.selected({"selected_option": None}) == ""


def test_the_mention_is_cut_off_the_words() -> None:
    said = incoming.mention(
        {**EVENT, "event": {"user": "U1", "channel": "C1", "ts": "1", "text": "<@U0BOT>  estado otoño"}}
    )
    assert said.text == "estado otoño"
    assert said.key == "event:Ev1"


def test_edits_bots_and_channel_messages_are_not_words_to_the_bot() -> None:
    plain = {"user": "U1", "channel": "D1", "channel_type": "im", "ts": "1", "text": "estado"}
    assert incoming.direct({**EVENT, "event": plain}) is not None
    for change in ({"subtype": "message_changed"}, {"bot_id": "B1"}, {"channel_type": "channel"}):
        assert incoming.direct({**EVENT, "event": {**plain, **change}}) is None


@pytest.mark.parametrize("change", [{"bot_id": "B0OTHER"}, {"user": None}, {"user": ""}, {"ts": None}, {"channel": ""}])
def test_a_mention_by_a_workflow_or_another_bot_is_nobodys(change: dict) -> None:
    plain = {"user": "U1", "channel": "C1", "ts": "1", "text": "<@U0BOT> status"}
    assert incoming.mention({**EVENT, "event": plain}) is not None
    assert incoming.mention({**EVENT, "event": {**plain, **change}}) is None
    without = {name: value for name, value in plain.items() if name not in change}
    assert incoming.mention({**EVENT, "event": {**without, "bot_id": "B1"}}) is None


def test_payloads_without_a_team_or_a_trigger_are_read_and_told_apart() -> None:
    bare = {"user_id": "U1", "command": "/campaign", "response_url": None}
    first, second = incoming.command(bare), incoming.command(bare)
    assert (first.team, first.channel, first.trigger_id, first.response_url) == ("", "", "", "")
    assert first.key != second.key
    click = {"user": {"id": "U1"}, "team": None, "channel": None, "actions": [{"action_id": "vigia.run"}]}
    assert incoming.action(click).team == ""
    assert incoming.action(click).key != incoming.action(click).key
    assert incoming.home({**EVENT, "event": {"tab": "home"}}) is None
    assert incoming.joined({**EVENT, "event": {"channel": "C9"}}, "U0BOT") is None


def test_only_the_bots_own_joining_is_an_invitation() -> None:
    event = {"user": "U0BOT", "channel": "C9", "inviter": "U1"}
    invited = incoming.joined({**EVENT, "event": event}, "U0BOT")
    assert invited is not None
    assert (invited.user, invited.channel) == ("U1", "C9")
    assert incoming.joined({**EVENT, "event": {**event, "user": "U2"}}, "U0BOT") is None


def test_a_modal_gives_its_values_by_block() -> None:
    state = {"values": {"note": {"any": {"value": "hola"}}, "days": {"x": {"selected_options": [{"value": "a"}]}}}}
    view = {"id": "V1", "hash": "h", "callback_id": "vigia.note", "private_metadata": "3", "state": state}
    handed = incoming.view({"user": {"id": "U1", "team_id": "T1"}, "view": view})
    assert handed.state == {"note": "hola", "days": ["a"]}
    assert (handed.callback_id, handed.private_metadata) == ("vigia.note", "3")


@pytest.mark.parametrize(
    ("metadata", "channel"),
    [
        ('{"channel":"C0ACME","ts":"1.1"}', "C0ACME"),
        ('{"channel":"D0MAYA","ts":"1.1"}', ""),
        ('{"channel":"C0ACME|x"}', ""),
        ('{"channel":{"id":"C0ACME"}}', ""),
        ('["C0ACME"]', ""),
        ("{", ""),
        ("C0ACME", ""),
        ("101:C0ACME:1.1:0", ""),
    ],
)
def test_a_form_stands_where_its_card_does_and_nowhere_else(metadata: str, channel: str) -> None:
    body = {"user": {"id": "U1", "team_id": "T1"}, "view": {"id": "V1", "private_metadata": metadata}}
    assert incoming.view(body).channel == channel


def test_what_waits_in_the_inbox_comes_back_as_it_was() -> None:
    one = Incoming(Kind.MENTION, "event:1", user="U1", text="estado", state={"a": ["b"]})
    assert Incoming.from_json(one.to_json()) == one


def test_a_renamed_channel_carries_both_ids() -> None:
    body = {**EVENT, "event": {"type": "channel_id_changed", "old_channel_id": "G1", "new_channel_id": "C1"}}
    changed = incoming.channel_changed(body)
    assert (changed.channel, changed.value) == ("G1", "C1")
