"""What rendering needs to know beside the message: names, the clock, files, and whether things may be clicked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import ModuleType
from zoneinfo import ZoneInfo

from sandbox.page.words import LANGUAGES, USUAL, say


@dataclass(frozen=True, slots=True)
class Picture:
    """An uploaded image as the page serves it; `ready` is False while the workspace still scans it."""

    url: str
    name: str
    alt: str
    width: int = 0
    height: int = 0
    ready: bool = True


def no_picture(_file_id: str, _url: str) -> Picture | None:
    """The answer of a workspace without files."""
    return None


@dataclass(frozen=True, slots=True)
class Look:
    """The eyes through which a message is seen; `picture_of` finds a stored file by its id or its address.

    `lang` is the language of the page around them.
    """

    people: Mapping[str, str]
    channels: Mapping[str, str]
    now: datetime
    viewer: str = ""
    tz: str = "Europe/Madrid"
    picture_of: Callable[[str, str], Picture | None] = no_picture
    live: bool = True
    lang: str = USUAL

    @property
    def tongue(self) -> ModuleType:
        """The page's words in the language of whoever looks."""
        return LANGUAGES[self.lang]

    def say(self, key: str, **names: object) -> str:
        """One of the page's own sentences."""
        return say(self.lang, key, **names)

    def local(self, seconds: float) -> datetime:
        """Unix seconds as the viewer's local time."""
        return datetime.fromtimestamp(seconds, UTC).astimezone(ZoneInfo(self.tz))

    def today(self) -> datetime:
        return self.now.astimezone(ZoneInfo(self.tz))
