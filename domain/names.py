"""Finding a campaign by what a person types: its key, a part of its name, or nearly its name."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from urllib.parse import unquote_plus

NEAR = 0.6
"""How alike (0 to 1) a mistyped verb must be to be guessed at."""
ALIKE = 0.75
"""The same for a campaign's name, where a wrong guess shows the wrong numbers."""
MOST_ENCODINGS = 3
"""How many times over a value of an address may be encoded."""


def fold(text: str) -> str:
    """Lower case without accents: `Otoño` and `otono` are one word."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in split if not unicodedata.combining(c)).strip()


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
    return " ".join(fold(text).split())


@dataclass(frozen=True, slots=True)
class Found:
    """Either one key, or several candidates (best first), or neither."""

    key: str | None
    candidates: tuple[str, ...] = ()


def find(text: str, named: Iterable[tuple[str, str]]) -> Found:
    """Look for `text` among (key, name): exact, then contained, then near. Several of one rank are candidates."""
    wanted, known = fold(text), [(key, fold(key), fold(name)) for key, name in named]
    exact = [key for key, k, n in known if wanted in (k, n)]
    words = wanted.replace("-", " ").split()
    within = [key for key, k, n in known if words and all(word in f"{k} {n}" for word in words)]
    alike = sorted(((_likeness(wanted, k, n), key) for key, k, n in known), key=lambda pair: -pair[0])
    near = [key for likeness, key in alike if likeness >= ALIKE]
    for rank in (exact, within, near):
        if rank:
            return Found(rank[0]) if len(rank) == 1 else Found(None, tuple(rank))
    return Found(None)


def _likeness(wanted: str, key: str, name: str) -> float:
    """From 0 to 1: how alike `wanted` is to the key, the name, or the word of the name nearest to it."""
    parts = (key, name, *name.split())
    return max(SequenceMatcher(None, wanted, part).ratio() for part in parts) if wanted else 0.0


def nearest(word: str, words: Sequence[str]) -> str | None:
    """The most similar of `words`, accents aside, or None where nothing is near."""
    plain = {fold(known): known for known in reversed(words)}
    found = get_close_matches(fold(word), plain, n=1, cutoff=NEAR)
    return plain[found[0]] if found else None
