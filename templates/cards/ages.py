"""How old the data of each account is, in words."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from domain.facts import Freshness
from domain.origin import Origin
from domain.words import Source
from templates.words import Words


def internal_ages(speech: Words, origin: Origin, now: datetime) -> str:
    """Each source with its age, and accounts whose last poll failed by themselves: for the agency."""
    return joined_ages(speech, [age(speech, fresh, now) for fresh in by_source(origin.freshness)])


def by_source(reported: Iterable[Freshness]) -> list[Freshness]:
    """Of several accounts of a source that work, the one that answered longest ago; every other as it is."""
    told: list[Freshness] = []
    oldest: dict[Source, int] = {}
    for one in reported:
        works = bool(one.last_success and not one.error)
        place = oldest.get(one.source) if works else None
        if place is None:
            oldest |= {one.source: len(told)} if works else {}
            told.append(one)
        elif one.last_success and one.last_success < (told[place].last_success or one.last_success):
            told[place] = one
    return told


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
