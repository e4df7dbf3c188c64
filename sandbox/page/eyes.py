"""The workspace through one person's eyes: names, channels and files for rendering."""

from sandbox.page.html.look import Look, Picture
from sandbox.slack.filestore import png_size
from sandbox.slack.model import BOT_USER, Channel, User
from sandbox.slack.workspace import Workspace

TZ = "Europe/Madrid"


def look_for(workspace: Workspace, viewer: User, lang: str, *, live: bool = True) -> Look:
    """How that person sees messages; not `live`, nothing can be clicked."""
    visible = {c.id: c.name for c in channels_of(workspace, viewer)}

    def picture_of(file_id: str, url: str) -> Picture | None:
        file = workspace.files.get(file_id) or (workspace.files.by_url(url) if url else None)
        if file is None:
            return None
        width, height = png_size(file.data or b"")
        return Picture(f"/ui/files/{file.id}", file.name, file.alt, width, height, workspace.files.is_ready(file))

    people = {user.id: user.name for user in workspace.users.values()}
    return Look(people, visible, workspace.now(), viewer.id, viewer.tz, picture_of, live, lang)


def channels_of(workspace: Workspace, viewer: User) -> list[Channel]:
    """The channels that person is in, without direct messages."""
    return [c for c in workspace.channels.values() if not c.is_im and viewer.id in c.members]


def client_channel(workspace: Workspace, channel: Channel) -> Channel | None:
    """The channel in which the client of `channel` reads along: itself when it is shared; None without one."""
    if channel.is_ext_shared:
        return channel
    if channel.client is None:
        return None
    shared = (c for c in workspace.channels.values() if c.client == channel.client and c.is_ext_shared)
    return next(shared, None)


def outsider_in(workspace: Workspace, channel: Channel) -> User | None:
    """The first external person of the channel."""
    members = (workspace.users[member] for member in channel.members if member in workspace.users)
    return next((member for member in members if member.is_external), None)


def connected_names(workspace: Workspace, channel: Channel) -> str:
    return ", ".join(workspace.teams[team].name for team in channel.connected)


def has_bot(channel: Channel) -> bool:
    return BOT_USER in channel.members
