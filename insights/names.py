"""Which campaign is meant by what a person types: its key, a part of its name, or nearly its name."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from domain.names import fold

ALIKE = 75
"""How alike (0 to 100) a mistyped name must be: a wrong guess shows the wrong numbers."""


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
    within = [] if exact or not words else [key for key, k, n in known if all(word in f"{k} {n}" for word in words)]
    for rank in (exact, within):
        if rank:
            return _one_or_several(rank)
    return _one_or_several(_near(wanted, words, known))


def nearly(word: str, words: Sequence[str], slips: int = 1) -> tuple[str, ...]:
    """Those of the words, of four letters or more, from which so many slips of the pen lead to it, the likeliest alone:
    of the fewest slips, then of the same letters, then of as many. The first letter is right."""
    near = process.extract(word, words, scorer=OSA.distance, score_cutoff=slips, limit=None)
    likely = [(score, one) for one, score, _ in near if one[0] == word[0] and len(one) >= 4]  # noqa: PLR2004 - short words are near each other
    ranked = [((score, sorted(one) != sorted(word), len(one) != len(word)), one) for score, one in likely]
    least = min((rank for rank, _ in ranked), default=None)
    return tuple(one for rank, one in ranked if rank == least)


def _one_or_several(keys: Sequence[str]) -> Found:
    return Found(keys[0]) if len(keys) == 1 else Found(None, tuple(keys))


def _near(wanted: str, words: Sequence[str], known: Sequence[tuple[str, str, str]]) -> list[str]:
    """Those that are nearly called so, best first: as a whole, or each word typed nearly one of the name's words.

    Numbers are not nearly right: where a name has those typed, no other is meant.
    """
    if not words:
        return []
    numbers = {word for word in words if word.isdigit()}
    if numbers:
        known = [one for one in known if numbers <= {*one[1].split("-"), *one[2].split()}] or known
    scores = [0.0] * len(known)
    for at in (1, 2):
        for _, score, n in process.extract(
            wanted, [one[at] for one in known], scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None
        ):
            scores[n] = max(scores[n], score)
    for n, score in _by_words(words, known).items():
        scores[n] = max(scores[n], score)
    order = sorted((n for n, score in enumerate(scores) if score), key=lambda n: -scores[n])
    return [known[n][0] for n in order]


def _by_words(words: Sequence[str], known: Sequence[tuple[str, str, str]]) -> dict[int, float]:
    """By place, how well the name's words fit those typed: the worst of these; only where each of them fits one."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for n, (_, _, name) in enumerate(known):
        for part in name.split():
            places[part].append(n)
    vocabulary, found = list(places), dict.fromkeys(range(len(known)), 100.0)
    for word in words:
        near: dict[int, float] = {}
        for part, score, _ in process.extract(word, vocabulary, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None):
            for n in places[part]:
                near[n] = max(near.get(n, 0.0), score)
        found = {n: min(score, near[n]) for n, score in found.items() if n in near}
    return found
