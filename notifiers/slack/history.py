"""Our own messages in a conversation's history, found by the opaque id in their metadata."""

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from notifiers.slack.calls import call
from notifiers.slack.errors import Bug

MARKED = "vigia_delivery"
PAGE = 100
MOST_PAGES = 10


async def find(
    client: AsyncWebClient, conversation: str, mark: str, *, after: str | None, thread_ts: str | None
) -> str | None:
    """The `ts` of the message with that mark; None when it is not there. Raises Bug where there is too much to read,
    and what Slack answers where our scopes do not reach."""
    method = "conversations.replies" if thread_ts else "conversations.history"
    wanted = {"channel": conversation, "ts": thread_ts, "oldest": after, "limit": PAGE, "include_all_metadata": "true"}
    cursor: str | None = None
    for _ in range(MOST_PAGES):
        answer = await call(client, method, {**wanted, "cursor": cursor})
        for message in answer.get("messages") or ():
            if _mark(message) == mark:
                return str(message["ts"])
        cursor = (answer.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return None
    raise Bug("history_too_long", "too much was said since")


def _mark(message: dict[str, Any]) -> str:
    metadata = message.get("metadata") or {}
    given = (metadata.get("event_payload") or {}).get("id", "") if metadata.get("event_type") == MARKED else ""
    return str(given)
