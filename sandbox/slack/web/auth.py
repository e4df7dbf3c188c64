"""Who the app is, and the door to the socket."""

from sandbox.slack.model import APP_ID, BOT_ID, BOT_USER, HOST_TEAM, Json
from sandbox.slack.web.call import Call, Handler

SCOPES = (
    "commands,chat:write,files:write,files:read,channels:read,groups:read,users:read,team:read,"
    "app_mentions:read,im:history,im:write"
)


def auth_test(call: Call) -> Json:
    team = call.workspace.teams[HOST_TEAM]
    return {
        "url": f"{call.origin}/",
        "team": team.name,
        "team_id": team.id,
        "user": call.workspace.users[BOT_USER].handle,
        "user_id": BOT_USER,
        "bot_id": BOT_ID,
        "app_id": APP_ID,
        "is_enterprise_install": False,
    }


def connections_open(call: Call) -> Json:
    socket_origin = "ws" + call.origin.removeprefix("http")
    return {"url": f"{socket_origin}/socket/{call.hub.ticket()}?app_id={APP_ID}"}


def team_info(call: Call) -> Json:
    team = call.workspace.teams.get(call.text("team", HOST_TEAM), call.workspace.teams[HOST_TEAM])
    return {"team": {"id": team.id, "name": team.name, "domain": team.domain, "email_domain": "", "icon": {}}}


def api_test(call: Call) -> Json:
    return {"args": {key: value for key, value in call.args.items() if key != "token"}}


METHODS: dict[str, Handler] = {
    "api.test": api_test,
    "auth.test": auth_test,
    "apps.connections.open": connections_open,
    "team.info": team_info,
}
