"""Weeks, months, quarters and years as pairs of days, both included; what is in course ends with today."""

from calendar import monthrange
from datetime import date, timedelta

Days = tuple[date, date]
_DAY = timedelta(days=1)
_LENGTH = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_MIDDLE = 15
_SATURDAY = 5


def trailing(many: int, unit: str, today: date) -> Days:
    """That many units of whole days that end yesterday."""
    if unit in _LENGTH:
        return today - timedelta(days=max(1, many) * _LENGTH[unit]), today - _DAY
    return _back(today, many * _MONTHS[unit]), today - _DAY


def whole(unit: str, day: date, today: date) -> Days:
    """The unit in which a day lies, up to today."""
    start = _start(unit, day)
    return start, min(_next(unit, start) - _DAY, today)


def previous(unit: str, today: date, before: int = 1) -> Days:
    """The whole unit just before the one in course, or one before that."""
    start = _start(unit, today)
    for _ in range(before):
        end = start - _DAY
        start = _start(unit, end) if unit != "fortnight" else end - timedelta(days=13)
    return start, end


def ago(many: int, unit: str, today: date) -> Days:
    """The one day so many days ago; of longer units, the whole one."""
    if unit == "day":
        day = today - timedelta(days=many)
        return day, day
    return previous(unit, today, max(1, many))


def month(number: int, year: int | None, today: date) -> Days:
    """A month: the latest that has begun where no year is named."""
    chosen = year or today.year - (number > today.month)
    return date(chosen, number, 1), _cut(date(chosen, number, monthrange(chosen, number)[1]), chosen, number, today)


def _cut(end: date, year: int, number: int, today: date) -> date:
    return today if (year, number) == (today.year, today.month) else end


def half(which: int, first: date, today: date) -> Days | None:
    """The first or the second (also 0: the last) half of the month that begins with a day, up to today; None for a
    third."""
    if which > 2:  # noqa: PLR2004 - a month has two
        return None
    middle = first.replace(day=_MIDDLE)
    end = first.replace(day=monthrange(first.year, first.month)[1])
    start, last = (first, middle) if which == 1 else (middle + _DAY, end)
    return (start, min(last, today)) if start <= today else (start, last)


def first_days(many: int, first: date, today: date) -> Days:
    """The first days of the month that begins with a day, up to today."""
    return first, min(first + timedelta(days=many - 1), today)


def last_days(many: int, first: date, today: date) -> Days | None:
    """Its last ones; None while they are to come."""
    end = first.replace(day=monthrange(first.year, first.month)[1])
    start = end - timedelta(days=many - 1)
    return (start, min(end, today)) if start <= today else None


def week_in(which: int, first: date, today: date) -> Days | None:
    """The seven days of a month that are its first, second … or (0) last ones, up to today; None while to come."""
    end = first.replace(day=monthrange(first.year, first.month)[1])
    start = first + timedelta(days=7 * (which - 1)) if which else end - timedelta(days=6)
    return (start, min(start + timedelta(days=6), today)) if start <= today else None


def quarter(which: int, year: int | None, today: date) -> Days | None:
    """A quarter: the latest that has begun where no year is named; None for a fifth."""
    if not 1 <= which <= 4:  # noqa: PLR2004 - a year has four
        return None
    chosen = year or today.year - (3 * which - 2 > today.month)
    start = date(chosen, 3 * which - 2, 1)
    end = _next("quarter", start) - _DAY
    return (start, min(end, today)) if start <= today else (start, end)


def year(number: int, today: date) -> Days:
    """A calendar year, up to today."""
    end = date(number, 12, 31)
    return date(number, 1, 1), min(end, today) if number <= today.year else end


def weekend(today: date) -> Days:
    """The latest Saturday and Sunday that have begun, up to today."""
    saturday = today - timedelta(days=(today.weekday() - _SATURDAY) % 7)
    return saturday, min(saturday + _DAY, today)


def _start(unit: str, day: date) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "fortnight":
        return day - timedelta(days=13)
    if unit in _MONTHS:
        return date(day.year, day.month - (day.month - 1) % _MONTHS[unit], 1)
    return day


def _next(unit: str, start: date) -> date:
    return start + timedelta(days=_LENGTH[unit]) if unit in _LENGTH else _back(start, -_MONTHS[unit])


def _back(day: date, months: int) -> date:
    """The same day so many months before; the last one where the month has no such day."""
    index = day.year * 12 + day.month - 1 - months
    year, number = index // 12, index % 12 + 1
    return date(year, number, min(day.day, monthrange(year, number)[1]))
