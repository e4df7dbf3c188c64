"""How often a person wants to be told, in their own words: `otoño cada lunes a las 9`, `tardor mensual`.

What cannot be read is refused with the nearest right example: nobody wants the wrong day every week.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import time

from commands.vocabulary import meanings, pattern, words_for
from domain.errors import InvalidInput
from domain.languages import ALWAYS, DAILY, MONTHLY, SETTLED, WEEKDAY_OF, WORKING_DAYS
from domain.names import fold
from domain.schedule import DAILY_EXAMPLE, EXAMPLE, MONTHLY_EXAMPLE, Every

USUAL = time(9)
"""Where nobody says at what time."""
_RHYTHMS: Mapping[str, str] = {
    **meanings(lambda one: one.rhythms),
    **dict.fromkeys(DAILY, "daily"),
    **dict.fromkeys(WORKING_DAYS, "weekdays"),
    **dict.fromkeys(ALWAYS, "always"),
    **dict.fromkeys(MONTHLY, "monthly"),
    **dict.fromkeys(SETTLED, "settled"),
}
_DAYS: Mapping[str, str] = {word: str(day) for word, day in WEEKDAY_OF.items()}
_WHEN: Mapping[str, str] = {**{f"{word}s": day for word, day in _DAYS.items()}, **_DAYS, **_RHYTHMS}
_NOON = meanings(lambda one: one.noon)
_BESIDE = frozenset(words_for(lambda one: one.beside))
_HOUR = frozenset(words_for(lambda one: one.hour))
_UNKNOWN = frozenset(words_for(lambda one: one.unknown_rhythms))
_CLOCK = rf"(?P<hour>\d{{1,2}})(?:[:.h](?P<minute>\d\d))?(?P<h>\s?h)?(?:\s?(?P<noon>{pattern(tuple(_NOON))}))?"
_TOKEN = re.compile(rf"(?<![\w:])(?:(?P<when>{pattern(tuple(_WHEN))})|{_CLOCK})(?![\w:])|(?P<word>\S+)")
_WEEKLY, _MONDAY = "weekly", "0"
_MONTH = {"monthly", "settled"}
_DAILY = {"daily", "weekdays", "always"}


class _Token:
    """A piece of what was typed: a rhythm or a weekday (`when`), a time of day (`at`), or neither.

    A number alone is a time where the token `before` it says so: `lunes 9`, `a las 9`, but not `el 5 de cada mes`.
    """

    __slots__ = ("at", "is_number", "text", "when")

    def __init__(self, found: re.Match[str], before: "_Token | None") -> None:
        self.text = found[0]
        self.when = _WHEN.get(" ".join((found["when"] or "").split()), "")
        is_alone = not (found["minute"] or found["h"] or found["noon"])
        is_time = not is_alone or (before is not None and (bool(before.when) or before.text in _HOUR))
        self.is_number = bool(found["hour"]) and not is_time
        self.at = _at(found) if found["hour"] and is_time else ""

    @property
    def is_beside(self) -> bool:
        """Whether it says nothing."""
        return self.text in _BESIDE

    @property
    def tells_when(self) -> bool:
        """Whether it speaks of a time, also of one that there is not."""
        return bool(self.when or self.at) or self.is_number or self.text in _UNKNOWN


def _at(found: re.Match[str]) -> str:
    hour, half = int(found["hour"]), _NOON.get(" ".join((found["noon"] or "").split()))
    if half == "pm" and hour < 12:  # noqa: PLR2004 - the clock's own half
        hour += 12
    elif half == "am" and hour == 12:  # noqa: PLR2004 - and its beginning
        hour = 0
    return f"{hour}:{found['minute'] or '00'}"


def split(words: str, is_name: Callable[[str], bool] = lambda _: False) -> tuple[str, Every | None]:
    """The campaign as typed and the schedule; a day alone means nine o'clock. InvalidInput for what is no schedule.

    `is_name` says whether some words are part of a campaign's name: those are no schedule (`Black Friday`).
    """
    typed = " ".join(fold(words).replace(",", " ").replace(";", " ").split())
    if is_name(typed):
        return typed, None
    tokens: list[_Token] = []
    for found in _TOKEN.finditer(typed):
        tokens.append(_Token(found, tokens[-1] if tokens else None))
    rest, taken = _taken(tokens)
    if not any(one.when for one in taken):
        turned, more = _taken(rest[::-1])
        rest, taken = turned[::-1], [*taken, *more]
    name = _named(rest, is_name)
    is_clear = not any(one.tells_when for one in rest) or is_name(name)
    if not is_clear or sum(bool(one.at) for one in taken) > 1:
        raise _refused(words, tokens)
    return name, _every(words, tokens, taken)


def is_of_months(words: str) -> bool:
    """Whether months are spoken of anywhere: a weekday beside them is not weekly (`el primer lunes de cada mes`)."""
    return any(_Token(found, None).when in _MONTH for found in _TOKEN.finditer(fold(words)))


def is_beyond(words: str) -> bool:
    """Whether a rhythm is spoken of that there is not: `primer viernes`, `cada dos lunes`."""
    return not _UNKNOWN.isdisjoint(fold(words).split())


def _taken(tokens: Sequence[_Token]) -> tuple[list[_Token], list[_Token]]:
    """What stands before the schedule at the end, and the tokens of that schedule: one rhythm, one time."""
    end, when, at = len(tokens), set[str](), False
    for n in range(len(tokens) - 1, -1, -1):
        one = tokens[n]
        if one.when and (not when or _WEEKLY in {one.when, *when}) and one.when not in when:
            when.add(one.when)
        elif one.at and not at:
            at = True
        elif not one.is_beside:
            break
        if one.when or one.at:
            end = n
    return list(tokens[:end]), [one for one in tokens[end:] if one.when or one.at]


def _named(rest: Sequence[_Token], is_name: Callable[[str], bool]) -> str:
    """The campaign's words, without those around them that say nothing."""
    words = [one.text for one in rest]
    if not is_name(" ".join(words)):
        while words and words[0] in _BESIDE:
            words = words[1:]
        while words and words[-1] in _BESIDE:
            words = words[:-1]
    return " ".join(words)


def _every(typed: str, tokens: Sequence[_Token], taken: Sequence[_Token]) -> Every | None:
    if not taken:
        return None
    when = {one.when for one in taken if one.when}
    rhythm = next(iter(when - {_WEEKLY}), _MONDAY if when else "")
    at = next((one.at for one in taken if one.at), f"{USUAL:%H:%M}")
    spelt = next(word for word, day in _DAYS.items() if day == rhythm) if rhythm.isdigit() else rhythm
    try:
        return Every.parse(f"{spelt} {at}")
    except InvalidInput:
        raise _refused(typed, tokens) from None


def _refused(typed: str, tokens: Sequence[_Token]) -> InvalidInput:
    """With the example that is nearest to what was meant."""
    when = {one.when for one in tokens}
    example = MONTHLY_EXAMPLE if when & _MONTH else DAILY_EXAMPLE if when & _DAILY else EXAMPLE
    return InvalidInput("every", "every", typed, example)
