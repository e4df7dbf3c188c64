"""`vigia export-client` and `vigia delete-client`: all that is kept of a client, handed over or gone."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot import settings
from bot.cli import tools
from bot.cli.edge import fail
from bot.seal import Seal
from domain.entities import Client
from storage import Session, reading, session
from storage.db import audit
from storage.directory import channels, clients
from storage.keeping import belongings, erasing, handing_over
from storage.messages import inbox
from templates.cards import terminal
from templates.words import words

UNKNOWN = UNSURE = 2


def export(key: str, folder: Path | None) -> None:
    """Write the files and say where; exit code 2 for a client that nobody knows."""
    chosen = settings.load()
    w, to = words(chosen.lang), folder or Path(f"{key}-export")
    with tools.database(chosen) as engine:
        now = tools.business_clock(chosen)()
        with reading(engine) as opened:
            written = handing_over.hand_over(opened, _client(opened, chosen, key), to, now)
        with session(engine) as opened:
            actor, detail = tools.person("export-client"), {"rows": sum(written.values())}
            audit.note(opened, actor, "client.exported", key, detail, now)
    rows, files = sum(written.values()), len(written)
    print(w.plain("{rows} rows of {client} stand in {files} files in {folder}.", **_said(rows, key, files, to)))


def _said(rows: int, key: str, files: int, folder: Path) -> dict[str, str]:
    return {"rows": str(rows), "client": key, "files": str(files), "folder": str(folder)}


def delete(key: str, *, yes: bool) -> None:
    """Delete and say how much; without `yes` say what would go, and exit code 2."""
    chosen = settings.load()
    w = words(chosen.lang)
    with tools.database(chosen) as engine:
        now = tools.business_clock(chosen)()
        if not yes:
            with reading(engine) as opened:
                found = erasing.look(opened, _client(opened, chosen, key))
            for name, count in found.rows.items():
                if count:
                    print(f"{name}: {count}")
            told = w.plain("Nothing was deleted. To delete all of this: vigia delete-client {client} --yes", client=key)
            raise fail(told, UNSURE)
        with session(engine) as opened:
            client = _client(opened, chosen, key)
            heard = _heard(opened, client, chosen)
            gone = erasing.erase(opened, client, tools.person("delete-client"), now)
            for one in heard:
                inbox.drop(opened, one)
    rows = sum(gone.rows.values()) + len(heard)
    print(w.plain("{rows} rows of {client} are deleted. Take it out of vigia.yaml too.", rows=str(rows), client=key))


def _client(opened: Session, chosen: settings.Settings, key: str) -> Client:
    found = clients.get(opened, key) or belongings.removed(opened, key)
    if found is None:
        known = [one.key for one in clients.everyone(opened)]
        raise fail(terminal.unknown_client(chosen.lang, key, known), UNKNOWN)
    return found


def _heard(opened: Session, client: Client, chosen: settings.Settings) -> list[str]:
    """What was said in the client's channels and is still kept, as far as our keys open it."""
    if not chosen.seal_keys:
        return []
    seal, theirs = Seal(*chosen.seal_keys), {one.slack_id for one in channels.of_client(opened, client.key)}
    return [key for key, payload in inbox.kept(opened).items() if _place(seal, payload) in theirs]


def _place(seal: Seal, payload: Mapping[str, Any]) -> str:
    return str((seal.open(payload) or {}).get("channel", ""))
