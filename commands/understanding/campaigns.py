"""Which campaign a sentence names: by words of its name in any language, in part, or with slips of the pen."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import pairwise

from commands.understanding import lexicon
from commands.understanding.lexicon import Span
from commands.understanding.reading import Named
from domain.spoken import normal

_LONGEST = 5
"""Words that an idea has at most."""
_SHORT = 4
_ALIKE = 1e-9
_NEAR = timedelta(days=60)
"""From a campaign, within which it is meant rather than one of the year before."""
_GENERAL = frozenset(
    ["campaign", "campana", "campanya", "ad", "ads", "anuncio", "anuncis", "anuncios", "es", "the", "leads", "24h"]
)
_MONTHS = frozenset(date(2000, month, 1).strftime("%B").lower() for month in range(1, 13))
"""Ideas that may stand before what they tell the time of: `January sales` is `Rebajas enero`."""
_JOINTS = frozenset(["de", "d", "del", "la", "el", "els", "les", "l", "los", "las", "the", "of", "s", "i"])
_ENDINGS = (("ciones", "ci"), ("cions", "ci"), ("cion", "ci"), ("cio", "ci"), ("tions", "ci"), ("tion", "ci"))


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """What a word shares with its plural and its like in the other languages: `implants` and `implantes`."""
    for ending, short in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + short
    bare = re.sub(r"(?:es|as|os|s|a|e|o)$", "", word) if len(word) > _SHORT else word
    return bare if len(bare) >= _SHORT else word


@lru_cache(maxsize=4096)
def units(text: str) -> tuple[Span, ...]:
    """The ideas of a text in its normal form, and the stems of its other words."""
    words = [(found[0], found.start(), found.end()) for found in re.finditer(r"\S+", text)]
    found: list[Span] = []
    n = 0
    while n < len(words):
        for many in range(min(_LONGEST, len(words) - n), 0, -1):
            said = " ".join(word for word, _, _ in words[n : n + many])
            idea = lexicon.ideas().get(said) or (many == 1 and stem(said)) or ""
            if idea:
                found.append(Span(words[n][1], words[n + many - 1][2], idea))
                n += many
                break
    return tuple(found)


@cache
def _general() -> frozenset[str]:
    return frozenset(_GENERAL | {stem(word) for word in _GENERAL})


@dataclass(frozen=True, slots=True)
class Mention:
    """Campaigns that are meant by the same words; the words' places."""

    keys: tuple[str, ...]
    spans: tuple[Span, ...]

    @property
    def at(self) -> int:
        """Where it begins."""
        return min((span.at for span in self.spans), default=0)


def mentions(sentence: str, known: Sequence[Named], soft: Sequence[Span], today: date) -> list[Mention]:
    """The campaigns that the sentence names, in order. Words in `soft` mean something else unless they stand within
    a campaign's name."""
    said = [unit for unit in units(sentence) if unit.means not in _general()]
    found: list[tuple[float, Named, tuple[Span, ...]]] = []
    names = {one.key: _ideas_of(one) for one in known}
    shared = _how_many(names)
    for one in known:
        hit = _hit(said, names[one.key], soft, sentence)
        if hit:
            worth = sum(1 / shared[idea] for idea in {unit.means for unit in hit})
            found.append((worth, one, hit))
    mentioned: list[Mention] = []
    taken: set[Span] = set()
    while found:
        found = [(worth, one, hit) for worth, one, hit in found if not taken & {*hit}]
        if not found:
            break
        best = _best(found, names, today)
        mentioned += best
        taken |= {span for mention in best for span in mention.spans}
    whole = {one.key: tuple(unit.means for unit in units(normal(one.name))) for one in known}
    return [_grown(it, whole[it.keys[0]], sentence) for it in sorted(mentioned, key=lambda it: it.at)]


def _grown(mention: Mention, name: Sequence[str], sentence: str) -> Mention:
    """With the general words of the name that stand beside its own, as in the name: `autumn leads`."""
    spans = list(mention.spans)
    told = [name.index(it.means) for it in spans if it.means in name]
    if told != sorted(told):
        return mention
    for unit in units(sentence):
        if unit.means in _general() and unit.means in name and unit not in spans:
            nexts = any(_are_next(pair, name, sentence) for it in spans for pair in ((it, unit), (unit, it)))
            spans += [unit] * nexts
    return Mention(mention.keys, tuple(sorted(spans)))


def _are_next(pair: tuple[Span, Span], name: Sequence[str], sentence: str) -> bool:
    first, second = pair
    if first.means not in name or second.means not in name or sentence[first.until : second.at] != " ":
        return False
    return name.index(second.means) == name.index(first.means) + 1


def _ideas_of(one: Named) -> tuple[str, ...]:
    """The ideas of a name, those that only its key has behind them; its client's name tells nothing."""
    client = {*normal(one.client_name).split(), *normal(_spaced(one.client)).split()}
    own = _telling_in(normal(one.name))
    keyed = _telling_in(normal(_spaced(one.key)))
    of_client = {idea for word in client for idea in _telling_in(word)}
    name = [idea for idea in own if own[idea] not in client]
    key = [idea for idea in keyed if idea not in of_client]
    return tuple(dict.fromkeys((*name, *key))) or tuple(own)


