"""What carries a payload to the app and brings its acknowledgement back: a socket, or signed HTTP requests."""

from dataclasses import dataclass
from typing import Protocol

from sandbox.slack.model import Json

ACK_SECONDS = 3.0
SLASH, INTERACTIVE, EVENT = "slash_commands", "interactive", "events_api"


@dataclass(frozen=True, slots=True)
class Retry:
    attempt: int
    reason: str


@dataclass(frozen=True, slots=True)
class Ack:
    """`failure` is None when the app acknowledged in time, otherwise Slack's word for what went wrong."""

    ms: float
    payload: Json | None = None
    failure: str | None = None


class Transport(Protocol):
    async def send(self, kind: str, payload: Json, retry: Retry | None = None) -> Ack:
        """Deliver once and wait for the acknowledgement, three seconds at most."""
