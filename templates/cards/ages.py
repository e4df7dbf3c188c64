"""How old the data of each account is, in words."""

from collections.abc import Sequence
from datetime import datetime

from domain.facts import Freshness
from domain.origin import Origin
from templates.words import Words


def internal_ages(speech: Words, origin: Origin, now: datetime) -> str:
    """Each account with its age, and whether its last poll failed: for the agency."""
    return joined_ages(speech, [age(speech, fresh, now) for fresh in origin.freshness])


def joined_ages(speech: Words, told: Sequence[str]) -> str:
    """Each said once; that there is none."""
    return "; ".join(dict.fromkeys(told)) or speech.plain("no source yet")


def age(speech: Words, fresh: Freshness, now: datetime) -> str:
    """One account's freshness for the agency: source, age, and whether its last poll failed."""
    return _fresh(speech, fresh, speech.ago(fresh.last_success, now) if fresh.last_success else "")


def dated(speech: Words, fresh: Freshness, timezone: str) -> str:
    """As `age`, with day and time instead: true for as long as the message stands."""
    return _fresh(speech, fresh, speech.clock(fresh.last_success, timezone) if fresh.last_success else "")


def _fresh(speech: Words, fresh: Freshness, when: str) -> str:
    name = speech.source(fresh.source)
    if not when:
        return speech.plain("{source} has never answered", source=name)
    if fresh.error:
        return speech.plain("{source} {ago} (the last poll failed)", source=name, ago=when)
    return f"{name} {when}"
