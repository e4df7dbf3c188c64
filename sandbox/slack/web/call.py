"""One Web API call: its arguments, and the look-ups that every family of methods needs."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.slack.errors import SlackError
from sandbox.slack.model import BOT_USER, Channel, Json, User
from sandbox.slack.socket import SocketHub
from sandbox.slack.workspace import Workspace

_TRUE = (True, "true", "1", 1, "True")


@dataclass(frozen=True, slots=True)
class Call:
    """`args` as sent (strings from forms, anything from JSON); `origin` is the address that the caller used."""

    workspace: Workspace
    hub: SocketHub
    args: Json
    origin: str

    def text(self, name: str, default: str = "") -> str:
        value = self.args.get(name, default)
        return default if value is None else str(value)

    def flag(self, name: str) -> bool:
        return self.args.get(name) in _TRUE

    def number(self, name: str, default: int) -> int:
        """A whole number; SlackError `invalid_arguments` when it is not one."""
        try:
            return int(self.args.get(name) or default)
        except (TypeError, ValueError):
            raise SlackError("invalid_arguments", [f"[ERROR] {name} must be an integer"]) from None

    def structure(self, name: str, refusal: str) -> Any:
        """A list or object, decoded where it came as a string; None when absent; SlackError `refusal` if broken."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise SlackError(refusal) from None

    def channel(self, name: str = "channel") -> Channel:
        """The channel as the bot may know it: by id, by name, or a person's id for the direct message."""
        wanted = self.text(name).lstrip("#")
        if wanted.startswith("U") and wanted in self.workspace.users:
            return self.workspace.direct_message(wanted)
        for channel in self.workspace.channels.values():
            if wanted == channel.id or (wanted == channel.name and not channel.is_private):
                return self._if_visible(channel)
        raise SlackError("channel_not_found")

    def _if_visible(self, channel: Channel) -> Channel:
        if channel.is_private and BOT_USER not in channel.members:
            raise SlackError("channel_not_found")
        return channel

    def postable(self, name: str = "channel") -> Channel:
        """A channel in which the bot may write; SlackError says why not."""
        channel = self.channel(name)
        if channel.is_archived:
            raise SlackError("is_archived")
        if BOT_USER not in channel.members:
            raise SlackError("not_in_channel")
        return channel

    def user(self, name: str = "user") -> User:
        user = self.workspace.users.get(self.text(name))
        if user is None:
            raise SlackError("user_not_found")
        return user

    def page(self, rows: list[Any], default: int = 100) -> tuple[list[Any], Json]:
        """One page of the rows by `limit` and `cursor`, and the response_metadata with the next cursor."""
        limit = max(1, min(self.number("limit", default), 1000))
        cursor = self.text("cursor")
        start = int(cursor.removeprefix("after:")) if cursor.removeprefix("after:").isdigit() else 0
        if cursor and not cursor.startswith("after:"):
            raise SlackError("invalid_cursor")
        following = f"after:{start + limit}" if start + limit < len(rows) else ""
        return rows[start : start + limit], {"next_cursor": following}


Handler = Callable[[Call], Json]
