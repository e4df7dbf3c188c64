"""What a conditional UPDATE has done."""

from typing import Any


def touched(result: Any) -> int:
    """How many rows an UPDATE or DELETE changed: what decides a claim."""
    return int(result.rowcount)
