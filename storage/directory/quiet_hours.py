"""A client's wishes about quiet times as the file writes them; each reader raises InvalidInput with a right example."""

import re
from collections.abc import Mapping
from datetime import time

from domain.errors import InvalidInput
from domain.incidents.quiet import QuietHours

NEVER = "none"
_YES, _NO = frozenset({"true", "yes", "on"}), frozenset({"false", "no", "off"})


def clock(given: str) -> str:
    """A time of day, `08:30`."""
    found = re.fullmatch(r"(\d{1,2}):(\d\d)", given.strip())
    try:
        return f"{time(int(found[1]), int(found[2])):%H:%M}" if found else _refuse("clock", given, "08:30")
    except ValueError:
        return _refuse("clock", given, "08:30")


def hours(given: str) -> str:
    """From when to when people are left alone, `20:00-08:00`; `none` for no such hours."""
    if given.strip().lower() == NEVER:
        return NEVER
    begins, dash, ends = given.partition("-")
    if not dash:
        return _refuse("hours", given, "20:00-08:00")
    return f"{clock(begins)}-{clock(ends)}"


def yes_or_no(given: str) -> str:
    """`true` or `false`."""
    word = given.strip().lower()
    if word not in _YES | _NO:
        return _refuse("yes_or_no", given, "true")
    return "true" if word in _YES else "false"


def quiet(wishes: Mapping[str, str]) -> QuietHours:
    """The wishes, and the usual where nothing is said."""
    usual = QuietHours()
    begins, ends = usual.begins, usual.ends
    if wishes.get("hours") == NEVER:
        begins = ends = time()
    elif "hours" in wishes:
        begins, ends = (time.fromisoformat(one) for one in wishes["hours"].split("-"))
    return QuietHours(
        begins,
        ends,
        wishes["weekends"] == "true" if "weekends" in wishes else usual.weekends,
        wishes.get("holidays", usual.region),
        time.fromisoformat(wishes["digest"]) if "digest" in wishes else usual.digest,
    )


def _refuse(code: str, given: str, example: str) -> str:
    raise InvalidInput(code, code, given, example)
