"""Failures asked for by a person or a test, handed out one per request."""

from collections import defaultdict, deque

KINDS = ("429", "500", "timeout", "expired_token")
SERVICES = ("slack", "google_ads", "meta", "hubspot")


class Faults:
    """Queues of failures by service, shared by all the services of a sandbox."""

    def __init__(self) -> None:
        self._queues: dict[tuple[str, str], deque[str]] = defaultdict(deque)

    def add(self, service: str, kind: str, times: int, channel: str = "") -> None:
        """Let the next `times` requests to the service fail that way, or the next messages to one of Slack's channels;
        ValueError for a name that is not known."""
        if service not in SERVICES:
            raise ValueError(f'"{service}" is not a service; one of {", ".join(SERVICES)}.')
        if kind not in KINDS:
            raise ValueError(f'"{kind}" is not a kind of fault; one of {", ".join(KINDS)}.')
        if times < 1:
            raise ValueError("times must be 1 or more.")
        self._queues[service, channel].extend([kind] * times)

    def take(self, service: str, only: str | None = None, channel: str = "") -> str | None:
        """The fault for this request, used up by asking; None when there is none, or when the next is not `only`.

        `channel` is where a message goes; "" for any other request.
        """
        queue = self._queues[service, channel] or self._queues[service, ""]
        if not queue or (only is not None and queue[0] != only):
            return None
        return queue.popleft()

    def pending(self) -> dict[str, list[str]]:
        """What is still to come, by service (`slack C0ACME` where only a channel is meant)."""
        return {" ".join(filter(None, where)): list(queue) for where, queue in self._queues.items() if queue}
