"""What a language must say for plain sentences to be understood in it: data, folded."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

Named = Mapping[str, tuple[str, ...]]


def table(text: str) -> Named:
    """Phrases by name, from lines of `name: phrase; phrase`, which go on where a line is indented, or ends in `|`."""
    whole = text.strip().replace("|\n    ", "|")
    entries = re.split(r"\n(?=\S)", whole)
    named = (entry.partition(":") for entry in entries)
    return {name.strip(): tuple(re.split(r";\s*", phrases.strip())) for name, _, phrases in named}


@dataclass(frozen=True, slots=True)
class Sentences:
    """The phrases of one language, in the normal form of `domain.spoken`: regular expressions over words.

    In them a star after letters is the rest of a word, and ` .. ` stands for at most six words between. `cues`: by
    what they hint at (`commands.understanding.intents`); `kpis`: by KPI, how people speak of it beyond its names; `by`:
    what an answer is told apart by; `names`: by idea, words that mean the same in the names of campaigns; `parts`:
    words that phrases have in common, which stand in them as `{report}`. `shorts`: by word, how
    it is typed in haste. `filler`: words that say nothing; `everyday`: such as
    say something else, and are no slips of the pen.
    `between`: words within names that are said of anything.
    `endings`: how words end that say what is done, as regular expressions.
    """

    cues: Named = field(default_factory=dict)
    kpis: Named = field(default_factory=dict)
    by: Named = field(default_factory=dict)
    names: Named = field(default_factory=dict)
    parts: Named = field(default_factory=dict)
    shorts: Named = field(default_factory=dict)
    filler: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()


NO_SENTENCES = Sentences()
"""A language in which only the grammar is read."""
