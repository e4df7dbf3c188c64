"""Slips of the pen: words that nobody knows, led back to the one they are nearly."""

import re
from collections.abc import Collection, Sequence
from functools import cache, lru_cache

from commands.understanding import lexicon
from commands.understanding.campaigns import units
from commands.understanding.reading import Named
from domain.spoken import normal
from insights.names import nearly

_LEAST = 4
_LONG = 7
"""Letters from which on a name may have two slips, and two words typed as one be told apart."""
_KEYS = tuple(row[n : n + 2] for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm") for n in range(len(row) - 1))
_ALIKE = ("aeiou", "bv", "ckqsz", "gj", "iyj", "mn", "xsj", "lr", "hj", "td", "pb", "fv", "wv", *_KEYS)
"""Letters that are taken for each other."""
_HANGING = re.compile(r"(?<=[^\W\d_])-([^\W\d_]{1,3})\b")
_VOWELS = re.compile(r"[aeiou]|(.)(?=\1)")


def corrected(sentence: str, known: Sequence[Named]) -> str:
    """The sentence, words that are nearly known in the place of those that are not."""
    names = frozenset(word for one in known for word in normal(f"{one.name} {one.client_name}").split())
    words = sentence.split()
    languages = lexicon.likeliest(words)
    whole = [_spelt_out(word, languages) for word in words]
    return " ".join(_corrected(word, names, languages) for word in whole)


def parted(sentence: str) -> str:
    """The sentence, short words that hang on another by a hyphen on their own: `fes-m'ho`, but not `oct-nov`."""
    return _HANGING.sub(lambda it: it[0] if it[1].lower() in lexicon.calendar() else " " + it[1], sentence)


def _spelt_out(word: str, languages: Sequence[str]) -> str:
    return next((lexicon.shorts(it)[word] for it in languages if word in lexicon.shorts(it)), word)


@lru_cache(maxsize=4096)
def _corrected(word: str, names: frozenset[str], languages: tuple[str, ...]) -> str:
    if not word.isalpha() or word in lexicon.everyday() or word in names or word in lexicon.common() or _is_read(word):
        return word
    if len(word) < _LEAST:
        return word
    likely_names = tuple(name for name in names if name.isalpha() and _may_be(word, name))
    named = _only(nearly(word, likely_names, 1 + (len(word) >= _LONG)))
    if named:
        return named
    for language in languages:
        common = [
            one for one in nearly(word, lexicon.common_in(language)) if _is_slip(word, one) and _may_be(word, one)
        ]
        likely = _only(common) or _only(_skeletons(language).get(_bones(word), ()))
        if likely:
            return likely
    return _parted(word, names) or word


def _may_be(word: str, name: str) -> bool:
    """Whether letters that differ lie beside each other on the keyboard, or sound alike: else it is another word."""
    if len(word) != len(name) or sorted(word) == sorted(name):
        return True
    pairs = [(a, b) for a, b in zip(word, name, strict=True) if a != b]
    return len(pairs) > 1 or all(any(a in some and b in some for some in _ALIKE) for a, b in pairs)


def _parted(word: str, names: Collection[str]) -> str:
    """Two words of names that were typed as one."""
    if len(word) < _LONG:
        return ""
    halves = ((word[:at], word[at:]) for at in range(3, len(word) - 2))
    return next((" ".join(pair) for pair in halves if all(it in names or _is_idea(it) for it in pair)), "")


def _bones(word: str) -> str:
    """The consonants of a word, as who types in haste leaves the rest out: `stmn` of `setmana` and of `stmana`."""
    return word[0] + _VOWELS.sub("", word[1:])


@cache
def _skeletons(language: str) -> dict[str, tuple[str, ...]]:
    """The common words by their consonants, where these tell them apart."""
    found: dict[str, tuple[str, ...]] = {}
    for word in lexicon.common_in(language):
        bones = _bones(word)
        if len(bones) >= _LEAST - 1:
            found[bones] = (*found.get(bones, ()), word)
    return found


def _is_slip(word: str, one: str) -> bool:
    """Whether a word is likelier a slip than a word of its own: of short ones many differ by one letter."""
    sure = len(word) != len(one) or sorted(word) == sorted(one) or len(word) >= _LONG
    return sure or (len(word) > _LEAST and any(pattern.fullmatch(one) for pattern in lexicon.kpis().values()))


def _is_idea(word: str) -> bool:
    return any(unit.means != word and unit.means in lexicon.ideas().values() for unit in units(word))


def _is_read(word: str) -> bool:
    """Whether the word means something in some phrase, or in the names of campaigns."""
    return _is_idea(word) or any(
        pattern.fullmatch(word) for pattern in (*lexicon.cues().values(), *lexicon.kpis().values())
    )


def _only(found: Collection[str]) -> str:
    return next(iter(found)) if len(found) == 1 else ""
