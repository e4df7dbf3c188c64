"""`vigia migrate`."""

from bot import settings, wiring


def run() -> None:
    """Bring the database up to date and say so."""
    wiring.open_database(settings.load()).dispose()
    print("The database is up to date.")
