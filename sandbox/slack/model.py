"""What a workspace is made of: teams, people, channels, messages, files, views."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

HOST_TEAM = "T0AGENCY"
BOT_USER = "U0BOT"
BOT_ID = "B0VIGIA"
APP_ID = "A0VIGIA"
BOT_TOKEN = "xoxb-sandbox"  # noqa: S105  the sandbox has no secrets: these are in its documentation
APP_TOKEN = "xapp-sandbox"  # noqa: S105  the sandbox has no secrets: these are in its documentation
SIGNING_SECRET = "sandbox-signing-secret"  # noqa: S105  the sandbox has no secrets: these are in its documentation
VERIFICATION_TOKEN = "sandbox-verification"  # noqa: S105  the sandbox has no secrets: these are in its documentation


@dataclass(slots=True)
class Team:
    id: str
    name: str
    domain: str


@dataclass(slots=True)
class User:
    id: str
    team: str
    handle: str
    name: str
    role: str
    tz: str = "Europe/Madrid"
    locale: str = "es-ES"
    is_bot: bool = False

    @property
    def is_external(self) -> bool:
        return self.team != HOST_TEAM


@dataclass(slots=True)
class Channel:
    id: str
    name: str
    client: str | None = None
    is_private: bool = False
    is_archived: bool = False
    im_user: str | None = None
    members: list[str] = field(default_factory=list)
    connected: list[str] = field(default_factory=list)
    created: int = 0

    @property
    def is_im(self) -> bool:
        return self.im_user is not None

    @property
    def is_ext_shared(self) -> bool:
        return bool(self.connected)

    @property
    def kind(self) -> str:
        """Slack's `channel_type` of events."""
        return "im" if self.is_im else "group" if self.is_private else "channel"


@dataclass(slots=True)
class Message:
    """`body` is Slack's own message object; `only_for` names the one person who sees an ephemeral one."""

    channel: str
    body: Json
    only_for: str | None = None

    @property
    def ts(self) -> str:
        return str(self.body["ts"])

    @property
    def author(self) -> str:
        return str(self.body.get("user", ""))


@dataclass(slots=True)
class StoredFile:
    id: str
    name: str
    title: str
    alt: str
    length: int
    created: int
    ticket: str
    data: bytes | None = None
    completed: bool = False
    ready_at: float = 0.0
    shares: dict[str, list[str]] = field(default_factory=dict)
    owner: str = BOT_USER


@dataclass(slots=True)
class View:
    """An open modal (`kind` modal) or somebody's Home tab (`kind` home); `body` is Slack's view object."""

    user: str
    kind: str
    body: Json

    @property
    def id(self) -> str:
        return str(self.body["id"])
