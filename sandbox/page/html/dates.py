"""Times in messages: `<!date^…>` and the hours and days beside messages."""

import re
from collections.abc import Callable
from datetime import datetime

from sandbox.page.html.look import Look

_TEENS = (11, 12, 13)
_TOKEN = re.compile(r"\{(\w+)\}")


def _ordinal(day: int) -> str:
    suffix = "th" if day in _TEENS else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{suffix}"


def _date(moment: datetime) -> str:
    return f"{moment:%B} {_ordinal(moment.day)}, {moment.year}"


def _short(moment: datetime) -> str:
    return f"{moment:%b} {moment.day}, {moment.year}"


def _long(moment: datetime) -> str:
    return f"{moment:%A}, {_date(moment)}"


_FORMS: dict[str, Callable[[datetime], str]] = {
    "date_num": lambda moment: f"{moment:%Y-%m-%d}",
    "date_slash": lambda moment: f"{moment:%d/%m/%Y}",
    "date": _date,
    "date_short": _short,
    "date_long": _long,
    "time": lambda moment: f"{moment:%H:%M}",
    "time_secs": lambda moment: f"{moment:%H:%M:%S}",
}


def near_word(moment: datetime, today: datetime) -> str | None:
    """yesterday, today or tomorrow; None for other days."""
    distance = (moment.date() - today.date()).days
    return {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(distance)


def ago(moment: datetime, now: datetime) -> str:
    """The distance in the largest whole unit: "2 hours ago", "in 3 days"."""
    seconds = int((now - moment).total_seconds())
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        count = abs(seconds) // size
        if count:
            words = f"{count} {unit}{'' if count == 1 else 's'}"
            return f"{words} ago" if seconds > 0 else f"in {words}"
    return "just now"


def _token(name: str, moment: datetime, look: Look) -> str | None:
    if name == "ago":
        return ago(moment, look.today())
    if name.endswith("_pretty"):
        near = near_word(moment, look.today())
        return near or _token(name.removesuffix("_pretty"), moment, look)
    form = _FORMS.get(name)
    return form(moment) if form else None


def dated(seconds: str, form: str, fallback: str, look: Look) -> str:
    """A date token's text in the viewer's time zone; the fallback when the number or a form is unknown."""
    if not seconds.lstrip("-").isdigit():
        return fallback
    moment = look.local(int(seconds))
    words = [_token(name, moment, look) for name in _TOKEN.findall(form)]
    if not words or any(word is None for word in words):
        return fallback
    return _TOKEN.sub(lambda found: _token(found[1], moment, look) or "", form)


def day_line(moment: datetime, look: Look) -> str:
    """The heading of a day in a conversation: "Today", "Yesterday" or "Monday, November 16th"."""
    near = near_word(moment, look.today())
    if near in ("today", "yesterday"):
        return near.capitalize()
    year = "" if moment.year == look.today().year else f", {moment.year}"
    return f"{moment:%A}, {moment:%B} {_ordinal(moment.day)}{year}"


def clock_line(moment: datetime) -> str:
    """The clock's words: "Mon 16 Nov 2026, 08:30"."""
    return f"{moment:%a} {moment.day} {moment:%b} {moment.year}, {moment:%H:%M}"
