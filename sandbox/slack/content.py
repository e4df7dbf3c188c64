"""What a message may hold, checked, and the message object made of it."""

from typing import Any

from sandbox.slack.errors import SlackError
from sandbox.slack.model import APP_ID, BOT_ID, BOT_USER, HOST_TEAM, Channel, Json
from sandbox.slack.validation.message import message_problems, text_length
from sandbox.slack.validation.report import as_messages
from sandbox.slack.viewbook import with_ids
from sandbox.slack.workspace import Workspace

MAX_TEXT = 40_000
# Slack names the error but not the number; people who ran into it report about this many characters.
MAX_BLOCKS_TEXT = 13_200


def checked_blocks(workspace: Workspace, blocks: Any, channel: Channel) -> list[Json] | None:
    """The blocks with ids filled in, None when none were sent; SlackError `invalid_blocks` with pointers else."""
    if blocks is None:
        return None
    problems = message_problems(blocks)
    if problems:
        raise SlackError("invalid_blocks", as_messages(problems))
    if text_length(blocks) > MAX_BLOCKS_TEXT:
        raise SlackError("msg_blocks_too_long")
    _check_files(workspace, blocks, channel)
    return with_ids(blocks, workspace.stamps)


def _check_files(workspace: Workspace, blocks: list[Json], channel: Channel) -> None:
    for path, reference in _slack_files(blocks, "/blocks"):
        known = workspace.files.get(str(reference.get("id", "")))
        known = known or workspace.files.by_url(str(reference.get("url", "-")))
        if known is None or not workspace.files.is_ready(known):
            raise SlackError("invalid_blocks", [f"[ERROR] invalid slack file [json-pointer:{path}]"])
        if workspace.connect_files_blocked and channel.is_ext_shared:
            raise SlackError("slack_connect_file_link_sharing_blocked")


def _slack_files(node: Any, path: str) -> list[tuple[str, Json]]:
    """(JSON pointer, reference) of every `slack_file` at or below the node."""
    if isinstance(node, dict):
        here = [(f"{path}/slack_file", node["slack_file"])] if isinstance(node.get("slack_file"), dict) else []
        return here + [found for key, value in node.items() for found in _slack_files(value, f"{path}/{key}")]
    if isinstance(node, list):
        return [found for index, value in enumerate(node) for found in _slack_files(value, f"{path}/{index}")]
    return []


def check_text(text: str, blocks: list[Json] | None, attachments: Any) -> None:
    """SlackError `no_text` for an empty message, `msg_too_long` beyond 40,000 characters."""
    if not text.strip() and not blocks and not attachments:
        raise SlackError("no_text")
    if len(text) > MAX_TEXT:
        raise SlackError("msg_too_long")


def metadata(sent: Any) -> Json | None:
    """Message metadata as sent; SlackError `invalid_metadata_format` unless it has a type and a payload."""
    if sent is None:
        return None
    well_formed = isinstance(sent, dict) and isinstance(sent.get("event_payload"), dict) and sent.get("event_type")
    if not well_formed:
        raise SlackError("invalid_metadata_format")
    return dict(sent)


def from_bot(text: str, blocks: list[Json] | None, thread_ts: str = "", meta: Json | None = None) -> Json:
    """The message object of something the bot says, without ts."""
    body: Json = {"user": BOT_USER, "bot_id": BOT_ID, "app_id": APP_ID, "team": HOST_TEAM, "text": text}
    body["bot_profile"] = {"id": BOT_ID, "app_id": APP_ID, "name": "Vigía", "team_id": HOST_TEAM, "deleted": False}
    if blocks:
        body["blocks"] = blocks
    if thread_ts:
        body["thread_ts"] = thread_ts
    if meta:
        body["metadata"] = meta
    return body
