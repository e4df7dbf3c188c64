"""What a conditional UPDATE has done, and how long to leave alone what went wrong."""

from datetime import timedelta
from typing import Any

FIRST = timedelta(seconds=10)
LONGEST = timedelta(minutes=30)


def touched(result: Any) -> int:
    """How many rows an UPDATE or DELETE changed: what decides a claim."""
    return int(result.rowcount)


def pause_after(failures: int) -> timedelta:
    """Ten seconds after nothing had failed before, then twice as long each time, at most half an hour."""
    return min(LONGEST, FIRST * (1 << min(failures, 10)))
