"""The numbers of a text, and what a person who edits it made of them: those that the data say stay what they are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

_UNIT = r"%|‰|€|\$|£|[A-Z]{3}(?![A-Za-z])|[xk](?!\w)"
_NUMBER = re.compile(
    rf"(?P<before>€|\$|£)?[ \u00a0\u202f]?(?P<digits>\d+(?:[.,'’]\d+)*)(?:[ \u00a0\u202f]?(?P<after>{_UNIT}))?"
)
_BEFORE = re.compile(r"([^\W\d_]+)[^\w.!?\n]*$")
_AFTER = re.compile(r"[^\w.!?\n]*([^\W\d_]+)")
_TELLING = 4
"""Letters of a word that says what a number counts: shorter ones are articles and the like."""
_THREE = 3


@dataclass(frozen=True, slots=True)
class Said:
    """A number as it stands in the text; `value` and `unit` are what it says, however it is written.

    `before` and `after`: the words beside it in its sentence, which say what it counts; empty where it has none.
    """

    text: str
    value: Decimal
    unit: str
    before: str = ""
    after: str = ""

    def is_for(self, other: "Said") -> bool:
        """Whether it stands where the other stood: it is of the same unit, between the same words or beside the same
        one that means something, or says the other's value in another unit."""
        mine, theirs = {self.before, self.after}, {other.before, other.after}
        if self.unit or other.unit:
            return self.unit == other.unit or self.value == other.value
        same = (self.before, self.after) == (other.before, other.after) and any(mine)
        return same or any(len(word) >= _TELLING for word in mine & theirs)


@dataclass(frozen=True, slots=True)
class Changed:
    """What an edit did to numbers: `wrong` stand where the data say others (the second of each pair), and `added` where
    there was none."""

    wrong: tuple[tuple[str, str], ...] = ()
    added: tuple[str, ...] = ()


def numbers(text: str, decimal: str) -> list[Said]:
    """The numbers of a text, in its order; `decimal` is the language's decimal mark."""
    return [_said(found, decimal, text) for found in _NUMBER.finditer(text)]


def changed(before: str, after: str, decimal: str) -> Changed:
    """What became of the numbers of a text. To leave some out, or to write one otherwise, changes nothing; a number in
    the place of a sentence that had others is new, not theirs changed."""
    old, new = numbers(before, decimal), numbers(after, decimal)
    wrong: list[tuple[str, str]] = []
    added: list[str] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, _meant(old), _meant(new), autojunk=False).get_opcodes():
        if tag in {"replace", "insert"}:
            gone = list(old[i1:i2])
            for one in new[j1:j2]:
                true = next((it for it in gone if one.is_for(it)), None)
                if true is None:
                    added.append(one.text)
                else:
                    gone.remove(true)
                    wrong.append((one.text, true.text))
    return Changed(tuple(wrong), tuple(added))


def unknown(note: str, text: str, decimal: str) -> tuple[str, ...]:
    """The numbers of a note that are none of those of the text that it stands with, as they are typed."""
    said = numbers(text, decimal)
    known = {(one.value, one.unit) for one in said} | {(one.value, "") for one in said}
    return tuple(dict.fromkeys(one.text for one in numbers(note, decimal) if (one.value, one.unit) not in known))


def _meant(said: Sequence[Said]) -> list[tuple[Decimal, str]]:
    return [(one.value, one.unit) for one in said]


def _said(found: re.Match[str], decimal: str, text: str) -> Said:
    before, after = _BEFORE.search(text[: found.start()]), _AFTER.match(text[found.end() :])
    return Said(
        found[0].strip(),
        _value(found["digits"], decimal),
        found["before"] or found["after"] or "",
        before[1].casefold() if before else "",
        after[1].casefold() if after else "",
    )


def _value(digits: str, decimal: str) -> Decimal:
    """A mark is a decimal one where the language says so, or where not three digits follow the last."""
    head, mark, tail = digits.rpartition(decimal)
    if mark and head.count(decimal) == 0:
        return Decimal(f"{_bare(head)}.{tail}" if tail.isdecimal() else _bare(digits))
    parts = re.split(r"[.,'’]", digits)
    if len(parts) > 1 and len(parts[-1]) != _THREE:
        return Decimal(f"{''.join(parts[:-1])}.{parts[-1]}")
    return Decimal("".join(parts))


def _bare(digits: str) -> str:
    return re.sub(r"\D", "", digits)
