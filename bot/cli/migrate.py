"""`vigia migrate`."""

from bot import settings
from bot.cli import tools
from templates.words import words


def run() -> None:
    """Bring the database up to date and say so."""
    chosen = settings.load()
    with tools.database(chosen):
        print(words(chosen.lang).plain("The database is up to date."))
