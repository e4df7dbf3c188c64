"""Events to the app, with Slack's envelope around them and redelivery when they are not acknowledged."""

import asyncio

from sandbox.slack.model import APP_ID, BOT_USER, HOST_TEAM, VERIFICATION_TOKEN, Channel, Json
from sandbox.slack.transport import EVENT, Ack, Retry, Transport
from sandbox.slack.workspace import Workspace

RETRIES = 3


class Dispatch:
    def __init__(self, workspace: Workspace, transport: Transport) -> None:
        self._workspace = workspace
        self.transport = transport

    async def send(self, kind: str, payload: Json) -> Ack:
        """A command or an interaction: delivered once, never again."""
        return await self.transport.send(kind, payload)

    def event(self, event: Json, channel: Channel | None, team: str = HOST_TEAM) -> str:
        """Deliver an event in the background, up to three times more if nobody acknowledges; its event_id."""
        envelope = self._event_callback(event, channel, team)
        self._workspace.spawn(asyncio.create_task(self._deliver(envelope)))
        return str(envelope["event_id"])

    async def _deliver(self, envelope: Json) -> None:
        retry: Retry | None = None
        for attempt in range(1, RETRIES + 2):
            ack = await self.transport.send(EVENT, envelope, retry)
            if ack.failure in (None, "no_retry"):
                return
            retry = Retry(attempt, str(ack.failure))

    def _event_callback(self, event: Json, channel: Channel | None, team: str) -> Json:
        stamps = self._workspace.stamps
        event_id = stamps.id("Ev")
        return {
            "token": VERIFICATION_TOKEN,
            "team_id": team,
            "context_team_id": HOST_TEAM,
            "context_enterprise_id": None,
            "api_app_id": APP_ID,
            "event": {**event, "event_ts": event.get("event_ts") or event.get("ts") or stamps.ts()},
            "type": "event_callback",
            "event_id": event_id,
            "event_time": stamps.seconds(),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": HOST_TEAM,
                    "user_id": BOT_USER,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": bool(channel and channel.is_ext_shared),
            "event_context": f"4-{event_id}",
        }
