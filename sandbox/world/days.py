"""Days as the accounts see them: midnights of the account's zone, and how much of a day has passed by an instant."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import accumulate
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Madrid")
DAY_MS = 86_400_000
HOUR_MS = 3_600_000
# How a day's clicks spread over its 24 local hours: quiet nights, a morning hump and a higher evening one.
_HOURS = (10, 6, 4, 3, 3, 6, 14, 28, 42, 52, 56, 54, 48, 44, 46, 48, 50, 54, 60, 66, 68, 58, 40, 22)
WEIGHTS = tuple(weight / sum(_HOURS) for weight in _HOURS)
PASSED = (*tuple(accumulate(WEIGHTS, initial=0.0))[:-1], 1.0)
# Monday to Sunday; the mean is 1, so that a week spends what seven plain days would.
WEEKDAYS = (1.08, 1.10, 1.08, 1.05, 0.98, 0.85, 0.86)


def to_ms(instant: datetime) -> int:
    """Milliseconds since 1970 of an aware instant."""
    return round(instant.timestamp() * 1000)


def from_ms(stamp: int) -> datetime:
    """The aware UTC instant of those milliseconds."""
    return datetime.fromtimestamp(stamp / 1000, UTC)


def iso_ms(stamp: int) -> str:
    """The instant as CRMs write it: "2026-09-01T08:00:00.000Z"."""
    day, left = divmod(stamp, DAY_MS)
    hour, left = divmod(left, HOUR_MS)
    minute, left = divmod(left, 60_000)
    second, ms = divmod(left, 1_000)
    return f"{_iso_day(day)}T{hour:02}:{minute:02}:{second:02}.{ms:03}Z"


@lru_cache(maxsize=1024)
def _iso_day(number: int) -> str:
    """The UTC day that is so many days after 1970-01-01."""
    return from_ms(number * DAY_MS).date().isoformat()


def local_date(instant: datetime) -> date:
    """The day it is in the accounts' zone at that instant."""
    return instant.astimezone(ZONE).date()


@lru_cache(maxsize=2048)
def bounds(day: date) -> tuple[int, int]:
    """First and following local midnight of the day, in milliseconds since 1970 (23 or 25 hours at clock changes)."""
    begin = datetime.combine(day, time(), ZONE)
    end = datetime.combine(day + timedelta(days=1), time(), ZONE)
    return to_ms(begin), to_ms(end)


def hours(day: date, as_of: int) -> float:
    """How many of the day's 24 hours are over at `as_of`; a day of 23 or 25 hours has 24 shorter or longer ones."""
    begin, end = bounds(day)
    return min(max((as_of - begin) / (end - begin), 0.0), 1.0) * 24


def along(sums: Sequence[float], hours_passed: float) -> float:
    """The value of sums at the ends of 24 hours (25 of them, the first 0) after so many hours, straight in between."""
    whole = int(hours_passed)
    if whole >= len(sums) - 1:
        return sums[-1]
    return sums[whole] + (sums[whole + 1] - sums[whole]) * (hours_passed - whole)


def passed(day: date, as_of: int) -> float:
    """The share of the day's traffic that has happened by `as_of`: 0 before the day, 1 after it, never falling."""
    begin, end = bounds(day)
    if as_of >= end:
        return 1.0
    if as_of <= begin:
        return 0.0
    return along(PASSED, hours(day, as_of))


def moment(day: date, share: float) -> int:
    """The instant (ms) at which that share (0..1) of the day's traffic has passed: the inverse of `passed`."""
    begin, end = bounds(day)
    whole = min(bisect_right(PASSED, share) - 1, 23)
    width = PASSED[whole + 1] - PASSED[whole]
    return begin + int((whole + (share - PASSED[whole]) / width) / 24 * (end - begin))
