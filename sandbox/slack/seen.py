"""The workspace as people see it: who and what there is, and the messages in front of one person."""

from typing import Any

from sandbox.slack.model import BOT_USER, HOST_TEAM, Channel, Json, Message, User
from sandbox.slack.workspace import Workspace


def describe_state(workspace: Workspace) -> Json:
    """Channels, people, teams and direct messages with the bot."""
    return {
        "channels": [_channel(workspace, channel) for channel in workspace.channels.values()],
        "users": [_user(workspace, user) for user in workspace.users.values() if not user.is_bot],
        "bot": {"id": BOT_USER, "name": workspace.users[BOT_USER].name},
        "teams": [{"id": team.id, "name": team.name} for team in workspace.teams.values()],
        "dms": [{"id": c.id, "user": c.im_user} for c in workspace.channels.values() if c.is_im],
        "version": workspace.changes.version,
    }


def _channel(workspace: Workspace, channel: Channel) -> Json:
    return {
        "id": channel.id,
        "name": channel.name,
        "shared": channel.is_ext_shared or (channel.is_im and workspace.users[str(channel.im_user)].is_external),
        "client": channel.client,
        "dm": channel.im_user,
        "private": channel.is_private,
        "archived": channel.is_archived,
        "teams": list(channel.connected),
        "members": list(channel.members),
    }


def _user(workspace: Workspace, user: User) -> Json:
    return {
        "id": user.id,
        "name": user.name,
        "team": user.team,
        "role": user.role,
        "handle": user.handle,
        "team_name": workspace.teams[user.team].name,
        "external": user.team != HOST_TEAM,
    }


def seen_messages(workspace: Workspace, channel: Channel, viewer: User | None) -> list[Json]:
    """Slack's message objects in front of that person, newest last; everybody's when `viewer` is None."""
    return [_shown(workspace, message) for message in workspace.seen_by(channel, viewer.id if viewer else None)]


def _shown(workspace: Workspace, message: Message) -> Json:
    body: dict[str, Any] = {**message.body, "channel": message.channel}
    if "files" in body:
        body["files"] = [_fresh_file(workspace, shown) for shown in body["files"]]
    if message.only_for:
        body["only_visible_to"] = message.only_for
    return body


def _fresh_file(workspace: Workspace, shown: Json) -> Json:
    file = workspace.files.get(str(shown["id"]))
    return workspace.files.describe(file, workspace.base_url) if file else shown
