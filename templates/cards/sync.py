"""What a `sync` sets off, and how old the data is meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.facts import Freshness
from templates import blocks, mrkdwn
from templates.cards.ages import age
from templates.message import Message
from templates.words import words

MOST = 20


@dataclass(frozen=True, slots=True)
class Polled:
    """A client, how many of its accounts are polled now, and their ages."""

    client: str
    count: int
    freshness: tuple[Freshness, ...]


def sync_card(locale: str, polled: Sequence[Polled], now: datetime) -> Message:
    """One paragraph a client."""
    w = words(locale)
    total = sum(one.count for one in polled)
    lead = w.tn("{n} account will be read in a moment.", "{n} accounts will be read in a moment.", total)
    if not total:
        lead = w.t("No account is connected that could be read.")
    lines = [
        w.t("{client}: {ages}", client=mrkdwn.bold(one.client), ages="; ".join(age(w, f, now) for f in one.freshness))
        for one in polled[:MOST]
        if one.freshness
    ]
    text = mrkdwn.join("\n", [lead, *lines])
    return Message(text, [blocks.section(lead), *([blocks.section(line) for line in lines])])
