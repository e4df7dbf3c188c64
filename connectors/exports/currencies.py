"""Which currency a file is in."""

from collections.abc import Iterable

from connectors.exports.problems import Code, Problem, Unreadable
from domain.currencies import CURRENCIES

# A dollar sign names no currency: some twenty countries use it.
SYMBOLS = {"€": "EUR", "£": "GBP", "$": ""}

Mention = tuple[int, str, str]  # line, column title, code


def decide(mentions: Iterable[Mention], asked: str | None) -> str:
    """The one currency of a file, from what its titles and cells mention and what was asked for.

    Unreadable when there is none, more than one, an unknown one, or another than asked for.
    """
    found = ""
    wanted = (asked or "").strip().upper()
    if wanted and wanted not in CURRENCIES:
        raise Unreadable(Problem(0, "", Code.UNKNOWN_CURRENCY, wanted, "--currency"))
    for line, title, mentioned in mentions:
        code = mentioned.strip().upper()
        if code not in CURRENCIES:
            raise Unreadable(Problem(line, title, Code.UNKNOWN_CURRENCY, mentioned))
        if found and code != found:
            raise Unreadable(Problem(line, title, Code.TWO_CURRENCIES, code))
        if wanted and code != wanted:
            raise Unreadable(Problem(line, title, Code.CURRENCY_CONFLICT, code))
        found = code
    if not (found or wanted):
        raise Unreadable(Problem(0, "", Code.MISSING_CURRENCY, option="--currency"))
    return found or wanted
