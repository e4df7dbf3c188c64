"""How sure a reading is: where words stay unexplained, what else may be meant, so that whoever asked is asked back."""

from commands.understanding.intents import Hints

_UNSURE, _UNSURE_IF_ASKED = 2, 4
"""Words that nobody knows, from which on a sentence may ask for something else than how things go; where it asks how
they go, or how much, more."""
_FEW = 4
"""Words of what is typed like a search."""
_OF_ONE, _OF_ALL = ("why", "timeline", "alert", "results"), ("list", "why", "alert", "subscribe")
"""What else may be asked of one campaign, and of all."""
_IN_PASSING = {"", "spend", "sales", "revenue"}
"""KPIs of which one speaks without asking for them."""


def likely(it: Hints) -> str | None:
    """The verb that may be meant where none is hinted at, since something is named that one asks about."""
    telling = it.campaigns > 0 or it.kpi not in _IN_PASSING
    spoken = it.any("off_topic", "courtesy", "wish", "future", "chat")
    return "status" if telling and not spoken else None


def others(verb: str, it: Hints) -> tuple[str, ...]:
    """What may be meant, the likeliest first, where the verb is none too sure; nothing where it is sure."""
    rival = _rival(it) if verb == "status" else None
    if rival:
        return (rival, "status")
    if verb == "status" and _is_doubtful(it):
        return ("status", *(_OF_ONE if it.campaigns else _OF_ALL))
    if verb == "alert" and not it.any("warn", "what_alerts", "threshold", "cond") and not it.asks:
        return ("snooze", "alert") if it.doing or it.unknown or it.any("refused") else ()
    return ()


def _rival(it: Hints) -> str | None:
    """The verb that a question of how things go may as well be, by words that seldom stand in one."""
    if it.any("howmuch") or it.by is not None:
        return None
    if it.any("recur"):
        return "subscribe"
    if it.all("refused", "report") and not it.asks and not it.any("asking"):
        return "unsubscribe"
    if it.any("moved") and it.kpi and not it.any("asking", "compare"):
        return "why"
    return None


def _is_doubtful(it: Hints) -> bool:
    """Whether nothing but the names in it makes it a question of how things go, while words stay unexplained."""
    if it.any("asking", "howmuch") or it.by is not None:
        return it.unknown >= _UNSURE_IF_ASKED
    if not it.any("status", "overall") and not it.asks and it.unknown and it.words > _FEW:
        return True
    return it.unknown >= _UNSURE or it.doing > 0
