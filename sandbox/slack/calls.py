"""A log of Web API calls without their arguments, so that it holds neither tokens nor texts."""

from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime

from sandbox.clock import iso
from sandbox.slack.model import Json

_KEPT = 5000


@dataclass(frozen=True, slots=True)
class Call:
    at: str
    method: str
    ok: bool
    error: str | None
    channel: str | None


class CallLog:
    """The latest calls, oldest first."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._calls: deque[Call] = deque(maxlen=_KEPT)

    def add(self, method: str, error: str | None, channel: str | None) -> None:
        self._calls.append(Call(iso(self._now()), method, error is None, error, channel))

    def listed(self) -> list[Json]:
        return [asdict(call) for call in self._calls]
