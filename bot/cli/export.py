"""`vigia export`: vigia.yaml, written from what is stored."""

from pathlib import Path

from bot import settings
from bot.cli import tools
from bot.cli.edge import fail
from connectors.registry import DESCRIPTORS
from storage import declare, reading
from templates.cards import complaints, declared
from templates.words import words


def run(file: Path | None, *, force: bool) -> None:
    """Print it, or write it into a file; exit code 2 where one exists whose comments would be lost."""
    chosen = settings.load()
    w = words(chosen.lang)
    with tools.database(chosen) as engine, reading(engine) as opened:
        text = declare.write(opened, DESCRIPTORS)
    if file is None:
        print(text, end="")
        return
    if file.exists() and not force:
        raise fail(complaints.would_be_lost(w, str(file), f"vigia export {file} --force"), 2)
    file.write_text(text, encoding="utf-8")
    print(declared.written(w, str(file), f"vigia apply {file} --dry-run"))
