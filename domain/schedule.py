"""When a subscription is due: daily, weekly or monthly, at a wall-clock time of the client's time zone.

What comes every day stays away while people rest, unless it was asked for always; what comes once a week or once a
month comes on the next day of work where its own day is a holiday.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.entities import Campaign, Subscription
from domain.errors import InvalidInput
from domain.languages import ALWAYS, DAILY, MONTHLY, SETTLED, WEEKDAY_OF, WORKING_DAYS
from domain.names import fold
from domain.period import usual_window
from domain.window import Window

EXAMPLE, MONTHLY_EXAMPLE, DAILY_EXAMPLE = "mon 09:00", "monthly 09:00", "daily 09:00"
_SPELT = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ALL, _WORKING = tuple(range(7)), tuple(range(5))
_WORD: dict[str, tuple[int, ...]] = {
    **{word: (day,) for word, day in WEEKDAY_OF.items()},
    **dict.fromkeys((*DAILY, *ALWAYS), _ALL),
    **dict.fromkeys(WORKING_DAYS, _WORKING),
    **dict.fromkeys((*MONTHLY, *SETTLED), ()),
}
LONGEST_REST = 60
"""Days ahead in which there is one to work on."""
AFTER_THE_END = timedelta(days=7)
"""A campaign that ended within a week still has days that nobody has reported."""
SETTLES = 3
"""After how many days a platform restates a day no more, while nothing else is known of it."""
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_EVERY = re.compile(r"(?P<day>[^\W\d]+)\s+(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)")


@dataclass(frozen=True, slots=True)
class Calendar:
    """When a client's people rest: on its holidays, and at `weekends` where they do. `settles` is after how many days
    the last of its platforms restates a day no more."""

    holidays: Collection[date] = ()
    weekends: bool = False
    settles: int = SETTLES

    def rests(self, day: date) -> bool:
        """Whether nobody works on that day."""
        return day in self.holidays or (self.weekends and day.weekday() not in _WORKING)


EVERY_DAY = Calendar()
"""Nobody rests."""


@dataclass(frozen=True, slots=True)
class Every:
    """Weekdays (Monday is 0) and a wall-clock time; `always`: also on the client's weekends and holidays.

    Without a weekday it comes once a month: on its first day of work, or `settled`: once the days of the month before
    are restated no more.
    """

    weekdays: tuple[int, ...]
    at: time
    always: bool = False
    settled: bool = False

    @classmethod
    def parse(cls, text: str) -> "Every":
        """Read `mon 09:00`, `daily 08:30`, `always 08:30`, `weekdays 09:00`, `monthly 09:00`, `settled 09:00`, and
        these words in any language.

        InvalidInput otherwise.
        """
        found = _EVERY.fullmatch(fold(text))
        days = _WORD.get(found["day"]) if found else None
        if not found or days is None:
            raise InvalidInput("every", "every", text, EXAMPLE)
        try:
            at = time(int(found["hour"]), int(found["minute"]))
        except ValueError:
            raise InvalidInput("every", "every", text, EXAMPLE) from None
        return cls(days, at, found["day"] in ALWAYS, found["day"] in SETTLED)

    def spell(self) -> str:
        """The canonical spelling, in English abbreviations."""
        for word, days in (
            ("always" if self.always else "daily", _ALL),
            ("weekdays", _WORKING),
            ("settled" if self.settled else "monthly", ()),
        ):
            if self.weekdays == days:
                return f"{word} {self.at:%H:%M}"
        return f"{_SPELT[self.weekdays[0]]} {self.at:%H:%M}"

    @property
    def is_monthly(self) -> bool:
        """Whether it comes once a month."""
        return not self.weekdays

    @property
    def is_weekly(self) -> bool:
        """Whether it comes once a week."""
        return len(self.weekdays) == 1

    @property
    def may_rest(self) -> bool:
        """Whether it is left out while people rest: what comes once a week or a month comes later instead."""
        return len(self.weekdays) > 1 and not self.always

    def meant(self, due: date) -> date:
        """The day that it would have come on, had that been none to rest on."""
        if self.is_monthly:
            return due.replace(day=1)
        return due - timedelta(days=(due.weekday() - self.weekdays[0]) % 7) if self.is_weekly else due

    def window(self, due: date, calendar: Calendar = EVERY_DAY) -> Window:
        """The days that what is due on that day tells of: the month that is over, the seven days before its weekday,
        or those since it came last."""
        meant = self.meant(due)
        if self.is_monthly:
            last = meant - _DAY
            return Window(last.replace(day=1), last)
        if self.is_weekly:
            return Window(meant - _WEEK, meant - _DAY)
        before = (due - timedelta(days=n) for n in range(1, LONGEST_REST))
        came = (day for day in before if day.weekday() in self.weekdays and not (self.may_rest and calendar.rests(day)))
        return Window(next(came, due - _DAY), due - _DAY)


def next_run(every: Every, timezone: str, after: datetime, calendar: Calendar = EVERY_DAY) -> datetime:
    """The first due instant strictly after `after`, in UTC, on a day that the `calendar` allows.

    A time that a clock change skips is due at the hour that follows it; one that occurs twice is due once.
    """
    zone = ZoneInfo(timezone)
    today = after.astimezone(zone).date()
    for ahead in range(-LONGEST_REST, LONGEST_REST):
        day = _due_day(every, today + timedelta(days=ahead), calendar)
        due = datetime.combine(day, every.at, zone).astimezone(UTC) if day and day >= today else None
        if due is not None and due > after:
            return due
    raise AssertionError("somebody works in the course of two months")  # pragma: no cover


def _due_day(every: Every, day: date, calendar: Calendar) -> date | None:
    """The day on which comes what is meant for `day`; None where nothing is."""
    if every.is_monthly:
        first = day + timedelta(days=calendar.settles if every.settled else 0)
        return _to_work(first, calendar) if day.day == 1 else None
    if day.weekday() not in every.weekdays or (every.may_rest and calendar.rests(day)):
        return None
    return _to_work(day, calendar) if every.is_weekly and day in calendar.holidays else day


def _to_work(day: date, calendar: Calendar) -> date:
    return next(one for n in range(LONGEST_REST) if not calendar.rests(one := day + timedelta(days=n)))


def is_timely(every: Every, due: date, today: date) -> bool:
    """Whether what was due on a day may still be said today: what comes once a week or a month in that week or month,
    else on that day."""
    if every.is_monthly:
        return (due.year, due.month) == (today.year, today.month)
    if every.is_weekly:
        return due.isocalendar()[:2] == today.isocalendar()[:2]
    return due == today


def occasion(what: str, key: str, day: date, *more: object) -> str:
    """The key of a thing to be said; made of the due date, never of the clock: `status:C0ACME:2026-W47-1`."""
    year, week, weekday = day.isocalendar()
    return ":".join([what, key, f"{year}-W{week:02d}-{weekday}", *map(str, more)])


def reported(subscription: Subscription, campaigns: Iterable[Campaign], told: Window, today: date) -> list[Campaign]:
    """The campaigns that a subscription speaks of: its own (all where it names none), begun and not long over; of a
    month those that ran in it."""
    begun = told.end if _is_month(told) else today
    since = min(told.start, today - AFTER_THE_END)
    running = [campaign for campaign in campaigns if campaign.start <= begun and campaign.end >= since]
    return [campaign for campaign in running if not subscription.campaigns or campaign.key in subscription.campaigns]


def days_of(campaign: Campaign, told: Window, today: date) -> Window:
    """The days that an update tells of one campaign: those of its flight; the usual ones where none is, and where it
    has ended and the update is not of a month."""
    flown = Window(max(told.start, campaign.start), min(told.end, campaign.end))
    is_over = today > campaign.end and not _is_month(told)
    return flown if flown.days and not is_over else usual_window(campaign, today)


def _is_month(told: Window) -> bool:
    return told.days > _WEEK.days
