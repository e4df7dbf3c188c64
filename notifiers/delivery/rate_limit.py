"""How old what is known of a place may be, and the pace that Slack allows; the rests themselves are rows."""

from domain.entities import Channel
from domain.words import Audience

SPACING_S = 1.05
"""Slack takes about one message a second per channel; edits, about fifty a minute, have a lane of their own."""
CLIENT_SECONDS = 10.0
"""How old what is known may be in a client's channel, and where nobody has said whose it is."""
INTERNAL_SECONDS = 60.0


def freshness(bound: Channel | None) -> float:
    """How old in seconds what is known of a place may be: less where a client reads, or nobody knows who does."""
    return INTERNAL_SECONDS if bound and bound.audience is Audience.INTERNAL else CLIENT_SECONDS
