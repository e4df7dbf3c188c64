"""How much of a set is understood, and of what kind the failures are."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tests.understanding.corpus import Meant, Sentence


class Outcome(StrEnum):
    """How a sentence fared."""

    RIGHT = "right"
    ASKED = "asked"
    ASKED_WRONGLY = "asked wrongly"
    WRONG = "wrong"


TITLES = {
    Outcome.RIGHT: "right",
    Outcome.ASKED: "asked back, the right reading among the choices",
    Outcome.ASKED_WRONGLY: "asked back without it",
    Outcome.WRONG: "wrong without asking",
}


@dataclass(frozen=True, slots=True)
class Heard:
    """What was made of a sentence."""

    meant: Meant
    asks: bool = False
    choices: tuple[Meant, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """A sentence and what was made of it."""

    sentence: Sentence
    heard: Heard

    @property
    def outcome(self) -> Outcome:
        """Right is exactly what was meant without a question back; of what has two readings, the question itself."""
        wanted = self.sentence.meant
        if not self.heard.asks:
            return Outcome.RIGHT if self.heard.meant == wanted and not self.sentence.asks else Outcome.WRONG
        if wanted not in self.heard.choices:
            return Outcome.ASKED_WRONGLY
        return Outcome.RIGHT if self.sentence.asks else Outcome.ASKED

    @property
    def kinds(self) -> tuple[str, ...]:
        """What is wrong with it, said without a word of the sentence."""
        if self.outcome in {Outcome.RIGHT, Outcome.ASKED}:
            return () if self.outcome is Outcome.RIGHT else ("asked where it was clear",)
        if self.outcome is Outcome.ASKED_WRONGLY:
            return ("asked without the right reading",)
        got, wanted = self.heard.meant, self.sentence.meant
        if got.verb != wanted.verb:
            return (f"verb {got.verb} where {wanted.verb} is meant",)
        kinds = [
            f"{key} of {wanted.verb}{_way(got, wanted, key)}"
            for key in ("campaign", "kpi", "by")
            if getattr(got, key) != getattr(wanted, key)
        ]
        if (got.start, got.end) != (wanted.start, wanted.end):
            kinds.append(f"period of {wanted.verb}{_way(got, wanted, 'start')}")
        return tuple(kinds) or ("not asked where it has two readings",)


def _way(got: Meant, wanted: Meant, key: str) -> str:
    """Whether it was missed or made up."""
    return " missed" if getattr(got, key) is None else " made up" if getattr(wanted, key) is None else ""


def share(results: Sequence[Result], outcome: Outcome) -> float:
    """How many of them fared so, as a part of one."""
    return sum(one.outcome is outcome for one in results) / len(results)


def table(sets: Sequence[tuple[str, Sequence[Result]]]) -> str:
    """A Markdown table: a row for each language of each set, and one for the whole set."""
    lines = [_line(("set", "language", "sentences", *TITLES.values())), _line(["---"] * 7)]
    for name, results in sets:
        for lang in (*sorted({one.sentence.lang for one in results}), ""):
            some = [one for one in results if lang in {"", one.sentence.lang}]
            lines.append(_line((name, lang or "all", str(len(some)), *(_cell(some, it) for it in TITLES))))
    return "\n".join(lines)


def _cell(results: Sequence[Result], outcome: Outcome) -> str:
    return f"{sum(one.outcome is outcome for one in results)} ({share(results, outcome):.0%})"


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def failures(results: Sequence[Result]) -> list[str]:
    """What failed, in full: the sentence, what it means and what was made of it."""
    return [
        f"{one.outcome}: [{one.sentence.lang} {one.sentence.client} {one.sentence.as_of}] {one.sentence.say}\n"
        f"    meant {_said(one.sentence.meant)}{' (asks)' if one.sentence.asks else ''}\n"
        f"    heard {' | '.join(map(_said, one.heard.choices)) if one.heard.asks else _said(one.heard.meant)}"
        for one in results
        if one.outcome is not Outcome.RIGHT
    ]


def _said(meant: Meant) -> str:
    days = f"{meant.start}..{meant.end}" if meant.start or meant.end else None
    return " ".join(str(part or "-") for part in (meant.verb, meant.campaign, meant.kpi, days, meant.by))


def kinds(results: Sequence[Result]) -> list[str]:
    """The failures by kind and language, most frequent first, without the sentences."""
    counted = Counter((one.sentence.lang, kind) for one in results for kind in one.kinds)
    return [f"{lang}: {number} × {kind}" for (lang, kind), number in counted.most_common()]
