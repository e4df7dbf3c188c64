"""The sandbox's clock: machine time shifted to a chosen start and pushed forward by people."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

MADRID = ZoneInfo("Europe/Madrid")
_UNITS = {"w": "weeks", "d": "days", "h": "hours", "m": "minutes", "s": "seconds"}
_SPAN = re.compile(r"(?:\d+[wdhms])+")
_PART = re.compile(r"(\d+)([wdhms])")


def latest_monday(machine_now: datetime) -> datetime:
    """The most recent Monday 08:30 in Madrid at or before that instant: half an hour before the week's updates."""
    day = machine_now.astimezone(MADRID)
    monday = (day - timedelta(days=day.weekday())).replace(hour=8, minute=30, second=0, microsecond=0)
    return (monday if monday <= day else monday - timedelta(days=7)).astimezone(UTC)


def parse_span(text: str) -> timedelta:
    """A span such as "7d", "1h", "90m" or "1w2d"; ValueError with a sentence otherwise."""
    compact = text.strip().lower().replace(" ", "")
    if not _SPAN.fullmatch(compact):
        raise ValueError(f'"{text}" is not a span of time; write for example 7d, 12h, 30m or 1d12h.')
    return timedelta(**_sum_parts(compact))


def _sum_parts(compact: str) -> dict[str, int]:
    parts: dict[str, int] = {}
    for number, unit in _PART.findall(compact):
        parts[_UNITS[unit]] = parts.get(_UNITS[unit], 0) + int(number)
    return parts


def iso(instant: datetime) -> str:
    """The instant in UTC as "2026-11-16T07:30:00Z", whole seconds."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Clock:
    """Starts at `start` and runs at the machine's speed from there; `advance` pushes it forward."""

    def __init__(self, start: datetime | None = None) -> None:
        begun = datetime.now(UTC)
        self._shift = (start or latest_monday(begun)) - begun

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC) + self._shift

    def advance(self, span: timedelta) -> None:
        """Push the clock forward; ValueError for a negative span, because nothing here runs backwards."""
        if span < timedelta(0):
            raise ValueError("The clock only goes forward.")
        self._shift += span
