"""What the page says of its own accord, in three languages. What the bot says is the bot's."""

import re
from collections.abc import Mapping
from types import ModuleType

from sandbox.page.words import ca, en, es

LANGUAGES: Mapping[str, ModuleType] = {"es": es, "ca": ca, "en": en}
USUAL = "en"


def spoken(chosen: str | None, accepted: str) -> str:
    """The language that somebody chose on the page; otherwise the first of the browser's that there is."""
    if chosen and chosen in LANGUAGES:
        return chosen
    ranked = sorted(enumerate(accepted.split(",")), key=lambda one: (-_weight(one[1]), one[0]))
    names = (part.split(";")[0].split("-")[0].strip().lower() for _, part in ranked)
    return next((name for name in names if name in LANGUAGES), USUAL)


def say(lang: str, key: str, **names: object) -> str:
    """One of the page's own sentences."""
    return str(LANGUAGES[lang].WORDS[key]).format(**names)


def _weight(part: str) -> float:
    found = re.search(r";\s*q=(0(?:\.\d+)?|1(?:\.0+)?)\s*$", part)
    return float(found[1]) if found else 1.0
