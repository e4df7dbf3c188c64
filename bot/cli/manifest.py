"""`vigia manifest`: the Slack app manifest with minimal scopes, and the link that creates the app from it."""

from typing import Any
from urllib.parse import quote

import yaml

from domain.errors import InvalidInput
from domain.languages import CODES
from templates.words import words

CREATE = "https://api.slack.com/apps?new_app=1&manifest_yaml="
SCOPES = (
    "app_mentions:read",
    "channels:read",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "groups:read",
    "im:history",
    "im:write",
    "team:read",
    "users:read",
)
EVENTS = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "channel_archive",
    "channel_id_changed",
    "channel_left",
    "channel_shared",
    "channel_unshared",
    "member_joined_channel",
    "member_left_channel",
    "message.im",
    "tokens_revoked",
    "user_change",
)


def build(name: str, lang: str, http_url: str = "") -> dict[str, Any]:
    """The manifest. InvalidInput for a name longer than Slack's 35 characters or an unknown language."""
    if not 0 < len(name) <= 35:  # noqa: PLR2004 - Slack's manifest schema
        raise InvalidInput("manifest_name", "--name", name, "Vigía")
    if lang not in CODES:
        raise InvalidInput("lang", "--lang", lang, "es")
    say = words(lang)
    where = {"url": f"{http_url.rstrip('/')}/slack/events"} if http_url else {}
    request = {"request_url": where["url"]} if where else {}
    slash = {
        "command": "/campaign",
        "description": say.plain("Status, goals and alerts of your campaigns"),
        "usage_hint": say.plain("status [campaign]"),
        "should_escape": True,
    }
    home = {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False}
    return {
        "display_information": {
            "name": name,
            "description": say.plain("Keeps watch over campaigns and tells the right people in time"),
        },
        "features": {
            "bot_user": {"display_name": name, "always_online": True},
            "app_home": home,
            "slash_commands": [slash | where],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS)} | request,
            "interactivity": {"is_enabled": True} | request,
            "socket_mode_enabled": not http_url,
            "org_deploy_enabled": False,
            "token_rotation_enabled": False,
        },
    }


def run(name: str, lang: str, http_url: str) -> None:
    """Print the manifest as YAML, then the link."""
    text = yaml.safe_dump(build(name, lang, http_url), allow_unicode=True, sort_keys=False)
    print(text)
    print(f"# {words(lang).plain('Create the app from this manifest:')}\n# {CREATE}{quote(text)}")
