"""The languages that Vigía speaks and understands, one folder each; and their names of days and months together."""

from collections.abc import Mapping
from importlib import import_module

from domain.languages.language import Language

CODES = ("en", "es", "ca")
"""ISO 639 codes, each a folder here; the first is that of the sentences in the code."""
LANGUAGES: Mapping[str, Language] = {code: import_module(f"{__name__}.{code}").LANGUAGE for code in CODES}

WEEKDAY_OF: Mapping[str, int] = {
    word: day for one in LANGUAGES.values() for day, words in enumerate(one.weekdays) for word in words
}
"""Monday is 0."""
MONTH_OF: Mapping[str, int] = {
    word: month for one in LANGUAGES.values() for month, words in enumerate(one.months, 1) for word in words
}
"""By the letters that a month's name begins with; January is 1."""
DAILY = frozenset(word for one in LANGUAGES.values() for word in one.daily)
ALWAYS = frozenset(word for one in LANGUAGES.values() for word in one.always)
MONTHLY = frozenset(word for one in LANGUAGES.values() for word in one.monthly)
SETTLED = frozenset(word for one in LANGUAGES.values() for word in one.settled)
WORKING_DAYS = frozenset(word for one in LANGUAGES.values() for word in one.working_days)
PERIOD_OF: Mapping[str, str] = {
    word: period for one in LANGUAGES.values() for period, words in one.periods.items() for word in words
}


def month_of(word: str) -> int | None:
    """The month, from 1, whose name (folded) begins as the word does; None where none does."""
    return next((MONTH_OF[word[:most]] for most in (4, 3) if word[:most] in MONTH_OF), None)
