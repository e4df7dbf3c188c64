"""Sentences as people type them, brought to one form: folded words between single spaces."""

import re

from domain.names import fold

_TOKEN = re.compile(r"\d{4}-\d\d-\d\d|\d+(?:[.,/]\d+)+|\d+[a-z]*|[a-z]+\d*|\.\.+|[<>]=?|[≤≥=%€$£-]")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_MARKS = str.maketrans(
    {"’": " ", "'": " ", "´": " ", "`": " ", "·": "", "…": " .. ", "–": " - ", "—": " - ", "º": "", "ª": ""}
)


def normal(text: str) -> str:
    """The words, numbers, days and signs of a sentence, folded, with one space between: `L'1/11–15/11` is
    `l 1/11 - 15/11`."""
    said = _STRETCHED.sub(r"\1", fold(text.translate(_MARKS)))
    return " ".join(_TOKEN.findall(said))
