"""Words as people type them: with or without accents, in any case, nearly right."""

import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches
from functools import lru_cache
from urllib.parse import unquote_plus

NEAR = 0.6
"""How alike (0 to 1) a mistyped verb must be to be guessed at."""
MOST_ENCODINGS = 3
"""How many times over a value of an address may be encoded."""


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Lower case without accents: `Otoño` and `otono` are one word. What was folded lately is kept."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in split if not unicodedata.combining(c)).strip()


def fold_title(text: str) -> str:
    """A column's title, or a form's name: folded, with one blank between words."""
    return " ".join(fold(text).split())


def fold_utm(text: str) -> str:
    """A `utm_campaign` as it is compared: folded, and decoded where it is still as it stood in the address.

    Hidden fields of forms are often filled with the raw value: `oto%C3%B1o+2026`, sometimes encoded twice.
    """
    for _ in range(MOST_ENCODINGS):
        try:
            decoded = unquote_plus(text, errors="strict")
        except UnicodeDecodeError:
            decoded = unquote_plus(text, encoding="latin-1")
        if decoded == text:
            break
        text = decoded
    return fold_title(text)


def nearest(word: str, words: Sequence[str], alike: float = NEAR) -> str | None:
    """The most similar of `words`, accents aside, or None where nothing is `alike`."""
    plain = {fold(known): known for known in reversed(words)}
    found = get_close_matches(fold(word), plain, n=1, cutoff=alike)
    return plain[found[0]] if found else None
