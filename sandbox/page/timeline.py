"""A conversation as a list of entries ready for the template."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from sandbox.page.html.dates import ago, clock_line, day_line
from sandbox.page.html.look import Look
from sandbox.page.html.message import body_html
from sandbox.slack.model import Channel, Json, Message, User
from sandbox.slack.seen import seen_messages
from sandbox.slack.workspace import Workspace

_TOGETHER = timedelta(minutes=5)
_SYSTEM = ("channel_join", "channel_leave", "group_join", "group_leave", "channel_topic", "tombstone")
_SLACKBOT = "USLACKBOT"
_HUES = 6
_QUOTED = 90


@dataclass(frozen=True, slots=True)
class Author:
    id: str
    name: str
    initials: str
    hue: int
    is_app: bool
    outside: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One message. `day` heads the first of a day; `compact` follows another of the same author closely. A reply that
    was also sent to the channel names in `answers` the message it answers, and quotes its beginning.
    """

    ts: str
    author: Author
    time: str
    when: str
    body: Markup
    day: str | None
    compact: bool
    system: bool
    edited: bool
    ephemeral: bool
    replies: int
    reply_authors: list[Author]
    last_reply: str
    nested: bool
    answers: str
    answers_text: str


def author_of(workspace: Workspace, message: Json, look: Look) -> Author:
    """Who wrote it; `outside` names the organisation of an external person."""
    user = workspace.users.get(str(message.get("user", "")))
    if user is None:
        name = "Slackbot" if message.get("user") == _SLACKBOT else str(message.get("username") or look.say("somebody"))
        return Author(str(message.get("user", "")), name, name[:1], 0, is_app=True, outside=None)
    return person(workspace, user)


def person(workspace: Workspace, user: User) -> Author:
    outside = workspace.teams[user.team].name if user.is_external else None
    initials = "".join(word[0] for word in user.name.split()[:2])
    hue = list(workspace.users).index(user.id) % _HUES
    return Author(user.id, user.name, initials, hue, user.is_bot, outside)


def conversation(workspace: Workspace, channel: Channel, viewer: User, look: Look) -> list[Entry]:
    """The channel's own messages (and replies also sent to it), oldest first, with days and grouping."""
    top = [m for m in _visible(workspace, channel, viewer) if not _is_reply(m)]
    return _entries(workspace, top, look)


def thread(workspace: Workspace, channel: Channel, ts: str, viewer: User, look: Look) -> list[Entry]:
    """The parent and its replies; empty when that person sees no such message."""
    found = _visible(workspace, channel, viewer)
    return _entries(workspace, [m for m in found if ts in (m["ts"], m.get("thread_ts"))], look)


def unfolded(workspace: Workspace, channel: Channel, viewer: User, look: Look) -> list[Entry]:
    """The channel with every thread opened in its place."""
    found = _visible(workspace, channel, viewer)
    ordered: list[Json] = []
    for message in found:
        if not _is_reply(message):
            ordered.append(message)
            ordered += [m for m in found if _is_reply(m) and m.get("thread_ts") == message["ts"]]
    return _entries(workspace, ordered, look)


def latest_for(workspace: Workspace, channel: Channel, viewer: User) -> str:
    """The ts of the newest message there that somebody else wrote, "" without one."""
    stamps = [m.ts for m in workspace.seen_by(channel, viewer.id) if m.author != viewer.id and _tells(m)]
    return stamps[-1] if stamps else ""


def _tells(message: Message) -> bool:
    return message.body.get("subtype") not in _SYSTEM


def _visible(workspace: Workspace, channel: Channel, viewer: User) -> list[Json]:
    return seen_messages(workspace, channel, viewer)


def _is_reply(message: Json) -> bool:
    return message.get("thread_ts") not in (None, message["ts"]) and message.get("subtype") != "thread_broadcast"


def _entries(workspace: Workspace, messages: Iterable[Json], look: Look) -> list[Entry]:
    entries: list[Entry] = []
    before: Json | None = None
    for message in messages:
        entries.append(_entry(workspace, message, before, look))
        before = message
    return entries


def _moment(message: Json, look: Look) -> datetime:
    return look.local(float(message["ts"]))


def _entry(workspace: Workspace, message: Json, before: Json | None, look: Look) -> Entry:
    moment = _moment(message, look)
    nested = _is_reply(message)
    root = message.get("root") or {}
    new_day = before is None or (not nested and _moment(before, look).date() != moment.date())
    return Entry(
        ts=str(message["ts"]),
        author=author_of(workspace, message, look),
        time=f"{moment:%H:%M}",
        when=clock_line(moment, look),
        body=body_html(message, look),
        day=day_line(moment, look) if new_day else None,
        compact=not new_day and before is not None and _follows(message, before),
        system=message.get("subtype") in _SYSTEM,
        edited=bool(message.get("edited")),
        ephemeral=bool(message.get("is_ephemeral")),
        replies=int(message.get("reply_count", 0)),
        reply_authors=[author_of(workspace, {"user": user}, look) for user in message.get("reply_users", [])[:4]],
        last_reply=_last_reply(message, look),
        nested=nested,
        answers=str(root.get("ts", "")),
        answers_text=" ".join(str(root.get("text", "")).split())[:_QUOTED],
    )


def _follows(message: Json, before: Json) -> bool:
    """True when the two read as one: same person and kind, minutes apart."""
    same = all(message.get(key) == before.get(key) for key in ("user", "subtype", "is_ephemeral"))
    close = float(message["ts"]) - float(before["ts"]) < _TOGETHER.total_seconds()
    flat = not before.get("reply_count") and _is_reply(message) == _is_reply(before)
    return same and close and flat and not message.get("is_ephemeral") and message.get("subtype") not in _SYSTEM


def _last_reply(message: Json, look: Look) -> str:
    latest = message.get("latest_reply")
    return ago(look.local(float(latest)), look) if latest else ""
