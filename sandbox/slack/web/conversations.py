"""conversations.*: channels and their people, with the fields of Slack Connect."""

from sandbox.slack.errors import SlackError
from sandbox.slack.model import BOT_USER, HOST_TEAM, Channel, Json
from sandbox.slack.web.call import Call, Handler


def describe(call: Call, channel: Channel, *, full: bool) -> Json:
    """Slack's channel object; only conversations.info (`full`) names the connected teams."""
    if channel.is_im:
        return _direct(call, channel)
    shared = channel.is_ext_shared
    body: Json = {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": True,
        "is_group": False,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.is_private,
        "created": channel.created,
        "creator": "U0MAYA",
        "is_archived": channel.is_archived,
        "is_general": channel.name == "general",
        "is_member": BOT_USER in channel.members,
        "is_shared": shared,
        "is_org_shared": False,
        "is_ext_shared": shared,
        "is_pending_ext_shared": False,
        "pending_shared": [],
        "shared_team_ids": [HOST_TEAM, *channel.connected],
        "context_team_id": HOST_TEAM,
        "previous_names": [],
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": len(channel.members),
        "unlinked": 0,
    }
    if full:
        body |= {
            "conversation_host_id": HOST_TEAM,
            "connected_team_ids": list(channel.connected),
            "internal_team_ids": [HOST_TEAM],
            "pending_connected_team_ids": [],
        }
    return body


def _direct(call: Call, channel: Channel) -> Json:
    user = call.workspace.users[str(channel.im_user)]
    return {
        "id": channel.id,
        "created": channel.created,
        "is_im": True,
        "is_channel": False,
        "is_group": False,
        "is_mpim": False,
        "is_private": True,
        "is_archived": False,
        "is_member": True,
        "is_org_shared": False,
        "is_shared": user.is_external,
        "is_ext_shared": user.is_external,
        "connected_team_ids": [user.team] if user.is_external else [],
        "shared_team_ids": [HOST_TEAM, user.team] if user.is_external else [HOST_TEAM],
        "context_team_id": HOST_TEAM,
        "user": user.id,
        "is_user_deleted": False,
        "priority": 0,
    }


def info(call: Call) -> Json:
    return {"channel": describe(call, call.channel(), full=True)}


def members(call: Call) -> Json:
    page, following = call.page(call.channel().members)
    return {"members": page, "response_metadata": following}


def listing(call: Call) -> Json:
    found = [describe(call, channel, full=False) for channel in _visible(call)]
    page, following = call.page(found)
    return {"channels": page, "response_metadata": following}


def of_user(call: Call) -> Json:
    """users.conversations: those of `user`, or the bot's own, that the bot is in as well."""
    who = call.text("user") or BOT_USER
    mine = [c for c in _visible(call) if who in c.members and BOT_USER in c.members]
    page, following = call.page([describe(call, channel, full=False) for channel in mine])
    return {"channels": page, "response_metadata": following}


def _visible(call: Call) -> list[Channel]:
    wanted = [kind.strip() for kind in call.text("types", "public_channel").split(",")]
    visible = []
    for channel in call.workspace.channels.values():
        kind = "im" if channel.is_im else "private_channel" if channel.is_private else "public_channel"
        hidden = channel.is_private and BOT_USER not in channel.members
        if kind in wanted and not hidden and not (channel.is_archived and call.flag("exclude_archived")):
            visible.append(channel)
    return visible


def open_direct(call: Call) -> Json:
    if call.text("channel"):
        channel = call.channel()
        return {"channel": {"id": channel.id}, "no_op": True, "already_open": True}
    wanted = [user.strip() for user in call.text("users").split(",") if user.strip()]
    if len(wanted) != 1:
        raise SlackError("users_list_not_supplied" if not wanted else "not_enough_users")
    user = call.workspace.users.get(wanted[0])
    if user is None:
        raise SlackError("user_not_found")
    if user.is_bot:
        raise SlackError("cannot_dm_bot")
    if user.is_external and not call.workspace.shares_channel_with_bot(user):
        raise SlackError("user_not_visible")
    channel = call.workspace.direct_message(user.id)
    return {"channel": describe(call, channel, full=True) if call.flag("return_im") else {"id": channel.id}}


def join(call: Call) -> Json:
    channel = call.channel()
    if channel.is_im or channel.is_private:
        raise SlackError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise SlackError("is_archived")
    already = BOT_USER in channel.members
    if not already:
        channel.members.append(BOT_USER)
        call.workspace.changes.bump()
    body: Json = {"channel": describe(call, channel, full=True)}
    return body | ({"warning": "already_in_channel"} if already else {})


METHODS: dict[str, Handler] = {
    "conversations.info": info,
    "conversations.members": members,
    "conversations.list": listing,
    "conversations.open": open_direct,
    "conversations.join": join,
    "users.conversations": of_user,
}