def _spaced(key: str) -> str:
    return key.replace("-", " ").replace("_", " ")


def _telling_in(text: str) -> dict[str, str]:
    """The ideas that tell something, in order, each with its words."""
    ideas = {unit.means: text[unit.at : unit.until] for unit in units(text)}
    return {it: said for it, said in ideas.items() if it not in _general() and it not in _JOINTS | lexicon.between()}


def _how_many(names: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for ideas in names.values():
        for idea in ideas:
            found[idea] = found.get(idea, 0) + 1
    return found


def _hit(said: Sequence[Span], ideas: Sequence[str], soft: Sequence[Span], sentence: str) -> tuple[Span, ...]:
    """The words that name a campaign: the first place where most of its name stands."""
    runs: list[list[Span]] = [[]]
    for unit in said:
        if unit.means in ideas:
            if any(unit.means == other.means for other in runs[-1]):
                runs.append([])
            runs[-1].append(unit)
    return max((_telling(run, ideas, soft, sentence) for run in runs), key=len)


def _telling(run: Sequence[Span], ideas: Sequence[str], soft: Sequence[Span], sentence: str) -> tuple[Span, ...]:
    """Of these words those that mean nothing else, and those beside them in the order of the name."""
    hard = [unit for unit in run if not _is_soft(unit, soft, sentence)]
    beside = [unit for unit in run if unit not in hard]
    if not hard:
        whole = {unit.means for unit in beside} >= set(ideas) and len(beside) > 1
        joined = all(_follows(*pair, ideas, sentence) for pair in pairwise(beside))
        return tuple(beside) if whole and joined else ()
    grown = True
    while grown:
        near = [unit for unit in beside if unit not in hard and any(_beside(unit, it, ideas, sentence) for it in hard)]
        grown = bool(near)
        hard += near
    return tuple(sorted(hard))


def _beside(unit: Span, other: Span, ideas: Sequence[str], sentence: str) -> bool:
    return _follows(unit, other, ideas, sentence) or _follows(other, unit, ideas, sentence)


def _is_soft(unit: Span, soft: Sequence[Span], sentence: str) -> bool:
    if unit.means.isdigit() or len(unit.means) < 2:  # noqa: PLR2004 - letters name nothing
        return True
    if not any(span.at <= unit.at and unit.until <= span.until for span in soft):
        return False
    before, after = sentence[: unit.at].split()[-2:], sentence[unit.until :].split()[:1]
    return not (_names_campaign(before) or (after and after[0] in _CAMPAIGN))


_CAMPAIGN = frozenset(("campaign", "campana", "campanya", "campaigns"))


def _names_campaign(before: Sequence[str]) -> bool:
    """`campaña de`, before a word that is a name then."""
    return bool(before) and (before[-1] in _CAMPAIGN or (before[0] in _CAMPAIGN and before[-1] in _JOINTS))


def _follows(first: Span, second: Span, ideas: Sequence[str], sentence: str) -> bool:
    """Whether two words stand as in the name: in its order, nothing between them but what joins its words. A number
    may stand before or behind."""
    if first.until > second.at or not set(sentence[first.until : second.at].split()) <= _JOINTS:
        return False
    loose = first.means.isdigit() or second.means.isdigit() or first.means in _MONTHS
    return loose or ideas.index(first.means) < ideas.index(second.means)


def _best(
    found: Sequence[tuple[float, Named, tuple[Span, ...]]], names: Mapping[str, tuple[str, ...]], today: date
) -> list[Mention]:
    """The campaign that the words fit best: several in one where nothing tells them apart, several mentions where each
    has words of its own, as in `bodas España y Portugal`."""
    top = max(worth for worth, _, _ in found)
    likely = [(one, hit) for worth, one, hit in found if worth >= top - _ALIKE]
    if not _same_words(likely):
        common = set.intersection(*(set(hit) for _, hit in likely))
        by_words: dict[tuple[Span, ...], list[Named]] = {}
        for one, hit in likely:
            by_words.setdefault(tuple(span for span in hit if span not in common), []).append(one)
        return [_told(some, (*spans, *common), names, today) for spans, some in sorted(by_words.items())]
    return [_told([one for one, _ in likely], likely[0][1], names, today)]


def _told(some: Sequence[Named], spans: tuple[Span, ...], names: Mapping[str, tuple[str, ...]], today: date) -> Mention:
    """Of campaigns that the same words name: the one of nothing but them, else those that run."""
    said = {span.means for span in spans}
    whole = [one for one in some if set(names[one.key]) <= said]
    likely = whole if len(whole) == 1 else some
    on = [one for one in likely if one.start <= today <= one.end] or [one for one in likely if _is_near(one, today)]
    return Mention(tuple(one.key for one in on or likely), tuple(sorted(spans)))


def _is_near(one: Named, today: date) -> bool:
    """Whether it has just ended, or is about to begin."""
    return one.start - _NEAR <= today <= one.end + _NEAR


def _same_words(likely: Sequence[tuple[Named, tuple[Span, ...]]]) -> bool:
    return len({hit for _, hit in likely}) == 1
