"""Failures asked for by a person or a test, handed out one per request."""

from collections import defaultdict, deque

KINDS = ("429", "500", "timeout", "expired_token")
SERVICES = ("slack", "google_ads", "meta", "hubspot")


class Faults:
    """Queues of failures by service, shared by all the services of a sandbox."""

    def __init__(self) -> None:
        self._queues: dict[str, deque[str]] = defaultdict(deque)

    def add(self, service: str, kind: str, times: int) -> None:
        """Let the next `times` requests to the service fail that way; ValueError for a name that is not known."""
        if service not in SERVICES:
            raise ValueError(f'"{service}" is not a service; one of {", ".join(SERVICES)}.')
        if kind not in KINDS:
            raise ValueError(f'"{kind}" is not a kind of fault; one of {", ".join(KINDS)}.')
        if times < 1:
            raise ValueError("times must be 1 or more.")
        self._queues[service].extend([kind] * times)

    def take(self, service: str, only: str | None = None) -> str | None:
        """The fault for this request, used up by asking; None when there is none, or when the next is not `only`."""
        queue = self._queues[service]
        if not queue or (only is not None and queue[0] != only):
            return None
        return queue.popleft()

    def pending(self) -> dict[str, list[str]]:
        """What is still to come, by service."""
        return {service: list(queue) for service, queue in self._queues.items() if queue}
