"""When people are left alone: quiet hours, weekends, holidays, planned windows; by the client's clock."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

HOUR = timedelta(hours=1)
LONGEST = timedelta(days=14)
"""How far ahead the end of a quiet time is looked for."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """A client's wishes. `begins`..`ends` may cross midnight; `region` as the `holidays` library names it: `ES-CT`.

    `digest` is when the morning's digest is sent.
    """

    begins: time = time(20, 0)
    ends: time = time(8, 0)
    weekends: bool = True
    region: str = ""
    digest: time = time(8, 30)


@dataclass(frozen=True, slots=True)
class Planned:
    """A window in which the unusual is expected: a launch, a sale, a site that is being moved. Both days included."""

    first: date
    last: date
    reason: str = ""
    campaign: str = ""

    def covers(self, day: date, campaign: str) -> bool:
        """Whether it holds on that day for that campaign; without a campaign it holds for all of the client's."""
        return self.first <= day <= self.last and self.campaign in {"", campaign}


class Why(StrEnum):
    """Why it is quiet."""

    HOURS = "hours"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    PLANNED = "planned"


def quiet(
    now: datetime,
    timezone: str,
    wishes: QuietHours,
    holidays: Iterable[date] = (),
    planned: Iterable[Planned] = (),
    campaign: str = "",
) -> Why | None:
    """Why nobody may be interrupted at the aware instant `now`; None where one may."""
    local = now.astimezone(ZoneInfo(timezone))
    if any(window.covers(local.date(), campaign) for window in planned):
        return Why.PLANNED
    if local.date() in set(holidays):
        return Why.HOLIDAY
    if wishes.weekends and local.weekday() >= 5:  # noqa: PLR2004 - Saturday and Sunday
        return Why.WEEKEND
    return Why.HOURS if _inside(local.time(), wishes) else None


def _inside(clock: time, wishes: QuietHours) -> bool:
    begins, ends = wishes.begins, wishes.ends
    if begins == ends:
        return False
    return begins <= clock < ends if begins < ends else clock >= begins or clock < ends


def is_quiet_throughout(
    first: datetime | None, last: datetime | None, timezone: str, wishes: QuietHours, holidays: Collection[date] = ()
) -> bool:
    """Whether nobody could have been told anything from one instant to another, looked at hour by hour."""
    if first is None or last is None:
        return False
    hours = range(min(int((last - first) / HOUR), int(LONGEST / HOUR)) + 1)
    return all(quiet(at, timezone, wishes, holidays) for at in (*(first + n * HOUR for n in hours), last))


def is_working(day: date, wishes: QuietHours, holidays: Iterable[date]) -> bool:
    """Whether people work on that day."""
    return not (wishes.weekends and day.weekday() >= 5) and day not in set(holidays)  # noqa: PLR2004 - the weekend


def working_days(first: date, last: date, wishes: QuietHours, holidays: Iterable[date]) -> int:
    """How many days of work lie after `first`, up to `last`."""
    free = set(holidays)
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(is_working(day, wishes, free) for day in days)
