"""The workspace's state and the few operations on it that everything else is made of."""

import asyncio
import time
from collections.abc import Callable, Iterator
from datetime import datetime

from sandbox.slack import seed
from sandbox.slack.budgets import PostingSlots, ResponseUrls, Triggers
from sandbox.slack.calls import CallLog
from sandbox.slack.changes import Changes
from sandbox.slack.errors import Refused
from sandbox.slack.filestore import FileStore
from sandbox.slack.model import BOT_USER, Channel, Json, Message, Team, User
from sandbox.slack.stamps import Stamps
from sandbox.slack.viewbook import ViewBook


class Workspace:
    """Teams, people, channels and everything written in them. `now` is business time, `machine` seconds for limits.

    With `locale` (es, ca, en) everybody speaks that language, and not their own.
    """

    def __init__(
        self, now: Callable[[], datetime], machine: Callable[[], float] = time.monotonic, locale: str = ""
    ) -> None:
        self.now = now
        self.machine = machine
        self.base_url = ""
        self.stamps = Stamps(now)
        self.changes = Changes()
        self.teams: dict[str, Team] = {team.id: team for team in seed.teams()}
        self.users: dict[str, User] = {user.id: user for user in seed.users(locale)}
        self.channels: dict[str, Channel] = {c.id: c for c in seed.channels(self.stamps.seconds())}
        self.messages: dict[str, list[Message]] = {channel: [] for channel in self.channels}
        self.triggers = Triggers(machine)
        self.responses = ResponseUrls(machine)
        self.slots = PostingSlots(machine)
        self.files = FileStore(self.stamps, machine)
        self.views = ViewBook(self.stamps)
        self.calls = CallLog(now)
        self.connect_files_blocked = False
        self.background: set[asyncio.Task[None]] = set()

    def team(self, id_or_name: str) -> Team:
        """The team by id, name or domain; Refused (404) otherwise."""
        wanted = id_or_name.strip().casefold()
        for team in self.teams.values():
            if wanted in (team.id.casefold(), team.name.casefold(), team.domain):
                return team
        raise Refused(f'There is no team "{id_or_name}".', 404)

    def user(self, id_or_name: str) -> User:
        """The person by id, name, first name or handle (with or without @); Refused (404) otherwise."""
        wanted = id_or_name.strip().lstrip("@").casefold()
        for user in self.users.values():
            if wanted in (user.id.casefold(), user.handle, user.name.casefold(), user.name.split()[0].casefold()):
                return user
        raise Refused(f'There is no user "{id_or_name}".', 404)

    def channel(self, id_or_name: str, seen_by: str | None = None) -> Channel:
        """The channel by id or name (with or without #); "dm" is `seen_by`'s own with the bot. Refused (404) else."""
        wanted = id_or_name.strip().lstrip("#@").casefold()
        if seen_by and wanted in ("dm", "vigia", "vigía", BOT_USER.casefold()):
            return self.direct_message(seen_by)
        for channel in self.channels.values():
            if wanted in (channel.id.casefold(), channel.name.casefold()):
                return channel
        raise Refused(f'There is no channel "{id_or_name}".', 404)

    def direct_message(self, user: str) -> Channel:
        """That person's conversation with the bot."""
        fresh = seed.direct_message(self.users[user], self.stamps.seconds())
        channel = self.channels.setdefault(fresh.id, fresh)
        self.messages.setdefault(channel.id, [])
        return channel

    def shares_channel_with_bot(self, user: User) -> bool:
        return any(user.id in c.members and BOT_USER in c.members for c in self.channels.values() if not c.is_im)

    def find(self, channel: str, ts: str, viewer: str | None = None) -> Message | None:
        """That message, ephemerals only for `viewer`; None when there is none."""
        for message in self.messages.get(channel, []):
            if message.ts == ts and message.only_for in (None, viewer):
                return message
        return None

    def post(self, channel: Channel, body: Json, only_for: str | None = None) -> Message:
        """Write a message with a fresh ts; a reply updates the counts of its parent."""
        ts = self.stamps.ts()
        message = Message(channel.id, {"type": "message", **body, "ts": body.get("ts", ts)}, only_for)
        if only_for:
            message.body["is_ephemeral"] = True
        self.messages[channel.id].append(message)
        self.recount(channel.id, str(body.get("thread_ts", "")))
        self.changes.bump()
        return message

    def remove(self, message: Message) -> None:
        self.messages[message.channel].remove(message)
        self.recount(message.channel, str(message.body.get("thread_ts", "")))
        self.changes.bump()

    def recount(self, channel: str, thread_ts: str) -> None:
        """Bring reply_count, reply_users and latest_reply of a thread's parent up to date."""
        parent = self.find(channel, thread_ts) if thread_ts else None
        if parent is None:
            return
        replies = [m for m in self.messages[channel] if _is_public_reply(m, thread_ts)]
        users = list(dict.fromkeys(m.author for m in replies))
        parent.body.update(
            thread_ts=thread_ts, reply_count=len(replies), reply_users=users, reply_users_count=len(users)
        )
        if replies:
            parent.body["latest_reply"] = max(m.ts for m in replies)

    def seen_by(self, channel: Channel, viewer: str | None) -> Iterator[Message]:
        """What that person sees there, oldest first; nothing for somebody outside. None sees every message."""
        if viewer is not None and viewer not in channel.members:
            return
        for message in sorted(self.messages[channel.id], key=lambda m: m.ts):
            if viewer is None or message.only_for in (None, viewer):
                yield message

    def spawn(self, work: "asyncio.Task[None]") -> None:
        """Keep a background task alive until it ends."""
        self.background.add(work)
        work.add_done_callback(self.background.discard)


def _is_public_reply(message: Message, thread_ts: str) -> bool:
    return message.body.get("thread_ts") == thread_ts and message.ts != thread_ts and message.only_for is None
