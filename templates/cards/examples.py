"""Right examples of what may be typed, in the reader's own words."""

import re
from collections.abc import Mapping

from templates.catalogue import N_
from templates.words import Words

_WORDS: Mapping[str, str] = {
    "check:": N_("check:"),
    "for:": N_("for:"),
    "min:": N_("min:"),
    "on:": N_("on:"),
    "report": N_("report"),
    "worse": N_("worse"),
}
"""Keys and words of the grammar that stand in examples."""
_VERBS: Mapping[str, str] = {
    "alert": N_("alert"),
    "alert backtest": N_("alert backtest"),
    "chart": N_("chart"),
    "compare": N_("compare"),
    "log": N_("log"),
    "pace": N_("pace"),
    "results": N_("results"),
    "snooze": N_("snooze"),
    "status": N_("status"),
    "target": N_("target"),
    "timeline": N_("timeline"),
    "why": N_("why"),
}
"""What an example may begin with."""
_WORD = re.compile("|".join(rf"\b{re.escape(word)}" + ("" if word.endswith(":") else r"\b") for word in _WORDS))
_VERB = re.compile("|".join(rf"^{verb}(?= )" for verb in sorted(_VERBS, key=len, reverse=True)))


def spoken(w: Words, example: str) -> str:
    """An example of the English grammar as people of the reader's language type it."""

    def word(found: re.Match[str]) -> str:
        marked = _WORDS[found[0]]
        return w.plain(marked)

    def verb(found: re.Match[str]) -> str:
        marked = _VERBS[found[0]]
        return w.plain(marked)

    return _WORD.sub(word, _VERB.sub(verb, example))
