"""Goals as people say them, in the signs that the grammar reads: `coste por lead de menos de 30` is `cpl < 30`."""

import re

from commands.parser import clean
from commands.vocabulary import meanings, pattern, words_for
from domain.entities import Campaign
from domain.errors import InvalidInput
from domain.goals import parse_many
from domain.kpi import CATALOGUE
from domain.money import DOLLARS, SYMBOLS
from domain.names import fold

_SIGN_OF = meanings(lambda one: one.comparing)
_KEY_OF = {
    fold(name): row.key for row in CATALOGUE.values() for name in (*row.names, row.key, row.key.replace("_", " "))
}
_WORDS = pattern(tuple(_SIGN_OF))
_KPI = rf"(?P<kpi>{pattern(tuple(_KEY_OF))})(?![\w-])"
_GLUE = rf"(?:(?:{pattern(words_for(lambda one: one.glue))})\s+)*"
CURRENCIES = frozenset({*DOLLARS, *SYMBOLS.values(), "BRL", "CHF", "PEN"})
"""Codes that are known to stand for money beside a number, where any three letters could."""
_CALLED = meanings(lambda one: one.currencies)
_CODE = "|".join(sorted(CURRENCIES)).lower()
_NUMBER = rf"(?P<number>[€$£]?\s?\d(?:[\d.,]{{0,24}}\d)?\s?(?:[€$£%]|(?:{_CODE}|x)\b)?)"
_MONEY = re.compile(rf"(?<=\d)\s*(?P<word>{pattern(tuple(_CALLED))})(?!\w)")
_SIGN = r"(?P<sign><=|>=|[<>≤≥=])"
_SAID = re.compile(rf"(?<![\w-])(?P<word>{_WORDS})\s+(?=[€$£]?\s?\d)")
_AFTER = re.compile(rf"(?<![\w-]){_NUMBER}(?P<between>\s*,?\s*(?:{_GLUE}{_KPI})?\s*,?)\s*\b(?P<word>{_WORDS})(?![\w-])")
_TURNED = re.compile(rf"{_SIGN}\s*{_NUMBER}\s*{_GLUE}(?<![\w-]){_KPI}(?!\s*[<>≤≥=:\d€$£])")
_NAMED = re.compile(rf"(?<![\w-]){_KPI}\s*{_GLUE}(?=[<>≤≥=]|:|[€$£]?\s?\d)")
_LASTS = pattern((*words_for(lambda one: one.day), *words_for(lambda one: one.week)))
_ALONE = re.compile(rf"(?<![\w.,-]){_NUMBER}(?![\w.,-]*\d)(?!\s*{_LASTS}\b)")
_KEYS = "|".join(sorted(CATALOGUE, key=len, reverse=True))
_GOAL = re.compile(rf"(?<![\w-])(?:{_KEYS})\s*(?:<=|>=|[<>≤≥=:])?\s*{_NUMBER}(?![\w€$£%])(?![.,]*\d)", re.IGNORECASE)
_ODD = re.compile(r"[<>≤≥=]")
_SPACE = re.compile(r"\s+")
_SKIPPED = frozenset(words_for(lambda one: one.glue))
_COUNT = re.compile(rf"(?<![\w-]){_NUMBER}\s*{_GLUE}(?<![\w-]){_KPI}\s*$")


def spelt(text: str) -> str:
    """The text with its goals in signs and keys, folded where anything was said in words; else as it is."""
    said = fold(text)
    found = _MONEY.sub(_code, said)
    found = _SAID.sub(lambda one: f"{_SIGN_OF[_spaced(one['word'])]} ", found)
    found = _AFTER.sub(lambda one: f"{_SIGN_OF[_spaced(one['word'])]} {one['number']} {one['between']} ", found)
    found = _TURNED.sub(lambda one: f"{_key(one)} {one['sign']} {one['number'].strip()}", found)
    if not re.search(_SIGN, found):
        found = _COUNT.sub(lambda one: f"{_key(one)} {one['number'].strip()}", found)
    found = _NAMED.sub(lambda one: f"{_key(one)} ", found)
    return text if _SPACE.sub("", found) == _SPACE.sub("", said) else " ".join(found.split())


def taken_apart(text: str) -> tuple[str, str]:
    """What names the campaign, and the goals, wherever they stand in a text that is spelt; no goals where something
    else is said of numbers, for that is to be looked at as a whole."""
    goals = [found[0].strip() for found in _GOAL.finditer(text)]
    left = [word for word in _GOAL.sub(" ", text).replace(",", " ").split() if fold(word) not in _SKIPPED]
    rest = " ".join(left)
    return (rest, " ".join(goals)) if goals and not _ODD.search(rest) else (text, "")


def goals_in(text: str) -> str:
    """The goals that a sentence names, in signs and keys; "" for none, and where they cannot be read."""
    goals = taken_apart(spelt(clean(text)))[1]
    return goals if _is_read(goals) else ""


def number_in(text: str, kpi: str, campaign: Campaign | None) -> str:
    """The KPI beside the only number of a sentence, whichever way it is compared; "" where there is none, or several.

    Numbers of the campaign's own name are none, nor is how many days something lasts.
    """
    own = fold(f"{campaign.name} {campaign.key}").split() if campaign else []
    said = _MONEY.sub(_code, fold(clean(text)))
    found = [one["number"].strip() for one in _ALONE.finditer(said) if one[0] not in own]
    goal = f"{kpi} {found[0]}" if kpi and len(found) == 1 else ""
    return goal if _is_read(goal) else ""


def _is_read(goals: str) -> bool:
    try:
        return bool(goals) and bool(parse_many(goals, "EUR"))
    except InvalidInput:
        return False


def _code(found: re.Match[str]) -> str:
    return f" {_CALLED[found['word']].lower()}"


def _spaced(word: str) -> str:
    return " ".join(word.split())


def _key(found: re.Match[str]) -> str:
    return _KEY_OF[_spaced(found["kpi"])]
