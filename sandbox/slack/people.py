"""What people do in the workspace: write, run commands, invite, share, look at the bot's Home."""

import re
from typing import Any

from sandbox.slack import payloads
from sandbox.slack.budgets import ResponseUrl
from sandbox.slack.dispatch import Dispatch
from sandbox.slack.errors import Refused, SlackError
from sandbox.slack.model import BOT_USER, Channel, Json, Message, User
from sandbox.slack.respond import Responder
from sandbox.slack.transport import SLASH
from sandbox.slack.workspace import Workspace

COMMANDS = ("/campaign",)
_MENTION = re.compile(r"<@U0BOT(?:\|[^>]*)?>|@vig[ií]a\b", re.IGNORECASE)


class People:
    def __init__(self, workspace: Workspace, dispatch: Dispatch, responder: Responder) -> None:
        self._workspace = workspace
        self._dispatch = dispatch
        self._responder = responder

    def _inside(self, user: User, channel: Channel) -> None:
        if user.id not in channel.members:
            raise Refused(f"{user.name} is not in #{channel.name}.")

    async def command(self, user: User, channel: Channel, text: str) -> Json:
        """Type a slash command; {ok, ack_ms}. Only the installing workspace's people have commands."""
        self._inside(user, channel)
        word, _, rest = text.strip().partition(" ")
        if not word.startswith("/"):
            raise Refused("A command starts with a slash, for example /campaign status.")
        if user.is_external or word not in COMMANDS:
            raise Refused("not a valid command")
        payload = payloads.slash(self._workspace, user, channel, word, self._escaped(rest.strip()))
        ack = await self._dispatch.send(SLASH, payload)
        if ack.failure:
            reason = "did not respond" if "timeout" in ack.failure else f'failed: "{ack.failure}"'
            self._slackbot(user, channel, f"{word} {reason}")
            return {"ok": False, "error": f"{word} {reason}", "ack_ms": ack.ms}
        self._ack_answer(user, channel, ack.payload)
        return {"ok": True, "ack_ms": ack.ms}

    def _escaped(self, text: str) -> str:
        """Names of people and channels as Slack passes them on to commands: <@U0MAYA|maya>, <#C0ACME|acme-clinica>."""
        for person in self._workspace.users.values():
            text = re.sub(rf"(?<!\S)@{person.handle}(?!\S)", f"<@{person.id}|{person.handle}>", text)
        for room in self._workspace.channels.values():
            text = re.sub(rf"(?<!\S)#{re.escape(room.name)}(?!\S)", f"<#{room.id}|{room.name}>", text)
        return text

    def _ack_answer(self, user: User, channel: Channel, sent: Json | None) -> None:
        """A command's acknowledgement may itself carry the answer."""
        if not sent or not (sent.get("text") or sent.get("blocks")):
            return
        target = ResponseUrl(channel.id, user.id, self._workspace.machine())
        try:
            self._responder.say(target, sent)
        except SlackError as error:
            self._slackbot(user, channel, f'failed with the error "{error.code}"')

    def _slackbot(self, user: User, channel: Channel, text: str) -> None:
        self._workspace.post(channel, {"user": "USLACKBOT", "text": text}, only_for=user.id)

    def write(
        self, user: User, channel: Channel, text: str, thread_ts: str | None, file: tuple[str, bytes] | None = None
    ) -> Message:
        """Write a message, with a file (name, bytes) or without. A mention, or a direct message to the bot, becomes an
        event."""
        self._inside(user, channel)
        if not text.strip() and file is None:
            raise Refused("There is nothing to send: text is empty.")
        if thread_ts and self._workspace.find(channel.id, thread_ts) is None:
            raise Refused(f"There is no message {thread_ts} in #{channel.name}.", 404)
        text = _MENTION.sub(f"<@{BOT_USER}>", text)
        body: Json = {"user": user.id, "team": user.team, "text": text, "client_msg_id": self._workspace.stamps.id("m")}
        if thread_ts:
            body["thread_ts"] = thread_ts
        if file is not None:
            body |= {"subtype": "file_share", "upload": False, "files": [self._dropped(user, channel, *file)]}
        message = self._workspace.post(channel, body)
        self._announce(user, channel, message)
        return message

    def _dropped(self, user: User, channel: Channel, name: str, data: bytes) -> Json:
        files = self._workspace.files
        file = files.drop(name, data, user.id)
        file.shares[channel.id] = []
        return files.describe(file, self._workspace.base_url)

    def _announce(self, user: User, channel: Channel, message: Message) -> None:
        mentioned = f"<@{BOT_USER}>" in message.body["text"]
        if BOT_USER not in channel.members or not (channel.is_im or mentioned):
            return
        event = {**message.body, "channel": channel.id, "user_team": user.team, "source_team": user.team}
        event["blocks"] = [_as_typed(str(message.body["text"]))]
        if channel.is_im:
            event |= {"type": "message", "channel_type": "im"}
        else:
            event["type"] = "app_mention"
        self._dispatch.event(event, channel)

    def invite(self, inviter: User, invitee: User, channel: Channel) -> None:
        """Bring somebody into a channel; the bot hears of its own arrival."""
        self._inside(inviter, channel)
        if invitee.id in channel.members:
            raise Refused(f"{invitee.name} is already in #{channel.name}.")
        if invitee.is_external and invitee.team not in channel.connected:
            raise Refused(f"{invitee.name}'s team is not connected to #{channel.name}.")
        channel.members.append(invitee.id)
        text = f"<@{invitee.id}> has joined the channel"
        joined = {"subtype": "channel_join", "user": invitee.id, "text": text, "inviter": inviter.id}
        self._workspace.post(channel, joined)
        if BOT_USER in channel.members:
            event: Json = {"type": "member_joined_channel", "user": invitee.id, "channel": channel.id}
            event |= {"channel_type": "G" if channel.is_private else "C", "team": invitee.team, "inviter": inviter.id}
            self._dispatch.event(event, channel)

    def remove(self, person: User, channel: Channel) -> None:
        """Take somebody out of a channel; the bot gets channel_left for itself."""
        if person.id not in channel.members:
            raise Refused(f"{person.name} is not in #{channel.name}.")
        channel.members.remove(person.id)
        if person.is_bot:
            self._dispatch.event({"type": "channel_left", "channel": channel.id, "actor_id": "U0MAYA"}, channel)
        self._workspace.changes.bump()

    def share(self, channel: Channel, team_id: str) -> None:
        """Connect a channel with another team, whose people come in."""
        if channel.is_im or team_id not in self._workspace.teams or team_id in channel.connected:
            raise Refused(f"#{channel.name} cannot be shared with {team_id}.")
        newcomers = [user.id for user in self._workspace.users.values() if user.team == team_id and user.is_external]
        if not newcomers:
            raise Refused(f"{team_id} is the team that #{channel.name} belongs to.")
        channel.connected.append(team_id)
        channel.members += [user for user in newcomers if user not in channel.members]
        self._tell_shared(channel, {"type": "channel_shared", "connected_team_id": team_id})

    def unshare(self, channel: Channel, team_id: str) -> None:
        """End the connection; that team's people are gone from the channel."""
        if team_id not in channel.connected:
            raise Refused(f"#{channel.name} is not shared with {team_id}.")
        channel.connected.remove(team_id)
        channel.members = [user for user in channel.members if self._workspace.users[user].team != team_id]
        event: Json = {"type": "channel_unshared", "previously_connected_team_id": team_id}
        self._tell_shared(channel, event | {"is_ext_shared": channel.is_ext_shared})

    def _tell_shared(self, channel: Channel, event: dict[str, Any]) -> None:
        if BOT_USER in channel.members:
            self._dispatch.event({**event, "channel": channel.id}, channel)
        self._workspace.changes.bump()

    def archive(self, channel: Channel, *, archived: bool) -> None:
        """Archive a channel or bring it back."""
        if channel.is_im or channel.is_archived == archived:
            raise Refused(f"#{channel.name} is {'already' if archived else 'not'} archived.")
        channel.is_archived = archived
        kind = "channel_archive" if archived else "channel_unarchive"
        if BOT_USER in channel.members:
            self._dispatch.event({"type": kind, "channel": channel.id, "user": "U0MAYA"}, channel)
        self._workspace.changes.bump()

    def open_home(self, user: User) -> None:
        """Open the bot's Home tab. An outsider's arrives under their own team, as at Slack."""
        direct = self._workspace.direct_message(user.id)
        event: Json = {"type": "app_home_opened", "user": user.id, "channel": direct.id, "tab": "home"}
        home = self._workspace.views.home(user.id)
        if home is not None:
            event["view"] = home.body
        self._dispatch.event(event, None, team=user.team)


def _as_typed(text: str) -> Json:
    """The rich_text block that Slack's composer makes of a line."""
    elements: list[Json] = []
    for index, part in enumerate(text.split(f"<@{BOT_USER}>")):
        if index:
            elements.append({"type": "user", "user_id": BOT_USER})
        if part:
            elements.append({"type": "text", "text": part})
    section = {"type": "rich_text_section", "elements": elements}
    return {"type": "rich_text", "block_id": "typed", "elements": [section]}
