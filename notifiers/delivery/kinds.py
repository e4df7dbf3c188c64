"""What kinds of messages there are, and what each kind means for its delivery."""

from enum import StrEnum


class Kind(StrEnum):
    """What a message is."""

    STATUS = "status"
    ALERT = "alert"
    ALERT_HISTORY = "alert_history"
    ALERT_WORSE = "alert_worse"
    ALERT_ASSIGNED = "alert_assigned"
    DIGEST = "digest"
    CHECK = "check"
    UNANSWERED = "unanswered"
    DRAFT = "draft"
    ARRIVAL = "arrival"
    OWNER = "owner"
    SHARE = "share"
    TEST = "test"
    JOINED = "joined"
    PAUSE_OVER = "pause_over"


BY_ITSELF = frozenset({Kind.ALERT, Kind.ALERT_WORSE, Kind.DIGEST, Kind.CHECK, Kind.UNANSWERED, Kind.PAUSE_OVER})
"""What the house begins to say by itself, at an hour of its own choosing: it waits for the end of quiet hours, and is
offered again after them."""
BROADCAST = frozenset({Kind.ALERT_WORSE})
"""What stands in a thread and is shown in the channel too."""
NEED_SOMEBODY = frozenset(
    {
        Kind.ARRIVAL,
        Kind.DRAFT,
        Kind.ALERT,
        Kind.ALERT_ASSIGNED,
        Kind.OWNER,
        Kind.CHECK,
        Kind.UNANSWERED,
        Kind.DIGEST,
        Kind.PAUSE_OVER,
    }
)
"""What somebody must read: if not its addressee, then the next who is in charge."""
