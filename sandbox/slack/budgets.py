"""What Slack lets be used for a while or a number of times: trigger_ids, response_urls, posting slots. Machine time."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.slack.errors import SlackError

TRIGGER_SECONDS = 3.0
RESPONSE_SECONDS = 30 * 60.0
RESPONSE_USES = 5
POST_SECONDS = 1.0

Machine = Callable[[], float]


@dataclass(slots=True)
class _Trigger:
    user: str
    born: float
    used: bool = False


class Triggers:
    """trigger_ids live three seconds and open one view."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._issued: dict[str, _Trigger] = {}

    def issue(self, user: str) -> str:
        trigger = f"{len(self._issued) + 1}.{int(self._machine() * 1000)}.{user.lower()}"
        self._issued[trigger] = _Trigger(user, self._machine())
        return trigger

    def spend(self, trigger: str) -> str:
        """The user whose click it was; SlackError when unknown, late, or already used."""
        known = self._issued.get(trigger)
        if known is None:
            raise SlackError("invalid_trigger_id")
        if known.used:
            raise SlackError("exchanged_trigger_id")
        if self._machine() - known.born > TRIGGER_SECONDS:
            raise SlackError("expired_trigger_id")
        known.used = True
        return known.user


@dataclass(slots=True)
class ResponseUrl:
    """Where an answer to one interaction goes; `message_ts` is the message whose button was clicked, if any."""

    channel: str
    user: str
    born: float
    message_ts: str | None = None
    thread_ts: str | None = None
    uses: int = 0


class ResponseUrls:
    """response_urls work five times within thirty minutes."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._issued: dict[str, ResponseUrl] = {}

    def issue(self, channel: str, user: str, message_ts: str | None = None, thread_ts: str | None = None) -> str:
        ticket = f"R{len(self._issued) + 1:08d}"
        self._issued[ticket] = ResponseUrl(channel, user, self._machine(), message_ts, thread_ts)
        return ticket

    def spend(self, ticket: str) -> ResponseUrl:
        """The target of that url; SlackError `expired_url` (late) or `used_url` (five times already)."""
        target = self._issued.get(ticket)
        if target is None or self._machine() - target.born > RESPONSE_SECONDS:
            raise SlackError("expired_url", status=404)
        if target.uses >= RESPONSE_USES:
            raise SlackError("used_url", status=404)
        target.uses += 1
        return target


class PostingSlots:
    """One chat.postMessage per channel and second, without a burst."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._last: dict[str, float] = {}

    def take(self, channel: str) -> None:
        """Count this message; SlackError `ratelimited` (429, Retry-After 1) when the last is under a second old."""
        now = self._machine()
        if now - self._last.get(channel, float("-inf")) < POST_SECONDS:
            raise SlackError("ratelimited", status=429, retry_after=1)
        self._last[channel] = now
