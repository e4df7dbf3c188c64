"""What people type, read: `verb [campaign] key:value …`, as phones and Slack spell it."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import NamedTuple

from commands.context import Args
from commands.vocabulary import meanings
from domain.names import fold
from templates.mrkdwn import unescape

# Phones turn `--` into a dash and quotes into curly ones; Slack wraps channels and people in angle brackets.
_DASHES = "-‐‑‒–—―−"
_QUOTES = str.maketrans("", "", '"“”«»„`')
_OF_TWO = frozenset(fold(word) for word in meanings(lambda one: one.verbs) if " " in word)
_KEY_OF = meanings(lambda one: one.keys)
_QUOTED = r"[\"“«„][^\"“”«»„]*[\"”»]"
_FLAG = re.compile(
    rf"(?:^|(?<=\s))[{_DASHES}]{{1,2}}(?=[^\W\d_])(?P<key>[^\W\d_]+)(?:\s*[:=]\s*|\s+)(?P<value>{_QUOTED}|\S+)"
)
_PAIR = re.compile(rf"(?:^|(?<=\s))(?P<key>[^\W\d_]+)\s?[:=]\s?(?P<value>{_QUOTED}|[^\s<>=]+)")
_STRANGER = re.compile(r"(?:^|(?<=\s))(?P<key>[^\W\d_]{1,20}):(?!//)[^\s:]")
# What Slack itself writes between angle brackets; a person's own brackets arrive as entities.
_TAGS = re.compile(r"<[@#!][^<>]*>")
_NAMED = re.compile(r"(?<=[:=])\s?<@([UW][A-Z0-9]{2,20})(?:\|[^<>]*)?>")
"""Somebody who is named after a key, `owner:@pol`, as Slack writes it."""
_LINK = re.compile(r"<(?:https?://|mailto:)[^<>|]*\|([^<>]*)>")
_INVISIBLE = {"Cc", "Cf", "Cs"}
_PERIOD = "period"
MOST = 2_000
MOST_OF_PERIOD = 10
"""Words that name days: `from the 15th of november to the 2nd of december`."""


class Line(NamedTuple):
    """A verb as typed (folded: no accents, lower case) and the rest of the line."""

    verb: str
    rest: str


def clean(text: str) -> str:
    """One line of at most 2,000 characters, without entities, mentions, links, odd spaces and invisible marks. Whoever
    is named after a key stays, as an id."""
    bare = _LINK.sub(r"\1", _TAGS.sub(" ", _NAMED.sub(r"\1", text[:MOST])))
    return " ".join(unicodedata.normalize("NFC", scrub(unescape(bare))).split())


def named(text: str) -> str:
    """The id of the first person who is named after a key; "" where nobody is."""
    found = _NAMED.search(text[:MOST])
    return found[1] if found else ""


def scrub(text: str) -> str:
    """The text with invisible marks, and what no database keeps, as spaces; line breaks stay."""
    return "".join(c if c == "\n" or unicodedata.category(c) not in _INVISIBLE else " " for c in text)


def split(text: str) -> Line:
    """The first word, or the first two where they are one verb (`per què`), and the rest; both empty when there is
    nothing. A leading slash or colon is forgiven."""
    first, _, rest = clean(text).partition(" ")
    second, _, after = rest.strip().partition(" ")
    both = f"{_bare(first)} {_bare(second)}"
    return Line(both, after.strip()) if both in _OF_TWO else Line(_bare(first), rest.strip())


def _quoted(rest: str, is_period: Callable[[str], bool]) -> str:
    """The line with a period of several words between quotes."""
    for found in _PAIR.finditer(rest):
        begin = found.start("value")
        words = rest[begin:].split(" ")[:MOST_OF_PERIOD]
        if _KEY_OF.get(fold(found["key"])) != _PERIOD or re.match(_QUOTED, found["value"]):
            continue
        spans = (" ".join(words[:n]) for n in range(len(words), 1, -1))
        span = next((one for one in spans if is_period(one)), "")
        if span:
            return f'{rest[:begin]}"{span}"{rest[begin + len(span) :]}'
    return rest


def _bare(word: str) -> str:
    return fold(word.strip("/:.,;!?¡¿" + _DASHES))


def stranger(words: str) -> str | None:
    """The key of the first `key:value` left among the words, typed without a space; None where there is none."""
    found = _STRANGER.search(words)
    return found["key"] if found else None


def arguments(rest: str, keys: Iterable[str], is_period: Callable[[str], bool] = lambda _: False) -> Args:
    """The rest of the line with the pairs that the verb knows taken out. The last of two equal keys counts.

    `is_period` says whether some words name days: `period:` goes as far as they do, `period:1 nov..15 nov otoño`.
    """
    known, options = set(keys), {}
    rest = _quoted(rest, is_period) if _PERIOD in known else rest

    def take(found: re.Match[str]) -> str:
        key = _KEY_OF.get(fold(found["key"]))
        if key not in known or key is None:
            return found[0]
        options[key] = found["value"].strip("\"“”«»„'’ ")
        return " "

    words = _PAIR.sub(take, _FLAG.sub(take, rest)) if known else rest
    return Args(" ".join(words.translate(_QUOTES).split()), options, rest)
