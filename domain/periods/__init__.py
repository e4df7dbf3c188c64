"""Days as people name them, in every language: `mes pasado`, `since Monday`, `de l'1 al 15`, `Q3`.

Read from a sentence in its normal form (`domain.spoken`). Whole days alone: the last seven days are the seven before
today, while what is still in course, such as this month, ends with today.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from domain.periods import calendar, points
from domain.periods.calendar import Days
from domain.periods.phrases import Phrase, match

Groups = Mapping[str, str]


class Said(NamedTuple):
    """Days that a sentence names, and where: from the character `at` up to `until`.

    `days` is None for the whole flight of a campaign, which only who knows the campaign can say. `weak`: words that
    name days only where nothing better does.
    """

    days: Days | None
    at: int
    until: int
    weak: bool = False


def said_in(sentence: str, today: date) -> list[Said]:
    """The days that a sentence in its normal form names, in order; those that are yet to come, and recurring ones, are
    none."""
    found: list[Said] = []
    last = 0
    for phrase in sorted(match(sentence), key=lambda it: (it.at, -it.until, it.weak)):
        if phrase.at < last:
            continue
        days = _days(phrase, today)
        if days is NOT_MEANT:
            continue
        last = phrase.until
        if days is not NEVER_ASKED:
            found.append(Said(days, phrase.at, phrase.until, phrase.weak))
    return found


def read(text: str, today: date) -> Said | None:
    """The days that a text in its normal form names with all of its words; None where it does not."""
    before = {*points.words(lambda one: one.at), *points.words(lambda one: one.the)}
    for one in said_in(text, today):
        if set(text[: one.at].split()) <= before and one.until == len(text):
            return one
    return None


NOT_MEANT: Days = (date.min, date.min)
"""The words are no days: others may be found in them."""
NEVER_ASKED: Days = (date.max, date.max)
"""Days to come, or again and again: nothing that could be shown."""


def _days(phrase: Phrase, today: date) -> Days | None:
    made = _MEANINGS[phrase.meaning](phrase.groups, today)
    if made is None:
        return NOT_MEANT
    return None if made == _WHOLE else made


_WHOLE: Days = (date.min, date.max)


def _number(groups: Groups) -> int:
    return points.number(groups["n"])


def _unit(groups: Groups) -> str:
    return points.unit(groups["unit"])


def _trailing(groups: Groups, today: date) -> Days | None:
    many = _number(groups) if groups.get("n") else 2 if points.is_plural(groups["unit"]) else 1
    return calendar.trailing(many, _unit(groups), today) if many else None


def _ago(groups: Groups, today: date) -> Days:
    return calendar.ago(_number(groups), _unit(groups), today)


def _since_ago(groups: Groups, today: date) -> Days:
    return calendar.trailing(_number(groups), _unit(groups), today)[0], today


def _since(groups: Groups, today: date) -> Days | None:
    first = points.read(groups["a"])
    day = first and first.latest(today)
    return (day, today) if day and day <= today else None


def _span(groups: Groups, today: date) -> Days | None:
    a, b = points.read(groups["a"]), points.read(groups["b"])
    return points.span(a, b, today) if a and b else None


def _day(groups: Groups, today: date) -> Days | None:
    one = points.read(groups["a"])
    day = one.latest(today, past=True) if one and one.is_day else None
    return (day, day) if day else None


def _week_of(groups: Groups, today: date) -> Days | None:
    one = points.read(groups["a"])
    day = one.latest(today, past=True) if one else None
    return calendar.whole("week", day, today) if day else None


def _numbered(groups: Groups, today: date) -> Days | None:
    one = points.read(groups["a"])
    day = one.latest(today) if one else None
    return (day, day) if day else None


def _week_in(groups: Groups, today: date) -> Days | None:
    month = _month({"month": groups["month"]}, today)
    return calendar.week_in(points.ordinal(groups["which"]), month[0], today)


def _month(groups: Groups, today: date) -> Days:
    return calendar.month(points.month(groups["month"]), _year(groups), today)


def _months(groups: Groups, today: date) -> Days:
    last = calendar.month(points.month(groups["month2"]), _year(groups), today)
    first = points.month(groups["month"])
    return date(last[0].year - (first > last[0].month), first, 1), last[1]


def _month_past(groups: Groups, today: date) -> Days:
    number = points.month(groups["month"])
    return calendar.month(number, today.year - (number >= today.month), today)


def _month_last_year(groups: Groups, today: date) -> Days:
    return calendar.month(points.month(groups["month"]), today.year - 1, today)


def _year(groups: Groups) -> int | None:
    return int(groups["year"]) if groups.get("year") else None


def _half(groups: Groups, today: date) -> Days | None:
    month = _month({"month": groups["month"]}, today)
    return calendar.half(points.ordinal(groups["ordinal"]), month[0], today)


def _quarter(groups: Groups, today: date) -> Days | None:
    return calendar.quarter(points.ordinal(groups["quarter"]), _year(groups), today)


_MEANINGS: Mapping[str, Callable[[Groups, date], Days | None]] = {
    "trailing": _trailing,
    "bare": _trailing,
    "this": lambda it, today: calendar.whole(_unit(it), today, today),
    "previous": lambda it, today: calendar.previous(_unit(it), today),
    "before_previous": lambda it, today: calendar.previous(_unit(it), today, 2),
    "ago": _ago,
    "since_ago": _since_ago,
    "since": _since,
    "since_unit": lambda it, today: calendar.whole(_unit(it), today, today),
    "since_month": lambda it, today: (_month(it, today)[0], today),
    "span": _span,
    "months": _months,
    "day": _day,
    "weekday": _day,
    "half": _half,
    "week_of": _week_of,
    "numbered": _numbered,
    "week_in": _week_in,
    "first_days": lambda it, today: calendar.first_days(_number(it), _month(it, today)[0], today),
    "last_days": lambda it, today: calendar.last_days(_number(it), _month(it, today)[0], today),
    "month": _month,
    "month_past": _month_past,
    "month_last_year": _month_last_year,
    "quarter": _quarter,
    "year": lambda it, today: calendar.year(int(it["year"]), today),
    "weekend": lambda _, today: calendar.weekend(today),
    "whole": lambda _, __: _WHOLE,
    "next": lambda _, __: NEVER_ASKED,
    "every": lambda _, __: NEVER_ASKED,
}
