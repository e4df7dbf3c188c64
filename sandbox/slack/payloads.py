"""The payloads of commands and interactions, field by field as Slack sends them."""

from sandbox.slack.model import APP_ID, HOST_TEAM, VERIFICATION_TOKEN, Channel, Json, Message, User, View
from sandbox.slack.workspace import Workspace


def slash(workspace: Workspace, user: User, channel: Channel, command: str, text: str) -> Json:
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": HOST_TEAM,
        "team_domain": workspace.teams[HOST_TEAM].domain,
        "channel_id": channel.id,
        "channel_name": "directmessage" if channel.is_im else "privategroup" if channel.is_private else channel.name,
        "user_id": user.id,
        "user_name": user.handle,
        "command": command,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": response_url(workspace, workspace.responses.issue(channel.id, user.id)),
        "trigger_id": workspace.triggers.issue(user.id),
    }


def response_url(workspace: Workspace, ticket: str) -> str:
    return f"{workspace.base_url}/respond/{ticket}"


def person(user: User) -> Json:
    return {"id": user.id, "username": user.handle, "name": user.handle, "team_id": user.team}


def team(workspace: Workspace, team_id: str) -> Json:
    return {"id": team_id, "domain": workspace.teams[team_id].domain}


def _base(workspace: Workspace, kind: str, user: User, team_id: str) -> Json:
    return {
        "type": kind,
        "user": person(user),
        "api_app_id": APP_ID,
        "token": VERIFICATION_TOKEN,
        "team": team(workspace, team_id),
        "enterprise": None,
        "is_enterprise_install": False,
    }


def in_message(workspace: Workspace, kind: str, user: User, channel: Channel, message: Message) -> Json:
    """A click in a message. The team is the installing one, whoever clicks; ephemeral ones come without `message`."""
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.only_for is not None,
    }
    thread_ts = message.body.get("thread_ts")
    if thread_ts:
        container["thread_ts"] = thread_ts
    payload = _base(workspace, kind, user, HOST_TEAM)
    payload["container"] = container
    payload["channel"] = {"id": channel.id, "name": "directmessage" if channel.is_im else channel.name}
    if message.only_for is None:
        payload["message"] = message.body
    if kind == "block_actions":
        ticket = workspace.responses.issue(channel.id, user.id, message.ts, thread_ts)
        payload["response_url"] = response_url(workspace, ticket)
        payload["trigger_id"] = workspace.triggers.issue(user.id)
    return payload


def in_view(workspace: Workspace, kind: str, user: User, view: View) -> Json:
    """Something done in a modal or on Home. For submitted and closed views `team` is the actor's own, as at Slack."""
    payload = _base(workspace, kind, user, user.team if kind.startswith("view_") else HOST_TEAM)
    payload["view"] = view.body
    if kind == "block_actions":
        payload["container"] = {"type": "view", "view_id": view.id}
    if kind in ("block_actions", "view_submission"):
        payload["trigger_id"] = workspace.triggers.issue(user.id)
    if kind == "view_submission":
        payload["response_urls"] = []
    if kind == "view_closed":
        payload["is_cleared"] = False
    return payload
