"""users.*: people, the external ones described as sparsely as Slack describes them."""

from sandbox.slack.errors import SlackError
from sandbox.slack.model import BOT_ID, Json, User
from sandbox.slack.web.call import Call, Handler


def describe(call: Call, user: User) -> Json:
    """Slack's user object. `is_stranger` is false for outsiders with whom the bot shares a channel."""
    body: Json = {
        "id": user.id,
        "team_id": user.team,
        "name": user.handle,
        "deleted": False,
        "real_name": user.name,
        "tz": user.tz,
        "tz_label": "Central European Time",
        "tz_offset": 3600,
        "profile": {"real_name": user.name, "display_name": user.handle, "team": user.team, "title": user.role},
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": 0,
    }
    if user.is_external:
        body["is_stranger"] = not call.workspace.shares_channel_with_bot(user)
        return body
    if user.is_bot:
        body["profile"]["bot_id"] = BOT_ID
    body |= {"is_admin": False, "is_owner": False, "is_primary_owner": False}
    body |= {"is_restricted": False, "is_ultra_restricted": False}
    if call.flag("include_locale"):
        body["locale"] = user.locale
    return body


def info(call: Call) -> Json:
    return {"user": describe(call, call.user())}


def listing(call: Call) -> Json:
    """The installing team's people; outsiders are left out, as at Slack."""
    own = [describe(call, user) for user in call.workspace.users.values() if not user.is_external]
    page, following = call.page(own)
    return {"members": page, "cache_ts": call.workspace.stamps.seconds(), "response_metadata": following}


def lookup_by_email(_call: Call) -> Json:
    """Nobody here has an address."""
    raise SlackError("users_not_found")


METHODS: dict[str, Handler] = {
    "users.info": info,
    "users.list": listing,
    "users.lookupByEmail": lookup_by_email,
}
