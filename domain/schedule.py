"""When a subscription is due: weekly, daily or on weekdays, at a wall-clock time of the client's time zone.

What comes every day stays away while people rest, unless it was asked for always.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.entities import Campaign, Subscription
from domain.errors import InvalidInput
from domain.languages import ALWAYS, DAILY, WEEKDAY_OF, WORKING_DAYS
from domain.names import fold

EXAMPLE = "mon 09:00"
_SPELT = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ALL, _WORKING = tuple(range(7)), tuple(range(5))
_WORD: dict[str, tuple[int, ...]] = {
    **{word: (day,) for word, day in WEEKDAY_OF.items()},
    **dict.fromkeys((*DAILY, *ALWAYS), _ALL),
    **dict.fromkeys(WORKING_DAYS, _WORKING),
}
LONGEST_REST = 60
"""Days ahead in which there is one to work on."""
AFTER_THE_END = timedelta(days=7)
"""A campaign that ended within a week still has days that nobody has reported."""
_EVERY = re.compile(r"(?P<day>[^\W\d]+)\s+(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)")


@dataclass(frozen=True, slots=True)
class Every:
    """Weekdays (Monday is 0) and a wall-clock time; `always`: also on the client's weekends and holidays."""

    weekdays: tuple[int, ...]
    at: time
    always: bool = False

    @classmethod
    def parse(cls, text: str) -> "Every":
        """Read `mon 09:00`, `daily 08:30`, `always 08:30`, `weekdays 09:00`, day names in any language.

        InvalidInput otherwise.
        """
        found = _EVERY.fullmatch(fold(text))
        days = _WORD.get(found["day"]) if found else None
        if not found or days is None:
            raise InvalidInput("every", "every", text, EXAMPLE)
        try:
            return cls(days, time(int(found["hour"]), int(found["minute"])), found["day"] in ALWAYS)
        except ValueError:
            raise InvalidInput("every", "every", text, EXAMPLE) from None

    def spell(self) -> str:
        """The canonical spelling, in English abbreviations."""
        for word, days in (("always" if self.always else "daily", _ALL), ("weekdays", _WORKING)):
            if self.weekdays == days:
                return f"{word} {self.at:%H:%M}"
        return f"{_SPELT[self.weekdays[0]]} {self.at:%H:%M}"

    @property
    def may_rest(self) -> bool:
        """Whether it stays away while people rest: what comes once a week comes on its day."""
        return len(self.weekdays) > 1 and not self.always


def never(_day: date) -> bool:
    """Nobody rests."""
    return False


def next_run(every: Every, timezone: str, after: datetime, rests: Callable[[date], bool] = never) -> datetime:
    """The first due instant strictly after `after`, in UTC; `rests` says of a day whether people rest on it.

    A time that a clock change skips is due at the hour that follows it; one that occurs twice is due once.
    """
    zone = ZoneInfo(timezone)
    local = after.astimezone(zone)
    for ahead in range(LONGEST_REST):
        day = local.date() + timedelta(days=ahead)
        due = datetime.combine(day, every.at, zone).astimezone(UTC)
        if day.weekday() in every.weekdays and due > after and not (every.may_rest and rests(day)):
            return due
    raise AssertionError("somebody works in the course of two months")  # pragma: no cover


def is_timely(every: Every, due: date, today: date) -> bool:
    """Whether what was due on a day may still be said today: what comes once a week in that week, else that day."""
    if len(every.weekdays) > 1:
        return due == today
    return due.isocalendar()[:2] == today.isocalendar()[:2]


def occasion(what: str, key: str, day: date, *more: object) -> str:
    """The key of a thing to be said; made of the due date, never of the clock: `status:C0ACME:2026-W47-1`."""
    year, week, weekday = day.isocalendar()
    return ":".join([what, key, f"{year}-W{week:02d}-{weekday}", *map(str, more)])


def reported(subscription: Subscription, campaigns: Iterable[Campaign], today: date) -> list[Campaign]:
    """The campaigns that a subscription speaks of: its own (all where it names none), begun and not long over."""
    running = [campaign for campaign in campaigns if campaign.start <= today <= campaign.end + AFTER_THE_END]
    return [campaign for campaign in running if not subscription.campaigns or campaign.key in subscription.campaigns]
