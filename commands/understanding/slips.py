"""Slips of the pen: words that nobody knows, led back to the one they are nearly."""

from collections.abc import Collection, Sequence
from functools import lru_cache

from commands.understanding import lexicon
from commands.understanding.campaigns import units
from commands.understanding.reading import Named
from domain.spoken import normal
from insights.names import nearly

_LEAST = 4
_LONG = 7
"""Letters from which on a name may have two slips."""


def corrected(sentence: str, known: Sequence[Named]) -> str:
    """The sentence, words that are nearly known in the place of those that are not."""
    names = frozenset(word for one in known for word in normal(f"{one.name} {one.client_name}").split())
    return " ".join(_corrected(word, names) for word in sentence.split())


@lru_cache(maxsize=4096)
def _corrected(word: str, names: frozenset[str]) -> str:
    if len(word) < _LEAST or not word.isalpha() or word in lexicon.filler() or word in names:
        return word
    if word in lexicon.common() or _is_read(word):
        return word
    named = nearly(word, tuple(name for name in names if name.isalpha()), 1 + (len(word) >= _LONG))
    common = [one for one in nearly(word, tuple(lexicon.common())) if _is_slip(word, one)]
    return _only(named) or _only(common) or word


def _is_slip(word: str, one: str) -> bool:
    """Whether a word is likelier a slip than a word of its own: of short ones many differ by one letter."""
    sure = len(word) != len(one) or sorted(word) == sorted(one) or len(word) >= _LONG
    return sure or (len(word) > _LEAST and any(pattern.fullmatch(one) for pattern in lexicon.kpis().values()))


def _is_read(word: str) -> bool:
    """Whether the word means something in some phrase, or in the names of campaigns."""
    if any(unit.means != word and unit.means in lexicon.ideas().values() for unit in units(word)):
        return True
    patterns = (*lexicon.cues().values(), *lexicon.kpis().values())
    return any(pattern.fullmatch(word) for pattern in patterns)


def _only(found: Collection[str]) -> str:
    return next(iter(found)) if len(found) == 1 else ""
