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
    are. `asks`: it has a question mark. `unknown`: words that nobody knows, `doing` such as say what is done,
    `beside` all beside what is named.
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
    doing: int = 0

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
    lasts = it.any("until") or (it.any("refused") and it.days)
    if it.any("alert") and lasts and not it.any("threshold", "what_alerts", "note"):
        return True
    return (
        it.any("snooze")
        and not it.any("what_alerts")
        and (it.any("alert") or it.kpi != "" or it.campaigns > 0 or it.words <= _FEW)
    )


def _unsubscribes(it: Hints) -> bool:
    if it.any("snooze") and (it.any("alert") or not it.any("report")):
        return it.any("stop_sending") and it.any("recur")
    return it.any("stop_sending")


def _notes(it: Hints) -> bool:
    if it.any("goal") and it.has_number and not it.any("did"):
        return False
    if it.any("note") and not it.any("alert", "warn", "subscribe"):
        return not (it.any("history") and not it.any("did")) and not it.any("howmuch")
    return it.any("did") and not it.is_question and not it.any("goal", "chart", "compare", "alert", "warn")


def _warns(it: Hints) -> bool:
    if it.any("warn"):
        return not it.any("note") or it.any("threshold")
    if (it.any("threshold") or it.all("cond", "over")) and it.kpi and not it.any("indirect"):
        return it.any("tell", "warn") or (it.has_number and not it.asks)
    if it.all("threshold", "tell"):
        return not it.any("indirect") and bool(it.kpi or it.campaigns)
    return it.any("alert") and not it.any("why")


def _subscribes(it: Hints) -> bool:
    return it.any("subscribe") or (
        (it.any("scheduled") or (it.any("recur") and it.any("send", "report")))
        and not it.any("chart", "budget", "howmuch", "goal", "compare", "why", "warn")
    )


def _sets_goal(it: Hints) -> bool:
    if it.kpi and _GOAL_SIGN.search(it.text) and not it.any("warn"):
        return True
    if it.any("aimed") and not it.any("why", "chart", "compare", "budget"):
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
    return it.any("help") and not (it.campaigns or it.days or (it.any("howmuch", "status") and it.kpi))


def _asks_plainly_why(it: Hints) -> bool:
    """Whether it asks for a reason, whatever it compares."""
    return (it.any("why") and not it.any("compare")) or (it.any("why") and bool(it.kpi or it.any("moved")))


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
    if it.any("moved") and it.kpi and not it.asks:
        return not it.any("howmuch", "status", "which", "list", "chart", "budget", "goal", "did", "courtesy")
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
    ("alert", lambda it: it.any("warn") and _warns(it)),
    ("log", _notes),
    ("subscribe", _subscribes),
    ("alert", _warns),
    ("target", _sets_goal),
    ("help", _helps),
    ("adopt", lambda it: it.any("adopt")),
    ("sync", lambda it: it.any("sync") and not it.kpi and not it.campaigns),
    ("why", _asks_plainly_why),
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
_IDLE = {"status", "list", "chart", "pace", "timeline", "help", "why", "compare", "sync", "results", "subscribe"}
"""Verbs that a sentence about something else may seem to ask for."""


_VAGUE = {"", "spend", "sales", "revenue"}
"""What everybody spends and sells."""


def verb_of(it: Hints) -> str | None:
    """The verb that is meant; None for what is none of these."""
    found = next((verb for verb, fits in _RULES if fits(it)), None)
    if (
        found in _IDLE
        and it.any("off_topic")
        and it.kpi in _VAGUE
        and not it.any("howmuch")
        and not (it.campaigns and it.any("status", "why", "compare"))
        and not (it.campaigns > 1 and it.any("which"))
    ):
        return None
    if (
        found in _IDLE
        and not (it.kpi or it.campaigns or it.days)
        and it.unknown > _FEW // 2
        and not it.any("which", "list", "recur")
    ):
        return None
    if found == "timeline" and not (it.campaigns or it.days or it.asks) and it.any("chat"):
        return None
    if found in {"status", "list"} and it.kpi in _VAGUE and not it.asks and _is_chat(it):
        return None
    return found


def _is_chat(it: Hints) -> bool:
    """Whether something is said rather than asked: kind words about a campaign, or what is to be done later."""
    if it.any("howmuch") or it.by is not None:
        return False
    if it.any("chat", "wish") and not it.any("asking"):
        return True
    return it.any("future") or (it.any("courtesy", "wish") and not it.days and not it.any("status"))
