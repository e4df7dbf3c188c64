"""The days that are asked about."""

from datetime import date

from domain.entities import Campaign
from domain.errors import InvalidInput
from domain.snapshot import usual_window
from domain.window import Window, parse_period

MOST_DAYS = 731
EARLIEST_YEAR = 2000
SHORTCUTS = ("7d", "30d", "all")


def window_of(campaign: Campaign, typed: str | None, today: date) -> Window:
    """The window typed, or the usual one: the last seven complete days; the whole flight once it has ended.

    InvalidInput for what cannot be read and for windows beyond two years.
    """
    if typed is None:
        return usual_window(campaign, today)
    window = parse_period(typed, today, campaign.start)
    if window.start == campaign.start <= campaign.end:
        window = Window(window.start, min(window.end, campaign.end))
    if window == Window(campaign.start, campaign.end):
        return window
    if window.days > MOST_DAYS or window.start.year < EARLIEST_YEAR:
        raise InvalidInput("period", "period", typed, "30d")
    return window


def check(typed: str | None, today: date) -> None:
    """InvalidInput for a period that cannot be read, whichever campaign is meant."""
    if typed is not None:
        parse_period(typed, today, today)


def spell(window: Window) -> str:
    """The window as a `period:` value that reads back the same days."""
    return f"{window.start}..{window.end}"
