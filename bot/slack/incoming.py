"""Slack's payloads decoded into one small noun. Pure; the field notes say where Slack puts what.

The actor's team is `user.team_id` on interactions and `user_team`/`team` on events: Bolt's context gives the
installing team there, which says nothing about who acted.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import uuid4

from pydantic import TypeAdapter

Payload = Mapping[str, Any]
_CHANNEL, _DIRECT = re.compile(r"[CG][A-Z0-9]+"), re.compile(r"D[A-Z0-9]+")
_MENTION = re.compile(r"^\s*<@[A-Z0-9]+(\|[^>]*)?>\s*")


class Kind(StrEnum):
    """What came in."""

    COMMAND = "command"
    MENTION = "mention"
    DIRECT = "direct"
    FILE = "file"
    ACTION = "action"
    VIEW = "view"
    HOME = "home"
    JOINED = "joined"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One thing that a person or Slack did. `key` is the same when Slack delivers it again.

    `received_at` is by the machine's clock. `decided` is the reply as plain data where the work is done and only the
    answer is still to be said.
    """

    kind: Kind
    key: str
    user: str = ""
    team: str = ""
    channel: str = ""
    text: str = ""
    file: str = ""
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
    received_at: datetime | None = None
    decided: dict[str, Any] | None = None

    def to_json(self) -> dict[str, Any]:
        """For the inbox."""
        plain: dict[str, Any] = _STORED.dump_python(self, mode="json")
        return plain

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Incoming":
        """From the inbox, where another version of this class may have left it: what it does not know is dropped."""
        return _STORED.validate_python(stored)


_STORED = TypeAdapter(Incoming)


def at(payload: Payload, *paths: str) -> str:
    """The first of the values at these dotted paths that is there and not empty; "" where none is."""
    for path in paths:
        found: Any = payload
        for step in path.split("."):
            found = found.get(step) if isinstance(found, Mapping) else None
        if found:
            return str(found)
    return ""


def command(body: Payload) -> Incoming:
    """A slash command; only members of the installing workspace can send one."""
    trigger = at(body, "trigger_id")
    return Incoming(
        Kind.COMMAND,
        key=f"command:{trigger or uuid4().hex}",
        user=body["user_id"],
        team=at(body, "team_id"),
        channel=at(body, "channel_id"),
        text=at(body, "text"),
        response_url=at(body, "response_url"),
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
        team=at(event, "user_team", "source_team", "team"),
        channel=event["channel"],
        text=_MENTION.sub("", at(event, "text")),
        thread_ts=at(event, "thread_ts"),
        message_ts=event["ts"],
    )


def mention(body: Payload) -> Incoming | None:
    """Somebody wrote to the bot by name; None where that was no person."""
    return _said(body, Kind.MENTION)


def direct(body: Payload) -> Incoming | None:
    """Somebody wrote in a direct message, or dropped a file there; None for edits, joins and the words of bots."""
    event = body["event"]
    if event.get("subtype") not in {None, "", "file_share"} or event.get("channel_type") != "im":
        return None
    files = event.get("files") or ()
    said = _said(body, Kind.FILE if files else Kind.DIRECT)
    return replace(said, file=at(files[0], "id")) if said and files else said


def selected(action: Payload) -> str:
    """What a button, a select or a picker says."""
    return at(action, "value", "selected_option.value", "selected_conversation", "selected_user", "selected_date")


def action(body: Payload) -> Incoming:
    """A click in a message, in a modal or on the Home tab."""
    clicked = body["actions"][0]
    trigger = at(body, "trigger_id")
    return Incoming(
        Kind.ACTION,
        key=f"action:{trigger or at(clicked, 'action_ts') or uuid4().hex}",
        user=body["user"]["id"],
        team=at(body, "user.team_id"),
        channel=at(body, "channel.id", "container.channel_id"),
        thread_ts=at(body, "message.thread_ts", "container.thread_ts"),
        message_ts=at(body, "container.message_ts", "message.ts"),
        ephemeral=bool(at(body, "container.is_ephemeral")),
        response_url=at(body, "response_url"),
        trigger_id=trigger,
        action_id=at(clicked, "action_id"),
        value=selected(clicked),
        block_id=at(clicked, "block_id"),
        # Nothing can be stacked on the Home tab: what it opens stands alone.
        view_id=at(body, "view.id") if at(body, "view.type") == "modal" else "",
        view_hash=at(body, "view.hash"),
        private_metadata=at(body, "view.private_metadata"),
        state=_state(body),
    )


def _state(body: Payload) -> dict[str, Any]:
    """What else is chosen on the same message, or typed into the same modal."""
    of_message, of_view = body.get("state"), (body.get("view") or {}).get("state")
    return values(((of_message or of_view) or {}).get("values") or {})


def values(blocks: Payload) -> dict[str, Any]:
    """`state.values` as one flat mapping of block id to what was chosen or typed."""
    flat: dict[str, Any] = {}
    for block_id, elements in blocks.items():
        for element in elements.values():
            several = element.get("selected_options")
            flat[block_id] = [o["value"] for o in several] if several is not None else selected(element)
    return flat


def view(body: Payload) -> Incoming:
    """A modal handed in. One that belongs to a card names where that stands in its metadata: there it is answered."""
    card = _card(at(body, "view.private_metadata"))
    return Incoming(
        Kind.VIEW,
        key=":".join(("view", body["view"]["id"], at(body, "view.hash"), at(body, "view.callback_id"))),
        user=body["user"]["id"],
        team=at(body, "user.team_id"),
        trigger_id=at(body, "trigger_id"),
        view_id=at(body, "view.id"),
        callback_id=at(body, "view.callback_id"),
        channel=at(card, "channel"),
        message_ts=at(card, "ts"),
        private_metadata=at(body, "view.private_metadata"),
        state=_state(body),
    )


def _card(metadata: str) -> Payload:
    """Where the card stands that a form was opened from: nothing where its metadata says something else. Of a
    conversation that only two share, which might be somebody else's, the message alone: it is edited in the person's
    own, or nowhere."""
    try:
        said = json.loads(metadata) if metadata.startswith("{") else {}
    except ValueError:
        return {}
    where = at(said, "channel") if isinstance(said, dict) else ""
    if _DIRECT.fullmatch(where):
        return {"ts": at(said, "ts")}
    return said if _CHANNEL.fullmatch(where) else {}


def home(body: Payload) -> Incoming | None:
    """Somebody opened the Home tab; None for the messages tab."""
    event = body["event"]
    if event.get("tab") != "home" or not event.get("user"):
        return None
    return Incoming(Kind.HOME, key=f"event:{body['event_id']}", user=event["user"], team=at(event, "user_team"))


def joined(body: Payload, bot_user: str) -> Incoming | None:
    """The bot itself was invited into a channel; None when it was somebody else."""
    event = body["event"]
    if event.get("user") != bot_user or not event.get("channel"):
        return None
    return Incoming(
        Kind.JOINED,
        key=f"event:{body['event_id']}",
        user=at(event, "inviter"),
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
        channel=at(event, "old_channel_id", "channel"),
        text=at(event, "type"),
        value=at(event, "new_channel_id", "connected_team_id"),
    )


def suggestion(body: Payload) -> Incoming:
    """Somebody types into a select that asks us for its options; `text` is what was typed."""
    return Incoming(
        Kind.ACTION,
        key="",
        user=body["user"]["id"],
        team=at(body, "user.team_id"),
        channel=at(body, "channel.id", "container.channel_id"),
        text=at(body, "value"),
        action_id=at(body, "action_id"),
    )
