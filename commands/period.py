"""The days that are asked about, as people type them and as buttons carry them."""

from datetime import date

from domain.errors import InvalidInput
from domain.window import Window, parse_period

SHORTCUTS = ("7d", "30d", "all")


def check(typed: str | None, today: date) -> None:
    """InvalidInput for a period that cannot be read, whichever campaign is meant."""
    if typed is not None:
        parse_period(typed, today, today)


def is_read(typed: str, today: date) -> bool:
    """Whether it is a period."""
    try:
        check(typed, today)
    except InvalidInput:
        return False
    return True


def spell(window: Window) -> str:
    """The window as a `period:` value that reads back the same days."""
    return f"{window.start}..{window.end}"
