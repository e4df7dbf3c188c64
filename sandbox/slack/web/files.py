"""files.*: the three-step upload, and files that become usable only once Slack has looked at them."""

import asyncio
from typing import Any

from sandbox.slack.content import from_bot
from sandbox.slack.errors import SlackError
from sandbox.slack.filestore import SCAN_SECONDS
from sandbox.slack.model import Channel, Json, StoredFile
from sandbox.slack.web.call import Call, Handler
from sandbox.slack.workspace import Workspace

MAX_BYTES = 1_000_000_000


def get_upload_url(call: Call) -> Json:
    name, length = call.text("filename"), call.number("length", 0)
    if not name:
        raise SlackError("invalid_arguments", ["[ERROR] missing required field: filename"])
    if length <= 0 or length > MAX_BYTES:
        raise SlackError("file_uploads_disabled" if length > MAX_BYTES else "invalid_arguments")
    file = call.workspace.files.announce(name, length, call.text("alt_txt"))
    return {"upload_url": f"{call.origin}/upload/{file.ticket}", "file_id": file.id}


def complete(call: Call) -> Json:
    named = call.structure("files", "invalid_arguments")
    if not isinstance(named, list) or not named:
        raise SlackError("invalid_arguments", ["[ERROR] missing required field: files"])
    files = [_uploaded(call.workspace, entry) for entry in named]
    targets = _targets(call)
    thread_ts = call.text("thread_ts")
    for target in targets:
        _check_share(call.workspace, target, thread_ts)
    for file, entry in zip(files, named, strict=True):
        call.workspace.files.complete(file, entry.get("title"))
    for target in targets:
        said = from_bot(call.text("initial_comment"), None, thread_ts) | {"upload": False}
        sharing = _share(call.workspace, target, files, said | {"ts": call.workspace.stamps.ts()})
        call.workspace.spawn(asyncio.get_running_loop().create_task(sharing))
    return {"files": [{"id": f.id, **call.workspace.files.describe(f, call.workspace.base_url)} for f in files]}


def _uploaded(workspace: Workspace, entry: Any) -> StoredFile:
    file = workspace.files.get(str(entry.get("id", ""))) if isinstance(entry, dict) else None
    if file is None or file.data is None:
        raise SlackError("file_not_found")
    if file.completed:
        raise SlackError("file_update_failed")
    return file


def _targets(call: Call) -> list[Channel]:
    names = [call.text("channel_id"), *call.text("channels").split(",")]
    wanted = dict.fromkeys(name.strip() for name in names if name.strip())
    found = []
    for name in wanted:
        single = Call(call.workspace, call.hub, {"channel": name}, call.origin)
        found.append(single.postable())
    return found


def _check_share(workspace: Workspace, channel: Channel, thread_ts: str) -> None:
    if workspace.connect_files_blocked and channel.is_ext_shared:
        raise SlackError("slack_connect_file_link_sharing_blocked")
    if thread_ts and workspace.find(channel.id, thread_ts) is None:
        raise SlackError("thread_not_found")


async def _share(workspace: Workspace, channel: Channel, files: list[StoredFile], said: Json) -> None:
    """Slack answers first and posts the message when the scan is over, so its ts is known to nobody in advance.

    The message is dated when it was asked for: a clock that is being pushed would date it hours later.
    """
    await asyncio.sleep(SCAN_SECONDS)
    message = workspace.post(channel, said)
    for file in files:
        file.shares.setdefault(channel.id, []).append(message.ts)
    message.body["files"] = [workspace.files.describe(file, workspace.base_url) for file in files]
    workspace.changes.bump()


def _known(call: Call) -> StoredFile:
    file = call.workspace.files.get(call.text("file"))
    if file is None or not file.completed:
        raise SlackError("file_not_found")
    return file


def info(call: Call) -> Json:
    file = call.workspace.files.describe(_known(call), call.workspace.base_url)
    return {"file": file, "comments": [], "response_metadata": {"next_cursor": ""}}


def delete(call: Call) -> Json:
    file = _known(call)
    call.workspace.files.delete(file)
    for message in [m for channel in file.shares for m in call.workspace.messages[channel]]:
        if any(shared["id"] == file.id for shared in message.body.get("files", [])):
            message.body["files"] = [s for s in message.body["files"] if s["id"] != file.id]
    call.workspace.changes.bump()
    return {}


METHODS: dict[str, Handler] = {
    "files.getUploadURLExternal": get_upload_url,
    "files.completeUploadExternal": complete,
    "files.info": info,
    "files.delete": delete,
}
