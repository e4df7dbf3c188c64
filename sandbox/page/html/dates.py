"""Times in messages: `<!date^…>` and the hours and days beside messages."""

import re
from collections.abc import Callable
from datetime import datetime

from sandbox.page.html.look import Look

_TOKEN = re.compile(r"\{(\w+)\}")


def _date(moment: datetime, look: Look) -> str:
    return str(look.tongue.date(moment.day, look.tongue.MONTHS[moment.month - 1], moment.year))


def _short(moment: datetime, look: Look) -> str:
    return str(look.tongue.short_date(moment.day, look.tongue.SHORT_MONTHS[moment.month - 1], moment.year))


def _long(moment: datetime, look: Look) -> str:
    return f"{look.tongue.WEEKDAYS[moment.weekday()]}, {_date(moment, look)}"


_FORMS: dict[str, Callable[[datetime, Look], str]] = {
    "date_num": lambda moment, _look: f"{moment:%Y-%m-%d}",
    "date_slash": lambda moment, _look: f"{moment:%d/%m/%Y}",
    "date": _date,
    "date_short": _short,
    "date_long": _long,
    "time": lambda moment, _look: f"{moment:%H:%M}",
    "time_secs": lambda moment, _look: f"{moment:%H:%M:%S}",
}


def near_word(moment: datetime, look: Look) -> str | None:
    """Yesterday, today or tomorrow; None for other days."""
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((moment.date() - look.today().date()).days)
    return look.say(near) if near else None


def ago(moment: datetime, look: Look) -> str:
    """The distance in the largest whole unit: "2 hours ago", "in 3 days"."""
    seconds = int((look.today() - moment).total_seconds())
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        count = abs(seconds) // size
        if count:
            span = look.say(f"{unit}_one") if count == 1 else look.say(unit, count=count)
            return look.say("ago" if seconds > 0 else "ahead", span=span)
    return look.say("just_now")


def _token(name: str, moment: datetime, look: Look) -> str | None:
    if name == "ago":
        return ago(moment, look)
    if name.endswith("_pretty"):
        return near_word(moment, look) or _token(name.removesuffix("_pretty"), moment, look)
    form = _FORMS.get(name)
    return form(moment, look) if form else None


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
    near = near_word(moment, look)
    if near and moment.date() <= look.today().date():
        return near.capitalize()
    tongue, year = look.tongue, None if moment.year == look.today().year else moment.year
    date = tongue.date(moment.day, tongue.MONTHS[moment.month - 1], year)
    return f"{tongue.WEEKDAYS[moment.weekday()].capitalize()}, {date}"


def clock_line(moment: datetime, look: Look) -> str:
    """The clock's words: "Mon 16 Nov 2026, 08:30"."""
    day, month = look.tongue.SHORT_WEEKDAYS[moment.weekday()], look.tongue.SHORT_MONTHS[moment.month - 1]
    return f"{day} {moment.day} {month} {moment.year}, {moment:%H:%M}"
