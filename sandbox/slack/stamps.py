"""Numbers that never repeat: message timestamps and ids."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime


class Stamps:
    """Message timestamps follow the sandbox's clock, one microsecond apart at least; ids count per prefix."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._last = 0
        self._counts: Counter[str] = Counter()

    def ts(self) -> str:
        """A fresh `1763278200.000001`, later than every one before it."""
        micros = int(self._now().timestamp() * 1_000_000)
        self._last = max(micros, self._last + 1)
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def id(self, prefix: str) -> str:
        """A fresh id such as F0000000012."""
        self._counts[prefix] += 1
        return f"{prefix}{self._counts[prefix]:010d}"

    def seconds(self) -> int:
        """The sandbox's present instant in Unix seconds."""
        return int(self._now().timestamp())
