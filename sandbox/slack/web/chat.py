"""chat.*: posting, editing, deleting, whispering."""

from sandbox.slack.content import check_text, checked_blocks, from_bot, metadata
from sandbox.slack.errors import SlackError
from sandbox.slack.model import BOT_ID, BOT_USER, Channel, Json, Message
from sandbox.slack.web.call import Call, Handler


def _blocks(call: Call, channel: Channel) -> list[Json] | None:
    return checked_blocks(call.workspace, call.structure("blocks", "invalid_blocks_format"), channel)


def _thread(call: Call, channel: Channel) -> str:
    thread_ts = call.text("thread_ts")
    if thread_ts and call.workspace.find(channel.id, thread_ts) is None:
        raise SlackError("thread_not_found")
    return thread_ts


def _root(call: Call, channel: Channel, thread_ts: str) -> Json:
    """The thread's parent as a reply that is also sent to the channel quotes it."""
    parent = call.workspace.find(channel.id, thread_ts)
    kept = ("type", "user", "bot_id", "text", "ts", "thread_ts")
    return {key: parent.body[key] for key in kept if key in parent.body} if parent else {}


def post_message(call: Call) -> Json:
    channel = call.postable()
    blocks = _blocks(call, channel)
    check_text(call.text("text"), blocks, call.args.get("attachments"))
    meta = metadata(call.structure("metadata", "invalid_metadata_format"))
    thread_ts = _thread(call, channel)
    body = from_bot(call.text("text"), blocks, thread_ts, meta)
    if thread_ts and call.flag("reply_broadcast"):
        body |= {"subtype": "thread_broadcast", "root": _root(call, channel, thread_ts)}
    call.workspace.slots.take(channel.id)
    message = call.workspace.post(channel, body)
    return {"channel": channel.id, "ts": message.ts, "message": message.body}


def post_ephemeral(call: Call) -> Json:
    channel = call.postable()
    user = call.user()
    if user.id not in channel.members:
        raise SlackError("user_not_in_channel")
    blocks = _blocks(call, channel)
    check_text(call.text("text"), blocks, call.args.get("attachments"))
    body = from_bot(call.text("text"), blocks, _thread(call, channel))
    return {"message_ts": call.workspace.post(channel, body, only_for=user.id).ts}


def _own(call: Call, refusal: str) -> tuple[Channel, Message]:
    channel = call.channel()
    message = call.workspace.find(channel.id, call.text("ts"))
    if message is None:
        raise SlackError("message_not_found")
    if message.author != BOT_USER:
        raise SlackError(refusal)
    return channel, message


def update(call: Call) -> Json:
    channel, message = _own(call, "cant_update_message")
    blocks = _blocks(call, channel)
    text = call.text("text", "" if blocks else str(message.body["text"]))
    kept = message.body.get("blocks") if blocks is None else blocks
    check_text(text, kept, call.args.get("attachments"))
    message.body["text"] = text
    message.body["blocks"] = kept or []
    message.body["edited"] = {"user": BOT_ID, "ts": call.workspace.stamps.ts()}
    meta = metadata(call.structure("metadata", "invalid_metadata_format"))
    if meta is not None:
        message.body["metadata"] = meta
    call.workspace.changes.bump()
    return {"channel": channel.id, "ts": message.ts, "text": text, "message": message.body}


def delete(call: Call) -> Json:
    channel, message = _own(call, "cant_delete_message")
    call.workspace.remove(message)
    return {"channel": channel.id, "ts": message.ts}


def permalink(call: Call) -> Json:
    channel = call.channel()
    ts = call.text("message_ts")
    if call.workspace.find(channel.id, ts) is None:
        raise SlackError("message_not_found")
    return {"channel": channel.id, "permalink": f"{call.origin}/archives/{channel.id}/p{ts.replace('.', '')}"}


METHODS: dict[str, Handler] = {
    "chat.postMessage": post_message,
    "chat.postEphemeral": post_ephemeral,
    "chat.update": update,
    "chat.delete": delete,
    "chat.getPermalink": permalink,
}
