"""Ids as people copy them from a page, in the one form in which they are kept."""

import re
from collections.abc import Callable

from domain.errors import InvalidInput

MOST_DIGITS = 20
_GROUPED = re.compile(r"[\s\u2010-\u2015-]+")


def numbered(example: str, *, prefix: str = "", path: str = "") -> Callable[[str], str]:
    """A reader of ids that are numbers: `prefix` and the digits alone.

    Taken with and without the prefix, with the address's `path` before it, and grouped by dashes or blanks. What
    a spreadsheet has rounded, `1.5e9`, and anything else is InvalidInput (code `account_id`).
    """

    def normal(given: str) -> str:
        bare = given.strip().casefold()
        for known in (path, prefix):
            bare = bare.removeprefix(known)
        digits = _GROUPED.sub("", bare)
        if not re.fullmatch(r"[0-9]+", digits) or len(digits) > MOST_DIGITS:
            raise InvalidInput("account_id", "id", given, example)
        return prefix + digits

    return normal
