"""Which days are meant: those that somebody typed, or the usual ones of a campaign."""

from datetime import date, timedelta

from domain.entities import Campaign
from domain.errors import InvalidInput
from domain.window import EARLIEST, LATEST, Window, parse_period

MOST_DAYS = 731


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
    if window.days > MOST_DAYS or window.start.year < EARLIEST or window.end.year > LATEST:
        raise InvalidInput("period", "period", typed, "30d")
    return window


def usual_window(campaign: Campaign, today: date) -> Window:
    """What is shown when nobody says which days: the last seven of the flight; all of it once it has ended."""
    if today > campaign.end:
        return Window(campaign.start, campaign.end)
    return default_window(campaign.start, today)


def default_window(data_start: date, today: date) -> Window:
    """The trailing seven complete days, cut to the campaign's start; today alone on its first day."""
    end = today - timedelta(days=1)
    start = max(data_start, end - timedelta(days=6))
    return Window(start, end) if start <= end else Window(today, today)
