"""Uploaded files. One is ready a moment after its upload was completed, as at Slack, where it is scanned first."""

import secrets
import struct
from collections.abc import Callable
from pathlib import Path

from sandbox.slack.model import HOST_TEAM, Json, StoredFile
from sandbox.slack.stamps import Stamps

SCAN_SECONDS = 0.2
_TYPES = {
    "png": ("image/png", "PNG"),
    "jpg": ("image/jpeg", "JPEG"),
    "gif": ("image/gif", "GIF"),
    "pdf": ("application/pdf", "PDF"),
    "csv": ("text/csv", "CSV"),
}
_PNG_HEADER = 24
_IMAGES = ("png", "jpg", "gif")


def extension(name: str) -> str:
    """The file's type by its name, "jpg" for jpeg, "" without one."""
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    return "jpg" if ending == "jpeg" else ending


def mimetype(name: str) -> str:
    return _TYPES.get(extension(name), ("application/octet-stream", "Binary"))[0]


class FileStore:
    def __init__(self, stamps: Stamps, machine: Callable[[], float]) -> None:
        self._stamps = stamps
        self._machine = machine
        self._files: dict[str, StoredFile] = {}
        self.folder: Path | None = None

    def announce(self, name: str, length: int, alt: str) -> StoredFile:
        """A place for a file about to be uploaded."""
        file = StoredFile(self._stamps.id("F"), name, name, alt, length, self._stamps.seconds(), secrets.token_hex(12))
        self._files[file.id] = file
        return file

    def drop(self, name: str, data: bytes, owner: str) -> StoredFile:
        """A file that a person has uploaded, ready at once."""
        file = self.announce(name, len(data), "")
        self.receive(file, data)
        self.complete(file, None)
        file.owner, file.ready_at = owner, self._machine()
        return file

    def receive(self, file: StoredFile, data: bytes) -> None:
        """The bytes of an announced file, kept in a folder too where there is one, for people to look at."""
        file.data = data
        if self.folder is not None:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / f"{file.id}-{Path(file.name).name}").write_bytes(data)

    def get(self, file_id: str) -> StoredFile | None:
        return self._files.get(file_id)

    def by_ticket(self, ticket: str) -> StoredFile | None:
        return next((file for file in self._files.values() if file.ticket == ticket), None)

    def by_url(self, url: str) -> StoredFile | None:
        return next((file for file in self._files.values() if f"/{file.id}/" in url), None)

    def complete(self, file: StoredFile, title: str | None) -> None:
        """The upload is over; scanning begins."""
        file.title = title or file.name
        file.completed = True
        file.ready_at = self._machine() + SCAN_SECONDS

    def is_ready(self, file: StoredFile) -> bool:
        return file.completed and self._machine() >= file.ready_at

    def delete(self, file: StoredFile) -> None:
        del self._files[file.id]

    def describe(self, file: StoredFile, base_url: str) -> Json:
        """Slack's file object; until it is ready `mimetype`, `filetype` are empty and there are no thumbnails."""
        ready = self.is_ready(file)
        kind = extension(file.name)
        link = f"{base_url}/files/{file.id}/{file.name}"
        body: Json = {
            "id": file.id,
            "created": file.created,
            "timestamp": file.created,
            "name": file.name,
            "title": file.title,
            "alt_txt": file.alt,
            "mimetype": mimetype(file.name) if ready else "",
            "filetype": kind if ready else "",
            "pretty_type": _TYPES.get(kind, ("", "Binary"))[1] if ready else "",
            "user": file.owner,
            "user_team": HOST_TEAM,
            "editable": False,
            "size": file.length,
            "mode": "hosted",
            "is_external": False,
            "external_type": "",
            "is_public": False,
            "public_url_shared": False,
            "display_as_bot": False,
            "username": "",
            "url_private": link,
            "url_private_download": link + "?download=1",
            "permalink": link,
            "channels": list(file.shares),
            "groups": [],
            "ims": [],
            "shares": {"public": {c: [{"ts": ts} for ts in stamps] for c, stamps in file.shares.items()}}
            if file.shares
            else {},
            "file_access": "visible",
            "has_rich_preview": False,
            "is_starred": False,
        }
        if ready and kind in _IMAGES:
            body |= _thumbnails(file, link)
        return body


def _thumbnails(file: StoredFile, link: str) -> Json:
    width, height = png_size(file.data or b"")
    return {
        "original_w": width,
        "original_h": height,
        "thumb_64": link,
        "thumb_360": link,
        "thumb_360_w": min(width, 360),
        "thumb_360_h": height * min(width, 360) // width if width else 0,
    }


def png_size(data: bytes) -> tuple[int, int]:
    """Width and height written in a PNG's header; zeros for anything else."""
    header = data[:_PNG_HEADER]
    if len(header) < _PNG_HEADER or not header.startswith(b"\x89PNG\r\n\x1a\n"):
        return 0, 0
    width, height = struct.unpack(">II", header[-8:])
    return int(width), int(height)
