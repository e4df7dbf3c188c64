"""How long to leave alone what went wrong, and how long to wait for what comes first. Machine time."""

from collections.abc import Callable, Hashable

FIRST_S = 10.0
LONGEST_S = 1800.0


class Pauses:
    """A growing pause for each thing that fails, over when it works."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._failing: dict[Hashable, tuple[float, float]] = {}

    def rests(self, key: Hashable) -> bool:
        """Whether it failed too short a while ago to be tried again."""
        _, until = self._failing.get(key, (0.0, 0.0))
        return self._monotonic() < until

    def failed(self, key: Hashable) -> float:
        """Leave it alone: ten seconds, then twice as long each time, at most half an hour. The seconds."""
        before, _ = self._failing.get(key, (0.0, 0.0))
        pause = min(LONGEST_S, before * 2) or FIRST_S
        self._failing[key] = (pause, self._monotonic() + pause)
        return pause

    def worked(self, key: Hashable) -> None:
        """It works again."""
        self._failing.pop(key, None)


class Patience:
    """Waits for what comes first, but not for ever."""

    def __init__(self, monotonic: Callable[[], float], seconds: float) -> None:
        self._monotonic = monotonic
        self._seconds = seconds
        self._since: dict[Hashable, float] = {}

    def lasts(self, key: Hashable) -> bool:
        """Whether to go on waiting; begins to count when first asked."""
        return self._monotonic() - self._since.setdefault(key, self._monotonic()) < self._seconds

    def ends(self, key: Hashable) -> None:
        """It need not wait any longer."""
        self._since.pop(key, None)
