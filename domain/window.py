"""Windows of days: inclusive at both ends, in the client's time zone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.errors import InvalidInput
from domain.languages import PERIOD_OF
from domain.periods import read
from domain.spoken import normal

MOST_DAYS = 1130
"""The longest period one may ask for: 37 months, as far back as Meta keeps its numbers."""
EARLIEST, LATEST = 2000, 2100
"""The years of which anything is asked, said or kept: nothing was advertised on these platforms before, and what lies
beyond is a slip or stands for "never"; days cannot be counted back and on from the ends of the calendar."""


@dataclass(frozen=True, slots=True)
class Window:
    """Days from `start` to `end`, both included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """How many days, at least zero."""
        return max(0, (self.end - self.start).days + 1)

    def previous(self) -> "Window":
        """The window of the same length just before."""
        return Window(self.start - timedelta(days=self.days), self.start - timedelta(days=1))

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __iter__(self) -> Iterator[date]:
        return (self.start + timedelta(days=n) for n in range(self.days))

    @classmethod
    def trailing(cls, end: date, days: int) -> "Window":
        """The `days` days that end with `end`."""
        return cls(end - timedelta(days=days - 1), end)


def local_day(now: datetime, timezone: str) -> date:
    """The calendar day of an aware instant in an IANA time zone."""
    return now.astimezone(ZoneInfo(timezone)).date()


def is_in_reach(day: date) -> bool:
    """Whether a day or an instant lies in those years."""
    return EARLIEST <= day.year <= LATEST


def parse_period(text: str, today: date, start: date | None = None) -> Window:
    """Read `7d`, `yesterday`, `2026-10-01..2026-10-31`, and days as people name them: `mes pasado`, `1 nov..15 nov`.

    `Nd`, and `week`, `month` and `all` (from `start`) alone, end yesterday: today is incomplete. What names the week,
    month, quarter or year in course, or the whole of a campaign, ends with today. Words of every language.
    InvalidInput otherwise.
    """
    word = text.strip().lower()
    yesterday = today - timedelta(days=1)
    if found := re.fullmatch(r"(\d{1,3})d", word):
        return Window.trailing(yesterday, max(1, int(found[1])))
    if found := re.fullmatch(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)", word):
        return _between(found[1], found[2], text)
    match PERIOD_OF.get(word):
        case "yesterday":
            return Window(yesterday, yesterday)
        case "today":
            return Window(today, today)
        case "week":
            return Window.trailing(yesterday, 7)
        case "month":
            return Window(yesterday.replace(day=1), yesterday)
        case "all" if start is not None and start <= today:
            return Window(start, max(start, yesterday))
    return _named(text, today, start)


def _between(first: str, last: str, text: str) -> Window:
    try:
        chosen = Window(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        raise InvalidInput("period", "period", text, "2026-10-01..2026-10-31") from None
    if not 0 < chosen.days <= MOST_DAYS or chosen.start.year < EARLIEST:
        raise InvalidInput("period", "period", text, "7d")
    return chosen


def _named(text: str, today: date, start: date | None) -> Window:
    said = read(normal(text), today)
    if said is not None:
        days = said.days or ((start, today) if start is not None and start <= today else None)
        if days is not None and 0 < Window(*days).days <= MOST_DAYS and days[0].year >= EARLIEST:
            return Window(*days)
    raise InvalidInput("period", "period", text, "7d")
