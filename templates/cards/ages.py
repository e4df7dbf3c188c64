"""How old the data of each account is, in words."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from domain.facts import Freshness
from domain.origin import Origin
from templates.words import Words


def internal_ages(speech: Words, origin: Origin, now: datetime) -> str:
    """Each source with its age, and accounts whose last poll failed by themselves: for the agency."""
    return joined_ages(speech, [age(speech, fresh, now) for fresh in by_source(origin.freshness)])


def by_source(reported: Iterable[Freshness]) -> list[Freshness]:
    """Of several accounts of a source that work, the one that answered longest ago; every other as it is."""
    told: dict[object, Freshness] = {}
    for one in reported:
        works = one.last_success if not one.error else None
        place = one.source if works else (one.source, one.account_id)
        known = told.get(place)
        if known is None or (works and known.last_success and works < known.last_success):
            told[place] = one
    return list(told.values())


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
