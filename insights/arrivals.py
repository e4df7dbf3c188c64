"""How each campaign's results arrive, as its last morning's look has learnt it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from domain.arrival import USUAL, Arrival
from domain.campaign_data import CampaignData, Scope
from domain.rules.usual import RULE
from domain.window import Window
from storage import Session
from storage.evidence import evaluations

LATELY = timedelta(days=7)
"""How old what was learnt may be."""


def arrivals(session: Session, asked: Sequence[Scope]) -> dict[str, Arrival]:
    """By campaign; those of which nothing was learnt lately are not there."""
    if not asked:
        return {}
    days = Window(min(one.today for one in asked) - LATELY, max(one.today for one in asked))
    kept = evaluations.newest_numbers(session, {one.campaign.key for one in asked}, {RULE: days})
    known = {key: evaluations.USUAL.read_whole(plain) for key, plain in kept[RULE].items()}
    return {key: usual.arrival for key, usual in known.items() if usual}


def with_arrivals(session: Session, asked: Sequence[Scope], found: Iterable[CampaignData]) -> list[CampaignData]:
    """Each with how its results arrive."""
    known = arrivals(session, asked)
    return [replace(data, arrival=known.get(data.campaign.key, USUAL)) for data in found]
