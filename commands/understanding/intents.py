"""What somebody wants: a verb, by what the sentence hints at. The first rule that fits decides."""

import re
from collections.abc import Callable
from dataclasses import dataclass

_GOAL_SIGN = re.compile(r"[<>≤≥]=? ?\d")
_NUMBER = re.compile(r"(?<!\S)\d+(?:[.,]\d+)*(?!\S)")
_FEW = 4
"""Words at most of a sentence that names days or a campaign and nothing else."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What a sentence holds. `cues` are those of the vocabulary; `text` has its words, campaigns and days masked.

    `campaigns` and `periods`: how many are named; `kpi` the first that is, "" for none; `days` and `by`: whether they
    are. `asks`: it has a question mark. `unknown`: words that nobody knows, `beside` those beside what is named.
    """

    text: str
    cues: frozenset[str]
    campaigns: int
    kpi: str
    days: bool
    by: str | None
    asks: bool
    unknown: int
    words: int
    periods: int
    beside: int

    def any(self, *names: str) -> bool:
        """Whether one of these is hinted at."""
        return not self.cues.isdisjoint(names)

    def all(self, *names: str) -> bool:
        """Whether all of these are."""
        return self.cues.issuperset(names)

    @property
    def is_about_something(self) -> bool:
        """Whether a campaign, a KPI or days are named."""
        return self.campaigns > 0 or self.days or bool(self.kpi)

    @property
    def has_number(self) -> bool:
        """Whether a number is named that is no day."""
        return bool(_NUMBER.search(self.text))

    @property
    def is_question(self) -> bool:
        """Whether something is asked rather than told."""
        return self.asks or self.any("howmuch", "why", "changed", "happened")


def _snoozes(it: Hints) -> bool:
    return (
        it.any("snooze")
        and not it.any("what_alerts")
        and (it.any("alert") or it.kpi != "" or it.campaigns > 0 or it.words <= _FEW)
    )


def _unsubscribes(it: Hints) -> bool:
    return it.any("stop_sending") and not (it.all("snooze", "alert") and not it.any("recur"))


def _notes(it: Hints) -> bool:
    if it.any("note") and not it.any("alert", "warn", "subscribe"):
        return not (it.any("history") and not it.any("did"))
    return it.any("did") and not it.is_question and not it.any("goal", "chart", "compare", "alert", "warn")


def _warns(it: Hints) -> bool:
    if it.any("warn") or it.all("threshold", "tell"):
        return True
    return it.any("alert") and not it.any("why")


def _subscribes(it: Hints) -> bool:
    return it.any("subscribe") or (
        it.any("recur") and it.any("send", "report") and not it.any("chart", "budget", "howmuch", "goal", "compare")
    )


def _sets_goal(it: Hints) -> bool:
    if it.kpi and _GOAL_SIGN.search(it.text) and not it.any("warn"):
        return True
    if it.any("goal"):
        if it.any("set") and (it.has_number or not it.any("meet", "howmuch", "status", "compare")):
            return True
        if it.any("what_goals") and not it.any("meet", "compare"):
            return True
        return not it.any("meet", "howmuch", "status", "compare", "why", "chart")
    return (
        bool(it.kpi) and it.any("set") and it.has_number and not it.any("budget", "howmuch", "which", "compare", "did")
    )


def _helps(it: Hints) -> bool:
    return it.any("help") and not it.campaigns and not it.kpi and not it.days


def _compares(it: Hints) -> bool:
    if it.by in {"platform", "device"} or it.any("budget", "goal"):
        return False
    if it.any("compare"):
        return it.campaigns > 0 or it.days or bool(it.kpi) or it.words <= _FEW
    return (it.campaigns > 1 or it.periods > 1) and it.any("which", "better")


def _asks_why(it: Hints) -> bool:
    if it.any("why"):
        return True
    if it.any("happened") and it.kpi:
        return True
    return it.all("moved") and it.any("happened", "going_on") and it.is_about_something


def _lists(it: Hints) -> bool:
    return it.any("list") and not it.campaigns and it.by not in {"platform", "device", "campaign"}


def _paces(it: Hints) -> bool:
    return it.any("budget")


def _tells_story(it: Hints) -> bool:
    return it.any("history", "changed", "happened")


def _is_status(it: Hints) -> bool:
    if it.all("goal", "meet"):
        return True
    if it.kpi:
        return it.unknown < _FEW - 1 or it.any("howmuch", "status") or it.by is not None
    if it.campaigns:
        return it.any("status", "howmuch") or it.by is not None or it.unknown <= 1
    if it.days:
        return (
            it.any("overall", "howmuch")
            or it.by is not None
            or (it.any("status") and it.unknown <= 1)
            or (it.unknown == 0 and it.beside < _FEW - 1 and not it.any("wish"))
        )
    return it.any("overall") and it.unknown == 0


_RULES: tuple[tuple[str, Callable[[Hints], bool]], ...] = (
    ("unsubscribe", _unsubscribes),
    ("snooze", _snoozes),
    ("results", lambda it: it.any("results") and not it.any("goal", "alert")),
    ("log", _notes),
    ("subscribe", _subscribes),
    ("alert", _warns),
    ("target", _sets_goal),
    ("help", _helps),
    ("adopt", lambda it: it.any("adopt")),
    ("sync", lambda it: it.any("sync") and not it.kpi and not it.campaigns),
    ("compare", _compares),
    ("why", _asks_why),
    ("chart", lambda it: it.any("chart") and (bool(it.kpi) or it.campaigns > 0 or it.days or it.unknown <= 1)),
    ("list", lambda it: _lists(it) and it.any("which", "budget")),
    ("timeline", lambda it: it.any("changed", "history") and it.any("budget")),
    ("pace", _paces),
    ("timeline", _tells_story),
    ("list", _lists),
    ("status", _is_status),
)
_IDLE = {"status", "list", "timeline", "help", "why", "compare", "sync", "results", "subscribe"}
"""Verbs that a sentence about something else may seem to ask for."""


_VAGUE = {"", "spend", "sales"}
"""What everybody spends and sells."""


def verb_of(it: Hints) -> str | None:
    """The verb that is meant; None for what is none of these."""
    found = next((verb for verb, fits in _RULES if fits(it)), None)
    if (
        found in _IDLE
        and it.any("off_topic")
        and not it.kpi
        and not (it.campaigns and it.any("status", "why", "compare"))
    ):
        return None
    if (
        found in _IDLE
        and not (it.kpi or it.campaigns or it.days)
        and it.unknown > _FEW // 2
        and not it.any("which", "list")
    ):
        return None
    if found == "status" and not it.kpi and not it.asks and _is_chat(it):
        return None
    return found


def _is_chat(it: Hints) -> bool:
    """Whether something is said rather than asked: kind words about a campaign, or what is to be done later."""
    if it.any("howmuch") or it.by is not None:
        return False
    return it.any("future") or (it.any("courtesy", "wish") and not it.days and not it.any("status"))
