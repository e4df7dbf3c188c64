"""Slack's payloads decoded into one small noun. Pure; the field notes say where Slack puts what.

The actor's team is `user.team_id` on interactions and `user_team`/`team` on events: Bolt's context gives the
installing team there, which says nothing about who acted.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any
from uuid import uuid4

Payload = Mapping[str, Any]
_MENTION = re.compile(r"^\s*<@[A-Z0-9]+(\|[^>]*)?>\s*")


class Kind(StrEnum):
    """What came in."""

    COMMAND = "command"
    MENTION = "mention"
    DIRECT = "direct"
    ACTION = "action"
    VIEW = "view"
    HOME = "home"
    JOINED = "joined"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One thing that a person or Slack did. `key` is the same when Slack delivers it again."""

    kind: Kind
    key: str
    user: str = ""
    team: str = ""
    channel: str = ""
    text: str = ""
    thread_ts: str = ""
    message_ts: str = ""
    ephemeral: bool = False
    response_url: str = ""
    trigger_id: str = ""
    action_id: str = ""
    value: str = ""
    block_id: str = ""
    view_id: str = ""
    view_hash: str = ""
    callback_id: str = ""
    private_metadata: str = ""
    state: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """For the inbox."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Incoming":
        """From the inbox, where another version of this class may have left it."""
        known = {one.name for one in fields(cls)}
        return cls(**{name: value for name, value in stored.items() if name in known} | {"kind": Kind(stored["kind"])})


def command(body: Payload) -> Incoming:
    """A slash command; only members of the installing workspace can send one."""
    trigger = body.get("trigger_id") or ""
    return Incoming(
        Kind.COMMAND,
        key=f"command:{trigger or uuid4().hex}",
        user=body["user_id"],
        team=body.get("team_id") or "",
        channel=body.get("channel_id") or "",
        text=body.get("text") or "",
        response_url=body.get("response_url") or "",
        trigger_id=trigger,
    )


def _said(body: Payload, kind: Kind) -> Incoming | None:
    """A person's words; None for those of bots, which would answer our answers, and of workflows, which are nobody."""
    event = body["event"]
    if event.get("bot_id") or not all(event.get(name) for name in ("user", "channel", "ts")):
        return None
    return Incoming(
        kind,
        key=f"event:{body['event_id']}",
        user=event["user"],
        team=event.get("user_team") or event.get("source_team") or event.get("team") or "",
        channel=event["channel"],
        text=_MENTION.sub("", event.get("text") or ""),
        thread_ts=event.get("thread_ts") or "",
        message_ts=event["ts"],
    )


def mention(body: Payload) -> Incoming | None:
    """Somebody wrote to the bot by name; None where that was no person."""
    return _said(body, Kind.MENTION)


def direct(body: Payload) -> Incoming | None:
    """Somebody wrote in a direct message; None for edits, joins and the words of bots."""
    event = body["event"]
    if event.get("subtype") or event.get("channel_type") != "im":
        return None
    return _said(body, Kind.DIRECT)


def selected(action: Payload) -> str:
    """What a button, a select or a picker says."""
    option = action.get("selected_option") or {}
    for found in (
        action.get("value"),
        option.get("value"),
        action.get("selected_conversation"),
        action.get("selected_user"),
        action.get("selected_date"),
    ):
        if found:
            return str(found)
    return ""


def action(body: Payload) -> Incoming:
    """A click in a message, in a modal or on the Home tab."""
    clicked = body["actions"][0]
    container = body.get("container") or {}
    view = body.get("view") or {}
    message = body.get("message") or {}
    state = body.get("state") or view.get("state") or {}
    return Incoming(
        Kind.ACTION,
        key=f"action:{body.get('trigger_id') or clicked.get('action_ts') or uuid4().hex}",
        user=body["user"]["id"],
        team=body["user"].get("team_id") or "",
        channel=(body.get("channel") or {}).get("id") or container.get("channel_id") or "",
        thread_ts=message.get("thread_ts") or container.get("thread_ts") or "",
        message_ts=container.get("message_ts") or message.get("ts") or "",
        ephemeral=bool(container.get("is_ephemeral")),
        response_url=body.get("response_url") or "",
        trigger_id=body.get("trigger_id") or "",
        action_id=clicked.get("action_id") or "",
        value=selected(clicked),
        block_id=clicked.get("block_id") or "",
        # Nothing can be stacked on the Home tab: what it opens stands alone.
        view_id=(view.get("id") or "") if view.get("type") == "modal" else "",
        view_hash=view.get("hash") or "",
        private_metadata=view.get("private_metadata") or "",
        state=values(state.get("values") or {}),
    )


def values(blocks: Payload) -> dict[str, Any]:
    """`state.values` as one flat mapping of block id to what was chosen or typed."""
    flat: dict[str, Any] = {}
    for block_id, elements in blocks.items():
        for element in elements.values():
            several = element.get("selected_options")
            flat[block_id] = [o["value"] for o in several] if several is not None else selected(element)
    return flat


def view(body: Payload) -> Incoming:
    """A modal handed in."""
    shown = body["view"]
    return Incoming(
        Kind.VIEW,
        key=f"view:{shown['id']}:{shown.get('hash') or ''}",
        user=body["user"]["id"],
        team=body["user"].get("team_id") or "",
        trigger_id=body.get("trigger_id") or "",
        view_id=shown["id"],
        callback_id=shown.get("callback_id") or "",
        private_metadata=shown.get("private_metadata") or "",
        state=values((shown.get("state") or {}).get("values") or {}),
    )


def home(body: Payload) -> Incoming | None:
    """Somebody opened the Home tab; None for the messages tab."""
    event = body["event"]
    if event.get("tab") != "home" or not event.get("user"):
        return None
    return Incoming(Kind.HOME, key=f"event:{body['event_id']}", user=event["user"], team=event.get("user_team") or "")


def joined(body: Payload, bot_user: str) -> Incoming | None:
    """The bot itself was invited into a channel; None when it was somebody else."""
    event = body["event"]
    if event.get("user") != bot_user or not event.get("channel"):
        return None
    return Incoming(
        Kind.JOINED,
        key=f"event:{body['event_id']}",
        user=event.get("inviter") or "",
        channel=event["channel"],
    )


def channel_changed(body: Payload) -> Incoming:
    """A channel was shared, unshared, archived, left or got a new id; `text` is the event.

    `value` is the new id, or the team with which it was shared.
    """
    event = body["event"]
    return Incoming(
        Kind.CHANNEL,
        key=f"event:{body['event_id']}",
        channel=event.get("old_channel_id") or event.get("channel") or "",
        text=event.get("type") or "",
        value=event.get("new_channel_id") or event.get("connected_team_id") or "",
    )


def suggestion(body: Payload) -> Incoming:
    """Somebody types into a select that asks us for its options; `text` is what was typed."""
    container = body.get("container") or {}
    return Incoming(
        Kind.ACTION,
        key="",
        user=body["user"]["id"],
        team=body["user"].get("team_id") or "",
        channel=(body.get("channel") or {}).get("id") or container.get("channel_id") or "",
        text=body.get("value") or "",
        action_id=body.get("action_id") or "",
    )
